//! The page to which a consumer's link leads, in Chinese.

use crate::words::entrance::EntranceWords;

pub(in crate::words) const ENTRANCE: EntranceWords = EntranceWords {
    title: "售后服务",
    to_order: |name, order| format!("您将以{name}的身份查看并办理订单 {order} 的售后。"),
    to_all: |name| format!("您将以{name}的身份查看并办理名下全部订单的售后。"),
    ends_session: |name| format!("当前浏览器已登录{name}的账号，继续后该账号将退出登录。"),
    once: "链接仅能使用一次。如果这不是您本人，请关闭此页面。",
    submit: |name| format!("以{name}的身份继续"),
    closed: "链接已失效",
    closed_next: "链接 15 分钟内有效，且仅能使用一次。请回到订单页面，重新点击“申请售后”获取新链接。",
};
