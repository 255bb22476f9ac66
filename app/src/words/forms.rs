//! The labels and hints of commands' fields.

use aftercare_domain::{
    form::Offered,
    service_order::{
        CommandType,
        catalogue::HandlingMethod,
        command::ExceptionResolution,
        inspection::Liability,
        reason::{AbnormalReason, ApplyReason, RejectReason, RevealReason},
    },
    values::{
        carrier::Carrier,
        service::{ServiceMethod, ServiceType},
    },
};

use super::Words;

impl Words {
    /// The label of a field. Fields are named by the domain's form specifications; a test proves that each of them has
    /// a label.
    pub fn field(self, command: CommandType, name: &str) -> Option<&'static str> {
        Some(self.choose(match (command, name) {
            (CommandType::BookPickup, "until") => ("取件结束时间", "Until"),
            (CommandType::ExtendDeadline, "until") => ("延期至", "New deadline"),
            (CommandType::Answer, "text") => ("补充内容", "Answer"),
            (CommandType::CompleteRepair, "method") => ("最终维修方式", "Final method"),
            (CommandType::Handle, "reason") => {
                ("原因（用户可见）", "Reason (the consumer reads it)")
            }
            (CommandType::Reject, "reason") => (
                "拒绝说明（用户可见）",
                "Explanation (the consumer reads it)",
            ),
            (CommandType::Reject, "reason_code") => ("拒绝原因", "Reason for the rejection"),
            (CommandType::ReportAbnormal, "reason_code") => ("异常原因", "What is wrong"),
            (CommandType::SignFor | CommandType::ResolveException, "quantity") => {
                ("收到件数", "Pieces received")
            }
            _ => return self.general(name),
        }))
    }

    /// How to fill it in; empty where the label says enough.
    pub fn hint(self, command: CommandType, name: &str) -> &'static str {
        self.choose(match (command, name) {
            (CommandType::Approve, "service_type") => {
                ("不选则按申请的服务类型", "Without a choice: as applied for")
            }
            (CommandType::Approve, "service_method") => {
                ("不选则按申请的方式", "Without a choice: as applied for")
            }
            (CommandType::AskConsumer, "question") => (
                "每个服务单只能请用户补充一次，等待期间审核计时暂停",
                "Possible once an order; the review's time stands still meanwhile",
            ),
            (CommandType::SignFor, "quantity") => (
                "不填则为申请的全部数量；一件也没有收到时，请用“收货异常”",
                "Without a number: all that was applied for. \
                 If nothing came, report a problem instead",
            ),
            (CommandType::ResolveException, "quantity") => (
                "商家认可收到的件数；不填则为申请的全部数量",
                "How many pieces count as received. \
                 Without a number: all that was applied for",
            ),
            (CommandType::ResolveException, "remark" | "review_on") => {
                ("暂存时必填", "Needed to hold it")
            }
            (CommandType::Handle, "consignee") => (
                "不填则寄到申请时的返还地址",
                "Left empty: the address of the application",
            ),
            (CommandType::ExtendDeadline, "until") => (
                "每个节点可延期一次，最多 3 天",
                "Once a node, by at most 3 days",
            ),
            (CommandType::Rate, "recommend") => {
                ("0 为完全不会，10 为一定会", "0: not at all, 10: certainly")
            }
            (_, "district") => (
                "不设区县的城市（如东莞、中山）不用填，其他城市必填",
                "Needed, but in cities that have none, such as Dongguan",
            ),
            (_, "tracking_number") => ("填写面单上的号码", "The number on the label"),
            _ => ("", ""),
        })
    }

    /// The words of one of the names of an enumeration that forms offer.
    pub fn choice(self, of: Offered, name: &str) -> Option<&'static str> {
        Some(match of {
            Offered::ServiceType => self.service_type(ServiceType::parse(name)?),
            Offered::ServiceMethod => self.service_method(ServiceMethod::parse(name)?),
            Offered::HandlingMethod => self.method(HandlingMethod::parse(name)?),
            Offered::Carrier => self.carrier(Carrier::parse(name)?),
            Offered::ApplyReason => self.apply_reason(ApplyReason::parse(name)?),
            Offered::RejectReason => self.reject_reason(RejectReason::parse(name)?),
            Offered::AbnormalReason => self.abnormal_reason(AbnormalReason::parse(name)?),
            Offered::RevealReason => self.reveal_reason(RevealReason::parse(name)?),
            Offered::ExceptionResolution => self.resolution(ExceptionResolution::parse(name)?),
            Offered::Liability => self.liability(Liability::parse(name)?),
        })
    }

    /// Labels that say the same in every form.
    fn general(self, name: &str) -> Option<&'static str> {
        Some(self.choose(match name {
            "amount" => ("退款金额（元）", "Refund (yuan)"),
            "answer" | "text" => ("内容", "Text"),
            "attachments" => ("图片或文件", "Photos or files"),
            "carrier" => ("快递公司", "Carrier"),
            "city" => ("市", "City"),
            "codes" | "fault_codes" => ("故障代码", "Fault codes"),
            "comment" => ("评价内容", "Comment"),
            "conclusion" => ("质检结论", "Conclusion"),
            "consignee" => ("收货人信息", "Consignee"),
            "contact" => ("联系人", "Contact"),
            "description" => ("问题描述", "What is wrong"),
            "details" => ("维修详情", "Repair details"),
            "district" => ("区/县", "District"),
            "external_id" => ("外部单号", "External number"),
            "fault" => ("故障描述", "Fault"),
            "from" => ("取件开始时间", "From"),
            "handling_method" => ("建议处理方式", "Recommended method"),
            "in_warranty" => ("三包内", "In warranty"),
            "item" => ("检查项", "Item"),
            "labour" => ("工时费（元）", "Labour (yuan)"),
            "liability" => ("责任方", "Liability"),
            "line_number" => ("订单行", "Order line"),
            "method" => ("处理方式", "Method"),
            "name" => ("名称", "Name"),
            "on_behalf_of" => ("代哪位用户申请", "On behalf of"),
            "order_number" => ("订单号", "Order number"),
            "parts" => ("配件", "Parts"),
            "phone" => ("电话", "Phone"),
            "price" => ("单价（元）", "Price each (yuan)"),
            "province" => ("省/自治区/直辖市", "Province"),
            "quantity" => ("数量", "Quantity"),
            "question" => ("需要用户补充的内容", "Question to the consumer"),
            "quote" => ("报价（元）", "Quote (yuan)"),
            "reason" => ("原因", "Reason"),
            "reason_code" => ("申请原因", "Reason"),
            "recommend" => ("推荐意愿", "Would recommend us"),
            "remark" => ("备注", "Remark"),
            "replacement" => ("换出的商品", "Replacement"),
            "resolution" => ("处理结果", "Resolution"),
            "results" => ("检查结果", "Results"),
            "return_to" => ("返还地址", "Address to send goods back to"),
            "review_on" => ("复核日期", "Review on"),
            "serial_number" => ("序列号", "Serial number"),
            "service_method" => ("寄送方式", "How the goods come"),
            "service_type" => ("服务类型", "Service"),
            "shipment" => ("寄出的包裹", "Parcel"),
            "sku" => ("SKU", "SKU"),
            "stars" => ("满意度（1 至 5 星）", "Satisfaction (1 to 5 stars)"),
            "street" => ("详细地址", "Street address"),
            "tags" => ("标签", "Tags"),
            "to" => ("指派给（用户名）", "Assign to (user name)"),
            "tracking_number" => ("快递单号", "Tracking number"),
            "value" => ("结果", "Result"),
            _ => return None,
        }))
    }
}
#[cfg(test)]
mod tests {
    use aftercare_domain::{
        form::{FieldKind, FieldSpec, Record as _},
        service_order::Apply,
    };

