//! What the page of a service order says around its facts: its tabs, its place in a list, its past, its drafts.

phrases! {
    /// Around the facts of a service order.
    pub fn order_page() -> OrderPageWords {
        /// The tabs' name.
        tabs: "服务单内容" | "Parts of the service order",
        /// Tab: what was applied for, and what each node added.
        tab_application: "申请" | "Application",
        /// Tab: the order of the marketplace.
        tab_order: "订单" | "Order",
        /// Tab: the node log.
        tab_log: "节点日志" | "Node log",
        /// Tab: refunds.
        tab_refunds: "退款" | "Refunds",
        /// Tab: service orders of the same item.
        tab_history: "历史" | "History",
        /// Tab: service orders of the same order.
        tab_same_order: "同订单" | "Same order",
        /// The neighbours' name.
        row: "列表中的前后" | "Neighbours in the list",
        /// The order before this one in its list.
        previous: "上一单" | "Previous",
        /// The order after this one in its list.
        next: "下一单" | "Next",
        /// Leads to what can be done, where that stands further down.
        to_actions: "去操作" | "To the actions",
        /// Leads to the page as it was at a line of the log.
        as_it_was: "看当时" | "As it was",
        /// Back from the past.
        now: "回到现在" | "Back to now",
        /// One line of the log back.
        line_before: "前一步" | "One step back",
        /// One line of the log on.
        line_after: "后一步" | "One step on",
        /// The deadline that was in force.
        due_at: "时限" | "Deadline",
        /// Heading: logistics.
        logistics: "物流" | "Logistics",
        /// Heading: payment.
        payment: "交易" | "Payment",
        /// Heading: invoice.
        invoice: "发票" | "Invoice",
        /// Heading: what was bought.
        lines: "订单商品" | "What was bought",
        /// Label: paid at.
        paid_at: "付款时间" | "Paid at",
        /// Label: shipped at.
        shipped_at: "发货时间" | "Shipped",
        /// Label: who ships.
        shipped_by: "发货方" | "Shipped by",
        /// The merchant ships.
        by_merchant: "商家" | "merchant",
        /// The platform ships.
        by_platform: "平台" | "platform",
        /// Label: method of payment.
        payment_method: "支付方式" | "Method",
        /// Label: number of a payment.
        payment_reference: "交易号" | "Payment number",
        /// Label: tax number.
        tax_number: "税号" | "Tax number",
        /// Label: number of an invoice.
        invoice_number: "发票号码" | "Invoice number",
        /// Label: when an invoice was issued.
        issued_at: "开票时间" | "Issued",
        /// Label: amount.
        amount: "金额" | "Amount",
        /// Label: kind of invoice.
        invoice_kind: "类型" | "Kind",
        /// Label: to whom an invoice is made out.
        invoice_title: "抬头" | "Made out to",
        /// Heading: what was changed of the order after it was first told.
        changes: "修改记录" | "Changes",
        /// What is written for a change that is not shown.
        changed: "已更新" | "updated",
        /// No logistics are known.
        no_shipments: "订单系统没有提供物流信息" | "The order system tells nothing about logistics",
        /// No payments are known.
        no_payments: "订单系统没有提供交易信息" | "The order system tells nothing about payments",
        /// No invoice was asked for.
        no_invoice: "没有开具发票" | "There is no invoice",
        /// Marks the line that this service order is about.
        this_line: "本单" | "this one",
        /// Column: refund.
        refund_number: "退款单号" | "Refund",
        /// Column: state of a refund.
        refund_state: "状态" | "State",
        /// Column: asked for at.
        requested_at: "发起时间" | "Asked for",
        /// Column: succeeded at.
        succeeded_at: "到账时间" | "Paid back",
        /// Column: reference of a transfer.
        reference: "转账凭证号" | "Reference",
        /// No refunds.
        no_refunds: "还没有退款" | "No refund yet",
        /// What would bring one.
        no_refunds_next: "审核直赔，或处理方式含退款时，退款会出现在这里。"
            | "One appears when direct compensation is approved, or a handling method refunds.",
        /// No other orders of this item.
        no_history: "这件商品没有其他服务单" | "No other service order for this item",
        /// What would be there.
        no_history_next: "同一序列号（没有序列号时为同一订单行）的其他服务单会出现在这里。"
            | "Others with the same serial number, or of the same order line where there is none, appear here.",
        /// No other service orders of the same order.
        no_same_order: "同一订单没有其他服务单" | "No other service order for this order",
        /// What would be there.
        no_same_order_next: "同一订单里其他商品的服务单会出现在这里。"
            | "Service orders for other goods of the same order appear here.",
        /// A draft is in this browser alone.
        draft_here_alone: "网络不通，草稿先保存在本机" | "No connection: the draft is kept in this browser",
        /// Throws a draft away.
        draft_discard: "丢弃" | "Discard",
        /// Asks for personal data in full.
        reveal: "查看完整信息" | "Show in full",
        /// The question's heading.
        reveal_title: "查看用户完整信息" | "Show the consumer's data in full",
        /// What becomes of the answer.
        reveal_note: "请选择原因。每次查看都会留下记录，并计入今日限额。"
            | "Say why. Each time is kept on record, and counts for today's limit.",
        /// Label: why.
        reveal_reason: "查看原因" | "Reason",
        /// The data's heading.
        revealed: "用户信息（仅本次可见）" | "The consumer's data (this once)",
        /// What the consumer wrote, with the numbers in it.
        revealed_words: "用户所写" | "In the consumer's words",
        /// Hides the data.
        reveal_hide: "隐藏" | "Hide",
        /// Shows it.
        show_news: "查看" | "View",
        /// The switch: the next order opens once one is handled.
        opens_next: "处理后打开下一单" | "Open the next one afterwards",
        /// Leads to the order that was handled.
        see_it: "看这一单" | "See it",
        /// Leaves the order as it is, and opens the next one.
        skip: "跳过" | "Skip",
    }
}

