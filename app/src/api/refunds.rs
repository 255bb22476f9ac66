//! Calls about refunds.

use aftercare_domain::{
    refund::{RefundTotals, RefundView},
    values::page::Page,
};

use super::{Api, ApiError};
use crate::request::query::QueryString;

impl Api {
    /// A page of refunds: `service_order`, `state`, `requested_from`, `requested_to`, `cursor`, `limit`.
    pub async fn refunds(&self, query: &QueryString) -> Result<Page<RefundView>, ApiError> {
        self.get(&query.on("/refunds")).await
    }

    /// How many refunds are not with consumers yet, and what they add up to.
    pub async fn refund_totals(&self) -> Result<RefundTotals, ApiError> {
        self.get("/refunds/totals").await
    }
}
