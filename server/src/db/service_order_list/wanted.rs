//! What is asked for by words: what was typed, and tags.

use aftercare_domain::{
    carrier::TrackingNumber,
    id::{Sku, Spu},
    service_order::query::{PhoneFilter, ServiceOrderQuery},
};

use super::{ListFilter, Tenant};
use crate::db::{
    Engine,
    filter::Filter,
    service_order_words::{self, Expression, Tag},
};

/// What the words of an order must be. Parcels come later than an order's words, and have a table of their own.
pub(super) struct Wanted {
    tags: Vec<Expression>,
    typed: Option<Typed>,
}

/// What was typed: words, or a parcel's number, or either.
struct Typed {
    words: Option<Expression>,
    parcel: Option<TrackingNumber>,
}

impl Wanted {
    /// What a list asks for; none where something was typed in which there is nothing to search for.
    pub(super) fn of(filter: &ListFilter<'_>) -> Option<Self> {
        let query = filter.query;
        let typed = query.q.as_ref().map(|q| Typed {
            words: words(q.as_str()),
            parcel: TrackingNumber::parse(q.as_str()).ok(),
        });
        let can_be_found = typed
            .as_ref()
            .is_none_or(|typed| typed.words.is_some() || typed.parcel.is_some());
        can_be_found.then(|| Self {
            tags: tags(query),
            typed,
        })
    }

    /// All of it but a parcel, as one expression in which the tenant's orders stand alone; none where no word is asked for.
    pub(super) fn expression(&self, filter: &ListFilter<'_>) -> Option<Expression> {
        let typed = self.typed.as_ref().map(|typed| typed.words.clone());
        let mut parts: Vec<Expression> = match typed {
            // A parcel's number in which there is no word does not exist.
            Some(None) => return None,
            Some(Some(words)) => vec![words],
            None => Vec::new(),
        };
        parts.extend(self.tags.iter().cloned());
        if parts.is_empty() {
            return None;
        }
        match &filter.tenant {
            Tenant::Merchant(merchant) => parts.push(Tag::Merchant(merchant).wanted()),
            Tenant::Channels(channels) if !channels.is_empty() => {
                let channels = channels
                    .iter()
                    .map(|&channel| Tag::Channel(channel).wanted());
                parts.push(Expression::Any(channels.collect()));
            }
            Tenant::Channels(_) | Tenant::Consumer(_) | Tenant::Platform | Tenant::Nobody => {}
        }
        Some(Expression::All(parts))
    }

    /// The parcel that may have been typed, and the tags that its orders must have.
    pub(super) fn parcel(&self) -> Option<(TrackingNumber, Vec<Expression>)> {
        let parcel = self.typed.as_ref()?.parcel.clone()?;
        Some((parcel, self.tags.clone()))
    }

    /// All of it as conditions on the row of `service_orders` that is looked at.
    pub(super) fn push_conditions(&self, statement: &mut Filter, engine: Engine) {
        for tag in &self.tags {
            statement.push(" AND ");
            service_order_words::push_condition(statement, engine, tag);
        }
        let Some(typed) = &self.typed else { return };
        statement.push(" AND (");
        if let Some(words) = &typed.words {
            service_order_words::push_condition(statement, engine, words);
        }
        if typed.words.is_some() && typed.parcel.is_some() {
            statement.push(" OR ");
        }
        if let Some(parcel) = &typed.parcel {
            push_parcel(statement, parcel);
        }
        statement.push(")");
    }
}

/// What somebody means who types this: words, or the key of a product or a variant.
fn words(typed: &str) -> Option<Expression> {
    let product = Spu::parse(typed).ok();
    let variant = Sku::parse(typed).ok();
    let keys = [
        product.as_ref().map(Tag::Spu),
        variant.as_ref().map(Tag::Sku),
    ];
    let keys = keys.into_iter().flatten().map(Tag::wanted);
    let meant: Vec<Expression> = service_order_words::text(typed)
        .into_iter()
        .chain(keys)
        .collect();
    (!meant.is_empty()).then_some(Expression::Any(meant))
}

fn tags(query: &ServiceOrderQuery) -> Vec<Expression> {
    let phone = match &query.phone {
        Some(PhoneFilter::Tail(digits)) => Some(Tag::PhoneTail(digits)),
        Some(PhoneFilter::Masked(phone)) => Some(Tag::PhoneTail(phone.tail())),
        // The number has a column; its extension, which few have, stands beside it.
        Some(PhoneFilter::Whole(phone)) => Tag::of_extension(phone),
        None => None,
    };
    let tags = [
        query.spu.as_ref().map(Tag::Spu),
        query.sku.as_ref().map(Tag::Sku),
        query.reason_code.map(Tag::Reason),
        phone,
    ];
    tags.into_iter().flatten().map(Tag::wanted).collect()
}

/// That an order names a parcel.
pub(super) fn push_parcel(statement: &mut Filter, parcel: &TrackingNumber) {
    statement
        .push("EXISTS (SELECT 1 FROM parcels WHERE tracking_number = ")
        .bind(parcel.as_str())
        .push(" AND service_order = service_orders.number)");
}
