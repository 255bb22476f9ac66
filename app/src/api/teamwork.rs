//! Calls about working on an order: drafts, colleagues, and personal data in full.

use aftercare_domain::{
    service_order::CommandType,
    teamwork::{
        draft::{Draft, Drafts},
        presence::Others,
        reveal::{Revealed, Reveals},
    },
};
use serde_json::{Map, Value, json};

use super::{Api, ApiError, transport::IdempotencyKey};
use crate::request::query::segment;

impl Api {
    /// What the caller has typed into forms of an order and not sent yet.
    pub async fn drafts(&self, number: &str) -> Result<Drafts, ApiError> {
        self.get(&path(number, "drafts")).await
    }

    /// Keeps what the caller has typed into a form.
    pub async fn keep_draft(
        &self,
        number: &str,
        command: CommandType,
        fields: &Map<String, Value>,
    ) -> Result<Draft, ApiError> {
        self.put(&draft(number, command), &json!({ "fields": fields }))
            .await
    }

    /// Throws away what the caller has typed into a form.
    pub async fn discard_draft(&self, number: &str, command: CommandType) -> Result<(), ApiError> {
        self.delete(&draft(number, command)).await
    }

    /// Says that the caller has an order open, and hears who else has.
    pub async fn be_present(&self, number: &str, works: bool) -> Result<Others, ApiError> {
        self.put(&path(number, "presence"), &json!({ "working": works }))
            .await
    }

    /// Says that the caller has closed an order.
    pub async fn leave(&self, number: &str) -> Result<(), ApiError> {
        self.delete(&path(number, "presence")).await
    }

    /// Personal data of an order in full, for a reason.
    pub async fn reveal(
        &self,
        number: &str,
        body: &Value,
        key: &IdempotencyKey,
    ) -> Result<Revealed, ApiError> {
        self.post(&path(number, "reveals"), body, key).await
    }

    /// Who was told an order's personal data, as far as the caller may know.
    pub async fn reveals(&self, number: &str) -> Result<Reveals, ApiError> {
        self.get(&path(number, "reveals")).await
    }
}

fn path(number: &str, rest: &str) -> String {
    format!("/service-orders/{}/{rest}", segment(number))
}

fn draft(number: &str, command: CommandType) -> String {
    format!("{}/{}", path(number, "drafts"), command.name())
}
