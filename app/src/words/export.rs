//! The words of an exported list: the names of the sheet, of the file, and of the columns.

use crate::request::language::Language;

/// What an exported list says besides what the orders say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportWords {
    /// The sheet, and the file before its date.
    pub title: &'static str,
    /// The service order's number.
    pub number: &'static str,
    /// The number of the order.
    pub order_number: &'static str,
    /// The caller's own number.
    pub external_id: &'static str,
    /// Where it stands.
    pub node: &'static str,
    /// The service.
    pub service_type: &'static str,
    /// How goods come.
    pub service_method: &'static str,
    /// Where it was sold.
    pub channel: &'static str,
    /// Whose goods they are.
    pub merchant: &'static str,
    /// The product.
    pub spu: &'static str,
    /// Its variant.
    pub sku: &'static str,
    /// What the goods are called.
    pub title_of_goods: &'static str,
    /// How many pieces.
    pub quantity: &'static str,
    /// The serial number.
    pub serial_number: &'static str,
    /// Why it was applied for.
    pub reason: &'static str,
    /// What is wrong.
    pub description: &'static str,
    /// Whom to ask.
    pub contact: &'static str,
    /// Their phone.
    pub phone: &'static str,
    /// Where goods go back to: the province.
    pub province: &'static str,
    /// The city.
    pub city: &'static str,
    /// The district.
    pub district: &'static str,
    /// When it was applied for.
    pub applied_at: &'static str,
    /// Since when it stands in its node.
    pub node_entered_at: &'static str,
    /// Until when there is time.
    pub due_at: &'static str,
    /// Who works on it.
    pub assignee: &'static str,
    /// How often the consumer urged.
    pub urges: &'static str,
    /// How it was handled.
    pub method: &'static str,
    /// What was refunded, in yuan.
    pub refunded: &'static str,
    /// The parcel that brings the goods.
    pub shipment: &'static str,
    /// The parcel to the consumer.
    pub return_shipment: &'static str,
}

impl Language {
    /// The words of an exported list in this language.
    pub const fn export(self) -> &'static ExportWords {
        match self {
            Self::Chinese => &CHINESE,
            Self::English => &ENGLISH,
        }
    }
}

static CHINESE: ExportWords = ExportWords {
    title: "服务单",
    number: "服务单号",
    order_number: "订单号",
    external_id: "外部单号",
    node: "节点",
    service_type: "服务类型",
    service_method: "服务方式",
    channel: "渠道",
    merchant: "商家",
    spu: "SPU",
    sku: "SKU",
    title_of_goods: "商品名称",
    quantity: "数量",
    serial_number: "序列号",
    reason: "申请原因",
    description: "问题描述",
    contact: "联系人",
    phone: "联系电话",
    province: "省",
    city: "市",
    district: "区县",
    applied_at: "申请时间",
    node_entered_at: "进入节点时间",
    due_at: "截止时间",
    assignee: "处理人",
    urges: "催单次数",
    method: "处理方式",
    refunded: "退款金额（元）",
    shipment: "寄回快递单号",
    return_shipment: "返回快递单号",
};

static ENGLISH: ExportWords = ExportWords {
    title: "Service orders",
    number: "Service order",
    order_number: "Order",
    external_id: "External number",
    node: "Node",
    service_type: "Service",
    service_method: "Method",
    channel: "Channel",
    merchant: "Merchant",
    spu: "SPU",
    sku: "SKU",
    title_of_goods: "Goods",
    quantity: "Quantity",
    serial_number: "Serial number",
    reason: "Reason",
    description: "Description",
    contact: "Contact",
    phone: "Phone",
    province: "Province",
    city: "City",
    district: "District",
    applied_at: "Applied at",
    node_entered_at: "In node since",
    due_at: "Due at",
    assignee: "Assignee",
    urges: "Reminders",
    method: "Handling",
    refunded: "Refunded (CNY)",
    shipment: "Parcel here",
    return_shipment: "Parcel back",
};
