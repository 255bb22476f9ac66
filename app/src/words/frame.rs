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
