//! Refusals in Chinese.

use aftercare_domain::{
    people::party::Position,
    service_order::{CommandType, Refusal},
};

use super::Chinese;
use crate::words::{
    Names as _, format,
    refusals::{Explanation, RefusalWords},
};

impl RefusalWords for Chinese {
    #[expect(
        clippy::too_many_lines,
        reason = "one line a refusal, and no refusal without a line"
    )]
    fn refusal(&self, refusal: &Refusal) -> Explanation {
        match refusal {
            Refusal::Forbidden { command, needs } if needs.is_empty() => Explanation::new(
                format!("“{}”不由当前账号所属的一方操作", self.command(*command)),
                "请由负责的一方操作。",
            ),
            Refusal::Forbidden { command, needs } => Explanation::new(
                format!(
                    "“{}”需要{}岗位",
                    self.command(*command),
                    self.positions(needs)
                ),
                "请联系店主开通岗位，或交给有该岗位的同事。",
            ),
            Refusal::NotResponsible { step, responsible } => Explanation::new(
                format!(
                    "该渠道的{}由{}负责",
                    self.step(*step),
                    self.responsible(*responsible)
                ),
                format!("请等待{}操作。", self.responsible(*responsible)),
            ),
            Refusal::NotAllowedInNode {
                command,
                node,
                allowed,
            } => Explanation::new(
                format!(
                    "服务单处于“{}”，不能{}",
                    self.node(*node),
                    self.command(*command)
                ),
                self.allowed(allowed),
            ),
            Refusal::Invalid { .. } => {
                Explanation::new("有内容需要修改", "请按各项下方的提示修改后重新提交。")
            }
            Refusal::OrderNotFound {} => {
                Explanation::new("没有找到该订单", "请检查订单号；也可能它属于其他商家。")
            }
            Refusal::NotShipped {} => {
                Explanation::new("商品尚未发货，不能申请售后", "请改为申请售中退款。")
            }
            Refusal::WindowClosed {
                service_type,
                ended_at,
            } => Explanation::new(
                format!(
                    "{}期限已于 {} 结束",
                    self.service_type(*service_type),
                    format::last_date(*ended_at)
                ),
                "可以改为申请维修。",
            ),
            Refusal::QuantityUnavailable { available: 0 } => {
                Explanation::new("该商品已没有可申请的数量", "请查看该商品已有的服务单。")
            }
            Refusal::QuantityUnavailable { available } => Explanation::new(
                format!("最多还能申请 {available} 件"),
                "请减少数量，或查看该商品已有的服务单。",
            ),
            Refusal::AddressMissing { spu, purpose } => Explanation::new(
                format!(
                    "获取邮寄地址信息出错：商品 {spu} 没有{}",
                    self.address_purpose(*purpose)
                ),
                "请联系店主维护地址，维护后再审核。",
            ),
            Refusal::GoodsStay { refund } => Explanation::new(
                format!(
                    "本单无需寄回，通过即为不退货，全额退款 {}",
                    format::money(refund.fen())
                ),
                "请选择寄送方式后通过，或以直赔决定金额，或拒绝。",
            ),
            Refusal::AlreadyAsked {} => Explanation::new(
                "本单已请用户补充过一次",
                "请按现有信息审核，或通过用户留言沟通。",
            ),
            Refusal::NoOpenQuestion {} => Explanation::new("当前没有待补充的问题", "无需操作。"),
            Refusal::NoParcelForDropOff {} => {
                Explanation::new("送店的商品没有快递单号", "请到门店交给店员签收。")
            }
            Refusal::NotAPickup {} => {
                Explanation::new("本单不是上门取件", "只有上门取件的服务单需要预约。")
            }
            Refusal::AwaitsParcel {} => Explanation::new(
                "商品由快递寄回，还没有快递单号",
                "请等用户填写，或代用户填写快递单号后再签收。",
            ),
            Refusal::NoParcel {} => Explanation::new("还没有快递单号", "填写快递单号后才能更正。"),
            Refusal::ParcelNotYours { given_by } => Explanation::new(
                format!("快递单号由{}填写", self.party(*given_by)),
                "如有错误，请联系填写的一方更正。",
            ),
            Refusal::ParcelUnchanged {} => {
                Explanation::new("与现在的快递单号相同", "请改好快递公司或单号后再提交。")
            }
            Refusal::NothingReceived { applied } => Explanation::new(
                format!("一件也没有收到（申请 {} 件），不能签收", applied.get()),
                format!(
                    "请改用“{}”上报。",
                    self.command(CommandType::ReportAbnormal)
                ),
            ),
            Refusal::MethodNotForType {
                method,
                service_type,
            } => Explanation::new(
                format!(
                    "“{}”不适用于{}",
                    self.method(*method),
                    self.service_type(*service_type)
                ),
                "请选择其他处理方式。",
            ),
            Refusal::MethodNotInChannel { method, channel } => Explanation::new(
                format!(
                    "“{}”不适用于{}渠道",
                    self.method(*method),
                    self.channel(*channel)
                ),
                "请选择其他处理方式。",
            ),
            Refusal::OutOfWarranty { method } => Explanation::new(
                format!("商品在三包外，不能选择“{}”", self.method(*method)),
                "请选择付费或其他处理方式。",
            ),
            Refusal::InWarranty { method } => Explanation::new(
                format!("商品在三包内，不能选择“{}”", self.method(*method)),
                "请选择免费的处理方式。",
            ),
            Refusal::GoodsNotReceived { method } => Explanation::new(
                format!("没有收到商品，不能选择“{}”", self.method(*method)),
                "请选择无需商品的处理方式。",
            ),
            Refusal::GoodsNotIntact {} => Explanation::new(
                "质检显示商品不完好，不能七天无理由退货",
                "可以选择部分退款。",
            ),
            Refusal::NotWithinSevenDays {} => Explanation::new(
                "不是签收后七天内申请的，不能七天无理由退货",
                "请选择其他退货方式。",
            ),
            Refusal::NothingToRefund {} => Explanation::new(
                "没有可退的金额：没有付过款，或已全部退还",
                "请选择不用填写金额的处理方式。",
            ),
            Refusal::AmountOutOfRange { min, max } => Explanation::new(
                format!(
                    "金额须在 {} 至 {} 之间",
                    format::money(min.fen()),
                    format::money(max.fen())
                ),
                "请修改金额。",
            ),
            Refusal::QuoteNotAccepted {} => {
                Explanation::new("用户还没有接受报价", "请等用户接受报价后再完成维修。")
            }
            Refusal::NoOpenQuote {} => Explanation::new("当前没有待确认的报价", "无需操作。"),
            Refusal::ReturnIsFinal {} => Explanation::new(
                "用户妥协或超级取消的商品只能原物返还，不能返回处理",
                "请寄出商品。",
            ),
            Refusal::GoodsSignedFor {} => Explanation::new(
                "商品已签收，不能再取消或更正单号",
                "如需协商，请给商家留言。",
            ),
            Refusal::AlreadySuperCancelled {} => {
                Explanation::new("本单已被超级取消", "请将商品寄回用户。")
            }
            Refusal::NoDeadline {} => Explanation::new("当前节点没有时限", "无需延期。"),
            Refusal::DeadlineNotYours {} => {
                Explanation::new("当前时限属于用户，不能延期", "只能延长己方处理的时限。")
            }
            Refusal::AlreadyExtended {} => {
                Explanation::new("本节点已延期过一次", "请在时限内处理。")
            }
            Refusal::ExtensionOutOfRange { after, latest } => Explanation::new(
                format!(
                    "新时限须晚于 {}，且不晚于 {}",
                    format::time(*after),
                    format::time(*latest)
                ),
                "请重新选择时间。",
            ),
            Refusal::ClaimedByOther { name } => Explanation::new(
                format!("{name} 正在处理本单"),
                "请联系该同事，或请店主重新指派。",
            ),
            Refusal::AlreadyYours {} => Explanation::new("本单已由您领取", "可以直接处理。"),
            Refusal::NotAPerson {} => Explanation::new("接口不能领取服务单", "请由员工领取。"),
            Refusal::UrgedRecently { again_at } => Explanation::new(
                "刚刚已催过单",
                format!("{} 之后可以再次催单。", format::time(*again_at)),
            ),
            Refusal::AlreadyRated {} => Explanation::new("已经评价过", "每个服务单只能评价一次。"),
            Refusal::NotDue {} => Explanation::new("时限未到", "无需操作。"),
        }
    }
}

impl Chinese {
    fn positions(&self, positions: &[Position]) -> String {
        let names: Vec<&str> = positions
            .iter()
            .map(|&position| self.position(position))
            .collect();
        format!("“{}”", names.join("”或“"))
    }

    fn allowed(&self, allowed: &[CommandType]) -> String {
        if allowed.is_empty() {
            return "现在没有您可以做的操作。".to_owned();
        }
        let names: Vec<&str> = allowed
            .iter()
            .map(|&command| self.command(command))
            .collect();
        format!("现在可以：{}。", names.join("、"))
    }
}
