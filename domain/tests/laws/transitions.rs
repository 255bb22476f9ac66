//! The published workflow is the one that is enforced.

use std::collections::BTreeSet;

use aftercare_domain::service_order::workflow::{self, Transition};

use crate::explored::{Way, explored};

fn published() -> BTreeSet<Way> {
    workflow::transitions()
        .into_iter()
        .map(|Transition { from, to, by }| (from, by, to))
        .collect()
}

#[test]
fn the_ways_that_orders_take_are_the_published_ones_and_each_of_those_is_taken() {
    let ways = explored().ways.iter().copied();
    let taken: BTreeSet<Way> = ways.filter(|(from, _, to)| from != to).collect();
    let unpublished: Vec<_> = taken.difference(&published()).copied().collect();
    assert_eq!(unpublished, [], "taken, but not published");
    let never_taken: Vec<_> = published().difference(&taken).copied().collect();
    assert_eq!(never_taken, [], "published, but never taken");
}

#[test]
fn every_node_is_reached_none_is_a_dead_end_and_somebody_can_act_in_each() {
    assert_eq!(workflow::check(), []);
}
