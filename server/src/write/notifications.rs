//! Notifications of staff about the events of a batch, written in the same transaction.

pub(crate) mod occasion;
mod recipients;
mod robots;

use std::collections::{BTreeSet, HashMap};

use aftercare_domain::{
    teamwork::notification::{Notification, Notified},
    values::id::Username,
};

use self::occasion::Occasion;
use crate::{
    db::{self, Connection, DbError},
    memory::live_hub::BellEvent,
};

/// Notifies the recipients of occasions, and the robots of their group chats, in the same transaction; returns the
/// notifications to publish once it is committed.
pub(crate) async fn notify(
    connection: &mut Connection,
    occasions: &[Occasion],
) -> Result<Vec<BellEvent>, DbError> {
    if occasions.is_empty() {
        return Ok(Vec::new());
    }
    robots::queue_messages(connection, occasions).await?;
    let staff = recipients::read(connection, occasions).await?;
    let told: Vec<(&Username, Notification)> = occasions
        .iter()
        .flat_map(|occasion| {
            let recipients = staff.of(occasion).into_iter();
            recipients.map(|username| (username, occasion.notification()))
        })
        .collect();
    let added = db::teamwork::notifications::add(connection, &told).await?;
    // The last one of each, in the order of their names.
    let mut latest: HashMap<Username, Notification> = HashMap::new();
    for (username, notification) in added {
        let newest = latest
            .entry(username)
            .or_insert_with(|| notification.clone());
        if (newest.at, &newest.id) < (notification.at, &notification.id) {
            *newest = notification;
        }
    }
    let usernames: BTreeSet<Username> = latest.keys().cloned().collect();
    let usernames: Vec<Username> = usernames.into_iter().collect();
    let unread = db::teamwork::notifications::unread(connection, &usernames).await?;
    let rings = unread.into_iter().map(|(username, unread)| BellEvent {
        notified: Notified {
            unread,
            latest: latest.remove(&username),
        },
        username,
    });
    Ok(rings.collect())
}
