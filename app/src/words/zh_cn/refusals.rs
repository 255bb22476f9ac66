//! Refusals in Chinese.

use aftercare_domain::{
    people::party::Position,
    service_order::{CommandType, Refusal},
};

use super::Chinese;
use crate::words::{
    Names as _, format,
    refusals::{Refusals, Told},
};

impl Refusals for Chinese {
    #[expect(
        clippy::too_many_lines,
        reason = "one line a refusal, and no refusal without a line"
    )]
    fn refusal(&self, refusal: &Refusal) -> Told {
        match refusal {
            Refusal::Forbidden { command, needs } if needs.is_empty() => Told::new(
                format!("“{}”不由当前账号所属的一方操作", self.command(*command)),
                "请由负责的一方操作。",
            ),
            Refusal::Forbidden { command, needs } => Told::new(
                format!(
                    "“{}”需要{}岗位",
                    self.command(*command),
                    self.positions(needs)
                ),
                "请联系店主开通岗位，或交给有该岗位的同事。",
            ),
            Refusal::NotResponsible { step, responsible } => Told::new(
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
            } => Told::new(
                format!(
                    "服务单处于“{}”，不能{}",
                    self.node(*node),
                    self.command(*command)
                ),
                self.allowed(allowed),
            ),
            Refusal::Invalid { .. } => {
                Told::new("有内容需要修改", "请按各项下方的提示修改后重新提交。")
            }
            Refusal::OrderNotFound {} => {
                Told::new("没有找到该订单", "请检查订单号；也可能它属于其他商家。")
            }
            Refusal::NotShipped {} => {
                Told::new("商品尚未发货，不能申请售后", "请改为申请售中退款。")
            }
            Refusal::WindowClosed {
                service_type,
                ended_at,
            } => Told::new(
                format!(
                    "{}期限已于 {} 结束",
                    self.service_type(*service_type),
                    format::last_date(*ended_at)
                ),
                "可以改为申请维修。",
            ),
            Refusal::QuantityUnavailable { available: 0 } => {
                Told::new("该商品已没有可申请的数量", "请查看该商品已有的服务单。")
            }
            Refusal::QuantityUnavailable { available } => Told::new(
                format!("最多还能申请 {available} 件"),
                "请减少数量，或查看该商品已有的服务单。",
            ),
            Refusal::AddressMissing { spu, purpose } => Told::new(
                format!(
                    "获取邮寄地址信息出错：商品 {spu} 没有{}",
                    self.address_purpose(*purpose)
                ),
                "请联系店主维护地址，维护后再审核。",
            ),
            Refusal::GoodsStay { refund } => Told::new(
                format!(
                    "本单无需寄回，通过即为不退货，全额退款 {}",
                    format::money(refund.fen())
                ),
                "请选择寄送方式后通过，或以直赔决定金额，或拒绝。",
            ),
            Refusal::AlreadyAsked {} => Told::new(
                "本单已请用户补充过一次",
                "请按现有信息审核，或通过用户留言沟通。",
            ),
            Refusal::NoOpenQuestion {} => Told::new("当前没有待补充的问题", "无需操作。"),
            Refusal::NoParcelForDropOff {} => {
                Told::new("送店的商品没有快递单号", "请到门店交给店员签收。")
            }
            Refusal::NotAPickup {} => {
                Told::new("本单不是上门取件", "只有上门取件的服务单需要预约。")
            }
            Refusal::AwaitsParcel {} => Told::new(
                "商品由快递寄回，还没有快递单号",
                "请等用户填写，或代用户填写快递单号后再签收。",
            ),
            Refusal::NoParcel {} => Told::new("还没有快递单号", "填写快递单号后才能更正。"),
            Refusal::ParcelNotYours { given_by } => Told::new(
                format!("快递单号由{}填写", self.party(*given_by)),
                "如有错误，请联系填写的一方更正。",
            ),
            Refusal::ParcelUnchanged {} => {
                Told::new("与现在的快递单号相同", "请改好快递公司或单号后再提交。")
            }
            Refusal::NothingReceived { applied } => Told::new(
                format!("一件也没有收到（申请 {} 件），不能签收", applied.get()),
                format!(
                    "请改用“{}”上报。",
                    self.command(CommandType::ReportAbnormal)
                ),
            ),
            Refusal::MethodNotForType {
                method,
                service_type,
            } => Told::new(
                format!(
                    "“{}”不适用于{}",
                    self.method(*method),
                    self.service_type(*service_type)
                ),
                "请选择其他处理方式。",
            ),
            Refusal::MethodNotInChannel { method, channel } => Told::new(
                format!(
                    "“{}”不适用于{}渠道",
                    self.method(*method),
                    self.channel(*channel)
                ),
                "请选择其他处理方式。",
            ),
            Refusal::OutOfWarranty { method } => Told::new(
                format!("商品在三包外，不能选择“{}”", self.method(*method)),
                "请选择付费或其他处理方式。",
            ),
            Refusal::InWarranty { method } => Told::new(
                format!("商品在三包内，不能选择“{}”", self.method(*method)),
                "请选择免费的处理方式。",
            ),
            Refusal::GoodsNotReceived { method } => Told::new(
                format!("没有收到商品，不能选择“{}”", self.method(*method)),
                "请选择无需商品的处理方式。",
            ),
            Refusal::GoodsNotIntact {} => Told::new(
                "质检显示商品不完好，不能七天无理由退货",
                "可以选择部分退款。",
            ),
            Refusal::NotWithinSevenDays {} => Told::new(
                "不是签收后七天内申请的，不能七天无理由退货",
                "请选择其他退货方式。",
            ),
            Refusal::NothingToRefund {} => Told::new(
                "没有可退的金额：没有付过款，或已全部退还",
                "请选择不用填写金额的处理方式。",
            ),
            Refusal::AmountOutOfRange { min, max } => Told::new(
                format!(
                    "金额须在 {} 至 {} 之间",
                    format::money(min.fen()),
                    format::money(max.fen())
                ),
                "请修改金额。",
            ),
            Refusal::QuoteNotAccepted {} => {
                Told::new("用户还没有接受报价", "请等用户接受报价后再完成维修。")
            }
            Refusal::NoOpenQuote {} => Told::new("当前没有待确认的报价", "无需操作。"),
            Refusal::ReturnIsFinal {} => Told::new(
                "用户妥协或超级取消的商品只能原物返还，不能返回处理",
                "请寄出商品。",
            ),
            Refusal::GoodsSignedFor {} => Told::new(
                "商品已签收，不能再取消或更正单号",
                "如需协商，请给商家留言。",
            ),
            Refusal::AlreadySuperCancelled {} => {
                Told::new("本单已被超级取消", "请将商品寄回用户。")
            }
            Refusal::NoDeadline {} => Told::new("当前节点没有时限", "无需延期。"),
            Refusal::DeadlineNotYours {} => {
                Told::new("当前时限属于用户，不能延期", "只能延长己方处理的时限。")
            }
            Refusal::AlreadyExtended {} => Told::new("本节点已延期过一次", "请在时限内处理。"),
            Refusal::ExtensionOutOfRange { after, latest } => Told::new(
                format!(
                    "新时限须晚于 {}，且不晚于 {}",
                    format::time(*after),
                    format::time(*latest)
                ),
                "请重新选择时间。",
            ),
            Refusal::ClaimedByOther { name } => Told::new(
                format!("{name} 正在处理本单"),
                "请联系该同事，或请店主重新指派。",
            ),
            Refusal::AlreadyYours {} => Told::new("本单已由您领取", "可以直接处理。"),
            Refusal::NotAPerson {} => Told::new("接口不能领取服务单", "请由员工领取。"),
            Refusal::UrgedRecently { again_at } => Told::new(
                "刚刚已催过单",
                format!("{} 之后可以再次催单。", format::time(*again_at)),
            ),
            Refusal::AlreadyRated {} => Told::new("已经评价过", "每个服务单只能评价一次。"),
            Refusal::NotDue {} => Told::new("时限未到", "无需操作。"),
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
