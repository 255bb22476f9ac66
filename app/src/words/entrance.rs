//! The words of the page to which a consumer's link leads. No code in the browser says them.

phrases! {
    /// The page before a link is used.
    pub fn entrance() -> EntranceWords {
        /// The heading.
        title: "售后服务" | "After-sales service",
        /// How often the link works.
        once: "链接仅能使用一次。如果这不是您本人，请关闭此页面。"
            | "The link works once. If this is not you, close the page.",
        /// The link opens nothing any more.
        closed: "链接已失效" | "This link does not work any more",
        /// What to do then.
        closed_next: "链接 15 分钟内有效，且仅能使用一次。请回到订单页面，重新点击“申请售后”获取新链接。"
            | "A link works once, within 15 minutes. Open “Apply for after-sales service” on your order again to get a new one.",
    }
}

impl EntranceWords {
    /// As whom one comes in to an order: the consumer's name, the order's number.
    pub fn to_order(&self, name: &str, order: &str) -> String {
        say!(
            self,
            "您将以{name}的身份查看并办理订单 {order} 的售后。"
                | "You will continue as {name}, to see and do what concerns order {order}."
        )
    }

    /// As whom one comes in to all of their orders: the consumer's name.
    pub fn to_all(&self, name: &str) -> String {
        say!(
            self,
            "您将以{name}的身份查看并办理名下全部订单的售后。"
                | "You will continue as {name}, to see and do what concerns all their orders."
        )
    }

    /// What becomes of the session of whoever is signed in: their name.
    pub fn ends_session(&self, name: &str) -> String {
        say!(
            self,
            "当前浏览器已登录{name}的账号，继续后该账号将退出登录。"
                | "This browser is signed in as {name}: going on signs {name} out."
        )
    }

    /// The button: the consumer's name.
    pub fn submit(&self, name: &str) -> String {
        say!(self, "以{name}的身份继续" | "Continue as {name}")
    }
}
