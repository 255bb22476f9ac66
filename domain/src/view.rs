//! Views: what the API answers with and the pages show, made by the same functions wherever they are needed.

mod consumer_task;
mod log;
mod order;
mod records;
mod told;

pub use self::{
    consumer_task::{ConsumerTask, consumer_task},
    log::{AutomaticView, LogLine, log},
    order::{
        AppliedView, Basis, OrderView, RefundView, Rejection, Shown, Summary, WaitingFor, order,
        responsible, summary, waiting_for,
    },
    records::{
        BatchResult, CarrierView, Changed, ClockView, ConsumerLinkView, Counts, Me, OrderLineView,
        OrderRecord, Page, Preview, ReasonView, Related, TokenView,
    },
    told::ToldEvent,
};
