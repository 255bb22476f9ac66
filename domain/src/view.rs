//! Views: what the API answers with and the pages show, made by the same functions wherever they are needed.

mod log;
mod order;
mod records;

pub use self::{
    log::{AutomaticView, LogLine, log},
    order::{
        AppliedView, Basis, OrderView, RefundView, Shown, Summary, WaitingFor, order, responsible,
        summary, waiting_for,
    },
    records::{
        BatchResult, CarrierView, Changed, ClockView, ConsumerLinkView, Counts, Me, OrderLineView,
        OrderRecord, Page, Preview, ReasonView, TokenView,
    },
};
