//! What lists say: headings, columns and marks, filters and views.

phrases! {
    /// The list of service orders: what islands say of it too.
    pub fn order_list() -> OrderListWords {
        /// The heading.
        title: "服务单" | "Service orders",
        /// The tabs' name.
        nodes: "按节点" | "By node",
        /// The tab with all open orders.
        all: "全部" | "All",
        /// The menu of services.
        service_type: "服务类型" | "Service",
        /// The menu of channels.
        channel: "渠道" | "Channel",
        /// Column: time left.
        column_time_left: "剩余时间" | "Time left",
        /// Column: number.
        column_number: "单号" | "Number",
        /// Column: node.
        column_node: "节点" | "Node",
        /// Column: service.
        column_service: "类型" | "Service",
        /// Column: goods.
        column_goods: "商品" | "Goods",
        /// Column: consumer.
        column_consumer: "用户" | "Consumer",
        /// Column: when it was applied for.
        column_applied: "申请时间" | "Applied",
        /// Column: reason.
        column_reason: "原因" | "Reason",
        /// Nothing fits the filters.
        empty_filtered: "没有符合条件的服务单" | "No service order fits these filters",
        /// What to do then.
        empty_filtered_next: "请放宽筛选条件，或清除筛选。" | "Loosen the filters, or clear them.",
        /// Nothing in this node.
        empty: "这个节点没有服务单" | "No service order is in this node",
        /// What would fill it.
        empty_next: "用户提交申请、或服务单流转到这里后会出现。"
            | "They appear when consumers apply, or when an order gets here.",
        /// Passed by the system.
        auto_passed: "超时自动通过" | "passed automatically",
        /// The consumer urged.
        urged: "催单" | "urged",
        /// No address to approve with.
        address_missing: "缺收货地址" | "no address",
        /// A return for which no goods come.
        goods_stay: "不退货" | "goods stay",
        /// Held for a second look.
        held: "暂存" | "held",
        /// Waits for the consumer's answer.
        question_open: "待用户补充" | "waits for an answer",
    }
}

