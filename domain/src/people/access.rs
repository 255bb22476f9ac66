//! Who may come in, and with what: signing in, tokens of integrators, links of consumers.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    form::{
        Field, FieldError, FieldKind, Reader, Violation, count_within, named::named, record,
        text_of,
    },
    values::{
        id::{ConsumerId, MerchantId, OrderNumber, Username},
        page::{CursorText, PageSize},
        text::{Name, ShortText},
        time::{Span, Timestamp},
    },
};

named! {
    /// What a token may be used for; each name is the API's.
    pub enum Scope {
        /// See service orders, their logs and counts.
        ReadServiceOrders = "service_orders:read",
        /// Apply, and give commands.
        WriteServiceOrders = "service_orders:write",
        /// See orders of the marketplace.
        ReadOrders = "orders:read",
        /// Tell orders of the marketplace as they stand.
        WriteOrders = "orders:write",
        /// See and change addresses.
        WriteAddresses = "addresses:write",
        /// See refunds and where they stand.
        ReadRefunds = "refunds:read",
        /// Confirm and retry refunds.
        WriteRefunds = "refunds:write",
        /// Ask for consumer links.
        WriteLinks = "links:write",
        /// Follow the live stream of changes.
        ReadEvents = "events:read",
        /// Read the server's metrics.
        ReadMetrics = "metrics:read",
        /// See consumers' personal data in full. Each order that is read so is counted and kept.
        ReadPersonalData = "personal_data:read",
        /// See in full whom goods are sent to, of orders whose goods wait to be sent. Each is counted and kept as well.
        ReadShipping = "shipping:read",
    }
}

impl Scope {
    /// Whether operators alone put it into a token, for whomever the token acts: an owner's own token must not show more
    /// than the owner is shown.
    pub const fn is_given_by_operators(self) -> bool {
        match self {
            Self::ReadPersonalData => true,
            Self::ReadServiceOrders
            | Self::WriteServiceOrders
            | Self::ReadOrders
            | Self::WriteOrders
            | Self::WriteAddresses
            | Self::ReadRefunds
            | Self::WriteRefunds
            | Self::WriteLinks
            | Self::ReadEvents
            | Self::ReadMetrics
            | Self::ReadShipping => false,
        }
    }

    /// Whether it concerns the whole platform, so that a merchant's token does not have it: whoever asks for a consumer's
    /// link is the consumer, and the metrics are of all merchants.
    pub const fn is_of_the_platform(self) -> bool {
        match self {
            Self::WriteLinks | Self::ReadMetrics => true,
            Self::ReadServiceOrders
            | Self::WriteServiceOrders
            | Self::ReadOrders
            | Self::WriteOrders
            | Self::WriteAddresses
            | Self::ReadRefunds
            | Self::WriteRefunds
            | Self::ReadEvents
            | Self::ReadPersonalData
            | Self::ReadShipping => false,
        }
    }
}

/// How long a token lets in: 1 to 730 days, a year unless said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct TokenDays(u16);

impl TokenDays {
    const MAX: i64 = 730;

    /// As a length of time.
    pub fn span(self) -> Span {
        Span::days(self.0.into())
    }
}

impl Default for TokenDays {
    fn default() -> Self {
        Self(365)
    }
}

impl Field for TokenDays {
    const KIND: FieldKind = FieldKind::Count {
        min: 1,
        max: Self::MAX,
    };

    fn read(value: &Value) -> Result<Self, FieldError> {
        count_within(value, 1, Self::MAX).map(Self)
    }
}

/// A password as somebody typed it: any characters, never shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    const MAX: u32 = 200;

    /// Parses a password: 1 to 200 characters of any kind.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        match u32::try_from(raw.chars().count()) {
            Ok(0) => Err(FieldError::Required {}),
            Ok(1..=Self::MAX) => Ok(Self(raw.to_owned())),
            Ok(_) | Err(_) => Err(FieldError::too_long(Self::MAX)),
        }
    }

    /// The characters, to be hashed.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(..)")
    }
}

impl Field for Password {
    const KIND: FieldKind = FieldKind::Text {
        min: 1,
        max: Self::MAX,
    };

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(text_of(value)?)
    }
}

record! {
    /// What somebody signs in with.
    pub struct Credentials {
        /// The name under which they sign in here.
        username: required Username,
        /// Their password, as it was typed.
        password: required Password,
    }
}

record! {
    /// A token that is asked for.
    pub struct TokenRequest {
        /// What it is for, in words, so that it can be told from others later.
        name: required Name,
        /// The scopes that the token grants.
        scopes: some Scope,
        /// The merchant for which it acts; without one it acts for the platform. An owner's own merchant by default.
        merchant_id: optional MerchantId,
        /// After how many days it ends.
        lasts_days: optional TokenDays,
    }
}

impl TokenRequest {
    /// The scopes that are not for whom the token acts.
    pub fn misplaced_scopes(&self) -> Vec<Violation> {
        let is_platforms = self.merchant_id.is_none();
        let misplaced = self
            .scopes
            .iter()
            .enumerate()
            .filter(|(_, scope)| scope.is_of_the_platform() && !is_platforms);
        misplaced
            .map(|(place, _)| {
                Violation::new(format!("scopes[{place}]"), FieldError::NotApplicable {})
            })
            .collect()
    }
}

record! {
    /// Which page of the tokens.
    pub struct TokenQuery {
        /// How many, 1 to 200; 50 by default.
        limit: optional PageSize,
        /// `next_cursor` of the page before.
        cursor: optional CursorText,
    }
}

record! {
    /// A consumer's way in, without a password: to one order, or to all of theirs.
    pub struct ConsumerLinkRequest {
        /// The order: its consumer comes in, and sees and does what concerns this order alone.
        order_number: optional OrderNumber,
        /// The consumer, who comes in to all of their orders.
        consumer_id: optional ConsumerId,
    }
    check check_destination
}

fn check_destination(request: &ConsumerLinkRequest, reader: &mut Reader<'_>) {
    match (&request.order_number, &request.consumer_id) {
        (Some(_), None) | (None, Some(_)) => {}
        (None, None) => {
            let fields = ["order_number", "consumer_id"].map(str::to_owned).to_vec();
            reader.fault("order_number", FieldError::OneOfRequired { fields });
        }
        (Some(_), Some(_)) => reader.fault("consumer_id", FieldError::NotApplicable {}),
    }
}

record! {
    /// How far the sandbox clock is to move.
    pub struct AdvanceClock {
        /// A length of time: `25h`, `7d`, `90s`.
        advance: required ShortText,
    }
}

/// A signed link by which a consumer arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsumerLinkView {
    /// The address that signs the consumer in; it works once.
    pub url: String,
    /// When the link expires.
    pub expires_at: Timestamp,
}

/// A token of an integrator, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenView {
    /// The id of the token; not the token itself.
    pub id: String,
    /// What the token is for, in the words of who made it.
    pub name: String,
    /// The merchant for which it acts; null for the platform.
    pub merchant_id: Option<MerchantId>,
    /// What the token may be used for.
    pub scopes: Vec<String>,
    /// When the token was made.
    pub created_at: Timestamp,
    /// When the token was taken back; null where it was not.
    pub revoked_at: Option<Timestamp>,
    /// When it ends; null for one that was made before tokens had an end.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// When it was used last, to ten minutes; null before its first use.
    #[serde(default)]
    pub last_used_at: Option<Timestamp>,
    /// The secret; only in the answer that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}
