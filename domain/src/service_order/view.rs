//! Views: what the API answers with and the pages show, made by the same functions wherever they are needed.

mod audience;
mod basis;
mod consumer_event;
mod consumer_order;
mod lists;
mod log;
mod order;
mod order_record;
mod outcome;
mod row;
mod task;

pub use self::{
    audience::{Audience, state},
    basis::{Basis, BasisList},
    consumer_event::ConsumerEvent,
    lists::{Counts, Related, ToDo},
    log::{AutomaticView, LogLine, lines_since, log},
    order::{
        AppliedView, OrderView, RefundView, Rejection, WaitingFor, order, order_at, responsible,
        waiting_for,
    },
    order_record::{OrderLineView, OrderRecord},
    outcome::{BatchResult, Preview},
    row::{ListEntry, Summary, summary},
    task::{ConsumerTask, consumer_task},
};
