//! How the orders of a batch came out so far, grouped: a list that can be read also where there are five thousand.

use super::looked::Check;

/// How many orders are shown at once.
pub const PAGE: usize = 50;

/// What became of an order's command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was done.
    Done,
    /// The server refused it, for this reason.
    Refused(String),
    /// Somebody else acted on the order meanwhile.
    Conflict,
}

/// How an order came out, so far. In the order in which they stand: what went wrong comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The server refused it.
    Refused,
    /// Somebody else acted on it meanwhile.
    Conflict,
    /// It can't be done.
    WillNot,
    /// It was not sent.
    NotSent,
    /// It will be done.
    Will,
    /// It was done.
    Done,
    /// The form is not complete.
    Unknown,
}

impl Outcome {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Refused,
        Self::Conflict,
        Self::WillNot,
        Self::NotSent,
        Self::Will,
        Self::Done,
        Self::Unknown,
    ];

    /// The id in `data-standing`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Conflict => "conflict",
            Self::WillNot => "will-not",
            Self::NotSent => "not-sent",
            Self::Will => "will",
            Self::Done => "done",
            Self::Unknown => "unknown",
        }
    }

    /// How an order comes out: `check` is none while the form is not complete, `ended` says that nothing is sent any more.
    fn of(check: Option<&Check>, fate: Option<&Fate>, ended: bool) -> Self {
        match (fate, check) {
            (Some(Fate::Done), _) => Self::Done,
            (Some(Fate::Refused(_)), _) => Self::Refused,
            (Some(Fate::Conflict), _) => Self::Conflict,
            (None, Some(Check::Refused(_))) => Self::WillNot,
            (None, Some(Check::Follows(_))) if ended => Self::NotSent,
            (None, Some(Check::Follows(_))) => Self::Will,
            (None, None) => Self::Unknown,
        }
    }
}

/// The orders that came out the same way, by their places in the batch: those of which the same is said stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// How they came out.
    pub outcome: Outcome,
    /// Their places, and what is said of each.
    pub orders: Vec<(usize, String)>,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// What is said of the orders that follow, and of how many in all.
    Said(String, usize),
    /// An order, by its place.
    Order(usize),
}

/// Groups orders by how they came out. Groups that have none are left out.
pub fn grouped(checks: &[Option<Check>], fates: &[Option<Fate>], ended: bool) -> Vec<Group> {
    let mut groups = Outcome::ALL.map(|outcome| Group {
        outcome,
        orders: Vec::new(),
    });
    for (place, check) in checks.iter().enumerate() {
        let fate = fates.get(place).and_then(Option::as_ref);
        let outcome = Outcome::of(check.as_ref(), fate, ended);
        let said = said(outcome, check.as_ref(), fate);
        if let Some(group) = groups.iter_mut().find(|group| group.outcome == outcome) {
            group.orders.push((place, said));
        }
    }
    groups
        .into_iter()
        .filter(|group| !group.orders.is_empty())
        .map(|mut group| {
            // The order of the batch stays where the same is said.
            group.orders.sort_by(|one, other| one.1.cmp(&other.1));
            group
        })
        .collect()
}

fn said(outcome: Outcome, check: Option<&Check>, fate: Option<&Fate>) -> String {
    match (outcome, check, fate) {
        (Outcome::Refused, _, Some(Fate::Refused(why))) => why.clone(),
        (Outcome::WillNot | Outcome::Will | Outcome::NotSent, Some(Check::Refused(said)), _)
        | (Outcome::Will | Outcome::NotSent, Some(Check::Follows(said)), _) => said.clone(),
        (
            Outcome::Refused
            | Outcome::Conflict
            | Outcome::WillNot
            | Outcome::NotSent
            | Outcome::Will
            | Outcome::Done
            | Outcome::Unknown,
            _,
            _,
        ) => String::new(),
    }
}

impl Group {
    /// How many pages it has.
    pub const fn pages(&self) -> usize {
        self.orders.len().div_ceil(PAGE)
    }

