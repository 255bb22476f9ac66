//! What the robots of group chats are to tell.

use std::collections::BTreeSet;

use aftercare_domain::{
    people::party::Organisation, policy::responsibility::Responsible,
    teamwork::notification::Notification,
};

use super::occasion::Occasion;
use crate::db::{self, Connection, DbError};

/// Keeps what robots are to tell of occasions, within the transaction that made these.
pub(super) async fn queue_messages(
    connection: &mut Connection,
    occasions: &[Occasion],
) -> Result<(), DbError> {
    let sides: BTreeSet<String> = occasions.iter().filter_map(organisation_of).collect();
    let sides: Vec<String> = sides.into_iter().collect();
    let robots = db::teamwork::robots::listening(connection, &sides).await?;
    let mut lines: Vec<(&str, Notification)> = Vec::new();
    for occasion in occasions {
        let side = organisation_of(occasion);
        let listening = robots
            .iter()
            .filter(|(_, of, events)| Some(of) == side.as_ref() && events.contains(&occasion.kind));
        lines.extend(listening.map(|(robot, _, _)| (robot.as_str(), occasion.notification())));
    }
    db::teamwork::robots::queue(connection, &lines).await
}

/// The side whose robots tell of an occasion. Stores have none.
fn organisation_of(occasion: &Occasion) -> Option<String> {
    match occasion.responsible {
        Responsible::Merchant => {
            Some(Organisation::Merchant(occasion.merchant.clone()).to_string())
        }
        Responsible::Platform => Some(Organisation::Platform.to_string()),
        Responsible::Store | Responsible::Consumer => None,
    }
}
