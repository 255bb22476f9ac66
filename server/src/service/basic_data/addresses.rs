//! Where a merchant's goods go back to (R-ADR-1).

use aftercare_domain::{
    form::{FieldError, Violation},
    values::{
        address::{AddressQuery, AddressSlot, Consignee},
        id::{MerchantId, Spu},
        page::Page,
        service::AddressPurpose,
        time::Timestamp,
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    context::Context,
    db::{self, DbError, addresses::StoredAddress},
    service::{
        Error,
        paging::{Cursor, Paging},
    },
};

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
    query: &AddressQuery,
) -> Result<Page<AddressView>, Error> {
    let paging = Paging::<AddressSlot>::read(query.cursor.as_ref(), query.limit)?;
    let mut reader = context.db.reader().await?;
    let stored = db::addresses::list(
        &mut reader,
        merchant,
        paging.after.as_ref(),
        paging.rows_to_read(),
    )
    .await?;
    let page = paging.page(stored, |last| last.place.clone());
    Ok(page.map(AddressView::from))
}

/// Writes an address; who changed what is kept.
pub async fn put(
    context: &Context,
    by: String,
    merchant: MerchantId,
    place: AddressSlot,
    consignee: Consignee,
) -> Result<AddressView, Error> {
    let at = context.clock.now();
    context
        .db
        .write::<_, Error, _>(move |connection| {
            Box::pin(async move {
                if !db::people::tenants::merchant_exists(connection, &merchant).await? {
                    return Err(Violation::new("merchant", FieldError::NotFound {}).into());
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

impl Cursor for AddressSlot {
    const UNREADABLE: FieldError = FieldError::NotFound {};

    fn write(&self) -> String {
        match self {
            Self::Default => String::from("default"),
            Self::Product(spu, purpose) => format!("{purpose},{spu}"),
        }
    }

    fn read(text: &str) -> Option<Self> {
        match text.split_once(',') {
            None => (text == "default").then_some(Self::Default),
            Some((purpose, spu)) => {
                let purpose = AddressPurpose::parse(purpose)?;
                Some(Self::Product(Spu::parse(spu).ok()?, purpose))
            }
        }
    }
}