    /// The lines of one of its pages, counted from 0.
    pub fn page(&self, page: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut before = None;
        for (place, said) in self.orders.iter().skip(page * PAGE).take(PAGE) {
            if !said.is_empty() && before != Some(said) {
                let of_all = self.orders.iter().filter(|(_, other)| other == said);
                lines.push(Line::Said(said.clone(), of_all.count()));
            }
            before = Some(said);
            lines.push(Line::Order(*place));
        }
        lines
    }
}

/// How many orders came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The command was done.
    pub done: usize,
    /// It was sent, and not done.
    pub failed: usize,
    /// It can still be sent.
    pub left: usize,
}

impl Tally {
    /// Those of some groups.
    pub fn of(groups: &[Group]) -> Self {
        groups.iter().fold(Self::default(), |mut tally, group| {
            let count = group.orders.len();
            match group.outcome {
                Outcome::Done => tally.done += count,
                Outcome::Refused | Outcome::Conflict => tally.failed += count,
                Outcome::Will | Outcome::NotSent => tally.left += count,
                Outcome::WillNot | Outcome::Unknown => {}
            }
            tally
        })
    }

    /// How many were sent.
    pub const fn sent(self) -> usize {
        self.done + self.failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follows(what: &str) -> Check {
        Check::Follows(what.to_owned())
    }

    fn refused(why: &str) -> Check {
        Check::Refused(why.to_owned())
    }

    fn counts(groups: &[Group]) -> Vec<(Outcome, usize)> {
        let counts = groups.iter().map(|it| (it.outcome, it.orders.len()));
        counts.collect()
    }

    // R-LST-2
    #[test]
    fn what_went_wrong_comes_first_and_what_was_not_sent_is_told_apart() {
        let checks = [
            Some(follows("a")),
            Some(refused("no address")),
            Some(follows("a")),
            Some(follows("a")),
            Some(follows("b")),
        ];
        let fates = [
            Some(Fate::Done),
            None,
            Some(Fate::Conflict),
            Some(Fate::Refused("too late".to_owned())),
            None,
        ];
        let before = grouped(&checks, &[], false);
        assert_eq!(counts(&before), [(Outcome::WillNot, 1), (Outcome::Will, 4)]);
        let after = grouped(&checks, &fates, true);
        let expected = [
            (Outcome::Refused, 1),
            (Outcome::Conflict, 1),
            (Outcome::WillNot, 1),
            (Outcome::NotSent, 1),
            (Outcome::Done, 1),
        ];
        assert_eq!(counts(&after), expected);
        let tally = Tally {
            done: 1,
            failed: 2,
            left: 1,
        };
        assert_eq!(Tally::of(&after), tally);
        let unknown = grouped(&[None, None], &[], false);
        assert_eq!(counts(&unknown), [(Outcome::Unknown, 2)]);
    }

    // R-LST-2
    #[test]
    fn five_thousand_are_read_page_by_page_and_what_is_said_of_many_is_said_once() {
        let checks: Vec<Option<Check>> = (0..5_000)
            .map(|place| {
                if place % 10 == 0 {
                    Some(follows("refund"))
                } else {
                    Some(follows("parcel"))
                }
            })
            .collect();
        let groups = grouped(&checks, &[], false);
        let [group] = groups.as_slice() else {
            panic!("all will be done: {:?}", counts(&groups));
        };
        assert_eq!(group.pages(), 100);
        let first = group.page(0);
        assert_eq!(first.len(), PAGE + 1);
        assert_eq!(first[0], Line::Said("parcel".to_owned(), 4_500));
        assert_eq!(first[1], Line::Order(1));
        let turning = group.page(90);
        assert_eq!(turning[0], Line::Said("refund".to_owned(), 500));
        assert_eq!(turning[1], Line::Order(0));
        let shown: usize = (0..group.pages())
            .flat_map(|page| group.page(page))
            .filter(|line| matches!(line, Line::Order(_)))
            .count();
        assert_eq!(shown, 5_000);
        assert_eq!(group.page(100), []);
    }
}
