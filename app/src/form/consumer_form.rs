//! A form of the consumer's pages: sent by script, or, without one, posted to the page's own address.

use leptos::{
    ev::{MouseEvent, SubmitEvent},
    html,
    prelude::*,
};

use crate::{
    api::{Api, retry::Unanswered},
    form::{
        drafts,
        model::FormModel,
        questions::{Answers, parts},
        steps::{advance_step, errors_before, show_first_step_of, step_ahead},
        submission::{COMMAND_FIELD, FormSubmission, PAGE_FIELD, SubmissionFailure, VERSION_FIELD},
    },
    parts::{
        controls::{
            button::{Button, ButtonKind},
            first_error::show_first_error,
        },
        status::problem_panel::ProblemPanel,
    },
    request::{context::PageContext, routes},
    words::common,
};

/// What went wrong, the questions, and the button.
#[component]
pub fn ConsumerForm(
    /// The form.
    model: FormModel,
) -> impl IntoView {
    let FormModel {
        submission,
        items,
        submit,
        emphasis,
        was_rejected,
        failure,
    } = model;
    let failure = RwSignal::new(failure);
    let answers = Answers::new(&items, failure);
    let element = NodeRef::<html::Form>::new();
    let form = FormHandle {
        submission: StoredValue::new(submission.clone()),
        failure,
        element,
    };
    let hidden = hidden(&submission);
    let sending = sending(submission, form);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(form) = element
            .get_untracked()
            .filter(|form| !sending.pending().get_untracked() && !advance_step(form))
        {
            sending.dispatch(pairs_of(&form));
        }
    };
    let busy = Signal::derive(move || sending.pending().get());
    view! {
        <form
            class="form"
            method="post"
            // Without the step in the address: a rejected form is shown from its first step.
            action=routes::here()
            novalidate
            data-came-back=was_rejected.then_some("")
            data-unanswered=move || failure.with(SubmissionFailure::is_unanswered).then_some("")
            on:submit=on_submit
            on:click=move |press| form.leave_step(&press)
            node_ref=element
        >
            {hidden}
            {move || {
                failure
                    .with(|failure| failure.error.clone())
                    .map(|error| view! { <ProblemPanel error /> })
            }}
            {parts(items, &answers)}
            <Button kind=ButtonKind::Submit emphasis busy>
                {move || if busy.get() { common().submitting.to_owned() } else { submit.clone() }}
            </Button>
        </form>
    }
}

/// A form on the page.
#[derive(Clone, Copy)]
struct FormHandle {
    submission: StoredValue<FormSubmission>,
    failure: RwSignal<SubmissionFailure>,
    element: NodeRef<html::Form>,
}

impl FormHandle {
    /// Stays in a step while it, or one before it, has errors.
    fn leave_step(self, press: &MouseEvent) {
        let (Some(step), Some(element)) = (step_ahead(press), self.element.get_untracked()) else {
            return;
        };
        let pairs = pairs_of(&element);
        let wrong = self
            .submission
            .with_value(|submission| submission.faults(&pairs));
        let wrong = errors_before(&step, &element, wrong);
        if wrong.is_empty() {
            self.failure.set(SubmissionFailure::default());
        } else {
            press.prevent_default();
            self.show(wrong.into());
        }
    }

    /// Shows the errors, and focuses the first one.
    fn show(self, failure: SubmissionFailure) {
        if let Some(element) = self.element.get_untracked() {
            show_first_step_of(&failure.violations, &element);
        }
        self.failure.set(failure);
        show_first_error(self.element);
    }
}

/// The hidden fields.
fn hidden(submission: &FormSubmission) -> impl IntoView + use<> {
    let command = match *submission {
        FormSubmission::Apply { .. } => None,
        FormSubmission::Command {
            command,
            expected_version,
            ..
        } => Some((command, expected_version)),
    };
    view! {
        <input type="hidden" name=PAGE_FIELD value=PageContext::current().now.ms() />
        {command
            .map(|(command, version)| {
                view! {
                    <input type="hidden" name=COMMAND_FIELD value=command.name() />
                    <input type="hidden" name=VERSION_FIELD value=version />
                }
            })}
    }
}

/// Sends the form and goes to the next page. A submission that was not answered keeps its idempotency key, so that
/// sending it again is the same submission.
fn sending(submission: FormSubmission, form: FormHandle) -> Action<Vec<(String, String)>, ()> {
    let api = Api::current();
    let unanswered = StoredValue::new(Unanswered::default());
    Action::new(move |pairs: &Vec<(String, String)>| {
        let (api, submission, pairs) = (api.clone(), submission.clone(), pairs.clone());
        let key = unanswered.with_value(|unanswered| unanswered.key_of(&pairs));
        async move {
            let answer = submission.run(&api, &pairs, &key).await;
            let is_unanswered = matches!(&answer, Err(failure) if failure.is_unanswered());
            unanswered.try_update_value(|unanswered| {
                unanswered.settle(pairs, key, is_unanswered);
            });
            match answer {
                // Busy until the browser has left the page.
                Ok(done) => {
                    drafts::clear();
                    go_to(&submission.next_page(&done));
                    std::future::pending::<()>().await;
                }
                Err(refused) if refused.is_conflict() => {
                    post_plainly(form.element);
                    std::future::pending::<()>().await;
                }
                Err(refused) => form.show(refused),
            }
        }
    })
}

fn go_to(page: &str) {
    if window().location().assign(page).is_err() {
        leptos::logging::error!("the browser refused to leave the page");
    }
}

/// The order has changed: posted without a script, the form is shown again on the current page, with what was typed.
fn post_plainly(form: NodeRef<html::Form>) {
    if let Some(form) = form.get_untracked()
        && form.submit().is_err()
    {
        leptos::logging::error!("the browser refused to post the form");
    }
}

#[cfg(feature = "hydrate")]
use crate::window::form_data::pairs_of;

#[cfg(not(feature = "hydrate"))]
fn pairs_of(_form: &leptos::web_sys::HtmlFormElement) -> Vec<(String, String)> {
    Vec::new()
}
