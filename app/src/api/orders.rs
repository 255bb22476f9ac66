//! Calls about orders of the marketplace.

use aftercare_domain::{service_order::view::OrderRecord, values::page::Page};

use super::{Api, ApiError};
use crate::request::query::{QueryString, segment};

impl Api {
    /// A page of the consumer's own orders, the newest first: `cursor`, `limit`.
    pub async fn orders(&self, query: &QueryString) -> Result<Page<OrderRecord>, ApiError> {
        self.get(&query.on("/orders")).await
    }

    /// One order.
    pub async fn order(&self, number: &str) -> Result<OrderRecord, ApiError> {
        self.get(&format!("/orders/{}", segment(number))).await
    }
}
