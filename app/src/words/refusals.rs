//! Why not, and what to do next: refusals as sentences.

use aftercare_domain::{
    people::party::Position,
    service_order::{CommandType, Refusal},
};

use super::{Words, format};
use crate::request::language::Language;

/// What happened, and what to do next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub what: String,
    /// What to do next.
    pub next: String,
}

impl Explanation {
    /// Both sentences.
    pub fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            next: next.into(),
        }
    }
}

impl Words {
    /// Why a command can't be done now, and what to do instead.
    #[expect(
        clippy::too_many_lines,
        reason = "one line a refusal, and no refusal without a line"
    )]
    pub fn refusal(self, refusal: &Refusal) -> Explanation {
        match refusal {
            Refusal::Forbidden { command, needs } if needs.is_empty() => Explanation::new(
                say!(
                    self,
                    "“{}”不由当前账号所属的一方操作" | "“{}” is not for the party of this account",
                    self.command(*command)
                ),
                self.say("请由负责的一方操作。", "Leave it to the party in charge."),
            ),
            Refusal::Forbidden { command, needs } => Explanation::new(
                say!(
                    self,
                    "“{}”需要{}岗位" | "“{}” needs the position {}",
                    self.command(*command),
                    self.positions(needs)
                ),
                self.say(
                    "请联系店主开通岗位，或交给有该岗位的同事。",
                    "Ask the shop's owner for the position, or a colleague who has it.",
                ),
            ),
            Refusal::NotResponsible { step, responsible } => Explanation::new(
                say!(
                    self,
                    "该渠道的{}由{}负责" | "In this channel {} is done by: {}",
                    self.step(*step),
                    self.responsible(*responsible)
                ),
                match self.language {
                    Language::Chinese => {
                        format!("请等待{}操作。", self.responsible(*responsible))
                    }
                    Language::English => "Wait until they have acted.".to_owned(),
                },
            ),
            Refusal::NotAllowedInNode {
                command,
                node,
                allowed,
            } => Explanation::new(
                say!(
                    self,
                    "服务单处于“{1}”，不能{0}" | "“{}” is not possible in “{}”",
                    self.command(*command),
                    self.node(*node)
                ),
                self.allowed(allowed),
            ),
            Refusal::Invalid { .. } => Explanation::new(
                self.say("有内容需要修改", "Something needs to be corrected"),
                self.say(
                    "请按各项下方的提示修改后重新提交。",
                    "Follow the hints below the fields and submit again.",
                ),
            ),
            Refusal::OrderNotFound {} => Explanation::new(
                self.say("没有找到该订单", "There is no such order"),
                self.say(
                    "请检查订单号；也可能它属于其他商家。",
                    "Check the number; it may also belong to another merchant.",
                ),
            ),
            Refusal::NotShipped {} => Explanation::new(
                self.say(
                    "商品尚未发货，不能申请售后",
                    "The goods have not been shipped",
                ),
                self.say(
                    "请改为申请售中退款。",
                    "Ask for a refund of the order instead.",
                ),
            ),
            Refusal::WindowClosed {
                service_type,
                ended_at,
            } => Explanation::new(
                say!(
                    self,
                    "{}期限已于 {} 结束" | "The time for this service ({}) ended on {}",
                    self.service_type(*service_type),
                    format::last_date(*ended_at)
                ),
                self.say("可以改为申请维修。", "A repair can still be applied for."),
            ),
            Refusal::QuantityUnavailable { available: 0 } => Explanation::new(
                self.say(
                    "该商品已没有可申请的数量",
                    "No pieces are left to apply for",
                ),
                self.say(
                    "请查看该商品已有的服务单。",
                    "Look at the service orders of these goods.",
                ),
            ),
            Refusal::QuantityUnavailable { available } => Explanation::new(
                say!(
                    self,
                    "最多还能申请 {available} 件" | "At most {available} more can be applied for"
                ),
                self.say(
                    "请减少数量，或查看该商品已有的服务单。",
                    "Lower the quantity, or look at the service orders of these goods.",
                ),
            ),
            Refusal::AddressMissing { spu, purpose } => Explanation::new(
                say!(
                    self,
                    "获取邮寄地址信息出错：商品 {spu} 没有{}"
                        | "No receiving address: product {spu} has no {}",
                    self.address_purpose(*purpose)
                ),
                self.say(
                    "请联系店主维护地址，维护后再审核。",
                    "Ask the shop's owner to add the address, then review.",
                ),
            ),
            Refusal::GoodsStay { refund } => Explanation::new(
                say!(
                    self,
                    "本单无需寄回，通过即为不退货，全额退款 {}"
                        | "Approved as it is, the goods stay with the consumer: full refund {}",
                    format::money(refund.fen())
                ),
                self.say(
                    "请选择寄送方式后通过，或以直赔决定金额，或拒绝。",
                    "Choose how the goods come, grant a direct compensation instead, or reject.",
                ),
            ),
            Refusal::AlreadyAsked {} => Explanation::new(
                self.say(
                    "本单已请用户补充过一次",
                    "The consumer has been asked once already",
                ),
                self.say(
                    "请按现有信息审核，或通过用户留言沟通。",
                    "Review with what is known, or write a message.",
                ),
            ),
            Refusal::NoOpenQuestion {} => Explanation::new(
                self.say("当前没有待补充的问题", "There is no open question"),
                self.say("无需操作。", "Nothing needs to be done."),
            ),
            Refusal::NoParcelForDropOff {} => Explanation::new(
                self.say(
                    "送店的商品没有快递单号",
                    "Goods that are dropped off have no tracking number",
                ),
                self.say("请到门店交给店员签收。", "Hand them over at the store."),
            ),
            Refusal::NotAPickup {} => Explanation::new(
                self.say("本单不是上门取件", "The goods are not picked up"),
                self.say("只有上门取件的服务单需要预约。", "Only pickups are booked."),
            ),
            Refusal::AwaitsParcel {} => Explanation::new(
                self.say(
                    "商品由快递寄回，还没有快递单号",
                    "The goods come by parcel, and there is no tracking number yet",
                ),
                self.say(
                    "请等用户填写，或代用户填写快递单号后再签收。",
                    "Wait for it, or fill it in for the consumer, then sign for the goods.",
                ),
            ),
            Refusal::NoParcel {} => Explanation::new(
                self.say("还没有快递单号", "There is no tracking number yet"),
                self.say(
                    "填写快递单号后才能更正。",
                    "Once there is one, it can be corrected.",
                ),
            ),
            Refusal::ParcelNotYours { given_by } => Explanation::new(
                say!(
                    self,
                    "快递单号由{}填写" | "The tracking number was filled in by somebody else ({})",
                    self.party(*given_by)
                ),
                self.say(
                    "如有错误，请联系填写的一方更正。",
                    "If it is wrong, ask them to correct it.",
                ),
            ),
            Refusal::ParcelUnchanged {} => Explanation::new(
                self.say(
                    "与现在的快递单号相同",
                    "This is the tracking number already",
                ),
                self.say(
                    "请改好快递公司或单号后再提交。",
                    "Change the carrier or the number, then submit.",
                ),
            ),
            Refusal::NothingReceived { applied } => Explanation::new(
                say!(
                    self,
                    "一件也没有收到（申请 {} 件），不能签收"
                        | "Nothing to sign for: none of {} pieces came",
                    applied.get()
                ),
                say!(
                    self,
                    "请改用“{}”上报。" | "Use “{}” instead.",
                    self.command(CommandType::ReportAbnormal)
                ),
            ),
            Refusal::MethodNotForType {
                method,
                service_type,
            } => Explanation::new(
                say!(
                    self,
                    "“{}”不适用于{}" | "“{}” is not for this service ({})",
                    self.method(*method),
                    self.service_type(*service_type)
                ),
                self.say("请选择其他处理方式。", "Choose another method."),
            ),
            Refusal::MethodNotInChannel { method, channel } => Explanation::new(
                say!(
                    self,
                    "“{}”不适用于{}渠道" | "“{}” is not offered in the channel {}",
                    self.method(*method),
                    self.channel(*channel)
                ),
                self.say("请选择其他处理方式。", "Choose another method."),
            ),
            Refusal::OutOfWarranty { method } => Explanation::new(
                say!(
                    self,
                    "商品在三包外，不能选择“{}”"
                        | "“{}” needs goods in warranty, and these are not",
                    self.method(*method)
                ),
                self.say(
                    "请选择付费或其他处理方式。",
                    "Choose a paid or another method.",
                ),
            ),
            Refusal::InWarranty { method } => Explanation::new(
                say!(
                    self,
                    "商品在三包内，不能选择“{}”"
                        | "“{}” is for goods out of warranty, and these are in it",
                    self.method(*method)
                ),
                self.say(
                    "请选择免费的处理方式。",
                    "Choose a method that is free of charge.",
                ),
            ),
            Refusal::GoodsNotReceived { method } => Explanation::new(
                say!(
                    self,
                    "没有收到商品，不能选择“{}”" | "“{}” needs the goods, and none came",
                    self.method(*method)
                ),
                self.say(
                    "请选择无需商品的处理方式。",
                    "Choose a method without goods.",
                ),
            ),
            Refusal::GoodsNotIntact {} => Explanation::new(
                self.say(
                    "质检显示商品不完好，不能七天无理由退货",
                    "The inspection did not find the goods intact",
                ),
                self.say("可以选择部分退款。", "A partial refund is possible."),
            ),
            Refusal::NotWithinSevenDays {} => Explanation::new(
                self.say(
                    "不是签收后七天内申请的，不能七天无理由退货",
                    "It was not applied for within seven days of delivery",
                ),
                self.say("请选择其他退货方式。", "Choose another way of return."),
            ),
            Refusal::NothingToRefund {} => Explanation::new(
                self.say(
                    "没有可退的金额：没有付过款，或已全部退还",
                    "There is nothing to refund: nothing was paid, or all of it has been refunded",
                ),
                self.say(
                    "请选择不用填写金额的处理方式。",
                    "Choose a method that asks for no amount.",
                ),
            ),
            Refusal::AmountOutOfRange { min, max } => Explanation::new(
                say!(
                    self,
                    "金额须在 {} 至 {} 之间" | "The amount must be from {} to {}",
                    format::money(min.fen()),
                    format::money(max.fen())
                ),
                self.say("请修改金额。", "Change the amount."),
            ),
            Refusal::QuoteNotAccepted {} => Explanation::new(
                self.say(
                    "用户还没有接受报价",
                    "The consumer has not accepted the quote yet",
                ),
                self.say(
                    "请等用户接受报价后再完成维修。",
                    "Wait for that before completing the repair.",
                ),
            ),
            Refusal::NoOpenQuote {} => Explanation::new(
                self.say("当前没有待确认的报价", "There is no open quote"),
                self.say("无需操作。", "Nothing needs to be done."),
            ),
            Refusal::ReturnIsFinal {} => Explanation::new(
                self.say(
                    "用户妥协或超级取消的商品只能原物返还，不能返回处理",
                    "After a concession or a super cancel the \
                     original goods go back, and are not handled again",
                ),
                self.say("请寄出商品。", "Send the goods."),
            ),
            Refusal::GoodsSignedFor {} => Explanation::new(
                self.say(
                    "商品已签收，不能再取消或更正单号",
                    "The goods have been signed for: too late to cancel, or to correct the parcel",
                ),
                self.say("如需协商，请给商家留言。", "Write to the merchant."),
            ),
            Refusal::AlreadySuperCancelled {} => Explanation::new(
                self.say("本单已被超级取消", "This order has been super-cancelled"),
                self.say("请将商品寄回用户。", "Send the goods back to the consumer."),
            ),
            Refusal::NoDeadline {} => Explanation::new(
                self.say("当前节点没有时限", "This node has no deadline"),
                self.say("无需延期。", "Nothing needs to be extended."),
            ),
            Refusal::DeadlineNotYours {} => Explanation::new(
                self.say(
                    "当前时限属于用户，不能延期",
                    "This deadline is the consumer's",
                ),
                self.say(
                    "只能延长己方处理的时限。",
                    "Only your own deadlines can be extended.",
                ),
            ),
            Refusal::AlreadyExtended {} => Explanation::new(
                self.say(
                    "本节点已延期过一次",
                    "The deadline of this node has been extended already",
                ),
                self.say("请在时限内处理。", "Act before it is over."),
            ),
            Refusal::ExtensionOutOfRange { after, latest } => Explanation::new(
                say!(
                    self,
                    "新时限须晚于 {}，且不晚于 {}"
                        | "The new deadline must be after {} and not after {}",
                    format::time(*after),
                    format::time(*latest)
                ),
                self.say("请重新选择时间。", "Choose another time."),
            ),
            Refusal::ClaimedByOther { name } => Explanation::new(
                say!(self, "{name} 正在处理本单" | "{name} works on this order"),
                self.say(
                    "请联系该同事，或请店主重新指派。",
                    "Talk to them, or have the owner assign it to you.",
                ),
            ),
            Refusal::AlreadyYours {} => Explanation::new(
                self.say("本单已由您领取", "This order is yours already"),
                self.say("可以直接处理。", "Go ahead."),
            ),
            Refusal::NotAPerson {} => Explanation::new(
                self.say("接口不能领取服务单", "An API client can't claim an order"),
                self.say("请由员工领取。", "Let a member of staff claim it."),
            ),
            Refusal::UrgedRecently { again_at } => Explanation::new(
                self.say("刚刚已催过单", "You urged a moment ago"),
                say!(
                    self,
                    "{} 之后可以再次催单。" | "You can do so again from {}.",
                    format::time(*again_at)
                ),
            ),
            Refusal::AlreadyRated {} => Explanation::new(
                self.say("已经评价过", "You have rated this already"),
                self.say(
                    "每个服务单只能评价一次。",
                    "Each service order is rated once.",
                ),
            ),
            Refusal::NotDue {} => Explanation::new(
                self.say("时限未到", "It is not due yet"),
                self.say("无需操作。", "Nothing needs to be done."),
            ),
        }
    }

    fn positions(self, positions: &[Position]) -> String {
        let names: Vec<&str> = positions
            .iter()
            .map(|&position| self.position(position))
            .collect();
        format!("“{}”", names.join(self.say("”或“", "” or “")))
    }

    fn allowed(self, allowed: &[CommandType]) -> String {
        if allowed.is_empty() {
            return self
                .say(
                    "现在没有您可以做的操作。",
                    "There is nothing for you to do now.",
                )
                .to_owned();
        }
        let names: Vec<&str> = allowed
            .iter()
            .map(|&command| self.command(command))
            .collect();
        say!(
            self,
            "现在可以：{}。" | "Possible now: {}.",
            names.join(self.say("、", ", "))
        )
    }
}
