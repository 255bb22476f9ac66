//! Service orders: applying, commanding, elapsing; and looking at them.
//!
//! [`submit`] is the one write path. A submission is data: many wait at the [`Desk`] and are written as one batch, by one
//! transaction, before any of them is answered ([`batch`]).

mod bases;
mod batch;
mod cursor;
mod desk;
mod export;
mod list;
mod look;
mod submission;
mod traces;
mod words;

pub(in crate::service) use self::look::find;
pub use self::{
    bases::{bases, basis},
    desk::{Desk, submit, submit_all},
    export::{ExportError, ExportTurns, MOST_ROWS, Source, export},
    list::{counts, list, related, to_do},
    look::{LookError, log, order, order_at, preview},
    submission::{Done, Refused, Submission, SubmitError, What},
    traces::Traces,
    words::{Rebuilding, rebuild_words},
};
