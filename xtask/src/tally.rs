//! What passed and what failed, read from the closing lines of the test runners.

use std::ops::AddAssign;
use std::process::ExitStatus;

/// Tests and checks that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// One check that passed or failed as a whole.
    pub(crate) fn of_check(passed: bool) -> Self {
        Self {
            passed: u64::from(passed),
            failed: u64::from(!passed),
        }
    }

    /// Adds what a runner's line says, if it is a closing line.
    pub(crate) fn see(&mut self, line: &str) {
        if let Some(counts) = closing_counts(line) {
            let words: Vec<&str> = counts
                .split(|letter: char| letter.is_whitespace() || ",;".contains(letter))
                .collect();
            for pair in words.windows(2) {
                if let [count, outcome] = pair
                    && let Ok(count) = count.parse()
                {
                    self.add(count, outcome);
                }
            }
        }
    }

    /// The tally of a runner that ended so: a failure is never lost, whatever its lines said.
    pub(crate) fn closed(mut self, status: ExitStatus) -> Self {
        if !status.success() && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    fn add(&mut self, count: u64, outcome: &str) {
        match outcome {
            "passed" => self.passed += count,
            // "timed out" is nextest's; "flaky", "interrupted" and "did not run" are Playwright's.
            "failed" | "timed" | "flaky" | "interrupted" | "did" => self.failed += count,
            _ => {}
        }
    }
}

/// The part with the counts of a closing line: `Summary [1.2s] 4 tests run: 3 passed, 1 failed` of nextest,
/// `test result: ok. 3 passed; 0 failed` of `cargo test`, `  3 passed (2.0s)` of Playwright.
fn closing_counts(line: &str) -> Option<&str> {
    if let Some(summary) = line.trim_start().strip_prefix("Summary [") {
        return summary.split_once(':').map(|(_, counts)| counts);
    }
    if let Some(result) = line.strip_prefix("test result: ") {
        return result.split_once(". ").map(|(_, counts)| counts);
    }
    let indented = line.strip_prefix("  ")?;
    indented
        .starts_with(|letter: char| letter.is_ascii_digit())
        .then_some(indented)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.see(line);
        }
        tally
    }

    #[test]
    fn nextest_is_read() {
        let line = "     Summary [  12.006s] 9 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 4 skipped";
        assert_eq!(
            seen(&[line]),
            Tally {
                passed: 6,
                failed: 3
            }
        );
    }

    #[test]
    fn cargo_test_is_added_up() {
        let lines = [
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        ];
        assert_eq!(
            seen(&lines),
            Tally {
                passed: 4,
                failed: 2
            }
        );
    }

    #[test]
    fn playwright_is_read() {
        let lines = [
            "  ✓  1 sign_in.spec.ts:5:1 › 3 failed attempts are told (1.2s)",
            "  1) sign_in.spec.ts:9:1 › somebody signs in",
            "  1 failed",
            "    sign_in.spec.ts:9:1 › 2 passed notes are shown",
            "  1 did not run",
            "  7 passed (12.3s)",
        ];
        assert_eq!(
            seen(&lines),
            Tally {
                passed: 7,
                failed: 2
            }
        );
    }
}
