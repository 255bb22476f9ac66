//! Sales channels.

use crate::named::named;

named! {
    /// Where the goods were sold (docs/rules.md § 1.1).
    pub enum Channel {
        /// 小米有品
        YoupinOnline = "youpin_online",
        /// 有品线下店
        YoupinStore = "youpin_store",
        /// 小米之家
        MiHome = "mi_home",
        /// 有品京东店
        YoupinJd = "youpin_jd",
    }
}
