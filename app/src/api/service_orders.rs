//! Calls about service orders.

use aftercare_domain::{
    service_order::{
        Command,
        inspection::InspectionForm,
        view::{Basis, Counts, LogLine, OrderView, Related, Summary},
    },
    values::page::Page,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Api, ApiError, transport::IdempotencyKey};
use crate::request::query::{QueryString, segment};

impl Api {
    /// A page of the orders that a query finds: the text of a [`ServiceOrderQuery`].
    ///
    /// [`ServiceOrderQuery`]: aftercare_domain::service_order::query::ServiceOrderQuery
    pub async fn service_orders(&self, query: &str) -> Result<Page<Summary>, ApiError> {
        self.get(&format!("/service-orders?{query}")).await
    }

    /// How many orders stand in each node.
    pub async fn service_order_counts(&self) -> Result<Counts, ApiError> {
        self.get("/service-orders/counts").await
    }

    /// One order.
    pub async fn service_order(&self, number: &str) -> Result<OrderView, ApiError> {
        self.get(&path(number, "")).await
    }

    /// One order as it was right after a line of its log.
    pub async fn service_order_at(&self, number: &str, line: u32) -> Result<OrderView, ApiError> {
        let query = QueryString::new().with("at_sequence", line.to_string());
        self.get(&query.on(&path(number, ""))).await
    }

    /// Other orders of the same item, and of the same order of the marketplace.
    pub async fn related(&self, number: &str) -> Result<Related, ApiError> {
        self.get(&path(number, "/related")).await
    }

    /// All that staff's pages need to decide about an order, preview and show it by themselves.
    pub async fn service_order_basis(&self, number: &str) -> Result<Basis, ApiError> {
        self.get(&path(number, "/basis")).await
    }

    /// The node log of an order.
    pub async fn service_order_log(&self, number: &str) -> Result<Vec<LogLine>, ApiError> {
        self.get(&path(number, "/log")).await
    }

    /// The template by which an order's goods are inspected.
    pub async fn inspection_form(&self, number: &str) -> Result<InspectionForm, ApiError> {
        self.get(&path(number, "/inspection-form")).await
    }

    /// Gives a command to an order as the caller knows it. The answer is the order after it: `T` is as much of it as the
    /// caller reads.
    pub async fn command<T: DeserializeOwned>(
        &self,
        number: &str,
        expected_version: u32,
        command: &Command,
        key: &IdempotencyKey,
    ) -> Result<T, ApiError> {
        let body = serde_json::to_value(command).map_err(|_| ApiError::Malformed)?;
        self.checked_command(number, expected_version, body, key)
            .await
    }

    /// Gives a command as its form has it. The domain has checked it.
    pub async fn checked_command<T: DeserializeOwned>(
        &self,
        number: &str,
        expected_version: u32,
        mut body: Value,
        key: &IdempotencyKey,
    ) -> Result<T, ApiError> {
        if let Value::Object(body) = &mut body {
            body.insert("expected_version".to_owned(), expected_version.into());
        }
        self.post(&path(number, "/commands"), &body, key).await
    }

    /// Applies for a service. The body is the application's form; the answer is the new order.
    pub async fn apply<T: DeserializeOwned>(
        &self,
        body: &Value,
        key: &IdempotencyKey,
    ) -> Result<T, ApiError> {
        self.post("/service-orders", body, key).await
    }
}

fn path(number: &str, rest: &str) -> String {
    format!("/service-orders/{}{rest}", segment(number))
}
