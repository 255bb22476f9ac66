//! The outcomes of a batch so far, grouped, so that five thousand can be read.

use super::rows::RowForecast;

/// How many orders are shown at once.
pub const PAGE: usize = 50;

/// The result of an order's command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowResult {
    /// It was done.
    Done,
    /// The server refused it, for this reason.
    Refused(String),
    /// Somebody else acted on the order meanwhile.
    Conflict,
}

/// The outcome of an order so far. In display order: failures first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowOutcome {
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

impl RowOutcome {
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

    /// The outcome of an order: `check` is none while the form is not complete, `ended` tells that nothing is sent any
    /// more.
    fn of(check: Option<&RowForecast>, result: Option<&RowResult>, ended: bool) -> Self {
        match (result, check) {
            (Some(RowResult::Done), _) => Self::Done,
            (Some(RowResult::Refused(_)), _) => Self::Refused,
            (Some(RowResult::Conflict), _) => Self::Conflict,
            (None, Some(RowForecast::Refused(_))) => Self::WillNot,
            (None, Some(RowForecast::Follows(_))) if ended => Self::NotSent,
            (None, Some(RowForecast::Follows(_))) => Self::Will,
            (None, None) => Self::Unknown,
        }
    }
}

/// The orders with the same outcome, by their index in the batch, those with the same text next to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeGroup {
    /// Their outcome.
    pub outcome: RowOutcome,
    /// Their indexes, with the text for each.
    pub orders: Vec<(usize, String)>,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultLine {
    /// The text for the orders that follow, and their number in all.
    Said(String, usize),
    /// An order, by its place.
    Order(usize),
}

/// Groups orders by outcome. Empty groups are left out.
pub fn grouped(
    checks: &[Option<RowForecast>],
    results: &[Option<RowResult>],
    ended: bool,
) -> Vec<OutcomeGroup> {
    let mut groups = RowOutcome::ALL.map(|outcome| OutcomeGroup {
        outcome,
        orders: Vec::new(),
    });
    for (place, check) in checks.iter().enumerate() {
        let result = results.get(place).and_then(Option::as_ref);
        let outcome = RowOutcome::of(check.as_ref(), result, ended);
        let said = text_of(outcome, check.as_ref(), result);
        if let Some(group) = groups.iter_mut().find(|group| group.outcome == outcome) {
            group.orders.push((place, said));
        }
    }
    groups
        .into_iter()
        .filter(|group| !group.orders.is_empty())
        .map(|mut group| {
            // A stable sort: orders with the same text stay in the batch's order.
            group.orders.sort_by(|one, other| one.1.cmp(&other.1));
            group
        })
        .collect()
}

fn text_of(outcome: RowOutcome, check: Option<&RowForecast>, result: Option<&RowResult>) -> String {
    match (outcome, check, result) {
        (RowOutcome::Refused, _, Some(RowResult::Refused(why))) => why.clone(),
        (
            RowOutcome::WillNot | RowOutcome::Will | RowOutcome::NotSent,
            Some(RowForecast::Refused(said)),
            _,
        )
        | (RowOutcome::Will | RowOutcome::NotSent, Some(RowForecast::Follows(said)), _) => {
            said.clone()
        }
        (
            RowOutcome::Refused
            | RowOutcome::Conflict
            | RowOutcome::WillNot
            | RowOutcome::NotSent
            | RowOutcome::Will
            | RowOutcome::Done
            | RowOutcome::Unknown,
            _,
            _,
        ) => String::new(),
    }
}

impl OutcomeGroup {
    /// How many pages it has.
    pub const fn pages(&self) -> usize {
        self.orders.len().div_ceil(PAGE)
    }

    /// The lines of one of its pages, counted from 0.
    pub fn page(&self, page: usize) -> Vec<ResultLine> {
        let mut lines = Vec::new();
        let mut before = None;
        for (place, said) in self.orders.iter().skip(page * PAGE).take(PAGE) {
            if !said.is_empty() && before != Some(said) {
                let of_all = self.orders.iter().filter(|(_, other)| other == said);
                lines.push(ResultLine::Said(said.clone(), of_all.count()));
            }
            before = Some(said);
            lines.push(ResultLine::Order(*place));
        }
        lines
    }
}

/// The number of orders of each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutcomeCounts {
    /// The command was done.
    pub done: usize,
    /// It was sent, and not done.
    pub failed: usize,
    /// It can still be sent.
    pub left: usize,
}

impl OutcomeCounts {
    /// Those of some groups.
    pub fn of(groups: &[OutcomeGroup]) -> Self {
        groups.iter().fold(Self::default(), |mut tally, group| {
            let count = group.orders.len();
            match group.outcome {
                RowOutcome::Done => tally.done += count,
                RowOutcome::Refused | RowOutcome::Conflict => tally.failed += count,
                RowOutcome::Will | RowOutcome::NotSent => tally.left += count,
                RowOutcome::WillNot | RowOutcome::Unknown => {}
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

    fn follows(what: &str) -> RowForecast {
        RowForecast::Follows(what.to_owned())
    }

    fn refused(why: &str) -> RowForecast {
        RowForecast::Refused(why.to_owned())
    }

    fn counts(groups: &[OutcomeGroup]) -> Vec<(RowOutcome, usize)> {
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
        let results = [
            Some(RowResult::Done),
            None,
            Some(RowResult::Conflict),
            Some(RowResult::Refused("too late".to_owned())),
            None,
        ];
        let before = grouped(&checks, &[], false);
        assert_eq!(
            counts(&before),
            [(RowOutcome::WillNot, 1), (RowOutcome::Will, 4)]
        );
        let after = grouped(&checks, &results, true);
        let expected = [
            (RowOutcome::Refused, 1),
            (RowOutcome::Conflict, 1),
            (RowOutcome::WillNot, 1),
            (RowOutcome::NotSent, 1),
            (RowOutcome::Done, 1),
        ];
        assert_eq!(counts(&after), expected);
        let tally = OutcomeCounts {
            done: 1,
            failed: 2,
            left: 1,
        };
        assert_eq!(OutcomeCounts::of(&after), tally);
        let unknown = grouped(&[None, None], &[], false);
        assert_eq!(counts(&unknown), [(RowOutcome::Unknown, 2)]);
    }

    // R-LST-2
    #[test]
    fn five_thousand_are_read_page_by_page_and_what_is_said_of_many_is_said_once() {
        let checks: Vec<Option<RowForecast>> = (0..5_000)
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
        assert_eq!(first[0], ResultLine::Said("parcel".to_owned(), 4_500));
        assert_eq!(first[1], ResultLine::Order(1));
        let navigation = group.page(90);
        assert_eq!(navigation[0], ResultLine::Said("refund".to_owned(), 500));
        assert_eq!(navigation[1], ResultLine::Order(0));
        let shown: usize = (0..group.pages())
            .flat_map(|page| group.page(page))
            .filter(|line| matches!(line, ResultLine::Order(_)))
            .count();
        assert_eq!(shown, 5_000);
        assert_eq!(group.page(100), []);
    }
}
