//! Service orders: applying, commanding, elapsing; and looking at them.
//!
//! What changes one is a submission to the one write path ([`crate::write`]).

mod bases;
mod cursor;
pub(crate) mod export;
mod list;
mod list_entries;
pub(crate) mod read;
mod reindex;
mod submit;

pub(crate) use self::read::find;
pub use self::{
    bases::{bases, basis},
    export::{ExportRefusal, ExportSource, MOST_ROWS, export},
    list::{counts, list, related, to_do},
    list_entries::make_list_entries,
    read::{log, order, order_at, preview},
    reindex::{Rebuilding, rebuild_words},
    submit::{submit, submit_all},
};