impl OrderPageWords {
    /// How often the consumer urged.
    pub fn urged(&self, times: u32) -> String {
        match times {
            1 => say!(self, "催单 {times} 次" | "urged once"),
            _ => say!(self, "催单 {times} 次" | "urged {times} times"),
        }
    }

    /// How long it took in a node.
    pub fn spent(&self, length: &str) -> String {
        say!(self, "历时 {length}" | "took {length}")
    }

    /// How long it has been in a node, when something happened there.
    pub fn spent_until(&self, length: &str) -> String {
        say!(self, "已历时 {length}" | "after {length}")
    }

    /// The page shows the past; before the time.
    pub fn past(&self, time: &str) -> String {
        say!(
            self,
            "您正在看 {time} 时的服务单，不是现在"
                | "You see the service order as it was at {time}, not as it is now"
        )
    }

    /// Where an order stands in its list: its place, and how many there are; more, where the list goes on.
    pub fn place(&self, place: usize, of: usize, goes_on: bool) -> String {
        let more = if goes_on { "+" } else { "" };
        say!(self, "{place} / {of}{more}" | "{place} of {of}{more}")
    }

    /// A method of payment by its code; one that is not known is told as the order system does.
    pub fn paid_by<'a>(&self, code: &'a str) -> &'a str {
        self.language.choose(match code {
            "wechat_pay" => ("微信支付", "WeChat Pay"),
            "alipay" => ("支付宝", "Alipay"),
            "jd_pay" => ("京东支付", "JD Pay"),
            "bank_card" => ("银行卡", "bank card"),
            other => return other,
        })
    }

    /// What of an order changed, by the name of its field.
    pub fn order_field<'a>(&self, name: &'a str) -> &'a str {
        self.language.choose(match name {
            "channel" => ("渠道", "Channel"),
            "merchant_id" => ("商家", "Merchant"),
            "consumer_id" => ("用户", "Consumer"),
            "shipped_by" => ("发货方", "Shipped by"),
            "paid_at" => ("付款时间", "Paid at"),
            "shipped_at" => ("发货时间", "Shipped at"),
            "delivered_at" => ("签收时间", "Delivered at"),
            "line" => ("订单行", "Line"),
            "sku" => ("SKU", "SKU"),
            "spu" => ("SPU", "SPU"),
            "title" => ("商品名称", "Product"),
            "category" => ("类目", "Category"),
            "quantity" => ("数量", "Quantity"),
            "paid" => ("实付", "Paid"),
            "freight" => ("运费", "Freight"),
            "serial_numbers" => ("序列号", "Serial numbers"),
            "shipments" => ("物流", "Logistics"),
            "payments" => ("交易", "Payments"),
            "invoice" => ("发票", "Invoice"),
            other => return other,
        })
    }

    /// A draft was put back; of when.
    pub fn draft_restored(&self, time: &str) -> String {
        say!(
            self,
            "已恢复 {time} 的草稿" | "Your draft of {time} is back"
        )
    }

    /// A draft is kept; since when.
    pub fn draft_kept(&self, time: &str) -> String {
        say!(self, "草稿已保存 {time}" | "Draft kept {time}")
    }

    /// Somebody else has the order open: who, since when.
    pub fn colleague_looks(&self, name: &str, since: &str) -> String {
        say!(
            self,
            "{name} 也在看这一单（{since} 起）"
                | "{name} is looking at this order too (since {since})"
        )
    }

    /// Somebody else has begun to fill in a form: who, since when they have it open.
    pub fn colleague_works(&self, name: &str, since: &str) -> String {
        say!(
            self,
            "{name} 正在处理这一单（{since} 起）"
                | "{name} is working on this order (here since {since})"
        )
    }

    /// How long personal data is shown, and of how many more orders it can be had today.
    pub fn revealed_note(&self, left: u32) -> String {
        let orders = if left == 1 { "order" } else { "orders" };
        say!(
            self,
            "5 分钟后自动隐藏 · 今日还可查看 {left} 单"
                | "Hidden again after 5 minutes · {left} more {orders} today"
        )
    }

    /// Who just did what, while a form is being filled in; nobody where what was done says it.
    pub fn overtaken(&self, who: Option<&str>, what: &str) -> String {
        match who {
            Some(who) => say!(self, "{who} 刚刚{what}" | "{who}, just now: {what}"),
            None => say!(self, "刚刚：{what}" | "Just now: {what}"),
        }
    }
}
