//! The words of the list of refunds.

phrases! {
    /// The list of refunds.
    pub fn refund_list() -> RefundListWords {
        /// The page's heading, and what leads to it.
        title: "退款" | "Refunds",
        /// Where the list comes from, and who confirms.
        hint: "服务单产生的退款，最新的在前。线下打款后由财务确认，确认后不能撤回。"
            | "Refunds of service orders, the newest first. Finance confirms a transfer once it has been made; that can't be undone.",
        /// What the counts and sums are of.
        totals: "未到账的退款" | "Not paid back yet",
        /// Column: the service order.
        service_order: "服务单" | "Service order",
        /// In the menu: whatever the state.
        any_state: "全部状态" | "All states",
        /// The first day.
        from: "发起日期从" | "Asked for from day",
        /// The last day.
        to: "发起日期到" | "Asked for to day",
        /// Column: what can be done.
        to_do: "操作" | "To do",
        /// Opens the details of a refund that waits for a transfer, and sends their form.
        confirm: "确认已打款" | "Confirm transfer",
        /// What confirming does.
        confirm_next: "请先完成转账。确认后退款显示为已退款，不能撤回。"
            | "Make the transfer first. Once confirmed, the refund is shown as paid back; that can't be undone.",
        /// Field: the transfer's reference.
        reference: "转账凭证号" | "Transfer reference",
        /// What to type there.
        reference_hint: "银行或支付平台的流水号" | "The number by which the bank or the payment service knows it",
        /// Field: the transfer paid other refunds as well.
        shared_transfer: "这笔转账同时支付了其他退款" | "This transfer paid other refunds as well",
        /// It is done.
        confirmed: "已确认打款" | "Transfer confirmed",
        /// There is no refund.
        empty: "还没有退款" | "No refunds yet",
        /// What would bring one.
        empty_next: "审核直赔，或处理方式含退款时，退款会出现在这里。"
            | "A refund is listed here once one is granted by review or handling.",
        /// Nothing fits the filters.
        empty_filtered: "没有符合条件的退款" | "No refund fits the filters",
        /// What to do then.
        empty_filtered_next: "请换一种状态，或放宽日期范围。" | "Choose another state, or a longer time.",
    }
}

impl RefundListWords {
    /// How many refunds.
    pub fn refunds(&self, count: u64) -> String {
        if count == 1 {
            self.language.choose(("1 笔", "1 refund")).to_owned()
        } else {
            say!(self, "{count} 笔" | "{count} refunds")
        }
    }

    /// Heading of the details of a refund.
    pub fn details(&self, id: &str) -> String {
        say!(self, "退款 {id}" | "Refund {id}")
    }
}
