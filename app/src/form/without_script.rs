//! Forms without a script: the browser posts them to the address of their page. The server submits them and redirects,
//! or shows the page again with what was typed and the errors.

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;
use serde_json::Value;

use crate::{
    api::{Api, transport::IdempotencyKey},
    form::submission::{
        COMMAND_FIELD, FormSubmission, SubmissionFailure, Submitted, VERSION_FIELD, typed,
    },
    request::{
        query::{QueryString, segment},
        routes::Screen,
    },
};

/// The answer to a posted form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormResponse {
    /// It was accepted: redirect to this address.
    GoTo(String),
    /// It was rejected: show the page again, with this in context.
    ShowAgain(RejectedForm),
}

/// A form that was rejected, shown again on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedForm {
    /// Which of the page's forms.
    form: String,
    /// What was typed, as texts.
    pub typed: Value,
    /// Why it was rejected.
    pub failure: SubmissionFailure,
}

impl RejectedForm {
    /// The rejected form of the page that is being rendered.
    pub fn current() -> Option<Self> {
        use_context()
    }

    /// Whether it is the form of this submission.
    pub fn is_of(&self, submission: &FormSubmission) -> bool {
        self.form == form_of(submission)
    }
}

/// The name of the form of a submission on its page.
fn form_of(submission: &FormSubmission) -> &'static str {
    match submission {
        FormSubmission::Apply { .. } => "apply",
        FormSubmission::Command { command, .. } => command.name(),
    }
}

impl FormSubmission {
    /// What a form that was posted to the application's page asks for.
    pub fn of_application(order_number: String, line_number: String) -> Self {
        Self::Apply {
            order_number,
            line_number,
        }
    }

    /// What a form that was posted to the page of a service order asks for; none where it is no form of ours.
    pub fn of_service_order(number: String, pairs: &[(String, String)]) -> Option<Self> {
        let field = |name: &str| pairs.iter().find(|(own, _)| own == name);
        let (_, command) = field(COMMAND_FIELD)?;
        let (_, version) = field(VERSION_FIELD)?;
        Some(Self::Command {
            number,
            command: CommandType::parse(command)?,
            expected_version: version.parse().ok()?,
        })
    }

    /// The page to see next, once it was done.
    pub fn next_page(&self, done: &Submitted) -> String {
        let query = match self {
            Self::Apply { .. } => QueryString::new().with(APPLIED, "1"),
            Self::Command { command, .. } => QueryString::new().with(DONE, command.name()),
        };
        query.on(&track_path(&done.number))
    }
}

/// In the query of a service order's page: it was applied for just now.
pub const APPLIED: &str = "applied";

/// In the query of a service order's page: the command that the consumer gave just now.
pub const DONE: &str = "done";

/// The page of a service order.
pub fn track_path(number: &str) -> String {
    Screen::MyServiceOrder
        .path()
        .replace(":number", &segment(number))
}

/// The page on which a line of an order is applied for.
pub fn apply_path(order_number: &str, line_number: u32) -> String {
    Screen::MyApplication
        .path()
        .replace(":order", &segment(order_number))
        .replace(":line", &line_number.to_string())
}

/// Submits a posted form.
pub async fn submit(
    api: &Api,
    submission: &FormSubmission,
    pairs: &[(String, String)],
    key: &IdempotencyKey,
) -> FormResponse {
    match submission.run(api, pairs, key).await {
        Ok(done) => FormResponse::GoTo(submission.next_page(&done)),
        Err(SubmissionFailure {
            error: Some(error), ..
        }) if error.is_signed_out() => FormResponse::GoTo(Screen::MyOrders.path().to_owned()),
        Err(failure) => FormResponse::ShowAgain(RejectedForm {
            form: form_of(submission).to_owned(),
            typed: typed(submission.fields(), pairs),
            failure,
        }),
    }
}
