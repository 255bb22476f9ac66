//! Calls about what concerns security.

use aftercare_domain::{people::security_event::SecurityEvent, values::page::Page};

use super::{Api, ApiError};
use crate::request::query::QueryString;

impl Api {
    /// A page of the security events that the visitor answers for, the newest first.
    pub async fn security_events(
        &self,
        query: &QueryString,
    ) -> Result<Page<SecurityEvent>, ApiError> {
        self.get(&query.on("/security-events")).await
    }
}
