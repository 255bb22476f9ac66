//! The journal of a batch: what its submissions leave behind besides the aggregates themselves, in the order in which it came.

use aftercare_domain::{
    aggregate::Attribution, service_order::effect::Begin, values::time::Timestamp,
};

use super::{notifications::occasion::Occasion, projections::Projections};

/// What the submissions of a batch leave behind.
#[derive(Debug, Default)]
pub struct Journal {
    /// The lines of logs, and what follows from them in tables.
    pub(crate) projections: Projections,
    /// What staff are to be told.
    pub(crate) occasions: Vec<Occasion>,
    /// Aggregates that others begin: they begin in the same batch.
    pub(crate) begun: Vec<BegunAlong>,
}

/// An aggregate that another one begins.
#[derive(Debug)]
pub(crate) struct BegunAlong {
    /// To whom its beginning is put down.
    pub(crate) by: Attribution,
    /// When.
    pub(crate) at: Timestamp,
    /// What begins.
    pub(crate) what: Begin,
}
