//! Rating the service (R-RAT-1).

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;

use crate::{
    form::{model::Control, without_script::RejectedForm},
    pages::consumer::{island::FormIsland, track::tracked::TrackedOrder},
    parts::controls::{button::Emphasis, select::Choice},
    window::island::Island,
    words::{consumer::track, words},
};

/// Stars, how likely one is to recommend it, and words.
pub fn rate(tracked: &TrackedOrder, rejected: Option<&RejectedForm>) -> impl IntoView + use<> {
    let words = words();
    let track = track();
    let form = tracked.form(CommandType::Rate, rejected);
    let stars = Control::Cards {
        choices: (1..=5_u8)
            .map(|stars| Choice::new(stars.to_string(), words.stars(stars)))
            .collect(),
        narrowing: None,
    };
    let scores = Control::Cards {
        choices: (0..=10_u8).map(score).collect(),
        narrowing: None,
    };
    let tags = track.tag_choices().iter().map(|&tag| tag.to_owned());
    let items = vec![
        form.question("stars", track.stars, stars).into(),
        form.question("recommend", track.recommend, scores).into(),
        form.question("tags", track.tags, Control::Ticks(tags.collect()))
            .into(),
        form.field("comment", track.comment).into(),
    ];
    FormIsland(Box::new(form.build(track.rate, Emphasis::Primary, items))).view()
}

/// A score; both ends say what they mean.
fn score(score: u8) -> Choice {
    let [worst, best] = track().recommend_ends();
    let choice = Choice::new(score.to_string(), score.to_string());
    match score {
        0 => choice.hinted(worst),
        10 => choice.hinted(best),
        _ => choice,
    }
}
