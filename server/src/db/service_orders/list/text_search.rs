//! What is asked for by words: what was typed, and tags.

use std::collections::BTreeSet;

use aftercare_domain::{
    people::party::Tenancy,
    service_order::{
        ServiceOrder,
        query::{PhoneFilter, ServiceOrderQuery},
    },
    values::{
        carrier::TrackingNumber,
        id::{Sku, Spu},
    },
};

use super::ListFilter;
use crate::db::{
    Connection, DbError,
    engine::sql::Sql,
    search_index::{self, Expression, Tag},
    service_orders::parcels,
};

/// A text search: the words that an order must have. Parcels are added after an order's words are made, and have a
/// table of their own.
pub(super) struct TextSearch<'a> {
    tags: Vec<Tag<'a>>,
    typed: Option<TypedWords>,
}

/// What was typed: words, and perhaps a parcel's number.
struct TypedWords {
    words: Expression,
    parcel: Option<TrackingNumber>,
}

impl<'a> TextSearch<'a> {
    /// What a list asks for; none where something was typed in which there is nothing to search for.
    pub(super) fn of(filter: &ListFilter<'a>) -> Option<Self> {
        let query = filter.query;
        let typed = match &query.q {
            Some(q) => Some(TypedWords {
                words: expression_of(q.as_str())?,
                parcel: TrackingNumber::parse(q.as_str()).ok(),
            }),
            None => None,
        };
        Some(Self {
            tags: tags(query),
            typed,
        })
    }

    /// All of it but a parcel, as one expression in which the list's tenant, merchant and channel stand as far as there
    /// are words for them; none where no word is asked for.
    pub(super) fn expression(&self, filter: &ListFilter<'_>) -> Option<Expression> {
        let typed = self.typed.iter().map(|typed| typed.words.clone());
        let tags = self.tags.iter().map(|tag| tag.wanted());
        let mut parts: Vec<Expression> = typed.chain(tags).collect();
        if parts.is_empty() {
            return None;
        }
        let query = filter.query;
        let narrowing = [
            query.merchant.as_ref().map(Tag::Merchant),
            query.channel.map(Tag::Channel),
        ];
        parts.extend(narrowing.into_iter().flatten().map(Tag::wanted));
        match filter.tenancy {
            Tenancy::Merchant(merchant) => parts.push(Tag::Merchant(merchant).wanted()),
            Tenancy::Channels(channels) if !channels.is_empty() => {
                let channels = channels
                    .iter()
                    .map(|&channel| Tag::Channel(channel).wanted());
                parts.push(Expression::Any(channels.collect()));
            }
            Tenancy::Channels(_) | Tenancy::Consumer(..) | Tenancy::Platform | Tenancy::Nobody => {}
        }
        Some(Expression::All(parts))
    }

    /// Whether any word is asked for.
    pub(super) const fn is_anything(&self) -> bool {
        self.typed.is_some() || !self.tags.is_empty()
    }

    /// The parcel that may have been typed, and the tags that its orders must have.
    pub(super) fn parcel(&self) -> Option<(TrackingNumber, Vec<Tag<'a>>)> {
        let parcel = self.typed.as_ref()?.parcel.clone()?;
        Some((parcel, self.tags.clone()))
    }

    /// What an order is asked for, one by one.
    pub(super) async fn check(
        &self,
        connection: &mut Connection,
    ) -> Result<TextCheck<'_>, DbError> {
        let parcel = self.typed.as_ref().and_then(|typed| typed.parcel.as_ref());
        let in_parcel = match parcel {
            Some(parcel) => parcels::orders_of(connection, parcel).await?,
            None => BTreeSet::new(),
        };
        Ok(TextCheck {
            wanted: self,
            in_parcel,
        })
    }
}

/// Tells which orders are wanted by their own text, without the index: for one order, that takes the same however many
/// have the words, and however many words begin so.
pub(super) struct TextCheck<'w> {
    wanted: &'w TextSearch<'w>,
    in_parcel: BTreeSet<String>,
}

impl TextCheck<'_> {
    /// Whether an order is wanted.
    pub(super) fn fits(&self, order: &ServiceOrder) -> bool {
        let words = search_index::of(order);
        let is_typed = |typed: &TypedWords| {
            words.fit(&typed.words) || self.in_parcel.contains(order.number.as_str())
        };
        self.wanted.tags.iter().all(|tag| words.fit(&tag.wanted()))
            && self.wanted.typed.as_ref().is_none_or(is_typed)
    }
}

/// Whether an order's words match what was typed.
pub fn has_words(order: &ServiceOrder, typed: &str) -> bool {
    expression_of(typed).is_some_and(|wanted| search_index::of(order).fit(&wanted))
}

/// The expression for typed text: words, or the key of a product or a variant.
fn expression_of(typed: &str) -> Option<Expression> {
    let product = Spu::parse(typed).ok();
    let variant = Sku::parse(typed).ok();
    let keys = [
        product.as_ref().map(Tag::Spu),
        variant.as_ref().map(Tag::Sku),
    ];
    let keys = keys.into_iter().flatten().map(Tag::wanted);
    let meant: Vec<Expression> = search_index::text(typed).into_iter().chain(keys).collect();
    (!meant.is_empty()).then_some(Expression::Any(meant))
}

fn tags(query: &ServiceOrderQuery) -> Vec<Tag<'_>> {
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
    tags.into_iter().flatten().collect()
}

/// That an order names a parcel.
pub(super) fn push_parcel(statement: &mut Sql, parcel: &TrackingNumber) {
    statement
        .push("EXISTS (SELECT 1 FROM parcels WHERE tracking_number = ")
        .bind(parcel.as_str())
        .push(" AND service_order = service_orders.number)");
}
