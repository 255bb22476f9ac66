//! What consumers read: their own pages speak of "you", of what to do next, and never of how the work is divided.

mod apply;
mod events;
mod orders;
mod progress;
mod tasks;
mod track;

use aftercare_domain::values::time::Timestamp;

pub use self::{
    apply::{ApplyWords, apply},
    orders::{ConsumerOrdersWords, consumer_orders},
    track::{StageWords, TrackWords, stages, track},
};
use super::format;
use crate::request::{context::PageContext, language::Language};

/// A time as consumers read it.
pub fn time(at: Timestamp, language: Language) -> String {
    format::spoken_time(at, PageContext::current().now, language)
}

/// A day as consumers read it.
pub fn day(at: Timestamp, language: Language) -> String {
    format::spoken_day(at, PageContext::current().now, language)
}

/// The last day, as consumers read it, of something that is over from a midnight on (R-APP-3).
pub fn last_day(end: Timestamp, language: Language) -> String {
    day(format::last_moment_before(end), language)
}

phrases! {
    /// When something happened while the page was open.
    pub fn news() -> NewsWords {
        /// Something happened.
        there_is: "服务单有了新进展，您填写的内容会保留。" | "There is news. What you have typed is kept.",
        /// Shows it.
        show: "查看最新进展" | "Show it",
        /// A way was not followed, because there is no network.
        no_network: "网络已断开，页面没有打开；恢复连接后再试，您填写的内容会保留。"
            | "No connection: that page could not be opened. Try again once you are back online; what you typed is kept.",
        /// Something happened before a form was sent, so that it was not done.
        overtaken: "服务单有了新进展，刚才的操作没有执行" | "Something happened meanwhile, so this was not done",
        /// What to do then.
        overtaken_next: "请看下面的最新情况；仍然需要时，请再提交一次，您填写的内容已保留。"
            | "See below how it stands now. If you still want it, submit it again: what you typed is kept.",
    }
}
