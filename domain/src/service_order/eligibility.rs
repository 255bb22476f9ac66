//! Whether a service can be applied for, and in or out of warranty 三包内/外 (R-APP-3).
//!
//! A window ends at a midnight of the marketplace's time zone. The first day of it is the day after delivery, as the law
//! counts its seven; months end with the day of the same number, or the month's last.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    policy::Windows,
    values::{
        service::ServiceType,
        time::{Timestamp, end_of_marketplace_day, marketplace_day},
    },
};

/// Within how many days of delivery goods can be returned without a reason: the law's, whatever a category grants.
const NO_REASON_DAYS: u32 = 7;

/// Whether goods are in warranty for a service, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Warranty {
    /// 三包内: whether the goods are in warranty.
    pub in_warranty: bool,
    /// The midnight at which the window ends, and from which on it is over; none before delivery, and for supplements.
    pub until: Option<Timestamp>,
}

/// When the window of a service ends for goods delivered at a time: from then on it is over. None before delivery, and for
/// supplements.
pub fn window_end(
    windows: Windows,
    service_type: ServiceType,
    delivered_at: Option<Timestamp>,
) -> Option<Timestamp> {
    let delivered_at = delivered_at?;
    match service_type {
        ServiceType::Return => Some(days_after(delivered_at, windows.return_days)),
        ServiceType::Exchange => Some(days_after(delivered_at, windows.exchange_days)),
        ServiceType::Repair => Some(months_after(delivered_at, windows.repair_months)),
        ServiceType::Supplement => None,
    }
}

/// Whether something was applied for within the law's seven days; goods that are on their way have them before them.
pub fn is_within_no_reason_window(delivered_at: Option<Timestamp>, applied_at: Timestamp) -> bool {
    delivered_at.is_none_or(|delivered_at| applied_at < days_after(delivered_at, NO_REASON_DAYS))
}

fn days_after(delivered_at: Timestamp, days: u32) -> Timestamp {
    let last = |day: NaiveDate| day.checked_add_days(Days::new(days.into()));
    window_of(delivered_at, days, last)
}

fn months_after(delivered_at: Timestamp, months: u32) -> Timestamp {
    let last = |day: NaiveDate| day.checked_add_months(Months::new(months));
    window_of(delivered_at, months, last)
}

/// The end of the window's last day; delivery itself for a window of nothing, and the end of all time beyond it.
fn window_of(
    delivered_at: Timestamp,
    length: u32,
    last: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> Timestamp {
    if length == 0 {
        return delivered_at;
    }
    last(marketplace_day(delivered_at)).map_or(Timestamp::MAX, end_of_marketplace_day)
}

/// The warranty of goods for a service at a time.
pub fn warranty(
    windows: Windows,
    service_type: ServiceType,
    delivered_at: Option<Timestamp>,
    now: Timestamp,
) -> Warranty {
    let until = window_end(windows, service_type, delivered_at);
    Warranty {
        in_warranty: until.is_none_or(|end| now < end),
        until,
    }
}

/// The end of the window when it is over and the service is refused outside of it: return and exchange. Repair is
/// accepted as out of warranty, a supplement has no window.
pub fn window_closed(
    windows: Windows,
    service_type: ServiceType,
    delivered_at: Option<Timestamp>,
    now: Timestamp,
) -> Option<Timestamp> {
    let needs_window = match service_type {
        ServiceType::Return | ServiceType::Exchange => true,
        ServiceType::Repair | ServiceType::Supplement => false,
    };
    window_end(windows, service_type, delivered_at).filter(|end| needs_window && now >= *end)
}
