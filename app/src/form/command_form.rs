//! The form of a command: drawn from the domain's field specification, read by the domain's parser.

pub mod ending;

use aftercare_domain::{
    form::Violation,
    service_order::{Command, CommandType},
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use serde_json::Value;

use self::ending::FormEnding;
pub use crate::form::state::FormState;
use crate::{
    form::{controls, rules::FormRules},
    parts::controls::{button::Emphasis, first_fault::show_first_fault, hydrated::taken_over},
    window::arrival::Arriving,
    words::{refusals::Explanation, service_order, words},
};

/// What would happen, computed before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// The command would be accepted, and this would follow.
    Follows(Vec<String>),
    /// The command would be refused.
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

    /// Why the command would be refused, where it is not for what stands in its fields.
    fn refusal(self) -> Option<Explanation> {
        match self {
            Self::Refused { told, violations } if violations.is_empty() => Some(told),
            Self::Refused { .. } | Self::Follows(_) | Self::Unknown => None,
        }
    }
}

/// The form of a command. It parses as one types, says what would follow, shows what is wrong at its field, and keeps
/// what was typed whatever the answer is.
#[component]
pub fn CommandForm(
    /// The command that it gives.
    command: CommandType,
    /// What has been typed.
    draft: FormState,
    /// What the page knows about the form.
    #[prop(optional)]
    guide: FormRules,
    /// Works out what would happen.
    #[prop(optional, into)]
    forecast: Option<Callback<Command, Forecast>>,
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
    /// What else can be done where the command would be refused.
    #[prop(default = None)]
    aside: Option<ViewFn>,
    /// Called with the typed command; none while it is not complete.
    #[prop(optional, into)]
    on_typed: Option<Callback<Option<Command>>>,
    /// Sends it.
    #[prop(into)]
    on_submit: Callback<Command>,
) -> impl IntoView {
    let parsed = parsed(command, draft.clone(), guide.clone());
    let foreseen = Memo::new(move |_| match (parsed.get(), forecast) {
        (Ok(command), Some(forecast)) => forecast.run(command),
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
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || blocked.with_untracked(Option::is_some) {
            return;
        }
        attempted.set(true);
        match parsed.get_untracked() {
            Ok(_) if refusal.with_untracked(Option::is_some) => asked.update(|asked| *asked += 1),
            Ok(command) => {
                if arriving.is_none_or(Arriving::takes_submission) {
                    on_submit.run(command);
                }
            }
            Err(_) => show_first_fault(form),
        }
    };
    let form_context = controls::FormContext {
        command,
        guide,
        violations,
    };
    let consequence_id = format!("{}-consequence", command.name());
    let taken_over = taken_over();
    let ending = FormEnding {
        refusal,
        asked,
        disabled: Signal::derive(move || !taken_over.get() || blocked.with(Option::is_some)),
        busy,
    };
    view! {
        <form class="form command-form" method="post" novalidate on:submit=submit node_ref=form>
            {move || refused.get().map(|told| view! { <Refused told /> })}
            {move || blocked.get().map(|told| view! { <Refused told /> })}
            {controls::fields(&form_context, &draft, None)}
            <Consequence id=consequence_id.clone() foreseen />
            <FormEnding
                ending
                emphasis=emphasis_of(command)
                consequence_id
                refusal_id=format!("{}-refusal", command.name())
                aside
                label=words().command(command)
            />
        </form>
    }
}

/// What is typed, as the domain reads it.
fn parsed(
    command: CommandType,
    draft: FormState,
    guide: FormRules,
) -> Memo<Result<Command, Vec<Violation>>> {
    Memo::new(move |_| {
        let mut body = draft.body(&|name| (guide.shows)(name, &draft));
        body.insert("type".to_owned(), Value::String(command.name().to_owned()));
        Command::parse(&Value::Object(body))
    })
}

/// Buttons of commands that take something away are shown as dangerous.
const fn emphasis_of(command: CommandType) -> Emphasis {
    if command.is_dangerous() {
        Emphasis::Danger
    } else {
        Emphasis::Primary
    }
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
