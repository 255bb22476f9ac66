//! Robots: what tells a group chat of a merchant's staff, or of the platform's, what happens to orders.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    form::{Field, FieldError, FieldKind, Reader, named::named, record, text_of},
    teamwork::notification::NotificationKind,
    values::{text::Name, time::Timestamp},
};

named! {
    /// The chat product to which the robot belongs.
    pub enum RobotKind {
        /// 企业微信, the workplace chat of Tencent.
        Wecom = "wecom",
        /// 飞书, the workplace chat of the makers of Lark.
        Feishu = "feishu",
        /// 钉钉, the workplace chat of Alibaba.
        Dingtalk = "dingtalk",
    }
}

impl RobotKind {
    /// The vendor's own host: nothing is sent anywhere else.
    pub const fn host(self) -> &'static str {
        match self {
            Self::Wecom => "qyapi.weixin.qq.com",
            Self::Feishu => "open.feishu.cn",
            Self::Dingtalk => "oapi.dingtalk.com",
        }
    }
}

named! {
    /// Why a robot tells nothing any more.
    pub enum RobotFault {
        /// The vendor does not know its address.
        WrongKey = "wrong_key",
        /// The vendor does not accept its signature.
        WrongSecret = "wrong_secret",
        /// The vendor does not let it speak: of words that it must say, addresses that may call it, a group that is gone.
        Refused = "refused",
    }
}

named! {
    /// Why a message of a robot did not arrive.
    pub enum DeliveryFault {
        /// Nothing answers at the vendor's, or what answers is not the vendor.
        Unreachable = "unreachable",
        /// The vendor takes too long to answer.
        Late = "late",
        /// What the vendor answers makes no sense.
        Unintelligible = "unintelligible",
        /// The vendor does not take it now: too many messages, or it is not well.
        NotNow = "not_now",
        /// The vendor does not know the robot's address.
        WrongKey = "wrong_key",
        /// The vendor does not accept the robot's signature.
        WrongSecret = "wrong_secret",
        /// The vendor does not let the robot speak.
        Refused = "refused",
    }
}

impl From<RobotFault> for DeliveryFault {
    fn from(fault: RobotFault) -> Self {
        match fault {
            RobotFault::WrongKey => Self::WrongKey,
            RobotFault::WrongSecret => Self::WrongSecret,
            RobotFault::Refused => Self::Refused,
        }
    }
}

/// Something that only whoever gave it knows: kept to be used, never shown again, and never logged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidential(String);

impl Confidential {
    const MAX: u32 = 500;

    /// Parses it: 1 to 500 characters that can be seen.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = raw.trim();
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(FieldError::ControlCharacter {});
        }
        match u32::try_from(text.chars().count()) {
            Ok(0) => Err(FieldError::Required {}),
            Ok(1..=Self::MAX) => Ok(Self(text.to_owned())),
            Ok(_) | Err(_) => Err(FieldError::too_long(Self::MAX)),
        }
    }

    /// What it is, to be used.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Confidential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Confidential(..)")
    }
}

impl Field for Confidential {
    const KIND: FieldKind = FieldKind::Text {
        min: 1,
        max: Self::MAX,
    };

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(text_of(value)?)
    }
}

record! {
    /// A robot as it is set. Its address and its secret may be left out where they stay as they are.
    pub struct RobotRequest {
        /// The vendor of the group chat in which the robot speaks.
        kind: required RobotKind,
        /// The name of the robot, as people of the side know it.
        name: required Name,
        /// Its address, on the vendor's own host; it has a key in it.
        url: optional Confidential,
        /// With what its messages are signed, where they are.
        secret: optional Confidential,
        /// That the secret is forgotten, and its messages are not signed any more.
        remove_secret: optional bool,
        /// The kinds of news that the robot tells.
        events: some NotificationKind,
    }
    check check_robot
}

fn check_robot(robot: &RobotRequest, reader: &mut Reader<'_>) {
    if robot.secret.is_some() && robot.remove_secret == Some(true) {
        reader.fault("secret", FieldError::NotApplicable {});
    }
}

/// A robot, without what only whoever set it knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Robot {
    /// The id of the robot.
    pub id: String,
    /// The vendor of the group chat in which the robot speaks.
    pub kind: RobotKind,
    /// The name of the robot, as people of the side know it.
    pub name: String,
    /// The end of its address, to tell it from others.
    pub url_ends_with: String,
    /// Whether its messages are signed.
    pub has_secret: bool,
    /// The kinds of news that the robot tells.
    pub events: Vec<NotificationKind>,
    /// Why it tells nothing any more; none while it works.
    pub fault: Option<RobotFault>,
    /// What the vendor says of that, in its own words.
    pub fault_detail: Option<String>,
    /// Since when there is this robot.
    pub created_at: Timestamp,
}

/// What became of a message that tries a robot out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RobotTest {
    /// Whether the vendor took the message.
    pub delivered: bool,
    /// Why the vendor did not take the message; none where it did.
    #[serde(default)]
    pub fault: Option<DeliveryFault>,
    /// What the vendor said of that, in its own words.
    pub detail: Option<String>,
}
