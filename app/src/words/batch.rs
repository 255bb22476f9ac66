//! What batches say: one command for many service orders.

phrases! {
    /// Batches.
    pub fn batch() -> BatchWords {
        /// The bar's name.
        region: "批量操作" | "Batch",
        /// After how many are selected.
        selected: "单已选" | "selected",
        /// Selects nothing.
        clear: "取消选择" | "Clear",
        /// Selects all that fit the filters.
        select_all: "选择全部符合条件的" | "Select all that match",
        /// While they are looked up.
        gathering: "正在选择…" | "Selecting …",
        /// There are more than can be selected.
        too_many: "最多选择 5000 单，已选前 5000 单" | "At most 5 000 can be selected: the first 5 000 are",
        /// Exports what is selected.
        export: "导出所选" | "Export selected",
        /// The export failed.
        export_failed: "导出失败" | "The export failed",
        /// While the orders are looked at.
        loading: "正在核对所选服务单…" | "Looking at the selected orders …",
        /// After how many the command will be given to.
        will: "单将执行" | "will be done",
        /// After how many it can't be given to.
        will_not: "单不能执行" | "can't be done",
        /// An order that is not there any more.
        missing: "找不到这张服务单" | "This order can't be found",
        /// The form is not complete.
        fill_in: "填写后显示每单的结果" | "Fill in the form to see what will happen",
        /// While it is sent.
        sending: "正在提交" | "Submitting",
        /// Stops after what is on its way.
        stop: "停止" | "Stop",
        /// While what is on its way is waited for.
        stopping: "正在停止…" | "Stopping …",
        /// Asked of whoever leaves the page while it is sent.
        leaving: "批量操作还在进行。离开会停止：已完成的保留，其余的不动、仍保持选中。确定离开吗？"
            | "A batch is still running. Leaving stops it: what is done stays done, the rest is left as it is and stays selected. Leave?",
        /// Not all orders could be looked at: what that means.
        nothing_sent: "还没有提交任何操作，重试会从中断处继续核对。"
            | "Nothing has been submitted. Retrying goes on from here.",
        /// None of the orders allows it.
        can_do_nothing: "所选服务单都不能执行这项操作" | "This can't be done with any of the selected orders",
        /// What to do then.
        can_do_nothing_next: "下方列出原因；处理后重新选择，或换一项操作。"
            | "See why below; then change the selection or choose another action.",
        /// The name of the counts.
        results: "按结果查看" | "By result",
        /// Sends the rest.
        go_on: "继续提交" | "Go on",
        /// Closes the panel.
        close: "关闭" | "Close",
        /// All were sent.
        finished: "已完成" | "Finished",
        /// Not all were sent.
        stopped: "已停止" | "Stopped",
        /// Result: done.
        done: "成功" | "done",
        /// Result: refused.
        refused: "被拒绝" | "refused",
        /// Result: changed meanwhile.
        conflict: "有变化" | "changed meanwhile",
        /// Result: not sent.
        not_sent: "未提交" | "not sent",
        /// What to do about a conflict.
        conflict_next: "其他人刚处理过这张服务单，请核对后重试。"
            | "Somebody else acted on this order just now. Look at it, and try again.",
        /// The connection was lost.
        unanswered: "连接中断，点“继续提交”不会重复执行。" | "The connection was lost. Going on does nothing twice.",
        /// The rows before.
        previous_rows: "上一页" | "Previous",
        /// Between two consequences.
        and_then: "；" | "; ",
        /// After a number of orders.
        orders: "单" | "orders",
    }
}

impl BatchWords {
    /// How many of how many were sent, and how many of them failed.
    pub fn progress(&self, sent: usize, of: usize, failed: usize) -> String {
        say!(
            self,
            "已处理 {sent} / {of} 单，失败 {failed} 单"
                | "{sent} of {of} processed, {failed} failed"
        )
    }

    /// Where it stands: how many were done, failed, and are left; what becomes of the last two.
    pub fn stands(&self, done: usize, failed: usize, left: usize) -> String {
        say!(
            self,
            "成功 {done} 单，失败 {failed} 单，未提交 {left} 单。未成功的仍保持选中。"
                | "{done} done, {failed} failed, {left} not sent. Those not done stay selected."
        )
    }

    /// Which rows are shown: from, to, of how many.
    pub fn rows(&self, from: usize, to: usize, of: usize) -> String {
        say!(
            self,
            "第 {from}–{to} 单，共 {of} 单" | "{from}–{to} of {of}"
        )
    }
}
