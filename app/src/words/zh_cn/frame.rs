//! The frame in Chinese.

use crate::{
    request::shortcut::Shortcut,
    words::frame::{FrameWords, KeyWords, PaletteWords},
};

pub(in crate::words) const FRAME: FrameWords = FrameWords {
    navigation: "主导航",
    service_orders: "服务单",
    sign_out: "退出登录",
    signed_in_as: "当前账号",
    keys: KeyWords {
        title: "键盘快捷键",
        then: "再按",
        deed,
    },
    palette: PaletteWords {
        title: "搜索与操作",
        hint: "单号、商品、手机号后四位，或页面与操作",
        here: "本页操作",
        everywhere: "页面与设置",
        orders: "服务单",
        nothing: "没有找到",
        nothing_next: "试试单号、商品名称中的两个字，或手机号后四位。",
        searching: "查找中…",
    },
};

const fn deed(deed: Shortcut) -> &'static str {
    match deed {
        Shortcut::Palette => "搜索服务单、页面与操作",
        Shortcut::Search => "在列表中搜索",
        Shortcut::NextRow => "下一行",
        Shortcut::PreviousRow => "上一行",
        Shortcut::Select => "选中或取消这一行",
        Shortcut::Open => "打开这一行",
        Shortcut::Form => "打开处理表单",
        Shortcut::Submit => "提交表单",
        Shortcut::NextOrder => "下一单",
        Shortcut::PreviousOrder => "上一单",
        Shortcut::ServiceOrders => "去服务单列表",
        Shortcut::Close => "关闭弹窗，离开输入框",
        Shortcut::Help => "查看全部快捷键",
    }
}
