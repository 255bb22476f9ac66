//! Policy: what the operator can set (R-POL-1). Rules read it; nothing else does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    form::named::named,
    policy::responsibility::ChannelMatrix,
    values::{calendar::Calendar, channel::Channel, id::Category, time::Span},
};

pub mod responsibility;

named! {
    /// What a deadline is set for: a node, or a node for some services.
    pub enum DeadlineKey {
        /// 待审核: the review of an application.
        PendingReview = "pending_review",
        /// 待用户发货: the consumer's shipment.
        PendingShipment = "pending_shipment",
        /// 待签收: the receipt of goods.
        PendingReceipt = "pending_receipt",
        /// 待异常处理: the resolution of an exception.
        PendingException = "pending_exception",
        /// 待质检: the inspection of goods.
        PendingInspection = "pending_inspection",
        /// 待处理, return and exchange
        PendingHandling = "pending_handling",
        /// 待处理: the handling of a repair.
        PendingHandlingRepair = "pending_handling_repair",
        /// 待处理: the handling of a supplement.
        PendingHandlingSupplement = "pending_handling_supplement",
        /// 维修中: the repair itself.
        InRepair = "in_repair",
        /// 待返用户: goods on their way back to the consumer.
        PendingReturn = "pending_return",
        /// 售中: an in-sale request.
        InSale = "in_sale",
    }
}

/// A deadline for a channel, a category or both, instead of the platform's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeadlineOverride {
    /// Only this channel; any when missing.
    pub channel: Option<Channel>,
    /// Only this category; any when missing.
    pub category: Option<Category>,
    /// The deadline that is set otherwise.
    pub key: DeadlineKey,
    /// How long; none: no deadline here.
    pub allowance: Option<Span>,
}

/// All deadlines and the calendars by which they count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deadlines {
    /// The platform's; a missing key: no deadline.
    pub platform: BTreeMap<DeadlineKey, Span>,
    /// Exceptions; the one that says most wins: channel and category, then category, then channel.
    pub overrides: Vec<DeadlineOverride>,
    /// Calendars by which a deadline counts; a missing key: every day counts.
    pub calendars: BTreeMap<DeadlineKey, Calendar>,
}

impl Default for Deadlines {
    /// The deadlines of the manual (docs/rules.md § 2.1).
    fn default() -> Self {
        Self {
            platform: BTreeMap::from([
                (DeadlineKey::PendingReview, Span::days(1)),
                (DeadlineKey::PendingShipment, Span::days(7)),
                (DeadlineKey::PendingReceipt, Span::days(10)),
                (DeadlineKey::PendingInspection, Span::days(1)),
                (DeadlineKey::PendingHandling, Span::days(1)),
                (DeadlineKey::PendingHandlingRepair, Span::days(7)),
            ]),
            overrides: Vec::new(),
            calendars: BTreeMap::new(),
        }
    }
}

impl Deadlines {
    /// How long may be taken; none where there is no deadline.
    pub fn allowance(
        &self,
        key: DeadlineKey,
        channel: Channel,
        category: &Category,
    ) -> Option<Span> {
        let fits = |entry: &&DeadlineOverride| {
            entry.key == key
                && entry.channel.is_none_or(|only| only == channel)
                && entry.category.as_ref().is_none_or(|only| only == category)
        };
        let weight =
            |entry: &&DeadlineOverride| (entry.category.is_some(), entry.channel.is_some());
        match self.overrides.iter().filter(fits).max_by_key(weight) {
            Some(entry) => entry.allowance,
            None => self.platform.get(&key).copied(),
        }
    }

    /// The calendar by which a deadline counts.
    pub fn calendar(&self, key: DeadlineKey) -> Calendar {
        self.calendars.get(&key).cloned().unwrap_or_default()
    }
}

/// The times after delivery within which services are due (三包).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Windows {
    /// Days within which goods can be returned.
    pub return_days: u32,
    /// Days within which goods can be exchanged.
    pub exchange_days: u32,
    /// Months within which goods are repaired free of charge.
    pub repair_months: u32,
}

impl Default for Windows {
    fn default() -> Self {
        Self {
            return_days: 7,
            exchange_days: 15,
            repair_months: 12,
        }
    }
}

/// Everything that the operator can set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Policy {
    /// The deadlines of the nodes.
    pub deadlines: Deadlines,
    /// The windows, for categories without their own.
    pub windows: Windows,
    /// The windows of single categories.
    pub category_windows: BTreeMap<Category, Windows>,
    /// Who is responsible for which step.
    pub matrix: ChannelMatrix,
    /// From how much of a deadline's time on an order is 即将超时, in percent.
    pub warning_percent: u8,
    /// How long a consumer may take to answer a question (R-REV-8).
    pub answer_within: Span,
    /// By how much a deadline can be extended (R-TIM-2).
    pub extension_at_most: Span,
    /// How long to wait before urging again (R-MSG-2).
    pub urge_again_after: Span,
    /// How long arbitration can be applied for (R-ARB-1).
    pub arbitration_within: Span,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            deadlines: Deadlines::default(),
            windows: Windows::default(),
            category_windows: BTreeMap::new(),
            matrix: ChannelMatrix::default(),
            warning_percent: 80,
            answer_within: Span::hours(48),
            extension_at_most: Span::days(3),
            urge_again_after: Span::minutes(30),
            arbitration_within: Span::hours(48),
        }
    }
}

impl Policy {
    /// The windows of a category.
    pub(crate) fn windows_of(&self, category: &Category) -> Windows {
        self.category_windows
            .get(category)
            .copied()
            .unwrap_or(self.windows)
    }
}
