//! What each vendor wants of a message, and means by an answer.

use aftercare_domain::{
    teamwork::robot::{Confidential, DeliveryFault, RobotFault, RobotKind},
    values::time::Timestamp,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;
use url::Url;

use crate::runtime::outbound::OutboundAnswer;

/// A message as a vendor wants it: where to, and what.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Message {
    /// Where to. It has a key in it.
    pub(super) url: Url,
    /// What.
    pub(super) json: String,
}

/// What a vendor says of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DeliveryResult {
    /// The group has it.
    Taken,
    /// Not now; with the vendor's own words.
    Later(DeliveryFault, String),
    /// Not before the robot is set anew; with the vendor's own words.
    Never(RobotFault, String),
}

/// The message with a title and lines, signed where there is a secret.
pub(super) fn message(
    kind: RobotKind,
    url: &Url,
    secret: Option<&Confidential>,
    title: &str,
    lines: &[String],
    real_now: Timestamp,
) -> Message {
    let mut url = url.clone();
    let body = match kind {
        RobotKind::Wecom => {
            json!({"msgtype": "markdown", "markdown": {"content": markdown(title, lines, "\n")}})
        }
        RobotKind::Dingtalk => {
            if let Some(secret) = secret {
                let timestamp = real_now.ms().to_string();
                let signature = sign(
                    secret.reveal(),
                    &format!("{timestamp}\n{}", secret.reveal()),
                );
                url.query_pairs_mut()
                    .append_pair("timestamp", &timestamp)
                    .append_pair("sign", &signature);
            }
            let text = markdown(title, lines, "\n\n");
            json!({"msgtype": "markdown", "markdown": {"title": title, "text": text}})
        }
        RobotKind::Feishu => feishu(secret, title, lines, real_now),
    };
    Message {
        url,
        json: body.to_string(),
    }
}

/// A line about an order: what happened, and a way to it.
pub(super) fn line(kind: RobotKind, what: &str, number: &str, link: &str) -> String {
    match kind {
        RobotKind::Wecom | RobotKind::Dingtalk => format!("- {what} [{number}]({link})"),
        RobotKind::Feishu => format!("· {what} {number} {link}"),
    }
}

fn markdown(title: &str, lines: &[String], between: &str) -> String {
    let mut text = format!("**{title}**");
    for line in lines {
        text.push_str(between);
        text.push_str(line);
    }
    text
}

/// Feishu signs nothing, with the time and the secret as the key.
fn feishu(
    secret: Option<&Confidential>,
    title: &str,
    lines: &[String],
    real_now: Timestamp,
) -> Value {
    let text = format!("{title}\n{}", lines.join("\n"));
    let mut body = json!({"msg_type": "text", "content": {"text": text}});
    if let (Some(secret), Some(body)) = (secret, body.as_object_mut()) {
        let timestamp = (real_now.ms() / 1000).to_string();
        let signature = sign(&format!("{timestamp}\n{}", secret.reveal()), "");
        body.insert("timestamp".to_owned(), timestamp.into());
        body.insert("sign".to_owned(), signature.into());
    }
    body
}

/// HMAC-SHA256 in base64.
fn sign(key: &str, text: &str) -> String {
    // A key of any length will do: there is no error.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else {
        return String::new();
    };
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// What vendors answer with: one or the other has the code, and the words for it.
#[derive(Debug, Default, Deserialize)]
struct VendorAnswer {
    #[serde(alias = "code")]
    errcode: Option<i64>,
    #[serde(alias = "msg")]
    errmsg: Option<String>,
}

/// What an answer means.
pub(super) fn verdict(kind: RobotKind, answer: &OutboundAnswer) -> DeliveryResult {
    const LONGEST: usize = 200;
    let said: VendorAnswer = serde_json::from_slice(&answer.body).unwrap_or_default();
    let words: String = said
        .errmsg
        .unwrap_or_default()
        .chars()
        .take(LONGEST)
        .collect();
    let code = said.errcode;
    let detail = match code {
        Some(code) => format!("{code} {words}"),
        None => format!("HTTP {}", answer.status.as_u16()),
    };
    if answer.status == StatusCode::TOO_MANY_REQUESTS || answer.status.is_server_error() {
        return DeliveryResult::Later(DeliveryFault::NotNow, detail);
    }
    let Some(code) = code else {
        return DeliveryResult::Later(DeliveryFault::Unintelligible, detail);
    };
    let fault = match (kind, code) {
        (_, 0) => return DeliveryResult::Taken,
        // 93000: no such webhook.
        (RobotKind::Wecom, 93000) => RobotFault::WrongKey,
        // 19001: no such webhook. 19021: the signature, or its time.
        (RobotKind::Feishu, 19001) => RobotFault::WrongKey,
        (RobotKind::Feishu, 19021) => RobotFault::WrongSecret,
        // 19022: from another address. 19024: without the word that it must say.
        (RobotKind::Feishu, 19022 | 19024) => RobotFault::Refused,
        // 300001, 400101: no such token. 310000: signature, word or address, as the words say.
        (RobotKind::Dingtalk, 300_001 | 400_101) => RobotFault::WrongKey,
        (RobotKind::Dingtalk, 310_000) if words.contains("sign") => RobotFault::WrongSecret,
        // 400013: the group is gone. 400102: the robot is switched off.
        (RobotKind::Dingtalk, 310_000 | 400_013 | 400_102) => RobotFault::Refused,
        // Too fast (45009, 11232, 130101, 410100), busy (-1), or something that is not known: it is tried again.
        (RobotKind::Wecom | RobotKind::Feishu | RobotKind::Dingtalk, _) => {
            return DeliveryResult::Later(DeliveryFault::NotNow, detail);
        }
    };
    DeliveryResult::Never(fault, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_the_vendors_examples() {
        // openssl dgst -sha256 -hmac "1599360473\ndemo" of nothing, and of "1599360473000\ndemo" under "demo".
        let secret = Confidential::parse("demo").unwrap();
        let url = Url::parse("https://oapi.dingtalk.com/robot/send?access_token=x").unwrap();
        let at = Timestamp::from_ms(1_599_360_473_000);
        let feishu = message(RobotKind::Feishu, &url, Some(&secret), "T", &[], at);
        let body: Value = serde_json::from_str(&feishu.json).unwrap();
        assert_eq!(body["timestamp"], "1599360473");
        assert_eq!(body["sign"], FEISHU);
        let dingtalk = message(RobotKind::Dingtalk, &url, Some(&secret), "T", &[], at);
        let pairs: Vec<_> = dingtalk.url.query_pairs().into_owned().collect();
        assert_eq!(
            pairs[1],
            ("timestamp".to_owned(), "1599360473000".to_owned())
        );
        assert_eq!(pairs[2], ("sign".to_owned(), DINGTALK.to_owned()));
    }

    const FEISHU: &str = "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=";
    const DINGTALK: &str = "eblRZvilBzXa6Ce18IeBM4pMy1rYNWKicaCg6VMwQe0=";
}
