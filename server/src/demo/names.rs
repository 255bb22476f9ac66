//! Names and phones of the people of the demo marketplace.

use aftercare_domain::values::phone::Phone;

use super::{dice::Dice, error::DemoError};

const SURNAMES: [&str; 48] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "林", "罗", "高", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾",
    "肖", "田", "董", "袁", "潘", "蒋", "蔡", "余", "杜", "叶", "程", "苏", "魏", "吕", "丁",
    "欧阳",
];

const GIVEN_NAMES: [&str; 80] = [
    "伟", "芳", "娜", "敏", "静", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明", "超", "霞", "平",
    "刚", "桂英", "建华", "志强", "秀兰", "玉梅", "海燕", "文博", "雨桐", "子涵", "浩然", "欣怡",
    "梓萱", "宇轩", "诗雨", "思远", "嘉怡", "俊杰", "佳琪", "晓彤", "雪梅", "建国", "国庆", "春燕",
    "丽华", "永强", "红梅", "立新", "志远", "婷婷", "晨曦", "一鸣", "可欣", "天宇", "若曦", "明轩",
    "梦洁", "书瑶", "家豪", "振宇", "淑珍", "凤英", "少华", "瑞雪", "凯", "鹏", "飞", "倩", "丹",
    "萍", "莉", "斌", "辉", "健", "睿", "琳", "楠", "蕾", "昊", "悦", "颖", "航", "妍", "川",
];

const MOBILE_PREFIXES: [&str; 20] = [
    "133", "135", "136", "137", "138", "139", "150", "151", "152", "158", "159", "166", "173",
    "177", "178", "182", "186", "187", "188", "199",
];

/// A person's name.
pub(super) fn name(dice: &mut Dice) -> Result<String, DemoError> {
    let surname = dice.pick(&SURNAMES)?;
    let given = dice.pick(&GIVEN_NAMES)?;
    Ok(format!("{surname}{given}"))
}

/// A mobile phone's number.
pub(super) fn mobile(dice: &mut Dice) -> Result<Phone, DemoError> {
    let prefix = dice.pick(&MOBILE_PREFIXES)?;
    let rest = dice.within(0, 99_999_999);
    Ok(Phone::parse(&format!("{prefix}{rest:08}"))?)
}
