//! The labels and hints of fields in Chinese.

use aftercare_domain::service_order::CommandType;

use super::Chinese;
use crate::words::forms::Forms;

impl Forms for Chinese {
    fn field(&self, command: CommandType, name: &str) -> Option<&'static str> {
        Some(match (command, name) {
            (CommandType::BookPickup, "until") => "取件结束时间",
            (CommandType::ExtendDeadline, "until") => "延期至",
            (CommandType::Answer, "text") => "补充内容",
            (CommandType::CompleteRepair, "method") => "最终维修方式",
            (CommandType::Handle, "reason") => "原因（用户可见）",
            (CommandType::Reject, "reason") => "拒绝说明（用户可见）",
            (CommandType::Reject, "reason_code") => "拒绝原因",
            (CommandType::ReportAbnormal, "reason_code") => "异常原因",
            (CommandType::SignFor | CommandType::ResolveException, "quantity") => "收到件数",
            _ => return general(name),
        })
    }

    fn hint(&self, command: CommandType, name: &str) -> &'static str {
        match (command, name) {
            (CommandType::Approve, "service_type") => "不选则按申请的服务类型",
            (CommandType::Approve, "service_method") => "不选则按申请的方式",
            (CommandType::AskConsumer, "question") => {
                "每个服务单只能请用户补充一次，等待期间审核计时暂停"
            }
            (CommandType::SignFor, "quantity") => {
                "不填则为申请的全部数量；一件也没有收到时，请用“收货异常”"
            }
            (CommandType::ResolveException, "quantity") => {
                "商家认可收到的件数；不填则为申请的全部数量"
            }
            (CommandType::ResolveException, "remark" | "review_on") => "暂存时必填",
            (CommandType::Handle, "consignee") => "不填则寄到申请时的返还地址",
            (CommandType::ExtendDeadline, "until") => "每个节点可延期一次，最多 3 天",
            (CommandType::Rate, "recommend") => "0 为完全不会，10 为一定会",
            (_, "district") => "不设区县的城市（如东莞、中山）不用填，其他城市必填",
            (_, "tracking_number") => "填写面单上的号码",
            _ => "",
        }
    }
}

/// Labels that say the same in every form.
fn general(name: &str) -> Option<&'static str> {
    Some(match name {
        "amount" => "退款金额（元）",
        "answer" | "text" => "内容",
        "attachments" => "图片或文件",
        "carrier" => "快递公司",
        "city" => "市",
        "codes" | "fault_codes" => "故障代码",
        "comment" => "评价内容",
        "conclusion" => "质检结论",
        "consignee" => "收货人信息",
        "contact" => "联系人",
        "description" => "问题描述",
        "details" => "维修详情",
        "district" => "区/县",
        "external_id" => "外部单号",
        "fault" => "故障描述",
        "from" => "取件开始时间",
        "handling_method" => "建议处理方式",
        "in_warranty" => "三包内",
        "item" => "检查项",
        "labour" => "工时费（元）",
        "liability" => "责任方",
        "line_number" => "订单行",
        "method" => "处理方式",
        "name" => "名称",
        "on_behalf_of" => "代哪位用户申请",
        "order_number" => "订单号",
        "parts" => "配件",
        "phone" => "电话",
        "price" => "单价（元）",
        "province" => "省/自治区/直辖市",
        "quantity" => "数量",
        "question" => "需要用户补充的内容",
        "quote" => "报价（元）",
        "reason" => "原因",
        "reason_code" => "申请原因",
        "recommend" => "推荐意愿",
        "remark" => "备注",
        "replacement" => "换出的商品",
        "resolution" => "处理结果",
        "results" => "检查结果",
        "return_to" => "返还地址",
        "review_on" => "复核日期",
        "serial_number" => "序列号",
        "service_method" => "寄送方式",
        "service_type" => "服务类型",
        "shipment" => "寄出的包裹",
        "sku" => "SKU",
        "stars" => "满意度（1 至 5 星）",
        "street" => "详细地址",
        "tags" => "标签",
        "to" => "指派给（用户名）",
        "tracking_number" => "快递单号",
        "value" => "结果",
        _ => return None,
    })
}
