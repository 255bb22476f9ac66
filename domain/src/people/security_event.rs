//! Security events: who came in, or tried to; who was let in by what; who saw or took personal data; who was refused. Each
//! tells who, when, how often and from which network, and nothing of a consumer but their id.

use serde::{Deserialize, Serialize};

use crate::{
    form::{FieldError, Reader, named::named, record},
    values::{
        page::{CursorText, PageSize},
        time::Timestamp,
    },
};

named! {
    /// What happened that concerns security.
    pub enum SecurityEventKind {
        /// Somebody signed in with name and password.
        SignedIn = "signed_in",
        /// A password was wrong, or there is nobody of that name.
        SignInFailed = "sign_in_failed",
        /// Somebody failed so often that they were told to wait.
        SignInSlowed = "sign_in_slowed",
        /// Somebody signed out by themselves.
        SignedOut = "signed_out",
        /// A token was made; the detail is its id.
        TokenMade = "token_made",
        /// A token was taken back; the detail is its id.
        TokenRevoked = "token_revoked",
        /// A link for a consumer was asked for; the detail is the order to which it leads.
        LinkIssued = "link_issued",
        /// A consumer came in by a link.
        LinkUsed = "link_used",
        /// The personal data of an order was shown for a reason; the detail is its number.
        Revealed = "revealed",
        /// A search for a name or a telephone number found one order; the detail is its number.
        FoundBySearch = "found_by_search",
        /// Orders were read in full with a token that may; the detail is the number of the last one.
        ReadInFull = "read_in_full",
        /// A list was exported; `rows` tells how many lines.
        Exported = "exported",
        /// Somebody asked for what is another tenant's; the detail is its number.
        ForeignRecord = "foreign_record",
        /// A changing call came from a page that is not ours.
        ForeignOrigin = "foreign_origin",
        /// Somebody asked for what they may not do.
        Forbidden = "forbidden",
        /// Somebody asked for more than a limit allows; the detail is the code of the refusal.
        LimitHit = "limit_hit",
    }
}

impl SecurityEventKind {
    /// Whether somebody was refused: whoever is can go on asking, as often as they like.
    pub const fn is_refusal(self) -> bool {
        match self {
            Self::SignInFailed
            | Self::SignInSlowed
            | Self::ForeignRecord
            | Self::ForeignOrigin
            | Self::Forbidden
            | Self::LimitHit => true,
            Self::SignedIn
            | Self::SignedOut
            | Self::TokenMade
            | Self::TokenRevoked
            | Self::LinkIssued
            | Self::LinkUsed
            | Self::Revealed
            | Self::FoundBySearch
            | Self::ReadInFull
            | Self::Exported => false,
        }
    }
}

/// What happened to one subject within one minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecurityEvent {
    /// What happened that concerns security.
    pub kind: SecurityEventKind,
    /// The minute in which it happened, by real time.
    pub minute: Timestamp,
    /// When it last happened within that minute.
    pub last_at: Timestamp,
    /// How many times it happened within that minute.
    pub times: u32,
    /// Who: `user:` and a username, `token:` and a token's id, `consumer:` and an id, `network:` and the network of somebody
    /// unknown, `command_line`, or `others` where there were more of them than are told apart.
    pub subject: String,
    /// The side that it concerns, such as `merchant:M1001` or `platform`; null where it is none.
    pub side: Option<String>,
    /// The network from which it came last; null where that is not known.
    pub network: Option<String>,
    /// The id of the last request; the log has it as well.
    pub request_id: Option<String>,
    /// What the kind says of the last one; null where there is nothing to say.
    pub detail: Option<String>,
    /// How many rows were exported; null where nothing was.
    pub rows: Option<u64>,
}

record! {
    /// Which security events are shown, the newest first.
    #[derive(Default)]
    pub struct SecurityEventQuery {
        /// Events of this kind alone.
        kind: optional SecurityEventKind,
        /// Events at this time or later.
        from: optional Timestamp,
        /// Events before this time.
        to: optional Timestamp,
        /// How many, 1 to 200; 50 by default.
        limit: optional PageSize,
        /// `next_cursor` of the page before.
        cursor: optional CursorText,
    }
    check check_times
}

fn check_times(query: &SecurityEventQuery, reader: &mut Reader<'_>) {
    if let (Some(from), Some(to)) = (query.from, query.to)
        && to <= from
    {
        let field = "from".to_owned();
        reader.fault("to", FieldError::NotAfter { field });
    }
}
