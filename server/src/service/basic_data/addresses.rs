//! Where a merchant's goods go back to (R-ADR-1).

use aftercare_domain::{
    form::{FieldError, Violation},
    values::{
        address::Consignee,
        id::{MerchantId, Spu},
        service::AddressPurpose,
        time::Timestamp,
    },
    view::Page,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    context::Context,
    db::{
        self, DbError,
        addresses::{AddressSlot, StoredAddress},
    },
};

/// Why an address was not written.
#[derive(Debug, thiserror::Error)]
pub enum AddressRefusal {
    /// There is no such merchant.
    #[error("fields are wrong")]
    Invalid(Vec<Violation>),
    /// The database failed: it can be tried again.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// An address as the API shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AddressView {
    /// The product; none for the default address.
    pub spu: Option<Spu>,
    /// What it is for; none for the default address.
    pub purpose: Option<AddressPurpose>,
    /// Name, phone and address of who receives the goods.
    pub address: Consignee,
    /// Who changed it last.
    pub changed_by: String,
    /// When the address was last changed.
    pub changed_at: Timestamp,
}

impl From<StoredAddress> for AddressView {
    fn from(stored: StoredAddress) -> Self {
        let (spu, purpose) = match stored.place {
            AddressSlot::Default => (None, None),
            AddressSlot::Product(spu, purpose) => (Some(spu), Some(purpose)),
        };
        Self {
            spu,
            purpose,
            address: stored.consignee,
            changed_by: stored.changed_by,
            changed_at: stored.changed_at,
        }
    }
}

/// A merchant's addresses, by product; the default address comes first.
pub async fn list(
    context: &Context,
    merchant: &MerchantId,
    after: Option<&str>,
    limit: u16,
) -> Result<Page<AddressView>, AddressRefusal> {
    let after = after.map(parse_cursor).transpose()?;
    let mut reader = context.db.reader().await?;
    // One more than is shown says whether there is another page.
    let mut stored =
        db::addresses::list(&mut reader, merchant, after.as_ref(), i64::from(limit) + 1).await?;
    let shown = usize::from(limit);
    let is_more = stored.len() > shown;
    stored.truncate(shown);
    let next_cursor = stored
        .last()
        .filter(|_| is_more)
        .map(|last| cursor(&last.place));
    Ok(Page {
        items: stored.into_iter().map(AddressView::from).collect(),
        next_cursor,
    })
}

/// Writes an address; who changed what is kept.
pub async fn put(
    context: &Context,
    by: String,
    merchant: MerchantId,
    place: AddressSlot,
    consignee: Consignee,
) -> Result<AddressView, AddressRefusal> {
    let at = context.clock.now();
    context
        .db
        .write(move |connection| {
            Box::pin(async move {
                if !db::people::merchant_exists(connection, &merchant).await? {
                    return Err(AddressRefusal::Invalid(vec![Violation::new(
                        "merchant",
                        FieldError::NotFound {},
                    )]));
                }
                db::addresses::put(connection, &merchant, &place, &consignee, &by, at).await?;
                let stored = db::addresses::find(connection, &merchant, &place).await?;
                let stored = stored.ok_or_else(|| {
                    DbError::corrupt(
                        "addresses",
                        "merchant_id",
                        &merchant,
                        "it was written and is not there",
                    )
                })?;
                Ok(stored.into())
            })
        })
        .await
}

fn cursor(place: &AddressSlot) -> String {
    match place {
        AddressSlot::Default => String::from("default"),
        AddressSlot::Product(spu, purpose) => format!("{purpose},{spu}"),
    }
}

fn parse_cursor(text: &str) -> Result<AddressSlot, AddressRefusal> {
    let place = match text.split_once(',') {
        None if text == "default" => Some(AddressSlot::Default),
        None => None,
        Some((purpose, spu)) => AddressPurpose::parse(purpose)
            .zip(Spu::parse(spu).ok())
            .map(|(purpose, spu)| AddressSlot::Product(spu, purpose)),
    };
    place.ok_or_else(|| {
        AddressRefusal::Invalid(vec![Violation::new("cursor", FieldError::NotFound {})])
    })
}
