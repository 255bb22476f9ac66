//! Calls about refunds.

use aftercare_domain::{refund::RefundView, values::page::Page};

use super::{Api, ApiError};
use crate::request::query::QueryString;

impl Api {
    /// A page of refunds: `service_order`, `state`, `cursor`, `limit`.
    pub async fn refunds(&self, query: &QueryString) -> Result<Page<RefundView>, ApiError> {
        self.get(&query.on("/refunds")).await
    }
}
