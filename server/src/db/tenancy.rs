//! Tenancy as a condition: whose rows a statement reads.

use aftercare_domain::{people::party::Tenancy, values::id::OrderNumber};

use super::engine::sql::Sql;

/// How the rows of a table are compared with whose records somebody may see. Each is the beginning of a condition. Where
/// another column is to be looked up, an empty text joined to these keeps their indexes out.
pub(super) struct OwnerConditions {
    /// Before the id of a consumer.
    pub(super) consumer: &'static str,
    /// Before the number of the one order to which a consumer is confined, and behind it.
    pub(super) order: (&'static str, &'static str),
    /// Before the id of a merchant.
    pub(super) merchant: &'static str,
    /// Before a list of channels, with its opening bracket.
    pub(super) channels: &'static str,
}

/// Only rows that are within a tenancy.
pub(super) fn push_tenancy(
    statement: &mut Sql,
    tenancy: Tenancy<'_>,
    conditions: &OwnerConditions,
) {
    match tenancy {
        Tenancy::Consumer(consumer, order) => {
            statement.push(conditions.consumer).bind(consumer.as_str());
            if let Some(order) = order {
                let (before, behind) = conditions.order;
                statement.push(before).bind(order.as_str()).push(behind);
            }
        }
        Tenancy::Merchant(merchant) => {
            statement.push(conditions.merchant).bind(merchant.as_str());
        }
        Tenancy::Channels(channels) => {
            statement
                .push(conditions.channels)
                .bind_all(channels.iter().map(|channel| channel.name()))
                .push(")");
        }
        Tenancy::Platform => {}
        Tenancy::Nobody => {
            statement.push(" AND 1 = 0");
        }
    }
}

/// The numbers under which an order may be kept that somebody calls so: a merchant leaves out that one is its own.
pub(super) fn kept_numbers(tenancy: Tenancy<'_>, number: &OrderNumber) -> Vec<String> {
    let own = match tenancy {
        Tenancy::Merchant(merchant) => number.owned_by(merchant).ok(),
        Tenancy::Consumer(..) | Tenancy::Channels(_) | Tenancy::Platform | Tenancy::Nobody => None,
    };
    let mut numbers = vec![number.to_string()];
    numbers.extend(own.map(|own| own.to_string()));
    numbers
}
