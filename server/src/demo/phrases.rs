//! What the people of the demo marketplace write.

use aftercare_domain::service_order::reason::{AbnormalReason, ApplyReason, RejectReason};

/// Why goods are returned that nothing is wrong with.
const NO_REASON: &[&str] = &[
    "买回来发现尺寸和家里不太合适，没有使用过，包装都在。",
    "家人已经买了一个，重复了，没拆封，想退掉。",
    "颜色和想象的不一样，试了一下没有别的问题，七天内申请退货。",
    "用不上了，东西是好的，配件都齐全，麻烦退一下。",
];

const DAMAGED: &[&str] = &[
    "快递外箱压扁了，打开看边角已经磕坏，有照片。",
    "收到的时候外壳裂了一条缝，快递员说是运输中摔的。",
    "签收以后拆开发现里面的泡沫都碎了，机器侧面凹进去一块。",
];

const WRONG: &[&str] = &[
    "下单的是白色，发过来的是黑色，型号也对不上。",
    "发错货了，收到的不是我买的那一款，包装上的型号写得很清楚。",
];

const MISSING: &[&str] = &[
    "少了一个配件，装箱单上有，盒子里没有，找遍了都没看到。",
    "说明书和电源线都没有，盒子应该是被拆过的。",
    "买的是套装，只收到了主机，赠品和备用件没有发。",
];

const NOT_AS_DESCRIBED: &[&str] = &[
    "页面写的功率和实物标签不一样，差了一半，和描述不符。",
    "宣传图上是金属的，收到是塑料的，手感差很多。",
    "详情页说支持手机控制，实际上这个版本没有这个功能。",
];

const OTHER: &[&str] = &[
    "和客服沟通过了，客服让我在这里提交申请，麻烦尽快处理。",
    "使用体验不好，具体情况已经在电话里说明了。",
];

/// What a consumer writes about goods that have not come yet.
pub(super) const ON_ITS_WAY: &[&str] = &[
    "还在路上就发现别家更便宜，收到后不拆封直接寄回，申请退货退款。",
    "家里人已经买了同款，物流还没到，先申请退货，签收后原样寄回。",
    "下单时选错了颜色，已经发货改不了，到货后不拆封退回。",
];

/// What a consumer writes for a reason; none where it depends on the goods.
pub(super) const fn descriptions(reason: ApplyReason) -> Option<&'static [&'static str]> {
    match reason {
        ApplyReason::QualityDefect | ApplyReason::Malfunction => None,
        ApplyReason::DamagedInTransit => Some(DAMAGED),
        ApplyReason::WrongGoods => Some(WRONG),
        ApplyReason::MissingParts => Some(MISSING),
        ApplyReason::NotAsDescribed => Some(NOT_AS_DESCRIBED),
        ApplyReason::NoReason => Some(NO_REASON),
        ApplyReason::Other => Some(OTHER),
    }
}

/// What reviewers ask, with what consumers answer.
pub(super) const QUESTIONS: &[(&str, &str)] = &[
    (
        "您好，麻烦补充一下机身铭牌和故障现象的说明，方便我们判断，谢谢。",
        "铭牌上的型号和订单一致，故障是一开机就出现的，重启没有用。",
    ),
    (
        "请问外包装和配件是否齐全？快递外箱是否还保留？",
        "外箱和配件都在，没有扔，可以一起寄回。",
    ),
    (
        "请问是首次使用就出现问题，还是使用一段时间之后？",
        "第一次用就这样，之前没有摔过，也没有进水。",
    ),
    (
        "为了给您安排合适的方案，请问您更希望换新还是退款？",
        "如果能尽快换一个新的最好，不行的话就退款。",
    ),
];

/// Why reviewers reject, in words.
pub(super) const fn rejection(reason: RejectReason) -> &'static str {
    match reason {
        RejectReason::OutOfWindow => "您的商品已超过售后期限，很抱歉无法受理，可申请付费维修。",
        RejectReason::MisuseDamage => {
            "经核实，商品有明显的进水和磕碰痕迹，属于人为损坏，不在保修范围。"
        }
        RejectReason::InsufficientEvidence => {
            "未能提供可以说明问题的材料，暂时无法受理，补充后可重新申请。"
        }
        RejectReason::NotCovered => "该商品为特价清仓商品，页面已注明不支持此项服务。",
        RejectReason::SettledWithConsumer => {
            "已与您电话沟通，商品可以正常使用，按约定关闭本次申请。"
        }
        RejectReason::Other => "您申请的商品与订单不一致，请核对后重新提交。",
    }
}

/// What receivers remark about abnormal goods.
pub(super) const fn abnormality(reason: AbnormalReason) -> &'static str {
    match reason {
        AbnormalReason::NotReceived => "物流显示已签收，仓库核对三遍没有收到此包裹。",
        AbnormalReason::WrongQuantity => "申请两件，箱内只有一件，已拍照称重。",
        AbnormalReason::WrongGoods => "箱内商品型号与订单不一致，序列号查询不到。",
        AbnormalReason::DamagedInTransit => "外箱破损严重，机身有新的裂痕，快递已签异常。",
        AbnormalReason::Incomplete => "缺少电源线和说明书，原包装缺失。",
        AbnormalReason::UsedOrNotIntact => "有明显使用痕迹，滤网有大量灰尘，影响二次销售。",
        AbnormalReason::Counterfeit => "防伪标签不符，机身铭牌字体与正品不一致，疑似假货。",
        AbnormalReason::Other => "包裹内没有任何服务单信息，无法确认用户。",
    }
}

