//! Personal data in full: for a reason, which is kept; for this view of the page alone. It stands in no address, and is gone when
//! the page is renewed, or after five minutes.

use std::time::Duration;

use aftercare_domain::{
    form::Violation, service_order::reason::RevealReason, teamwork::reveal::Revealed,
};
use leptos::{ev::SubmitEvent, html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use serde_json::json;

use super::order_state::{OrderState, current};
use crate::{
    api::{Api, ApiError, transport::IdempotencyKey},
    parts::{
        controls::{
            button::{Button, ButtonKind, Emphasis},
            choice_cards::ChoiceCards,
            select::Choice,
            text_area::TextArea,
        },
        layout::description_list::{DescriptionList, Fact},
        status::problem_panel::ProblemPanel,
    },
    window::island::island,
    words::{common, format, order_page, service_order, words},
};

/// The id of the question for the reason.
pub const ASKS: &str = "reveal";

/// How long the data is shown.
const SHOWN: Duration = Duration::from_mins(5);

/// The button that asks for the reason; shown beside masked data.
#[component]
pub fn RevealButton() -> impl IntoView {
    view! {
        <button class="button reveal-button" type="button" popovertarget=ASKS>
            {order_page().reveal}
        </button>
    }
}

island! {
    /// Personal data of the order of the page, in full.
    pub struct RevealIsland = "Reveal" {
    }
    view! { <Reveal /> }
}

/// The question for the reason, and what was revealed.
#[component]
pub fn Reveal() -> impl IntoView {
    current().map(|current| {
        let revealed = RwSignal::new(None::<Revealed>);
        hide_in_time(current, revealed);
        view! {
            <Question current revealed />
            {move || revealed.get().map(|data| view! { <Data data revealed /> })}
        }
    })
}

/// Hides the data when the page is renewed, and after a while.
fn hide_in_time(current: OrderState, revealed: RwSignal<Option<Revealed>>) {
    Effect::new(move |before: Option<()>| {
        current.with(|_| ());
        if before.is_some() {
            revealed.set(None);
        }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        let is_shown = revealed.with(Option::is_some);
        if let Some(waiting) = waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        if is_shown && let Ok(hides) = set_timeout_with_handle(move || revealed.set(None), SHOWN) {
            waiting.set_value(Some(hides));
        }
    });
    on_cleanup(move || {
        if let Some(Some(waiting)) = waiting.try_get_value() {
            waiting.clear();
        }
    });
}

/// Asks why.
#[component]
fn Question(current: OrderState, revealed: RwSignal<Option<Revealed>>) -> impl IntoView {
    let reason = RwSignal::new(RevealReason::ContactConsumer.name().to_owned());
    let remark = RwSignal::new(String::new());
    let asked = asking(current, reason, remark);
    let panel = NodeRef::<html::Div>::new();
    Effect::new(move || {
        let answer = asked.value().get();
        if let Some(Ok(data)) = answer {
            if panel
                .get_untracked()
                .is_some_and(|panel| panel.hide_popover().is_err())
            {
                leptos::logging::warn!("the question stays open");
            }
            asked.value().set(None);
            remark.set(String::new());
            revealed.set(Some(data));
        }
    });
    let remark_fault =
        Signal::derive(move || asked.value().with(|answer| fault_of(answer.as_ref())));
    let choices: Vec<_> = RevealReason::ALL
        .iter()
        .map(|&reason| Choice::new(reason.name(), words().reveal_reason(reason)))
        .collect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asked.dispatch(());
    };
    let error = move || {
        let error = asked.value().get()?.err()?;
        remark_fault
            .get()
            .is_none()
            .then(|| view! { <ProblemPanel error /> })
    };
    view! {
        <div
            class="dialog reveal"
            id=ASKS
            popover="auto"
            role="dialog"
            aria-labelledby="reveal-title"
            node_ref=panel
        >
            <header class="dialog-header">
                <h2 id="reveal-title">{order_page().reveal_title}</h2>
                <button
                    class="button"
                    data-emphasis="quiet"
                    type="button"
                    popovertarget=ASKS
                    popovertargetaction="hide"
                >
                    {common().close}
                </button>
            </header>
            <form class="form" method="post" on:submit=submit>
                <p class="muted">{order_page().reveal_note}</p>
                {error}
                <ChoiceCards
                    name="reason_code"
                    id="reveal-reason"
                    label=order_page().reveal_reason
                    value=reason
                    choices=Signal::stored(choices)
                />
                <TextArea
                    name="remark"
                    id="reveal-remark"
                    label=service_order().remark
                    value=remark
                    fault=remark_fault
                    max=500
                />
                <Button
                    kind=ButtonKind::Submit
                    emphasis=Emphasis::Primary
                    busy=Signal::derive(move || asked.pending().get())
                >
                    {order_page().reveal}
                </Button>
            </form>
        </div>
    }
}

type RevealAction = Action<(), Result<Revealed, ApiError>>;

/// Asks the server. Each try is one of its own: what was revealed is never kept for another.
fn asking(current: OrderState, reason: RwSignal<String>, remark: RwSignal<String>) -> RevealAction {
    let api = Api::current();
    Action::new(move |(): &()| {
        let (api, number) = (api.clone(), current.number());
        let remark = remark.get_untracked();
        let remark = Some(remark.trim()).filter(|remark| !remark.is_empty());
        let body = json!({ "reason_code": reason.get_untracked(), "remark": remark });
        async move { api.reveal(&number, &body, &IdempotencyKey::fresh()).await }
    })
}

/// What is wrong with the remark.
fn fault_of(answer: Option<&Result<Revealed, ApiError>>) -> Option<String> {
    let Some(Err(ApiError::Problem(problem))) = answer else {
        return None;
    };
    let is_remark = |violation: &&Violation| violation.field == "remark";
    let violation = problem.violations.iter().find(is_remark)?;
    Some(words().fault(&violation.fault))
}

/// The data, and how many orders can still be revealed today.
#[component]
fn Data(data: Revealed, revealed: RwSignal<Option<Revealed>>) -> impl IntoView {
    let element = NodeRef::<html::Section>::new();
    Effect::new(move || {
        if element
            .get()
            .is_some_and(|section| section.focus().is_err())
        {
            leptos::logging::warn!("what was revealed could not be focused");
        }
    });
    let contact = format!("{} {}", data.contact.name, data.contact.phone.as_str());
    let consignee = data.consignee.as_ref().map(|to| {
        view! { <Fact label=service_order().consignee value=format::label(to) wide=true /> }
    });
    let written = data.written.into_iter().map(|text| {
        view! { <Fact label=order_page().revealed_words value=text wide=true /> }
    });
    let written = written.collect_view();
    view! {
        <section
            class="card revealed"
            tabindex="-1"
            aria-label=order_page().revealed
            node_ref=element
        >
            <h2>{order_page().revealed}</h2>
            <DescriptionList>
                <Fact label=service_order().contact value=contact wide=true />
                <Fact
                    label=service_order().return_to
                    value=format::label(&data.return_to)
                    wide=true
                />
                {consignee}
                {written}
            </DescriptionList>
            <p class="revealed-note">
                <span class="muted small">{order_page().revealed_note(data.left_today)}</span>
                <button class="button" type="button" on:click=move |_| revealed.set(None)>
                    {order_page().reveal_hide}
                </button>
            </p>
        </section>
    }
}
