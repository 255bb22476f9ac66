//! Views: what the API answers with and the pages show, made by the same functions wherever they are needed.

mod consumer_task;
mod log;
mod order;
mod order_record;
mod records;
mod told;
mod told_order;

pub use self::{
    consumer_task::{ConsumerTask, consumer_task},
    log::{AutomaticView, LogLine, log},
    order::{
        AppliedView, Bases, Basis, OrderView, RefundView, Rejection, Shown, Summary, WaitingFor,
        order, order_at, responsible, state, summary, waiting_for,
    },
    order_record::{OrderLineView, OrderRecord},
    records::{
        BatchResult, CarrierView, Changed, ClockView, ConsumerLinkView, Counts, Me, Page, Preview,
        ReasonView, Related, ToDo, TokenView,
    },
    told::ToldEvent,
};
