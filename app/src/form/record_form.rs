//! The form of a record: drawn from the domain's field specification, read by the domain's parser.

pub mod ending;

use aftercare_domain::form::Violation;
use leptos::{ev::SubmitEvent, html, prelude::*};

use self::ending::FormEnding;
pub use crate::form::state::FormState;
use crate::{
    form::{controls, rules::FormRules, spec::FormSpec},
    parts::controls::{first_error::show_first_error, hydrated::taken_over},
    window::arrival::Arriving,
    words::{refusals::Explanation, service_order},
};

/// What would happen, computed before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// It would be accepted, and this would follow.
    Follows(Vec<String>),
    /// It would be refused.
    Refused {
        /// Why, and what to do.
        told: Explanation,
        /// The fields that are wrong.
        violations: Vec<Violation>,
    },
    /// Unknown until the server answers.
    Unknown,
}

impl Forecast {
    /// The fields that are wrong.
    fn violations(self) -> Vec<Violation> {
        match self {
            Self::Refused { violations, .. } => violations,
            Self::Follows(_) | Self::Unknown => Vec::new(),
        }
    }

    /// Why it would be refused, where it is not for what stands in its fields.
    fn refusal(self) -> Option<Explanation> {
        match self {
            Self::Refused { told, violations } if violations.is_empty() => Some(told),
            Self::Refused { .. } | Self::Follows(_) | Self::Unknown => None,
        }
    }
}

/// The form of a record, or of one of several, such as a command. It parses as one types, says what would follow, shows what is wrong at its field, and keeps
/// what was typed whatever the answer is.
#[component]
pub fn RecordForm<T>(
    /// What it is of.
    spec: FormSpec<T>,
    /// What has been typed.
    draft: FormState,
    /// What the page knows about the form.
    #[prop(optional)]
    guide: FormRules,
    /// Works out what would happen.
    #[prop(optional, into)]
    forecast: Option<Callback<T, Forecast>>,
    /// Why the last try was refused.
    #[prop(optional, into)]
    refused: Signal<Option<Explanation>>,
    /// What the server found wrong with the last try.
    #[prop(optional, into)]
    server_violations: Signal<Vec<Violation>>,
    /// Why it can't be sent now at all.
    #[prop(optional, into)]
    blocked: Signal<Option<Explanation>>,
    /// It is being sent.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What else can be done where it would be refused.
    #[prop(default = None)]
    aside: Option<ViewFn>,
    /// Called with what was typed; none while it is not complete.
    #[prop(optional, into)]
    on_typed: Option<Callback<Option<T>>>,
    /// Sends it.
    #[prop(into)]
    on_submit: Callback<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (name, submit, emphasis) = (spec.words.name(), spec.submit, spec.emphasis);
    let parsed = parsed(&spec, &draft, &guide);
    let foreseen = Memo::new(move |_| match (parsed.get(), forecast) {
        (Ok(typed), Some(forecast)) => forecast.run(typed),
        (Ok(_), None) | (Err(_), _) => Forecast::Unknown,
    });
    if let Some(on_typed) = on_typed {
        Effect::new(move || on_typed.run(parsed.get().ok()));
    }
    let attempted = RwSignal::new(false);
    // Errors of fields are shown after the first attempt to send; other refusals are shown at once.
    let violations = Signal::derive(move || {
        let mut shown = server_violations.get();
        if attempted.get() {
            shown.extend(parsed.get().err().unwrap_or_default());
            shown.extend(foreseen.get().violations());
        }
        shown
    });
    let refusal = Signal::derive(move || foreseen.get().refusal());
    let asked = RwSignal::new(0_u32);
    let arriving = Arriving::current();
    let form = NodeRef::<html::Form>::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || blocked.with_untracked(Option::is_some) {
            return;
        }
        attempted.set(true);
        match parsed.get_untracked() {
            Ok(_) if refusal.with_untracked(Option::is_some) => asked.update(|asked| *asked += 1),
            Ok(typed) => {
                if arriving.is_none_or(Arriving::takes_submission) {
                    on_submit.run(typed);
                }
            }
            Err(_) => show_first_error(form),
        }
    };
    let consequence_id = format!("{name}-consequence");
    let taken_over = taken_over();
    let ending = FormEnding {
        refusal,
        asked,
        disabled: Signal::derive(move || !taken_over.get() || blocked.with(Option::is_some)),
        busy,
    };
    view! {
        <form class="form command-form" method="post" novalidate on:submit=send node_ref=form>
            {move || refused.get().map(|told| view! { <Refused told /> })}
            {move || blocked.get().map(|told| view! { <Refused told /> })}
            <RecordFields spec draft guide violations />
            <Consequence id=consequence_id.clone() foreseen />
            <FormEnding
                ending
                emphasis
                consequence_id
                refusal_id=format!("{name}-refusal")
                aside
                label=submit
            />
        </form>
    }
}

/// What is typed, as the domain reads it.
fn parsed<T>(
    spec: &FormSpec<T>,
    draft: &FormState,
    guide: &FormRules,
) -> Memo<Result<T, Vec<Violation>>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (spec, draft, guide) = (spec.clone(), draft.clone(), guide.clone());
    Memo::new(move |_| spec.read(draft.body(&|name| (guide.shows)(name, &draft))))
}

/// The fields of a form without its button.
#[component]
pub fn RecordFields<T: 'static>(
    /// What it is of.
    spec: FormSpec<T>,
    /// What has been typed.
    draft: FormState,
    /// What the page knows about the form.
    #[prop(optional)]
    guide: FormRules,
    /// What is wrong with what was typed.
    #[prop(into)]
    violations: Signal<Vec<Violation>>,
) -> impl IntoView {
    let form_context = controls::FormContext {
        words: spec.words,
        guide,
        violations,
    };
    controls::fields(&form_context, &draft, None)
}

/// A refusal at the top of the form.
#[component]
fn Refused(told: Explanation) -> impl IntoView {
    view! {
        <div class="problem" role="alert">
            <p class="problem-title">{told.what}</p>
            <p>{told.next}</p>
        </div>
    }
}

/// What would follow, in one line under the fields.
#[component]
fn Consequence(id: String, foreseen: Memo<Forecast>) -> impl IntoView {
    let ui = service_order();
    view! {
        <p class="consequence" id=id aria-live="polite">
            {move || match foreseen.get() {
                Forecast::Unknown => ().into_any(),
                Forecast::Follows(effects) => {
                    view! {
                        <span class="consequence-lead">{ui.then} " → "</span>
                        {effects.join(ui.and_then)}
                    }
                        .into_any()
                }
                // A refusal that no field can correct is shown below the button.
                Forecast::Refused { violations, .. } if violations.is_empty() => ().into_any(),
                Forecast::Refused { told, .. } => {
                    view! {
                        <span class="consequence-refused">{told.what}</span>
                        " "
                        {told.next}
                    }
                        .into_any()
                }
            }}
        </p>
    }
}
