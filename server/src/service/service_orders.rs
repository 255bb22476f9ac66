//! Service orders: applying, commanding, elapsing; and looking at them.
//!
//! [`submit`] is the one write path. A submission is data: many wait at the [`Desk`] and are written as one batch, by one
//! transaction, before any of them is answered ([`batch`]).

mod batch;
mod cursor;
mod desk;
mod list;
mod look;
mod submission;
mod traces;

pub(in crate::service) use self::look::find;
pub use self::{
    desk::{Desk, submit, submit_all},
    list::{counts, list, related},
    look::{LookError, basis, log, order, order_at, preview},
    submission::{Done, Refused, Submission, SubmitError, What},
    traces::Traces,
};
