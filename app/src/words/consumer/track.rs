//! What a consumer reads of one application: how it is going, and what to do.

use crate::request::language::Language;

phrases! {
    /// How it is going.
    pub fn track() -> TrackWords {
        /// The heading.
        title: "售后进度" | "How it is going",
        /// Before the number.
        number: "服务单号" | "Service order",
        /// It was applied for just now.
        applied: "申请已提交" | "Your application is in",
        /// The next thing to do.
        next: "接下来请您" | "What you do next",
        /// Nothing to do.
        nothing_to_do: "现在不需要您做什么，有进展会显示在这里。"
            | "There is nothing for you to do now; news appears here.",
        /// The timer stands still.
        paused: "等待您的回复期间，审核计时暂停。" | "The review waits for your answer; its time stands still.",
        /// The goods.
        goods: "商品" | "Goods",
        /// The application.
        application: "申请内容" | "Your application",
        /// What happened so far.
        timeline: "进度记录" | "What happened so far",
        /// Where to send the goods.
        receiving_address: "寄回地址" | "Send the goods to",
        /// Copies the address.
        copy_address: "复制地址" | "Copy the address",
        /// The booked pickup.
        pickup: "上门时间" | "Pickup",
        /// The parcel that one sent.
        shipment: "您寄出的包裹" | "Your parcel",
        /// The parcel that comes.
        return_shipment: "寄给您的包裹" | "The parcel to you",
        /// The repair.
        repair: "维修详情" | "The repair",
        /// The quote.
        quote: "维修报价" | "Price of the repair",
        /// The quote was accepted.
        quote_accepted: "您已接受" | "accepted by you",
        /// How it was handled.
        handling: "处理结果" | "Decision",
        /// Why.
        reason: "说明" | "Explanation",
        /// Why it was applied for.
        reason_applied: "申请原因" | "Reason",
        /// Why it was rejected.
        rejection: "未能受理的原因" | "Why it was declined",
        /// The refunds.
        refund: "退款" | "Refund",
        /// The pieces that came, where they are fewer than were applied for.
        received: "商家收到" | "Received",
        /// The service.
        service: "服务" | "Service",
        /// How the goods come.
        service_method: "寄送方式" | "How the goods come",
        /// In or out of warranty.
        warranty: "保修" | "Warranty",
        /// What is wrong.
        description: "问题描述" | "What is wrong",
        /// Whom to ask.
        contact: "联系人" | "Contact",
        /// Where goods go back to.
        return_to: "收货地址" | "Delivery address",
        /// The question.
        question: "商家的问题" | "The merchant asks",
        /// Asks for the answer.
        answer: "您的回答" | "Your answer",
        /// Sends the answer.
        send_answer: "提交回答" | "Send the answer",
        /// Asks for the carrier.
        carrier: "快递公司" | "Carrier",
        /// Asks for the number.
        tracking_number: "快递单号" | "Tracking number",
        /// Where to find it.
        tracking_number_hint: "见寄件面单或快递公司的短信" | "On the label, or in the carrier's message",
        /// Sends carrier and number.
        ship: "提交快递单号" | "Submit the tracking number",
        /// Opens the form of correcting carrier and number.
        correct_parcel: "快递单号填错了？" | "Wrong tracking number?",
        /// Until when one can.
        correct_parcel_hint: "商家签收前可以更正，改动会保留在进度记录中。"
            | "You can correct it until the merchant signs for the goods; the history keeps both.",
        /// Corrects them.
        confirm_parcel: "更正快递单号" | "Correct the tracking number",
        /// Opens the form of declining.
        decline: "不接受报价" | "Decline the quote",
        /// What follows from it.
        decline_then: "不接受则不维修，商品原样寄还给您。"
            | "Without the repair the goods come back to you as they are.",
        /// Asks why.
        decline_reason: "原因" | "Reason",
        /// Declines.
        confirm_decline: "确认不接受" | "Yes, decline",
        /// Asks for the stars.
        stars: "您对这次售后满意吗？" | "Are you satisfied with this service?",
        /// Asks how likely one is to recommend it.
        recommend: "您愿意向朋友推荐我们吗？" | "Would you recommend us to friends?",
        /// Asks for a comment.
        comment: "想对我们说的话" | "Anything you would like to tell us",
        /// Asks for catchwords.
        tags: "满意的方面" | "What was good",
        /// Sends the rating.
        rate: "提交评价" | "Submit the rating",
        /// The rating.
        rating: "您的评价" | "Your rating",
        /// Urges.
        urge: "催一催" | "Send a reminder",
        /// What it does.
        urge_hint: "提醒商家优先处理您的服务单。" | "Asks the merchant to look at your order first.",
        /// Opens the form of cancelling.
        cancel: "取消申请" | "Cancel the application",
        /// Asks why.
        cancel_reason: "取消原因" | "Reason",
        /// Cancels.
        confirm_cancel: "确认取消" | "Yes, cancel",
        /// Why it can't be cancelled.
        too_late_to_cancel: "商家已收到商品，不能再取消申请。"
            | "The goods have arrived, so the application can't be cancelled any more.",
        /// What else one can do.
        more: "其他操作" | "What else you can do",
        /// Before whose turn it is.
        turn: "现在轮到" | "Next to act:",
    }
}

impl TrackWords {
    /// The ends of the scale.
    pub const fn recommend_ends(&self) -> [&'static str; 2] {
        match self.language {
            Language::Chinese => ["完全不愿意", "非常愿意"],
            Language::English => ["not at all", "certainly"],
        }
    }

    /// Catchwords to choose from.
    pub const fn tag_choices(&self) -> &'static [&'static str] {
        match self.language {
            Language::Chinese => &["处理快", "态度好", "说明清楚", "结果满意"],
            Language::English => &["Fast", "Friendly", "Clear", "Good result"],
        }
    }
}

phrases! {
    /// The stages of a service, as the consumer sees them, in the order in which they come.
    pub fn stages() -> StageWords {
        /// It is reviewed.
        review: "审核" | "Review",
        /// The goods come.
        goods: "寄回" | "Goods",
        /// They are inspected.
        inspection: "检测" | "Check",
        /// It is decided, and repaired.
        handling: "处理" | "Result",
        /// It is over.
        end: "完成" | "Done",
    }
}
