//! What the page of a service order says: its facts, and what can be done.

phrases! {
    /// The page of a service order.
    pub fn service_order() -> ServiceOrderWords {
        /// Leads back to the list.
        back: "返回列表" | "Back to the list",
        /// Said of a step behind.
        step_done: "（已完成）" | " (done)",
        /// Said of the step now.
        step_current: "（当前）" | " (now)",
        /// Said of a step ahead.
        step_ahead: "（未到）" | " (ahead)",
        /// Said of a step left out.
        step_skipped: "（已跳过）" | " (skipped)",
        /// Who is responsible.
        responsible: "责任方" | "Responsible",
        /// Who works on it.
        assignee: "处理人" | "Assigned to",
        /// Nobody works on it.
        nobody: "无人领取" | "nobody",
        /// At the deadline.
        at_deadline: "到期后" | "At the deadline",
        /// The goods.
        goods: "商品" | "Goods",
        /// The application.
        application: "申请信息" | "Application",
        /// Goods on their way here.
        shipment: "寄回物流" | "On the way here",
        /// The receipt.
        receipt: "签收" | "Receipt",
        /// The exception.
        exception: "收货异常" | "Problem at receipt",
        /// The inspection.
        inspection: "质检" | "Inspection",
        /// The handling.
        handling: "处理" | "Handling",
        /// The repair.
        repair: "维修" | "Repair",
        /// Goods on their way to the consumer.
        return_shipment: "返回信息" | "On the way to the consumer",
        /// The refund.
        refund: "退款信息" | "Refund",
        /// The node log.
        log: "节点日志" | "Node log",
        /// What can be done now.
        actions: "可做的操作" | "What you can do",
        /// What can't be done now.
        unavailable: "现在不能做的操作" | "Not possible now",
        /// Nothing can be done.
        nothing_to_do: "现在没有您可以做的操作" | "There is nothing for you to do now",
        /// Why not.
        nothing_to_do_next: "下方列出每项操作暂不可用的原因。" | "Below, each action says why.",
        /// Before the consequences.
        then: "提交后" | "Then",
        /// Between two consequences.
        and_then: "；" | "; ",
        /// Before the suggested method.
        suggested: "建议" | "Suggested",
        /// Somebody else was faster.
        conflict: "您编辑期间，服务单已有变化" | "The order changed while you were at it",
        /// What was sent is shown already, and not yet kept.
        saving: "正在保存…" | "Saving…",
        /// What to do then.
        conflict_next: "已填写的内容仍在，请核对后重新提交。"
            | "What you typed is still here: check it and submit again.",
        /// It was done.
        done: "已提交" | "Done",
        /// Label: product.
        product: "商品名称" | "Product",
        /// Label: SKU.
        sku: "SKU" | "SKU",
        /// Label: order number.
        order_number: "订单号" | "Order",
        /// Label: channel.
        channel: "渠道" | "Channel",
        /// Label: quantity.
        quantity: "数量" | "Quantity",
        /// Label: delivered.
        delivered_at: "签收时间" | "Delivered",
        /// Label: paid.
        paid: "实付" | "Paid",
        /// Label: paid for the pieces that came, where they are fewer than were applied for.
        paid_for_received: "收到部分的实付" | "Paid for what came",
        /// Label: refunded.
        refunded: "已退" | "Refunded",
        /// Label: refundable.
        refundable: "可退" | "Refundable",
        /// Label: service.
        service: "服务" | "Service",
        /// Label: applied for, when it is another service now.
        applied_for: "原申请" | "Applied for",
        /// Label: warranty.
        warranty: "三包" | "Warranty",
        /// Until, after the warranty.
        warranty_until: "至" | "until",
        /// Label: reason.
        reason: "原因" | "Reason",
        /// Label: description.
        description: "问题描述" | "What is wrong",
        /// Label: contact.
        contact: "联系人" | "Contact",
        /// Label: where goods go back to.
        return_to: "返还地址" | "Goods go back to",
        /// Label: serial number.
        serial_number: "序列号" | "Serial number",
        /// Label: the caller's number.
        external_id: "外部单号" | "External number",
        /// Label: when.
        applied_at: "申请时间" | "Applied",
        /// Label: parcel.
        parcel: "快递" | "Parcel",
        /// Label: where the goods go.
        receiving_address: "寄往地址" | "To be sent to",
        /// Label: pickup.
        pickup: "取件" | "Pickup",
        /// Label: question.
        question: "请用户补充" | "Asked",
        /// Label: answer.
        answer: "用户补充" | "Answered",
        /// Label: remark.
        remark: "备注" | "Remark",
        /// Label: conclusion.
        conclusion: "结论" | "Conclusion",
        /// Label: liability.
        liability: "责任方" | "Liability",
        /// Label: fault.
        fault: "故障描述" | "Fault",
        /// Label: method.
        method: "处理方式" | "Method",
        /// Label: quote.
        quote: "报价" | "Quote",
        /// The quote was accepted.
        quote_accepted: "用户已接受" | "accepted",
        /// The quote is open.
        quote_open: "待用户确认" | "not decided yet",
        /// Label: parts.
        parts: "配件" | "Parts",
        /// Label: consignee.
        consignee: "收货人" | "Consignee",
        /// Label: details of the repair.
        details: "维修详情" | "Details",
        /// Label: review date of an exception that is held.
        review_on: "复核日期" | "Review on",
        /// Label: intact goods.
        intact: "商品完好" | "Goods intact",
        /// It changed while the page was open.
        changed: "服务单有更新" | "The order was updated",
    }
}