/// Why an exception is held, conceded by the consumer, or by the merchant.
pub(super) const HOLDS: &[&str] = &[
    "已联系用户，用户出差，约定回来后确认寄件信息。",
    "用户未上传快递单，暂时无法确认身份，先暂存待复核。",
    "等待快递公司出具破损证明，再做处理。",
];
pub(super) const CONSUMER_CONCEDES: &[&str] = &[
    "与用户沟通，用户同意按原样寄回。",
    "用户认可商品已使用，放弃退货，原件寄回。",
];
pub(super) const MERCHANT_CONCEDES: &[&str] = &[
    "差异不大，商家承担，继续质检。",
    "确认是运输造成，不追究用户，转质检。",
];

/// What receivers remark when they sign for goods.
pub(super) const RECEIPTS: &[&str] = &[
    "外箱完好，件数相符。",
    "外箱轻微压痕，内件完好。",
    "包装齐全，已入待检区。",
];

/// What inspectors write when they find nothing.
pub(super) const NO_FAULT: &[&str] = &[
    "通电测试两小时，各项功能正常，未复现用户描述的问题。",
    "外观、配件、功能均正常，不影响二次销售。",
];
/// What they write when the consumer is to blame.
pub(super) const CONSUMER_FAULT: &[&str] = &[
    "拆机发现主板有水渍和氧化，属于进水。",
    "外壳受力开裂，断口有撞击痕迹，人为跌落造成。",
];
/// What they write when the goods are.
pub(super) const PRODUCT_FAULT: &[&str] = &[
    "故障复现，更换对应部件后恢复正常，属于产品质量问题。",
    "测试确认故障与用户描述一致，判定为产品质量问题。",
];
/// What they write when the carrier is.
pub(super) const CARRIER_FAULT: &[&str] = &["外箱与机身破损位置一致，判定为运输损坏。"];

/// Why goods are refused, by what was found.
pub(super) const REFUSED: &[&str] = &[
    "经检测商品功能正常，无质量问题，按原样退回。",
    "检测为人为损坏，不符合退换条件，原件退回，请谅解。",
];
/// Why part of the money is refunded.
pub(super) const PARTIAL: &[&str] = &[
    "商品有使用痕迹，与用户协商扣除折旧后退款。",
    "缺少赠品，扣除赠品金额后退款。",
];
/// Why money is paid and no goods come.
pub(super) const COMPENSATION: &[&str] = &[
    "外观轻微瑕疵不影响使用，用户同意补偿，商品留用。",
    "配件价值较低，直接赔付，不再寄回。",
    "物流延误造成不便，补偿用户。",
];
/// What else handlers remark.
pub(super) const HANDLING_REMARKS: &[&str] = &[
    "已电话告知用户处理结果。",
    "按质检结论处理。",
    "用户着急，请优先安排。",
];
/// Why something goes back to handling.
pub(super) const BACK_TO_HANDLING: &[&str] = &[
    "仓库无此型号库存，请改其他处理方式。",
    "用户改变主意，希望退款，请重新处理。",
];

/// What technicians write when a part was replaced.
pub(super) const PARTS_REPLACED: &[&str] = &[
    "更换故障部件，整机清洁，老化测试四小时无异常。",
    "更换部件并升级固件，按出厂标准复检合格。",
];
/// What they write when nothing was.
pub(super) const ADJUSTED: &[&str] = &[
    "清洁传感器并重新校准，测试正常，未更换部件。",
    "紧固连接件，保养润滑，功能恢复。",
];

/// Why consumers cancel.
pub(super) const CANCELLED: &[&str] = &[
    "问题自己解决了，不需要售后了，谢谢。",
    "想再用一段时间看看。",
    "申请错了，重新提交。",
];
/// Why they decline a quote.
pub(super) const QUOTE_DECLINED: &[&str] =
    &["维修费用太高，不修了，请寄回。", "考虑换新，不维修了。"];
/// Why the operator ends an order.
pub(super) const SUPER_CANCELLED: &[&str] = &[
    "用户重复提交，平台核实后取消。",
    "商家与用户线下达成一致，平台代为取消。",
    "订单存在异常，风控要求取消。",
];
/// Why a deadline is extended.
pub(super) const EXTENDED: &[&str] = &[
    "需要供应商确认，申请延期。",
    "配件在途，预计后天到货。",
    "用户要求改约时间。",
];

/// What content consumers say, and what the others do.
pub(super) const PRAISE: &[&str] = &[
    "处理很快，客服态度也好。",
    "上门取件很方便，三天就退款了。",
    "修好了，和新的一样，满意。",
    "换新很顺利，点赞。",
];
pub(super) const COMPLAINTS: &[&str] = &[
    "等了太久，催了好几次才处理。",
    "来回折腾，邮费还要自己垫。",
    "不认可检测结果，体验很差。",
];
pub(super) const GOOD_TAGS: &[&str] = &["处理快", "态度好", "专业", "沟通顺畅"];
pub(super) const BAD_TAGS: &[&str] = &["处理慢", "态度差", "多次沟通"];
