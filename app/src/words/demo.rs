//! The words of the demo marketplace. No code in the browser says them.

use crate::demo::{Group, Person};

phrases! {
    /// The demo marketplace.
    pub fn demo() -> DemoWords {
        /// The heading of its people.
        title: "演示商城" | "The demo marketplace",
        /// What pressing one of them does.
        hint: "选一个人，点一下就登录。数据都是虚构的，可以随意操作。"
            | "Choose somebody: one click signs you in. Everything here is made up, so feel free to try things.",
        /// The heading of the form beside them.
        with_password: "用密码登录" | "With a password",
        /// Leads to the document of the API.
        api: "接口文档" | "API documentation",
    }
}

impl DemoWords {
    /// The heading of a group of people.
    pub fn group(&self, group: Group) -> &'static str {
        self.language.choose(match group {
            Group::Merchant => ("一家商家的各个岗位", "Everybody at one merchant"),
            Group::OtherSides => (
                "其他商家、门店和平台",
                "Other merchants, stores, the platform",
            ),
            Group::Consumers => ("消费者（手机页面）", "Consumers, on a phone"),
        })
    }

    /// Who somebody is.
    pub fn who(&self, person: Person) -> &'static str {
        self.language.choose(match person {
            Person::Merchant => ("店主", "Owner of the first merchant"),
            Person::Agent => ("客服", "Agent"),
            Person::Receiver => ("仓管", "Receiver"),
            Person::Inspector => ("质检", "Inspector"),
            Person::Technician => ("维修", "Technician"),
            Person::Finance => ("财务", "Finance"),
            Person::MerchantB => ("另一家店的店主", "Owner of another merchant"),
            Person::Store => ("门店店员", "Staff of the stores"),
            Person::Operator => ("平台运营", "The platform"),
            Person::ReturnCentre => ("退货中心", "The return centre"),
            Person::Consumer => ("消费者", "A consumer"),
            Person::ConsumerB => ("另一位消费者", "Another consumer"),
        })
    }

    /// What to look at as them.
    pub fn what_to_look_at(&self, person: Person) -> &'static str {
        self.language.choose(match person {
            Person::Merchant => (
                "能做本店的一切，先处理待审核里最快到期的一单",
                "May do everything there. Begin with what is due first in Pending review",
            ),
            Person::Agent => ("审核申请，答复用户", "Reviews applications, asks consumers"),
            Person::Receiver => (
                "签收寄回的商品，登记异常",
                "Signs for returned goods, reports exceptions",
            ),
            Person::Inspector => (
                "检测商品，填写结论",
                "Inspects goods and states the conclusion",
            ),
            Person::Technician => ("报价，维修，填写结果", "Quotes and carries out repairs"),
            Person::Finance => (
                "看退款，确认线下打款",
                "Follows refunds, confirms transfers",
            ),
            Person::MerchantB => ("看不到第一家的任何数据", "Sees nothing of the first"),
            Person::Store => (
                "到店退换（有品线下店、小米之家）",
                "Handles returns over the counter",
            ),
            Person::Operator => (
                "有品京东店的服务单，超级取消",
                "Handles what the platform sold, may super cancel",
            ),
            Person::ReturnCentre => ("目前没有待办事项", "Has nothing to do yet"),
            Person::Consumer => (
                "在“我的订单”里申请售后，看进度",
                "Applies for a service in My orders, and follows it",
            ),
            Person::ConsumerB => ("只看得到自己的订单", "Sees their own orders alone"),
        })
    }

    /// Says the password of everybody.
    pub fn password(&self, password: &str) -> String {
        say!(
            self,
            "演示账号的密码都是 {password}" | "Everybody's password in the demo is {password}"
        )
    }
}
