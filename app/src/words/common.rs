//! What many screens say: the product, its switches, buttons, and the time left.

phrases! {
    /// Said on many screens.
    pub fn common() -> CommonWords {
        /// The name of the product.
        product: "售后服务平台" | "Aftercare",
        /// Under the name of the product.
        tagline: "退货、换货、维修、补件，一单到底"
            | "Returns, exchanges, repairs and missing parts, from application to end",
        /// Leads past the navigation.
        skip_to_content: "跳到正文" | "Skip to content",
        /// The language switch.
        language_switch: "语言" | "Language",
        /// The theme switch.
        theme: "外观" | "Theme",
        /// Follows the system's theme.
        theme_system: "跟随系统" | "As the system",
        /// Always light.
        theme_light: "浅色" | "Light",
        /// Always dark.
        theme_dark: "深色" | "Dark",
        /// How close things stand.
        density: "密度" | "Density",
        /// Rows of 48 pixels.
        density_comfortable: "宽松" | "Comfortable",
        /// Rows of 36 pixels.
        density_compact: "紧凑" | "Compact",
        /// While something loads.
        loading: "加载中…" | "Loading…",
        /// Sends a form.
        submit: "提交" | "Submit",
        /// While a form is being sent.
        submitting: "提交中…" | "Submitting…",
        /// Closes without doing anything.
        cancel: "取消" | "Cancel",
        /// Closes a panel.
        close: "关闭" | "Close",
        /// Tries again.
        retry: "重试" | "Try again",
        /// Marks a field that may be empty.
        optional: "选填" | "optional",
        /// In a choice that has none yet.
        choose: "请选择" | "Please choose",
        /// For a fact that isn't there.
        none: "—" | "—",
        /// Yes.
        yes: "是" | "Yes",
        /// No.
        no: "否" | "No",
        /// One more entry of a list.
        add: "添加一项" | "Add another",
        /// One entry less.
        remove: "移除" | "Remove",
        /// One less.
        fewer: "减少" | "One less",
        /// One more.
        more: "增加" | "One more",
        /// Copies a number.
        copy: "复制" | "Copy",
        /// It is copied.
        copied: "已复制" | "Copied",
        /// The pager's name.
        pages: "分页" | "Pages",
        /// The page after.
        next_page: "下一页" | "Next",
        /// Back to the first page.
        first_page: "第一页" | "First page",
        /// Between two places of a pager or trail.
        back: "返回" | "Back",
    }
}

phrases! {
    /// How much time is left.
    pub fn time_left() -> TimeWords {
        /// Before the time that is left.
        left: "剩" | "left:",
        /// Before the time that is left, when it is little.
        soon: "即将超时，剩" | "due soon:",
        /// Before the time since it was over.
        overdue: "已超时" | "overdue by",
        /// The timer stands still.
        paused: "计时暂停" | "time stands still",
        /// No deadline.
        no_deadline: "无时限" | "no deadline",
    }
}
