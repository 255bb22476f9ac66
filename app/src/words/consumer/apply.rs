//! Applying for a service.

use aftercare_domain::{
    policy::responsibility::Responsible,
    service_order::{Refusal, eligibility::Warranty},
    values::service::ServiceType,
};

use super::last_day;
use crate::{
    request::language::Language,
    words::{Words, refusals::Explanation},
};

phrases! {
    /// Applying.
    pub fn apply() -> ApplyWords {
        /// The heading.
        title: "申请售后" | "Apply for service",
        /// Asks for the service.
        service_type: "您需要什么服务？" | "What do you need?",
        /// Asks for the reason.
        reason: "为什么申请？" | "Why?",
        /// Asks how the goods come.
        service_method: "商品怎么交给我们？" | "How do the goods come to us?",
        /// Asks for the quantity.
        quantity: "申请数量" | "How many",
        /// Asks what is wrong.
        description: "问题描述" | "What is wrong",
        /// How to say it.
        description_hint: "请写明问题现象、何时出现，5 至 500 字" | "What happens, and since when? 5 to 500 characters",
        /// Asks for the serial number.
        serial_number: "商品序列号（SN）" | "Serial number (SN)",
        /// Where to find it.
        serial_number_hint: "见机身或包装盒上的标签" | "On the label of the product or its box",
        /// Asks where goods go back to.
        return_to: "收货地址" | "Your delivery address",
        /// What it is for.
        return_to_hint: "维修、换货或退还商品时寄到这里" | "Where repaired, exchanged or returned goods are sent",
        /// Asks for a name.
        name: "姓名" | "Name",
        /// Asks for a phone number.
        phone: "手机号码" | "Phone",
        /// Asks for the province.
        province: "省份" | "Province",
        /// Asks for the city.
        city: "城市" | "City",
        /// Asks for the district.
        district: "区/县" | "District",
        /// Where it is not needed.
        district_hint: "东莞、中山等不设区县的城市不用填" | "Leave it empty where the city has none, as in Dongguan",
        /// Asks for the street.
        street: "详细地址" | "Street, building, room",
        /// Asks for another person to call.
        contact: "联系人不是收货人" | "Call somebody else",
        /// When it is needed.
        contact_hint: "不填则联系收货人" | "Left empty: we call the person above",
        /// To the next step.
        next: "下一步" | "Next",
        /// To the step before.
        step_back: "上一步" | "Back",
        /// To the last step, where everything is read once more.
        to_the_check: "返回核对" | "Back to the check",
        /// To the step in which an answer can be changed.
        change: "修改" | "Change",
        /// Sends it.
        submit: "提交申请" | "Submit",
        /// What to do before.
        check: "请核对以上内容，无误后提交。" | "Please check what is written above, then submit it.",
        /// What happens then.
        then: "提交后立即生成服务单号，并告诉您商家最晚何时审核；商家逾期未审核，申请自动通过。"
            | "You get a number at once, and are told by when the merchant reviews it; if they are late it is approved by itself.",
        /// It came back.
        wrong: "有内容需要修改，其余已保留" | "Some of it is to be changed; the rest is kept",
        /// Nothing can be applied for.
        nothing: "这件商品现在不能申请售后" | "You can't apply for service for these goods now",
        /// There is no such line among one's orders.
        not_found: "没有找到这件商品" | "These goods were not found",
        /// What to do then.
        not_found_next: "请从“我的订单与售后”中选择商品。" | "Choose them from “My orders and services”.",
        /// Back to the list.
        back: "返回我的订单" | "Back to my orders",
    }
}

impl ApplyWords {
    /// The headings of the steps.
    pub const fn steps(&self) -> [&'static str; 4] {
        match self.language {
            Language::Chinese => ["选择服务", "说明问题", "寄送与收货", "核对并提交"],
            Language::English => [
                "Choose a service",
                "Say what is wrong",
                "Sending and address",
                "Check and submit",
            ],
        }
    }
}

impl Words {
    /// Which step it is, of how many.
    pub fn step_of(self, step: usize, of: usize) -> String {
        say!(self, "第 {step} 步，共 {of} 步" | "Step {step} of {of}")
    }

    /// Until when a service can be applied for, and on which terms.
    pub fn window(self, service_type: ServiceType, warranty: &Warranty) -> String {
        match (service_type, warranty.until, warranty.in_warranty) {
            (ServiceType::Supplement, ..) => self
                .say(
                    "补发缺少的配件，商品不用寄回",
                    "Missing parts are sent to you; nothing goes back",
                )
                .to_owned(),
            (_, None, _) => self
                .say("签收后开始计算期限", "The time counts from delivery")
                .to_owned(),
            (ServiceType::Repair, Some(until), true) => say!(
                self,
                "保修至 {}，保修内免费" | "Free of charge until {}",
                last_day(until, self.language)
            ),
            (ServiceType::Repair, Some(until), false) => say!(
                self,
                "保修已于 {} 结束，维修收费" | "Warranty ended on {}: at a price",
                last_day(until, self.language)
            ),
            (ServiceType::Return | ServiceType::Exchange, Some(until), _) => say!(
                self,
                "{} 24:00 前可申请" | "Until the end of {}",
                last_day(until, self.language)
            ),
        }
    }

    /// Why a service can't be applied for, and what to do instead.
    pub fn not_offered(self, refusal: &Refusal) -> Explanation {
        match refusal {
            Refusal::NotResponsible {
                responsible: Responsible::Store,
                ..
            } => Explanation::new(
                self.say(
                    "在门店购买的商品，请到门店申请",
                    "Bought in a store: please apply there",
                ),
                self.say(
                    "带上商品，店员会为您办理。",
                    "Bring the goods, and the store does it for you.",
                ),
            ),
            Refusal::NotResponsible { .. } => Explanation::new(
                self.say(
                    "这笔订单由平台办理售后",
                    "The platform takes applications for this order",
                ),
                self.say("请联系平台客服。", "Please contact its service."),
            ),
            Refusal::WindowClosed {
                service_type,
                ended_at,
            } => Explanation::new(
                say!(
                    self,
                    "{}期限已于 {} 结束" | "The time for this service ({}) ended on {}",
                    self.service_type(*service_type),
                    last_day(*ended_at, self.language)
                ),
                self.say("可以改为申请维修。", "A repair can still be applied for."),
            ),
            refusal => self.refusal(refusal),
        }
    }

    /// How many pieces an application is for.
    pub fn quantity(self, pieces: u32) -> String {
        say!(self, "{pieces} 件" | "×\u{a0}{pieces}")
    }

    /// The greatest number of pieces that can be applied for.
    pub fn at_most(self, available: u32) -> String {
        say!(self, "最多可申请 {available} 件" | "At most {available}")
    }
}
