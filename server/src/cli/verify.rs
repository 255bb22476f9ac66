//! `aftercare verify`: whether everything that is kept follows from the node logs.

use super::{CliError, open};
use crate::{config::Config, service::verify};

pub(super) async fn run(config: Config) -> Result<(), CliError> {
    let context = open(config).await?;
    let verified = verify::verify(&context).await;
    context.db.close().await;
    let verified = verified?;
    for finding in &verified.findings {
        println!("{finding}");
    }
    println!(
        "{} service orders, {} lines of their logs, {} refunds, {} lines of theirs, {} findings",
        verified.orders,
        verified.events,
        verified.refunds,
        verified.refund_events,
        verified.findings.len()
    );
    if verified.waiting > 0 {
        println!(
            "{} service orders are found by words of before until the server has made their new ones",
            verified.waiting
        );
    }
    if verified.waiting_refunds > 0 {
        println!(
            "{} refunds of before have no log until the server has made it up",
            verified.waiting_refunds
        );
    }
    if verified.findings.is_empty() {
        Ok(())
    } else {
        Err("something that is kept does not follow from the node logs".into())
    }
}
