//! The rate limit of a request's caller.

use std::sync::{Arc, OnceLock};

use crate::{
    context::Context,
    http::problem::{Code, Problem},
    memory::{
        caller::Caller,
        rates::{Limited, RateExceeded},
    },
};

/// Whether a request was counted: not before its caller is known.
#[derive(Debug, Clone, Default)]
pub(in crate::http) struct RequestCount(Arc<OnceLock<Result<(), RateExceeded>>>);

impl RequestCount {
    /// Counts the request for its caller, unless it was counted; refuses it beyond the limit.
    pub(in crate::http) fn count(&self, context: &Context, caller: &Caller) -> Result<(), Problem> {
        let counted = self.0.get_or_init(|| {
            let at = context.clock.real_now();
            context.rates.count(caller, &context.config.limits, at)
        });
        (*counted).map_err(Problem::from)
    }

    /// The result of counting it; none where its caller is not known.
    pub(in crate::http) fn counted(&self) -> Option<Result<(), RateExceeded>> {
        self.0.get().copied()
    }
}

impl From<RateExceeded> for Problem {
    fn from(too_many: RateExceeded) -> Self {
        let RateExceeded {
            of,
            limit,
            retry_after_seconds,
        } = too_many;
        let code = match of {
            Limited::Person => Code::RateLimited,
            Limited::Side => Code::SideRateLimited,
            Limited::Network => Code::NetworkRateLimited,
        };
        Self::new(code)
            .param("limit", limit)
            .retry_after(retry_after_seconds)
    }
}
