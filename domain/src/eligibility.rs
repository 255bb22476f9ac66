//! Whether a service can be applied for, and in or out of warranty 三包内/外 (R-APP-3).

use chrono::Months;
use serde::{Deserialize, Serialize};

use crate::{
    policy::Windows,
    service::ServiceType,
    time::{Span, Timestamp, marketplace_time},
};

/// Whether goods are in warranty for a service, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Warranty {
    /// 三包内
    pub in_warranty: bool,
    /// The end of the window; none before delivery, and for supplements.
    pub until: Option<Timestamp>,
}

/// When the window of a service ends for goods delivered at a time; none before delivery, and for supplements.
pub fn window_end(
    windows: Windows,
    service_type: ServiceType,
    delivered_at: Option<Timestamp>,
) -> Option<Timestamp> {
    let delivered_at = delivered_at?;
    match service_type {
        ServiceType::Return => Some(Span::days(windows.return_days.into()).after(delivered_at)),
        ServiceType::Exchange => Some(Span::days(windows.exchange_days.into()).after(delivered_at)),
        ServiceType::Repair => {
            let months = Months::new(windows.repair_months);
            let end = marketplace_time(delivered_at).checked_add_months(months);
            end.map(|end| Timestamp::from(end.to_utc()))
        }
        ServiceType::Supplement => None,
    }
}

/// The warranty of goods for a service at a time: the last moment of the window still counts.
pub fn warranty(
    windows: Windows,
    service_type: ServiceType,
    delivered_at: Option<Timestamp>,
    now: Timestamp,
) -> Warranty {
    let until = window_end(windows, service_type, delivered_at);
    Warranty {
        in_warranty: until.is_none_or(|end| now <= end),
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
    window_end(windows, service_type, delivered_at).filter(|end| needs_window && now > *end)
}
