//! Personal data in full: for a reason, which is kept; for this view of the page alone. It stands in no address, and is gone when
//! the page is renewed, or after five minutes.

use std::time::Duration;

use aftercare_domain::{
    form::{Record as _, Violation},
    service_order::reason::RevealReason,
    teamwork::reveal::{Reveal as RevealRequest, Revealed},
};
use leptos::{ev::SubmitEvent, html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use serde_json::{Map, Value, json};

use super::order_state::{OrderState, current};
use crate::{
    api::{Api, ApiError, transport::IdempotencyKey},
    form::{
        record_form::RecordFields,
        spec::{FormSpec, FormWords},
        state::FormState,
    },
    parts::{
        controls::button::{Button, ButtonKind, Emphasis},
        layout::description_list::{DescriptionList, Fact},
        status::problem_panel::ProblemPanel,
    },
    window::island::island,
    words::{common, format, order_page, service_order},
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
    let first = json!({ "reason_code": RevealReason::ContactConsumer });
    let draft = FormState::new(RevealRequest::FIELDS, &first, &[]);
    let typed = draft.clone();
    let asked = asking(current, draft.clone());
    let spec = FormSpec::<RevealRequest>::of_record(RevealWords, order_page().reveal);
    let label = spec.submit;
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
            typed.put_back(&blank_remark());
            revealed.set(Some(data));
        }
    });
    let violations =
        Signal::derive(move || asked.value().with(|answer| violations_of(answer.as_ref())));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asked.dispatch(());
    };
    let error = move || {
        let error = asked.value().get()?.err()?;
        violations
            .with(Vec::is_empty)
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
                <RecordFields spec draft violations />
                <Button
                    kind=ButtonKind::Submit
                    emphasis=Emphasis::Primary
                    busy=Signal::derive(move || asked.pending().get())
                >
                    {label}
                </Button>
            </form>
        </div>
    }
}

type RevealAction = Action<(), Result<Revealed, ApiError>>;

/// Asks the server. Each try is one of its own: what was revealed is never kept for another.
fn asking(current: OrderState, draft: FormState) -> RevealAction {
    let api = Api::current();
    Action::new(move |(): &()| {
        let (api, number) = (api.clone(), current.number());
        let body = Value::Object(untrack(|| draft.body(&|_| true)));
        async move { api.reveal(&number, &body, &IdempotencyKey::fresh()).await }
    })
}

/// The question's remark as it begins: the next time, there is another one.
fn blank_remark() -> Map<String, Value> {
    let mut blank = Map::new();
    blank.insert("remark".to_owned(), Value::String(String::new()));
    blank
}

/// What is wrong with what was typed.
fn violations_of(answer: Option<&Result<Revealed, ApiError>>) -> Vec<Violation> {
    match answer {
        Some(Err(ApiError::Problem(problem))) => problem.violations.clone(),
        Some(Ok(_) | Err(ApiError::Offline | ApiError::TimedOut | ApiError::Malformed)) | None => {
            Vec::new()
        }
    }
}

/// What the question says of its fields.
struct RevealWords;

impl FormWords for RevealWords {
    fn name(&self) -> &'static str {
        ASKS
    }

    fn label(&self, field: &str) -> &'static str {
        match field {
            "reason_code" => order_page().reveal_reason,
            "remark" => service_order().remark,
            _ => "",
        }
    }

    fn hint(&self, _field: &str) -> &'static str {
        ""
    }
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
