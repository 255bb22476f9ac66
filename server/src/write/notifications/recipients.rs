//! The recipients: the assignee, or else those who may act in the order's node.

use std::collections::{BTreeSet, HashMap};

use aftercare_domain::{
    people::party::{Position, Positions},
    policy::responsibility::Responsible,
    teamwork::notification::{NotificationKind, positions_in},
    values::{
        channel::Channel,
        id::{MerchantId, Username},
    },
};

use super::occasion::Occasion;
use crate::db::{self, Connection, DbError};

/// The recipients of occasions.
#[derive(Debug, Default)]
pub(super) struct Staff {
    of_merchants: HashMap<MerchantId, Vec<(Username, Positions)>>,
    of_channels: HashMap<Channel, Vec<Username>>,
    operators: Vec<Username>,
    /// Which kinds each person has switched off.
    silenced: BTreeSet<(Username, NotificationKind)>,
}

/// Reads the recipients of all occasions at once.
pub(super) async fn read(
    connection: &mut Connection,
    occasions: &[Occasion],
) -> Result<Staff, DbError> {
    let mut merchants = BTreeSet::new();
    let mut channels = BTreeSet::new();
    let mut has_platform = false;
    for occasion in occasions
        .iter()
        .filter(|occasion| occasion.assignee.is_none())
    {
        match occasion.responsible {
            Responsible::Merchant => {
                merchants.insert(occasion.merchant.clone());
            }
            Responsible::Store => {
                channels.insert(occasion.channel);
            }
            Responsible::Platform => has_platform = true,
            Responsible::Consumer => {}
        }
    }
    let mut staff = Staff::default();
    let merchants: Vec<_> = merchants.into_iter().collect();
    for (merchant, username, positions) in
        db::people::staff::of_merchants(connection, &merchants).await?
    {
        let colleagues = staff.of_merchants.entry(merchant).or_default();
        colleagues.push((username, positions));
    }
    let channels: Vec<_> = channels.into_iter().collect();
    for (channel, username) in db::people::staff::of_channels(connection, &channels).await? {
        staff.of_channels.entry(channel).or_default().push(username);
    }
    if has_platform {
        let operators = db::people::staff::operators(connection).await?;
        staff.operators = operators
            .into_iter()
            .map(|(username, _)| username)
            .collect();
    }
    let usernames: BTreeSet<&Username> = occasions
        .iter()
        .flat_map(|occasion| staff.of(occasion))
        .collect();
    let usernames: Vec<Username> = usernames.into_iter().cloned().collect();
    staff.silenced = db::teamwork::notifications::silenced(connection, &usernames).await?;
    Ok(staff)
}

impl Staff {
    /// The recipients of an occasion, without those who have switched its kind off.
    pub(super) fn of<'s>(&'s self, occasion: &'s Occasion) -> Vec<&'s Username> {
        let mut told: Vec<&Username> = match (&occasion.assignee, occasion.responsible) {
            (Some(assignee), _) => vec![assignee],
            (None, Responsible::Merchant) => self.of_merchant(occasion),
            (None, Responsible::Store) => {
                let staff = self.of_channels.get(&occasion.channel);
                staff.into_iter().flatten().collect()
            }
            (None, Responsible::Platform) => self.operators.iter().collect(),
            (None, Responsible::Consumer) => Vec::new(),
        };
        told.retain(|username| {
            !self
                .silenced
                .contains(&((*username).clone(), occasion.kind))
        });
        told
    }

    /// Staff in the position for it; the owners where nobody has that position.
    fn of_merchant(&self, occasion: &Occasion) -> Vec<&Username> {
        let positions = positions_in(occasion.node);
        let colleagues = self.of_merchants.get(&occasion.merchant);
        let with = |positions: &BTreeSet<Position>| -> Vec<&Username> {
            let colleagues = colleagues.into_iter().flatten();
            let holding = colleagues.filter(|(_, held)| !held.is_disjoint(positions));
            holding.map(|(username, _)| username).collect()
        };
        let acting = with(&positions);
        if acting.is_empty() {
            with(&BTreeSet::from([Position::Owner]))
        } else {
            acting
        }
    }
}
