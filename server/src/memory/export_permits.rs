//! Permits for exports: one for each person at a time, a limited number in all. When more wait, organisations get
//! permits in turn.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::oneshot;

use crate::memory::slots::{Slot, Slots};
use aftercare_domain::people::party::Organisation;

/// The permits for exports. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ExportPermits {
    people: Slots<String>,
    turns: PermitQueue,
}

/// A permit for one export. While it is held, that person gets no other.
#[derive(Debug)]
pub struct ExportPermit {
    _own: Slot<String>,
    _turn: Permit,
}

impl ExportPermits {
    /// Allows this many exports at once.
    pub fn of(at_once: usize) -> Self {
        Self {
            people: Slots::default(),
            turns: PermitQueue(Arc::new(Mutex::new(PermitState {
                free: at_once.max(1),
                waiting: VecDeque::new(),
            }))),
        }
    }

    /// Waits for a permit; none where this person has an export already.
    pub async fn take(&self, whose: &str, side: Option<Organisation>) -> Option<ExportPermit> {
        let own = self.people.take(whose.to_owned(), 1)?;
        Some(ExportPermit {
            _own: own,
            _turn: self.turns.take(side).await,
        })
    }
}

#[derive(Debug, Clone)]
struct PermitQueue(Arc<Mutex<PermitState>>);

#[derive(Debug)]
struct PermitState {
    free: usize,
    /// The waiting requests by organisation; the organisation that is next comes first.
    waiting: VecDeque<(Option<Organisation>, VecDeque<oneshot::Sender<()>>)>,
}

impl PermitState {
    fn wait(&mut self, side: Option<Organisation>) -> oneshot::Receiver<()> {
        let (bell, rung) = oneshot::channel();
        match self.waiting.iter_mut().find(|(own, _)| *own == side) {
            Some((_, colleagues)) => colleagues.push_back(bell),
            None => self.waiting.push_back((side, VecDeque::from([bell]))),
        }
        rung
    }

    /// Passes a permit to the longest waiting request of the next organisation, which then goes to the end of the
    /// queue.
    fn pass_on(&mut self) {
        while let Some((side, mut colleagues)) = self.waiting.pop_front() {
            let next = colleagues.pop_front();
            if !colleagues.is_empty() {
                self.waiting.push_back((side, colleagues));
            }
            // A request that was cancelled does not receive it: the next one is tried.
            if next.is_some_and(|bell| bell.send(()).is_ok()) {
                return;
            }
        }
        self.free += 1;
    }
}

impl PermitQueue {
    async fn take(&self, side: Option<Organisation>) -> Permit {
        let rung = {
            let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if state.free > 0 {
                state.free -= 1;
                return Permit(self.clone());
            }
            state.wait(side)
        };
        let mut waiting = PermitWaiter {
            turns: self.clone(),
            rung: Some(rung),
        };
        if let Some(rung) = &mut waiting.rung {
            // The sender is dropped only after it has sent, so this can't fail.
            let _ = rung.await;
        }
        waiting.rung = None;
        Permit(self.clone())
    }

    fn pass_on(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.pass_on();
    }
}

/// A permit that is held; dropped, it is passed on.
#[derive(Debug)]
struct Permit(PermitQueue);

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.pass_on();
    }
}

/// A waiting request; if it is cancelled just when it gets a permit, the permit is passed on.
struct PermitWaiter {
    turns: PermitQueue,
    rung: Option<oneshot::Receiver<()>>,
}

impl Drop for PermitWaiter {
    fn drop(&mut self) {
        if let Some(rung) = &mut self.rung
            && rung.try_recv().is_ok()
        {
            self.turns.pass_on();
        }
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::values::id::MerchantId;
    use futures::{FutureExt as _, future::BoxFuture};

    use super::*;

    fn merchant(id: &str) -> Organisation {
        Organisation::Merchant(MerchantId::parse(id).unwrap())
    }

    fn asked<'a>(
        turns: &'a ExportPermits,
        whose: &'a str,
        side: &str,
    ) -> BoxFuture<'a, Option<ExportPermit>> {
        let side = Some(merchant(side));
        async move { turns.take(whose, side).await }.boxed()
    }

    #[tokio::test]
    async fn everybody_has_one_export_at_a_time() {
        let turns = ExportPermits::of(2);
        let first = asked(&turns, "a", "m-1").await.unwrap();
        assert!(asked(&turns, "a", "m-1").await.is_none());
        drop(first);
        assert!(asked(&turns, "a", "m-1").await.is_some());
    }

    #[tokio::test]
    async fn a_side_that_asks_for_many_waits_with_all_but_one_of_them_for_the_others() {
        let turns = ExportPermits::of(1);
        let running = asked(&turns, "a", "m-1").await.unwrap();
        let mut waiting: Vec<(&str, BoxFuture<'_, Option<ExportPermit>>)> = [
            ("b", "m-1"),
            ("c", "m-1"),
            ("d", "m-1"),
            ("e", "m-2"),
            ("f", "m-3"),
        ]
        .into_iter()
        .map(|(whose, side)| (whose, asked(&turns, whose, side)))
        .collect();
        for (_, turn) in &mut waiting {
            assert!(turn.now_or_never().is_none());
        }
        // A cancelled request is skipped.
        waiting.retain(|(whose, _)| *whose != "f");
        let mut running = Some(running);
        let mut order = Vec::new();
        while !waiting.is_empty() {
            drop(running.take());
            let mut next = None;
            for (place, (whose, turn)) in waiting.iter_mut().enumerate() {
                if let Some(turn) = turn.now_or_never() {
                    order.push(*whose);
                    next = Some((place, turn));
                }
            }
            let (place, turn) = next.unwrap();
            drop(waiting.remove(place));
            running = turn;
        }
        assert_eq!(order, ["b", "e", "c", "d"]);
    }

    #[tokio::test]
    async fn a_turn_is_not_lost_with_who_leaves_when_it_comes() {
        let turns = ExportPermits::of(1);
        let running = asked(&turns, "a", "m-1").await.unwrap();
        let mut leaves = asked(&turns, "b", "m-2");
        assert!((&mut leaves).now_or_never().is_none());
        drop(running);
        drop(leaves);
        assert!(asked(&turns, "c", "m-1").now_or_never().is_some());
    }
}
