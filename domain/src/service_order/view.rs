//! Views: what the API answers with and the pages show, made by the same functions wherever they are needed.

mod consumer_event;
mod consumer_order;
mod lists;
mod log;
mod order;
mod order_record;
mod outcome;
mod task;

pub use self::{
    consumer_event::ConsumerEvent,
    lists::{Counts, Related, ToDo},
    log::{AutomaticView, LogLine, lines_since, log},
    order::{
        AppliedView, Audience, Basis, BasisList, OrderView, RefundView, Rejection, Summary,
        WaitingFor, order, order_at, responsible, state, summary, waiting_for,
    },
    order_record::{OrderLineView, OrderRecord},
    outcome::{BatchResult, Preview},
    task::{ConsumerTask, consumer_task},
};
