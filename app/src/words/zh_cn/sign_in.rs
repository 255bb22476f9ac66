//! The sign-in page and the demo marketplace in Chinese.

use crate::{
    demo::{Group, Person},
    words::{demo::DemoWords, sign_in::SignInWords},
};

pub(in crate::words) const SIGN_IN: SignInWords = SignInWords {
    title: "登录",
    username: "用户名",
    username_missing: "请填写用户名",
    password: "密码",
    password_missing: "请填写密码",
    show_password: "显示密码",
    submit: "登录",
    consumers: "消费者请从订单页面的“申请售后”进入。",
};

pub(in crate::words) const DEMO: DemoWords = DemoWords {
    title: "演示商城",
    hint: "选一个人，点一下就登录。数据都是虚构的，可以随意操作。",
    with_password: "用密码登录",
    password: |password| format!("演示账号的密码都是 {password}"),
    group,
    who,
    api: "接口文档",
};

const fn group(group: Group) -> &'static str {
    match group {
        Group::Merchant => "一家商家的各个岗位",
        Group::OtherSides => "其他商家、门店和平台",
        Group::Consumers => "消费者（手机页面）",
    }
}

const fn who(person: Person) -> (&'static str, &'static str) {
    match person {
        Person::Merchant => ("店主", "能做本店的一切，先处理待审核里最快到期的一单"),
        Person::Agent => ("客服", "审核申请，答复用户"),
        Person::Receiver => ("仓管", "签收寄回的商品，登记异常"),
        Person::Inspector => ("质检", "检测商品，填写结论"),
        Person::Technician => ("维修", "报价，维修，填写结果"),
        Person::Finance => ("财务", "看退款，确认线下打款"),
        Person::MerchantB => ("另一家店的店主", "看不到第一家的任何数据"),
        Person::Store => ("门店店员", "到店退换（有品线下店、小米之家）"),
        Person::Operator => ("平台运营", "有品京东店的服务单，超级取消"),
        Person::ReturnCentre => ("退货中心", "目前没有待办事项"),
        Person::Consumer => ("消费者", "在“我的订单”里申请售后，看进度"),
        Person::ConsumerB => ("另一位消费者", "只看得到自己的订单"),
    }
}
