//! What stands around an order: its parcels, payments and invoice, as the order system tells of them. What we know of each is
//! typed; what it tells besides is kept beside that, and given back as it came.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{
    form::{Field, FieldError, FieldKind, Reader, Record, Violation, read_record, record},
    values::{
        money::Money,
        personal::{MASK, Masked, masked_name},
        text::ShortText,
        time::Timestamp,
    },
};

record! {
    /// A parcel that brought goods of an order.
    pub struct Shipment {
        /// Who carried it: a code of `/api/v1/carriers`, or what the order system calls them.
        carrier: optional ShortText,
        /// The tracking number of the parcel.
        tracking_number: optional ShortText,
        /// When the parcel was sent.
        shipped_at: optional Timestamp,
        /// When the parcel was delivered.
        delivered_at: optional Timestamp,
    }
}

record! {
    /// A payment for an order.
    pub struct Payment {
        /// How: `wechat_pay`, `alipay`, or what the order system calls it.
        method: optional ShortText,
        /// How much was paid, in fen.
        amount: optional Money,
        /// When the payment was made.
        paid_at: optional Timestamp,
        /// The number under which the payment can be found there.
        reference: optional ShortText,
    }
}

record! {
    /// The invoice of an order.
    pub struct Invoice {
        /// Which kind of invoice it is, in the order system's words.
        kind: optional ShortText,
        /// To whom: a company, or a person.
        title: optional ShortText,
        /// The tax number of the company.
        tax_number: optional ShortText,
        /// The number of the invoice.
        number: optional ShortText,
        /// The amount of the invoice, in fen.
        amount: optional Money,
        /// When the invoice was issued.
        issued_at: optional Timestamp,
    }
    check check_invoice
}

fn check_invoice(invoice: &Invoice, reader: &mut Reader<'_>) {
    let is_masked = |title: &ShortText| title.as_str().contains(MASK);
    if invoice.title.as_ref().is_some_and(is_masked) {
        reader.fault("title", FieldError::Masked {});
    }
}

impl Masked for Shipment {
    fn masked(self) -> Self {
        self
    }
}

impl Masked for Payment {
    fn masked(self) -> Self {
        self
    }
}

impl Masked for Invoice {
    /// A company's name is public; a person's is not.
    fn masked(self) -> Self {
        let title = match (self.title, &self.tax_number) {
            (Some(name), None) => ShortText::parse(&masked_name(name.as_str())).ok(),
            (title, _) => title,
        };
        Self { title, ..self }
    }
}

/// A record of which we know some fields; the others are kept as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extensible<R> {
    /// The fields that are known here.
    pub known: R,
    /// What is told besides.
    pub besides: Map<String, Value>,
}

impl<R: Record> Extensible<R> {
    fn is_known(name: &str) -> bool {
        R::FIELDS.iter().any(|field| field.name == name)
    }
}

impl<R> Extensible<R> {
    /// The same without what is told besides.
    #[must_use]
    pub(crate) fn known_alone(self) -> Self {
        Self {
            known: self.known,
            besides: Map::new(),
        }
    }
}

impl<R: Masked> Masked for Extensible<R> {
    /// Nobody knows what stands in what is told besides.
    fn masked(self) -> Self {
        Self {
            known: self.known.masked(),
            besides: Map::new(),
        }
    }
}

impl<R: Record> Field for Extensible<R> {
    const KIND: FieldKind = FieldKind::Free;

    fn read(value: &Value) -> Result<Self, FieldError> {
        let mut violations = Vec::new();
        let read = Self::read_at(value, "", &mut violations);
        match (read, violations.into_iter().next()) {
            (Some(read), None) => Ok(read),
            (_, Some(violation)) => Err(violation.fault),
            (None, None) => Err(FieldError::Required {}),
        }
    }

    fn read_at(value: &Value, path: &str, violations: &mut Vec<Violation>) -> Option<Self> {
        let besides: Map<String, Value> = value
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(name, _)| !Self::is_known(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let names: Vec<&str> = besides.keys().map(String::as_str).collect();
        let known = read_record(value, path, &names, violations)?;
        Some(Self { known, besides })
    }
}

impl<R: Serialize> Serialize for Extensible<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let known = serde_json::to_value(&self.known).map_err(serde::ser::Error::custom)?;
        let mut all = self.besides.clone();
        if let Value::Object(known) = known {
            all.extend(known.into_iter().filter(|(_, value)| !value.is_null()));
        }
        all.serialize(serializer)
    }
}

impl<'de, R: Record> Deserialize<'de> for Extensible<R> {
    /// What was written before its fields were known may not fit them: then nothing of it is known.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = Value::deserialize(deserializer)?;
        Self::read(&value)
            .or_else(|_| {
                match &mut value {
                    Value::Object(told) => told.retain(|name, _| !Self::is_known(name)),
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Array(_) => value = Value::Object(Map::new()),
                }
                Self::read(&value)
            })
            .map_err(crate::form::undecodable)
    }
}

#[cfg(feature = "openapi")]
impl<R: Record> utoipa::__dev::ComposeSchema for Extensible<R> {
    fn compose(
        _: Vec<utoipa::openapi::RefOr<utoipa::openapi::Schema>>,
    ) -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::form::schema::open_record(R::FIELDS).into()
    }
}

#[cfg(feature = "openapi")]
macro_rules! named_in_the_document {
    ($($Known:ident,)+) => {$(
        impl utoipa::ToSchema for Extensible<$Known> {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($Known).into()
            }
        }
    )+};
}
#[cfg(feature = "openapi")]
named_in_the_document! {
    Shipment,
    Payment,
    Invoice,
}
