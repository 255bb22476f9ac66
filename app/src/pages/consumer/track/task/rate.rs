//! Rating the service (R-RAT-1).

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;

use crate::{
    pages::consumer::{errand_form::ErrandForm, track::current::Current},
    parts::{
        choice_cards::ChoiceCards,
        select::{Choice, Select},
        text_area::TextArea,
    },
    words::words,
};

/// Stars, how likely one is to recommend it, and words.
#[component]
pub fn Rate(
    /// The service order.
    current: Current,
) -> impl IntoView {
    let words = words();
    let ui = &words.consumer().track;
    let form = current.form(CommandType::Rate);
    let stars = (1..=5_u8)
        .rev()
        .map(|stars| Choice::new(stars.to_string(), words.stars(stars)))
        .collect::<Vec<_>>();
    let recommend = (0..=10_u8)
        .rev()
        .map(|score| Choice::new(score.to_string(), score.to_string()))
        .collect::<Vec<_>>();
    view! {
        <ErrandForm
            errand=current.errand(CommandType::Rate)
            form
            submit=ui.rate
            on_done=current.on_done()
            on_conflict=current.on_conflict()
        >
            <ChoiceCards
                name="stars"
                label=ui.stars
                value=form.text("stars")
                choices=Signal::stored(stars)
                fault=form.fault("stars")
            />
            <Select
                name="recommend"
                label=ui.recommend
                hint=ui.recommend_hint
                value=form.text("recommend")
                choices=Signal::stored(recommend)
                nothing=words.ui().common.choose
                fault=form.fault("recommend")
                required=true
            />
            <Tags />
            <TextArea
                name="comment"
                label=ui.comment
                value=form.text("comment")
                fault=form.fault("comment")
            />
        </ErrandForm>
    }
}

/// Catchwords to tick.
#[component]
fn Tags() -> impl IntoView {
    let ui = &words().consumer().track;
    view! {
        <fieldset class="choice-cards">
            <legend class="field-label">{ui.tags}</legend>
            <div class="choice-cards-list">
                {ui
                    .tag_choices
                    .iter()
                    .map(|tag| {
                        view! {
                            <label class="choice-card">
                                <input type="checkbox" name="tags" value=*tag />
                                <span>{*tag}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}
