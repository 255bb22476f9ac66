//! The words of the frame around the workbench's pages.

use crate::request::shortcut::Shortcut;

phrases! {
    /// The frame of the workbench.
    pub fn frame() -> FrameWords {
        /// The navigation's name, for those who hear the page.
        navigation: "主导航" | "Main navigation",
        /// The service orders.
        service_orders: "服务单" | "Service orders",
        /// Signs out.
        sign_out: "退出登录" | "Sign out",
        /// The visitor's own name, for those who hear the page.
        signed_in_as: "当前账号" | "Signed in as",
    }
}

phrases! {
    /// The connection to the server, and what is said where it fails.
    pub fn connection() -> ConnectionWords {
        /// This device has no network.
        offline: "网络已断开，页面可能不是最新；填写的内容已保存在本机"
            | "No network: the page may be out of date, what you type is kept in this browser",
        /// The server does not answer yet.
        reconnecting: "正在重新连接，页面可能不是最新" | "Connecting again: the page may be out of date",
        /// Leads to the sign-in page, and back here.
        sign_in_again: "重新登录" | "Sign in again",
        /// Somebody else has signed in to this browser.
        others_session: "这个浏览器已登录了另一个账号。请用原来的账号重新登录后继续，填写的内容会保留。"
            | "Somebody else has signed in to this browser. Sign in again with your own account to go on; what you typed is kept.",
        /// A page was not opened, because there is no network.
        not_followed: "连不上服务器，页面没有打开；您仍在原来的页面，请稍后再试"
            | "The server can’t be reached, so that page was not opened. You are still where you were; try again in a moment.",
        /// Between two clauses that are written apart.
        clause: "，" | ". ",
        /// The line is open again.
        connected_again: "连接已恢复" | "Connected again",
        /// There are newer pages.
        new_build: "系统已更新，填写的草稿会保留" | "There is a new version; your drafts stay",
        /// Loads them.
        load_anew: "刷新页面" | "Load it",
    }
}

phrases! {
    /// What a keyboard can do.
    pub fn keys() -> KeyWords {
        /// The sheet's heading.
        title: "键盘快捷键" | "Keyboard shortcuts",
        /// Between two keys that are pressed one after the other.
        then: "再按" | "then",
    }
}

impl KeyWords {
    /// What a key does.
    pub fn deed(&self, deed: Shortcut) -> &'static str {
        self.language.choose(match deed {
            Shortcut::Palette => ("搜索服务单、页面与操作", "Search orders, pages and actions"),
            Shortcut::Search => ("在列表中搜索", "Search in the list"),
            Shortcut::NextRow => ("下一行", "Next row"),
            Shortcut::PreviousRow => ("上一行", "Previous row"),
            Shortcut::Select => ("选中或取消这一行", "Select this row, or not"),
            Shortcut::Open => ("打开这一行", "Open this row"),
            Shortcut::Form => ("打开处理表单", "Open the form"),
            Shortcut::Submit => ("提交表单", "Submit the form"),
            Shortcut::NextOrder => ("下一单", "Next order"),
            Shortcut::PreviousOrder => ("上一单", "Previous order"),
            Shortcut::ServiceOrders => ("去服务单列表", "Go to the service orders"),
            Shortcut::Close => ("关闭弹窗，离开输入框", "Close, or leave the field"),
            Shortcut::Help => ("查看全部快捷键", "Show all shortcuts"),
        })
    }
}

phrases! {
    /// Where orders, pages and actions are found.
    pub fn palette() -> PaletteWords {
        /// Its name, and the button that opens it.
        title: "搜索与操作" | "Search and actions",
        /// In the empty line.
        hint: "单号、商品、手机号后四位，或页面与操作"
            | "A number, goods, the last four digits of a phone, a page or an action",
        /// Above the actions of this page.
        here: "本页操作" | "On this page",
        /// Above the pages and settings.
        everywhere: "页面与设置" | "Pages and settings",
        /// Above the service orders.
        orders: "服务单" | "Service orders",
        /// Nothing fits.
        nothing: "没有找到" | "Nothing found",
        /// What to try then.
        nothing_next: "试试单号、商品名称中的两个字，或手机号后四位。"
            | "Try a number, a word of the goods, or the last four digits of a phone number.",
        /// While orders are looked for.
        searching: "查找中…" | "Searching…",
    }
}
