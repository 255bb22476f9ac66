//! Sales channels.

use crate::form::named::named;

named! {
    /// The channel in which the goods were sold.
    pub enum Channel {
        /// 小米有品: Youpin's own online shop.
        YoupinOnline = "youpin_online",
        /// 有品线下店: the stores of Youpin.
        YoupinStore = "youpin_store",
        /// 小米之家: the stores of Xiaomi.
        MiHome = "mi_home",
        /// 有品京东店: Youpin's shop on JD.
        YoupinJd = "youpin_jd",
    }
}
