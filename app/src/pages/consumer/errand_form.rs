//! A form of the consumer's: by script where one runs, else posted to the page's own address.

use aftercare_domain::view::OrderView;
use leptos::{ev::SubmitEvent, html, prelude::*, wasm_bindgen::JsCast as _, web_sys};
use serde_json::Value;

use crate::{
    api::{Api, transport::IdempotencyKey},
    errand::{COMMAND_FIELD, Errand, Failure, PAGE_FIELD, VERSION_FIELD},
    parts::{
        button::{Button, ButtonKind, Emphasis},
        problem_panel::ProblemPanel,
    },
    plain_form::Returned,
    visit::Visit,
    words::words,
};

/// What stands in a form, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Form {
    typed: StoredValue<Value>,
    failure: RwSignal<Failure>,
}

impl Form {
    /// The form of an errand: as it came back to its page, else filled with what is known.
    pub fn new(errand: &Errand, returned: Option<&Returned>, known: Value) -> Self {
        let own = returned.filter(|returned| returned.is_of(errand));
        let (typed, failure) = own.map_or_else(
            || (known, Failure::default()),
            |returned| (returned.typed.clone(), returned.failure.clone()),
        );
        Self {
            typed: StoredValue::new(typed),
            failure: RwSignal::new(failure),
        }
    }

    /// What stands in the field at a path such as `return_to.phone` at first.
    pub fn text(&self, path: &str) -> RwSignal<String> {
        RwSignal::new(self.typed.with_value(|typed| {
            let field = path
                .split('.')
                .try_fold(typed, |record, name| record.get(name));
            match field {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Number(number)) => number.to_string(),
                Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => {
                    String::new()
                }
            }
        }))
    }

    /// What is wrong with the field at a path.
    pub fn fault(&self, path: &'static str) -> Signal<Option<String>> {
        let failure = self.failure;
        Signal::derive(move || {
            failure.with(|failure| {
                let violation = failure
                    .violations
                    .iter()
                    .find(|violation| violation.field == path)?;
                Some(words().fault(&violation.fault))
            })
        })
    }

    /// Whether it was refused before the page was shown: it is open then.
    pub fn has_failed(&self) -> bool {
        self.failure
            .with_untracked(|failure| *failure != Failure::default())
    }

    /// Whether something is wrong with a field of the record at a path.
    pub fn is_faulty(&self, record: &str) -> bool {
        let prefix = format!("{record}.");
        self.failure.with(|failure| {
            failure
                .violations
                .iter()
                .any(|violation| violation.field.starts_with(&prefix))
        })
    }
}

/// The frame of a form: what went wrong, the fields, and the button.
#[component]
pub fn ErrandForm(
    /// What it does.
    #[prop(into)]
    errand: Signal<Errand>,
    /// What stands in it.
    form: Form,
    /// The words of its button.
    #[prop(into)]
    submit: String,
    /// How much the button asks to be pressed.
    #[prop(default = Emphasis::Primary)]
    emphasis: Emphasis,
    /// It was done; the order after it.
    #[prop(into)]
    on_done: Callback<OrderView>,
    /// Somebody else was faster: the order is another one than the consumer saw.
    #[prop(optional, into)]
    on_conflict: Option<Callback<()>>,
    /// Its fields.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let element = NodeRef::<html::Form>::new();
    let sending = sending(errand, form, element, on_done);
    Effect::new(move || {
        let conflict = form.failure.with(Failure::is_conflict);
        if let Some(on_conflict) = on_conflict.filter(|_| conflict) {
            on_conflict.run(());
        }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(form) = element
            .get_untracked()
            .filter(|_| !sending.pending().get_untracked())
        {
            sending.dispatch(pairs_of(&form));
        }
    };
    let busy = Signal::derive(move || sending.pending().get());
    view! {
        <form class="form" method="post" novalidate on:submit=on_submit node_ref=element>
            <Hidden errand />
            {move || {
                form.failure
                    .with(|failure| failure.error.clone())
                    .map(|error| view! { <ProblemPanel error /> })
            }}
            {children.map(|children| children())}
            <Button kind=ButtonKind::Submit emphasis busy>
                {move || if busy.get() { words().ui().common.submitting.to_owned() } else { submit.clone() }}
            </Button>
        </form>
    }
}

/// What goes with the form besides what is typed.
#[component]
fn Hidden(errand: Signal<Errand>) -> impl IntoView {
    let page_made_at = Visit::current().now.ms();
    let command = move || match errand.get() {
        Errand::Apply { .. } => None,
        Errand::Command {
            command,
            expected_version,
            ..
        } => Some((command, expected_version)),
    };
    view! {
        <input type="hidden" name=PAGE_FIELD value=page_made_at />
        {move || {
            command()
                .map(|(command, version)| {
                    view! {
                        <input type="hidden" name=COMMAND_FIELD value=command.name() />
                        <input type="hidden" name=VERSION_FIELD value=version />
                    }
                })
        }}
    }
}

/// Sends what stands in the form. What could not be sent keeps its key, so that the same once more is the same submission.
fn sending(
    errand: Signal<Errand>,
    form: Form,
    element: NodeRef<html::Form>,
    on_done: Callback<OrderView>,
) -> Action<Vec<(String, String)>, ()> {
    let api = Api::current();
    let unanswered = StoredValue::new(None::<(Vec<(String, String)>, IdempotencyKey)>);
    Action::new(move |pairs: &Vec<(String, String)>| {
        let (api, errand, pairs) = (api.clone(), errand.get_untracked(), pairs.clone());
        let key = unanswered
            .get_value()
            .filter(|(before, _)| *before == pairs)
            .map_or_else(IdempotencyKey::fresh, |(_, key)| key);
        unanswered.set_value(Some((pairs.clone(), key.clone())));
        async move {
            let answer = errand.run(&api, &pairs, &key).await;
            let offline = matches!(&answer, Err(failure) if failure.is_offline());
            if !offline {
                unanswered.set_value(None);
            }
            match answer {
                Ok(order) => {
                    form.failure.set(Failure::default());
                    on_done.run(order);
                }
                Err(failure) => {
                    form.failure.set(failure);
                    show_first_fault(element);
                }
            }
        }
    })
}

/// What stands in the elements of a form, as the browser would post it.
#[cfg(feature = "hydrate")]
fn pairs_of(form: &web_sys::HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = web_sys::FormData::new_with_form(form) else {
        return Vec::new();
    };
    js_sys::Array::from(&data)
        .iter()
        .filter_map(|entry| {
            let entry = js_sys::Array::from(&entry);
            Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
        })
        .collect()
}

#[cfg(not(feature = "hydrate"))]
fn pairs_of(_form: &web_sys::HtmlFormElement) -> Vec<(String, String)> {
    Vec::new()
}

/// Once the faults are shown, the first of them has the focus; without one, what went wrong comes into view.
fn show_first_fault(form: NodeRef<html::Form>) {
    request_animation_frame(move || {
        let Some(form) = form.get_untracked() else {
            return;
        };
        let first = form
            .query_selector("[aria-invalid='true'], [data-fault] input")
            .ok()
            .flatten()
            .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        match first {
            Some(first) => {
                if first.focus().is_err() {
                    leptos::logging::warn!("the field could not be focused");
                }
            }
            None => form.scroll_into_view(),
        }
    });
}
