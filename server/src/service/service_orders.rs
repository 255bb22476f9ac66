//! Service orders: applying, commanding, elapsing; and looking at them.
//!
//! [`submit`] is the one write path. A submission is data: many wait at the [`Desk`] and are written as one batch, by one
//! transaction, before any of them is answered ([`batch`]).

mod batch;
mod desk;
mod look;
mod submission;

pub use self::{
    desk::{Desk, submit, submit_all},
    look::{LookError, basis, log, order, preview},
    submission::{Done, Refused, Submission, SubmitError, What},
};
