//! The words of an exported list: the names of the sheet, of the file, and of the columns.

phrases! {
    /// What an exported list says besides what the orders say.
    pub fn export() -> ExportWords {
        /// The sheet, and the file before its date.
        title: "服务单" | "Service orders",
        /// The service order's number.
        number: "服务单号" | "Service order",
        /// The number of the order.
        order_number: "订单号" | "Order",
        /// The caller's own number.
        external_id: "外部单号" | "External number",
        /// Where it stands.
        node: "节点" | "Node",
        /// The service.
        service_type: "服务类型" | "Service",
        /// How goods come.
        service_method: "服务方式" | "Method",
        /// Where it was sold.
        channel: "渠道" | "Channel",
        /// Whose goods they are.
        merchant: "商家" | "Merchant",
        /// The product.
        spu: "SPU" | "SPU",
        /// Its variant.
        sku: "SKU" | "SKU",
        /// What the goods are called.
        title_of_goods: "商品名称" | "Goods",
        /// How many pieces.
        quantity: "数量" | "Quantity",
        /// The serial number.
        serial_number: "序列号" | "Serial number",
        /// Why it was applied for.
        reason: "申请原因" | "Reason",
        /// What is wrong.
        description: "问题描述" | "Description",
        /// Whom to ask.
        contact: "联系人" | "Contact",
        /// Their phone.
        phone: "联系电话" | "Phone",
        /// Where goods go back to: the province.
        province: "省" | "Province",
        /// The city.
        city: "市" | "City",
        /// The district.
        district: "区县" | "District",
        /// When it was applied for.
        applied_at: "申请时间" | "Applied at",
        /// Since when it stands in its node.
        node_entered_at: "进入节点时间" | "In node since",
        /// Until when there is time.
        due_at: "截止时间" | "Due at",
        /// Who works on it.
        assignee: "处理人" | "Assignee",
        /// How often the consumer urged.
        urges: "催单次数" | "Reminders",
        /// How it was handled.
        method: "处理方式" | "Handling",
        /// What was refunded, in yuan.
        refunded: "退款金额（元）" | "Refunded (CNY)",
        /// The parcel that brings the goods.
        shipment: "寄回快递单号" | "Parcel here",
        /// The parcel to the consumer.
        return_shipment: "返回快递单号" | "Parcel back",
    }
}