phrases! {
    /// The list of service orders: what the server alone says.
    pub fn lists() -> ListWords {
        /// The cards' name.
        to_do: "待办" | "To do",
        /// Card: due within four hours.
        due_soon: "4 小时内到期" | "Due in 4 hours",
        /// Card: the deadline is over.
        overdue: "已超时" | "Overdue",
        /// Card: the consumer urged.
        urged: "催单" | "Urged",
        /// Card: held for a second look.
        held: "暂存待复核" | "Held",
        /// Card: those of the visitor.
        mine: "我的" | "Mine",
        /// Card: those of nobody.
        unassigned: "无人领取" | "Nobody's",
        /// What can be searched for.
        search: "搜商品、问题、姓名、任意单号" | "Goods, problem, name, any number",
        /// Chip: what is searched for.
        keyword: "搜索" | "Search",
        /// Menu of services: all.
        any_service_type: "全部类型" | "All services",
        /// Menu of channels: all.
        any_channel: "全部渠道" | "All channels",
        /// Menu of methods: all.
        any_service_method: "全部方式" | "All methods",
        /// Menu of reasons: all.
        any_reason: "全部原因" | "All reasons",
        /// Menu of people: all.
        anybody: "所有人" | "Anybody",
        /// Menu of deadlines: all.
        any_time: "不限" | "Any",
        /// Label: how the goods come.
        service_method: "服务方式" | "Method",
        /// Label: reason.
        reason: "原因" | "Reason",
        /// Label: when it was applied for.
        applied: "申请时间" | "Applied",
        /// Label: from which day on.
        applied_from: "申请日期从" | "Applied from",
        /// Label: until which day.
        applied_to: "申请日期到" | "Applied until",
        /// Label: order number.
        order_number: "订单号" | "Order number",
        /// Label: phone.
        phone: "手机号" | "Phone",
        /// How to give a phone.
        phone_hint: "完整号码或后四位" | "Whole, or its last four digits",
        /// Label: serial number.
        serial_number: "序列号" | "Serial number",
        /// Label: tracking number.
        tracking_number: "快递单号" | "Tracking number",
        /// Label: who works on it.
        assignee: "处理人" | "Assigned to",
        /// The visitor.
        me: "我" | "me",
        /// Nobody.
        nobody: "无人" | "nobody",
        /// Label: due within.
        due_within: "剩余时间" | "Due within",
        /// Four hours.
        hours_4: "4 小时内" | "4 hours",
        /// A day.
        day_1: "1 天内" | "1 day",
        /// Three days.
        days_3: "3 天内" | "3 days",
        /// Box: overdue ones only.
        overdue_only: "只看已超时" | "Only overdue",
        /// Box: urged ones only.
        urged_only: "只看催单" | "Only urged",
        /// Box: held ones only.
        held_only: "只看暂存" | "Only held",
        /// Box: only where staff act.
        to_do_only: "只看待我方处理" | "Only what waits for us",
        /// Label: pasted numbers.
        numbers: "批量单号" | "List of numbers",
        /// How to paste numbers.
        numbers_hint: "粘贴最多 200 个单号，换行、空格或逗号分隔" | "Up to 200, one a line, or with spaces or commas",
        /// After how many numbers there are.
        numbers_count: "个单号" | "numbers",
        /// Opens all other filters.
        more: "更多筛选" | "More filters",
        /// Before the filter that a cross takes away.
        remove_filter: "取消筛选：" | "Remove filter: ",
        /// Before filters that make no sense.
        wrong_filters: "以下条件无法识别，未生效：" | "These filters make no sense and do nothing:",
        /// What was searched for stands sealed in the address, and can't be opened.
        unreadable_search: "链接里的搜索内容读不出来：链接不完整，或来自别的系统。请重新搜索。"
            | "What this link searched for can't be read: it was cut short, or comes from another system. Search again.",
        /// The menu of orders.
        sort: "排序" | "Sort",
        /// What is due first.
        sort_due: "最急的在前" | "Most urgent first",
        /// The newest first.
        sort_applied: "最新申请在前" | "Newest first",
        /// What stands longest first.
        sort_entered: "停留最久在前" | "Longest in node first",
        /// The menu of columns.
        columns: "列" | "Columns",
        /// What the menu is for.
        columns_hint: "选择要显示的列，会记住。" | "What the table shows; it is remembered.",
        /// The menu of views.
        views: "视图" | "Views",
        /// The visitor's views.
        own_views: "我的视图" | "My views",
        /// The team's views.
        shared_views: "团队共享" | "Shared by the team",
        /// There are none yet.
        no_views: "还没有保存的视图。先设好筛选，再在下方保存。" | "No views yet. Set filters, then save them below.",
        /// Before who made a view.
        by: "创建人" | "by",
        /// Mark and box of a shared view.
        shared: "共享给团队" | "Shared with the team",
        /// Saves the list as a view.
        save_view: "保存当前筛选" | "Save these filters",
        /// Label: name of a view.
        view_name: "视图名称" | "Name of the view",
        /// Saves.
        save: "保存" | "Save",
        /// Opens the form of a view.
        edit_view: "编辑" | "Edit",
        /// Removes a view.
        delete_view: "删除" | "Delete",
        /// Box: the view gets the filters that are set now.
        use_filters: "改为当前筛选" | "Use the filters set now",
        /// Takes the list away as a workbook.
        export: "导出" | "Export",
        /// Label of a row's box.
        select: "选择" | "Select",
        /// Label of the head's box.
        select_page: "全选本页" | "Select all on this page",
        /// Opens the quick look.
        glance: "速览" | "Quick look",
        /// Leads to the order's page.
        open_order: "打开服务单" | "Open the order",
        /// The last lines of the log.
        recent_log: "最近日志" | "Latest events",
        /// Column: marks.
        column_marks: "标记" | "Marks",
        /// Column: order.
        column_order_number: "订单号" | "Order",
        /// Column: channel.
        column_channel: "渠道" | "Channel",
        /// Column: who works on it.
        column_assignee: "处理人" | "Assigned to",
        /// Column: since when in its node.
        column_entered: "进入节点" | "In node since",
        /// Column: SKU.
        column_sku: "SKU" | "SKU",
        /// Column: the caller's own number.
        column_external: "外部单号" | "External number",
    }
}

phrases! {
    /// Filters of any list.
    pub fn filters() -> FilterWords {
        /// Applies what was typed.
        apply: "查询" | "Search",
        /// Takes all filters away.
        clear: "清除筛选" | "Clear filters",
        /// In a menu: no filter.
        any: "不限" | "any",
    }
}
