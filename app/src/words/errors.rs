//! What pages say when something went wrong.

phrases! {
    /// When something went wrong.
    pub fn errors() -> ErrorWords {
        /// Leads to the sign-in page.
        sign_in: "登录" | "Sign in",
        /// There is no such page.
        not_found: "没有找到这个页面" | "There is no such page",
        /// What to do then.
        not_found_next: "请检查链接或单号是否正确；也可能它属于其他商家。"
            | "Check the link or the number; it may also belong to another merchant.",
        /// This person may not see the page.
        forbidden: "当前账号不能查看这个页面" | "This account may not see this page",
        /// What to do then.
        forbidden_next: "请换一个有权限的账号登录，或联系店主开通岗位。"
            | "Sign in with an account that may, or ask the shop's owner for the position.",
        /// Nothing answers.
        offline: "连不上服务器" | "The server can't be reached",
        /// What to do then.
        offline_next: "请检查网络后重试，已填写的内容会保留。"
            | "Check your connection and try again; what you typed is kept.",
        /// The answer takes too long.
        timed_out: "服务器迟迟没有回应" | "The server is taking too long to answer",
        /// What to do then.
        timed_out_next: "还不确定是否已生效。可以再次提交：不会重复执行，填写的内容已保留。"
            | "It may or may not have been done. Send it again: it will be done only once, and what you typed is kept.",
        /// The session has ended.
        session_ended: "登录已过期" | "You have been signed out",
        /// What to do then.
        session_ended_next: "重新登录后继续，填写的内容会保留。" | "Sign in again to go on; what you typed is kept.",
        /// The answer made no sense.
        malformed: "服务器的回应无法识别" | "The server's answer made no sense",
        /// What to do then.
        malformed_next: "页面可能已更新，请刷新后重试。" | "The page may be out of date: reload it and try again.",
        /// Leads to the first screen.
        home: "返回首页" | "To the start page",
        /// Leads to another account.
        another_account: "换个账号登录" | "Use another account",
    }
}
