//! What a job is at, for whoever waits: which step of how many, how long it has taken so far, and what is left.
//!
//! Cargo and npm tell of their own progress, on a terminal with a bar. A line of ours now and then says that a step goes on
//! that has nothing to tell itself; it suits a log as well, where each line stays.

use std::io::{IsTerminal as _, stdout};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

/// How long nothing is said of a step that goes on.
const SILENT_FOR: Duration = Duration::from_secs(15);

/// A step of a job.
pub(crate) struct ProgressStep<'a> {
    name: &'static str,
    work: Box<dyn FnOnce() -> Result<()> + 'a>,
}

/// A step with its name.
pub(crate) fn step<'a>(
    name: &'static str,
    work: impl FnOnce() -> Result<()> + 'a,
) -> ProgressStep<'a> {
    ProgressStep {
        name,
        work: Box::new(work),
    }
}

/// Does a job in steps, and says before each what it is, and while it goes on how long it takes.
pub(crate) fn in_steps(job: &str, steps: Vec<ProgressStep<'_>>) -> Result<()> {
    let started = Instant::now();
    let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
    println!("{job}: {} steps: {}", names.len(), names.join(", "));
    for (place, ProgressStep { name, work }) in (1..).zip(steps) {
        let after: Vec<&str> = names.iter().copied().skip(place).collect();
        let left = match after.as_slice() {
            [] => "the last one".to_owned(),
            after => format!("then {}", after.join(", ")),
        };
        let what = format!("{job}: step {place} of {}, {name}", names.len());
        let so_far = minutes(started.elapsed());
        println!("{what} (so far {so_far}; {left})");
        while_it_goes_on(&what, started, &left, work)?;
    }
    Ok(())
}

fn while_it_goes_on(
    what: &str,
    started: Instant,
    left: &str,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let began = Instant::now();
    let (ended, ends) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            while ends.recv_timeout(SILENT_FOR) == Err(RecvTimeoutError::Timeout) {
                let (own, so_far) = (minutes(began.elapsed()), minutes(started.elapsed()));
                say(&format!("{what}: {own} (so far {so_far}; {left})"));
            }
        });
        let outcome = work();
        drop(ended);
        outcome
    })
}

/// Prints a line; on a terminal, over a bar that may stand there.
fn say(line: &str) {
    if stdout().is_terminal() {
        println!("\r\x1b[K{line}");
    } else {
        println!("{line}");
    }
}

/// A time as minutes and seconds: 4:07.
fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use anyhow::bail;

    use super::*;

    #[test]
    fn steps_are_done_in_order_until_one_fails() {
        let done = RefCell::new(Vec::new());
        let at = |name: &'static str| {
            let done = &done;
            step(name, move || {
                done.borrow_mut().push(name);
                Ok(())
            })
        };
        let broken = step("two", || bail!("broken"));
        let outcome = in_steps("test", vec![at("one"), broken, at("three")]);
        assert_eq!(outcome.unwrap_err().to_string(), "broken");
        assert_eq!(*done.borrow(), ["one"]);
    }

    #[test]
    fn a_time_is_minutes_and_seconds() {
        assert_eq!(minutes(Duration::from_millis(7_900)), "0:07");
        assert_eq!(minutes(Duration::from_secs(3_661)), "61:01");
    }
}
