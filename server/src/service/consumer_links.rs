//! Links by which consumers come from their order, without a password: signed, and good for a quarter of an hour.

use aftercare_domain::{
    id::{ConsumerId, OrderNumber},
    time::Span,
    view::ConsumerLinkView,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use super::secret;
use crate::context::Context;

/// How long a link is good for.
const GOOD_FOR: Span = Span::minutes(15);

/// What a link says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Who comes.
    pub consumer: ConsumerId,
    /// From which order.
    pub order: OrderNumber,
    /// Until when it is good, in milliseconds.
    expires_at_ms: i64,
}

/// A link for a consumer to come by.
pub fn issue(context: &Context, order: OrderNumber, consumer: ConsumerId) -> ConsumerLinkView {
    let expires_at = GOOD_FOR.after(context.clock.real_now());
    let link = Link {
        consumer,
        order,
        expires_at_ms: expires_at.ms(),
    };
    let text = URL_SAFE_NO_PAD.encode(serde_json::json!(link).to_string());
    let signature = secret::sign(&context.signing_key, &signed_part(&text));
    ConsumerLinkView {
        url: format!(
            "{}/consumer/enter?link={text}.{signature}",
            context.public_url
        ),
        expires_at,
    }
}

/// What a link says, if we signed it and it is still good.
pub fn open(context: &Context, link: &str) -> Option<Link> {
    let (text, signature) = link.split_once('.')?;
    if !secret::is_signed(&context.signing_key, &signed_part(text), signature) {
        return None;
    }
    let link: Link = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    (context.clock.real_now().ms() < link.expires_at_ms).then_some(link)
}

/// Says what is signed, so that nothing else that we sign can pass for a link.
fn signed_part(text: &str) -> String {
    format!("consumer link\n{text}")
}