    use super::*;
    use crate::request::language::Language;

    fn unnamed(
        words: Words,
        command: CommandType,
        fields: &[FieldSpec],
        unnamed_fields: &mut Vec<String>,
    ) {
        for field in fields {
            if words.field(command, field.name).is_none() {
                unnamed_fields.push(format!("{command}.{}", field.name));
            }
            match field.kind {
                FieldKind::Record { fields } => unnamed(words, command, fields, unnamed_fields),
                FieldKind::Choice { names, of } => unnamed_fields.extend(
                    names
                        .iter()
                        .filter(|name| of.and_then(|of| words.choice(of, name)).is_none())
                        .map(|name| format!("{command}.{} = {name}", field.name)),
                ),
                _ => {}
            }
        }
    }

    #[test]
    fn every_field_and_every_choice_of_every_form_has_words_in_both_languages() {
        for language in Language::ALL {
            let mut missing = Vec::new();
            for &command in CommandType::ALL {
                unnamed(language.words(), command, command.fields(), &mut missing);
            }
            // An application's form has the same fields as no command: it is drawn by its own page.
            unnamed(
                language.words(),
                CommandType::Approve,
                Apply::FIELDS,
                &mut missing,
            );
            assert!(missing.is_empty(), "{language:?}: {missing:?}");
        }
    }
}
