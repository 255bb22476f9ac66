//! Notices to consumer and staff, each once.

use aftercare_domain::{
    service_order::consequences::Notice,
    values::{number::ServiceOrderNumber, time::Timestamp},
};

use super::{Connection, DbError, engine::bulk::Bulk};

/// The recipient of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// The consumer.
    Consumer,
    /// The staff of the responsible party.
    Staff,
}

/// A new notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice<'a> {
    /// About which order.
    pub service_order: &'a ServiceOrderNumber,
    /// After which line of its log.
    pub sequence: u32,
    /// Who.
    pub recipient: Recipient,
    /// What.
    pub notice: Notice,
    /// When.
    pub at: Timestamp,
}

static TELL: Bulk = Bulk::new(
    "INSERT INTO notices (service_order, sequence, recipient, notice, at) ",
    5,
    " ON CONFLICT (service_order, sequence, recipient, notice) DO NOTHING",
);

/// Writes notices.
pub async fn add(connection: &mut Connection, notices: &[NewNotice<'_>]) -> Result<(), DbError> {
    TELL.execute(connection, notices, |statement, notice| {
        let recipient = match notice.recipient {
            Recipient::Consumer => "consumer",
            Recipient::Staff => "staff",
        };
        statement
            .bind(notice.service_order.as_str())
            .bind(i64::from(notice.sequence))
            .bind(recipient)
            .bind(notice.notice.name())
            .bind(notice.at.ms())
    })
    .await?;
    Ok(())
}
