//! Calls about what one is told, and the robots that tell groups.

use aftercare_domain::{
    teamwork::{
        notification::{NotificationSettings, Notifications, Notified},
        robot::{Robot, RobotTest},
    },
    values::page::Page,
};
use serde::Serialize;

use super::{Api, ApiError, transport::IdempotencyKey};
use crate::request::query::segment;

/// How many notifications are asked for: more would be a list to work through, and there is one of that.
pub const NEWEST: usize = 50;

/// What was read.
#[derive(Serialize)]
struct MarkedRead<'a> {
    ids: &'a [&'a str],
    all: bool,
}

impl Api {
    /// The newest of what the visitor was told.
    pub async fn notifications(&self) -> Result<Notifications, ApiError> {
        self.get(&format!("/notifications?limit={NEWEST}")).await
    }

    /// The visitor has read one notification, or all.
    pub async fn read_notifications(&self, id: Option<&str>) -> Result<Notified, ApiError> {
        let read = MarkedRead {
            ids: id.as_slice(),
            all: id.is_none(),
        };
        self.post("/notifications/read", &read, &IdempotencyKey::fresh())
            .await
    }

    /// About what the visitor is told.
    pub async fn notification_settings(&self) -> Result<NotificationSettings, ApiError> {
        self.get("/notification-settings").await
    }

    /// Sets about what the visitor is told; kinds that are not named stay as they are.
    pub async fn set_notifications(
        &self,
        settings: &NotificationSettings,
    ) -> Result<NotificationSettings, ApiError> {
        self.put("/notification-settings", settings).await
    }

    /// The robots of the visitor's side. Few may set them: the others are refused.
    pub async fn robots(&self) -> Result<Page<Robot>, ApiError> {
        self.get("/robots").await
    }

    /// Has a robot say that it works.
    pub async fn try_robot(&self, robot: &str) -> Result<RobotTest, ApiError> {
        let path = format!("/robots/{}/test", segment(robot));
        self.post(&path, &(), &IdempotencyKey::fresh()).await
    }
}
