//! What is sold in the demo marketplace.

/// A kind of goods: what it is called, costs, and what breaks about it.
#[derive(Debug)]
pub(super) struct GoodsKind {
    /// The category's code.
    pub(super) category: &'static str,
    /// What it is called, with the models that follow the brand.
    pub(super) models: &'static [&'static str],
    /// The variants of a model.
    pub(super) variants: &'static [&'static str],
    /// The least and the greatest price in yuan.
    pub(super) yuan: (i64, i64),
    /// The letters that its serial numbers begin with; none where the goods have no serial number.
    pub(super) serial: Option<&'static str>,
    /// What consumers write when it does not work.
    pub(super) faults: &'static [&'static str],
    /// Parts that are replaced or sent, with what one costs in yuan.
    pub(super) parts: &'static [(&'static str, i64)],
}

/// Every kind of goods.
pub(super) const KINDS: [GoodsKind; 18] = [
    GoodsKind {
        category: "air_purifier",
        models: &["空气净化器 S2", "空气净化器 Pro", "桌面空气净化器"],
        variants: &["白色", "云灰"],
        yuan: (499, 1899),
        serial: Some("AP"),
        faults: &[
            "开机十几分钟后风扇有明显的哒哒声，换到低档也一样，晚上根本没法睡。",
            "PM2.5 数值一直显示 999，开窗换气、重启都没有变化，怀疑传感器坏了。",
            "按电源键没有反应，插头换了三个插座都不行。",
            "滤芯已经换新，还是一直提示更换滤芯，复位键按了没用。",
        ],
        parts: &[
            ("复合滤芯", 149),
            ("激光颗粒物传感器", 89),
            ("电源适配器", 69),
        ],
    },
    GoodsKind {
        category: "robot_vacuum",
        models: &["扫地机器人 T7", "扫拖一体机器人 X3"],
        variants: &["白色", "黑色"],
        yuan: (1299, 3699),
        serial: Some("RV"),
        faults: &[
            "激光头不转，报错“雷达被遮挡”，清理过也没有用。",
            "充电半小时就没电了，之前能扫完三个房间，现在一个都扫不完。",
            "左轮打滑，走着走着就原地转圈，回不了充电座。",
            "拖布不出水，水箱里水是满的，滤网也洗过了。",
            "连不上无线网，说明书的方法都试过，重置三次还是失败。",
        ],
        parts: &[
            ("主刷组件", 79),
            ("激光测距模组", 359),
            ("锂电池组", 269),
            ("左驱动轮", 129),
        ],
    },
    GoodsKind {
        category: "rice_cooker",
        models: &["电饭煲 3L", "IH 电饭煲 4L", "电压力锅 5L"],
        variants: &["米白", "石墨灰"],
        yuan: (199, 899),
        serial: Some("RC"),
        faults: &[
            "煮饭底部焦糊，上面夹生，换了好几种米都一样。",
            "面板按键失灵，开始键要按十几次才有反应。",
            "内胆涂层起泡脱落，才用了两个月，不敢再用了。",
            "通电后显示 E3，放一晚上还是这样，不能煮饭。",
        ],
        parts: &[("内胆", 119), ("控制面板", 99), ("密封圈", 19)],
    },
    GoodsKind {
        category: "desk_lamp",
        models: &["护眼台灯 1S", "折叠台灯"],
        variants: &["暖白", "浅绿"],
        yuan: (89, 369),
        serial: Some("DL"),
        faults: &[
            "灯光一直频闪，看书眼睛特别累，手机拍视频看得很清楚。",
            "灯臂转轴松了，立不住，自己慢慢往下掉。",
            "触摸开关没有反应，只能拔插头关灯。",
        ],
        parts: &[("灯臂转轴", 29), ("驱动电源", 39)],
    },
    GoodsKind {
        category: "hair_dryer",
        models: &["负离子吹风机", "高速吹风机 H5"],
        variants: &["珍珠白", "樱粉", "曜石黑"],
        yuan: (129, 699),
        serial: Some("HD"),
        faults: &[
            "吹两分钟就自己停了，要凉很久才能再开。",
            "有一股很重的焦糊味，出风口还能看到火花，不敢用了。",
            "只有冷风没有热风，三个档位都一样。",
        ],
        parts: &[("发热组件", 59), ("扁嘴风嘴", 15)],
    },
    GoodsKind {
        category: "mattress",
        models: &["乳胶弹簧床垫 1.8 米", "记忆棉床垫 1.5 米"],
        variants: &["软硬适中", "偏硬"],
        yuan: (899, 2999),
        serial: None,
        faults: &[
            "睡了不到三个月中间塌下去一块，翻面也不行，腰疼。",
            "拆开通风一周了味道还是很大，孩子闻了头晕。",
            "侧面的缝线开了二十多厘米，里面的棉都露出来了。",
        ],
        parts: &[("床垫外套", 199)],
    },
    GoodsKind {
        category: "suitcase",
        models: &["拉杆箱 20 寸", "铝框旅行箱 24 寸", "拉杆箱 26 寸"],
        variants: &["深空灰", "雾蓝", "奶油白"],
        yuan: (199, 799),
        serial: None,
        faults: &[
            "第一次托运回来箱角就裂了一道口子，质量太差了。",
            "拉杆收不回去，卡在一半，怎么按都不动。",
            "一个轮子转不动，拖起来又响又歪。",
            "密码锁打不开了，密码没有改过，一直是原来的。",
        ],
        parts: &[("万向轮", 25), ("拉杆总成", 68), ("密码锁", 45)],
    },
    GoodsKind {
        category: "headphones",
        models: &["真无线降噪耳机 Air", "头戴式蓝牙耳机"],
        variants: &["白色", "黑色"],
        yuan: (149, 899),
        serial: Some("HP"),
        faults: &[
            "左耳没有声音，重新配对、恢复出厂都试过了。",
            "充电盒充不进电，灯也不亮，换了线和充电头都一样。",
            "通话的时候对方说有很大的电流声，完全听不清。",
            "降噪一开就啸叫，戴着耳朵疼。",
        ],
        parts: &[("左耳耳机", 129), ("充电盒", 99), ("耳塞套装", 19)],
    },
    GoodsKind {
        category: "electric_kettle",
        models: &["恒温电水壶", "电水壶 1.5L"],
        variants: &["白色"],
        yuan: (79, 299),
        serial: Some("EK"),
        faults: &[
            "水烧开了不会自动断电，一直滚，有安全隐患。",
            "壶底漏水，每次烧完底座上一摊水。",
            "恒温不准，设 45 度，量出来快 70 度，冲奶粉没法用。",
        ],
        parts: &[("温控底座", 49), ("壶盖", 19)],
    },
    GoodsKind {
        category: "humidifier",
        models: &["无雾加湿器", "香薰加湿器"],
        variants: &["白色", "浅木色"],
        yuan: (99, 499),
        serial: Some("HM"),
        faults: &[
            "不出雾了，水箱加满、雾化片也擦过，还是没有反应。",
            "水箱接口漏水，把桌子都泡了。",
            "噪音特别大，像水泵在响，放卧室没法睡觉。",
        ],
        parts: &[("雾化片", 25), ("蒸发滤网", 39)],
    },
    GoodsKind {
        category: "massage_gun",
        models: &["筋膜枪 mini", "颈椎按摩仪"],
        variants: &["灰色", "薄荷绿"],
        yuan: (169, 599),
        serial: Some("MG"),
        faults: &[
            "用了一周就震不动了，充满电也只是嗡嗡响。",
            "充电口松了，要用手扶着才能充上。",
            "开机五分钟外壳烫手，闻到塑料味。",
        ],
        parts: &[("按摩头套装", 39), ("电池", 69)],
    },
    GoodsKind {
        category: "electric_toothbrush",
        models: &["声波电动牙刷 P1", "儿童电动牙刷"],
        variants: &["白色", "粉色", "藏青"],
        yuan: (79, 329),
        serial: Some("ET"),
        faults: &[
            "进水了，按开关灯会闪但是不震。",
            "震动时强时弱，刷到一半自己停。",
            "充满电只能用两天，说明写的是三十天。",
        ],
        parts: &[("刷头两支装", 29), ("充电底座", 35)],
    },
    GoodsKind {
        category: "coffee_machine",
        models: &["意式半自动咖啡机", "胶囊咖啡机"],
        variants: &["银色", "奶白"],
        yuan: (499, 1999),
        serial: Some("CM"),
        faults: &[
            "水泵有声音但不出水，除垢做过两遍了。",
            "蒸汽棒一直滴水，关掉还滴，接水盘一会儿就满。",
            "压力表不动，萃出来的咖啡像水一样。",
        ],
        parts: &[("水泵", 129), ("冲煮头密封圈", 15), ("蒸汽阀", 79)],
    },
    GoodsKind {
        category: "office_chair",
        models: &["人体工学椅 C2", "电脑椅"],
        variants: &["黑色", "灰色"],
        yuan: (399, 1599),
        serial: None,
        faults: &[
            "坐着坐着自己往下沉，气杆应该是漏气了。",
            "靠背锁不住，一靠就往后倒，差点摔倒。",
            "右边扶手装不上，螺丝孔对不齐。",
        ],
        parts: &[("气压棒", 89), ("扶手", 75), ("脚轮一套", 49)],
    },
    GoodsKind {
        category: "fan",
        models: &["直流变频落地扇", "循环扇"],
        variants: &["白色"],
        yuan: (169, 599),
        serial: Some("FN"),
        faults: &[
            "摇头的时候咔咔响，不摇头就没有声音。",
            "遥控器没有反应，换了新电池也不行。",
            "开最低档也有很大的电机声，和刚买的时候完全不一样。",
        ],
        parts: &[("遥控器", 25), ("摇头电机", 45), ("扇叶", 35)],
    },
    GoodsKind {
        category: "smart_speaker",
        models: &["智能音箱", "带屏智能音箱 8 寸"],
        variants: &["白色", "深灰"],
        yuan: (149, 699),
        serial: Some("SS"),
        faults: &[
            "叫不醒，贴着喊也没有反应，麦克风开关是开着的。",
            "放歌有破音，音量开到一半就滋滋响。",
            "屏幕有一条竖线，从开箱就有。",
        ],
        parts: &[("电源适配器", 39), ("麦克风板", 59)],
    },
    GoodsKind {
        category: "backpack",
        models: &["商务双肩包", "通勤背包 15.6 寸"],
        variants: &["黑色", "藏青"],
        yuan: (99, 369),
        serial: None,
        faults: &[
            "拉链用了不到一个月就爆开了，合不上。",
            "肩带缝线脱了，背着电脑差点掉下来。",
            "防水层掉渣，沾得电脑上全是黑屑。",
        ],
        parts: &[("拉链头", 9), ("肩带", 29)],
    },
    GoodsKind {
        category: "kitchen_scale",
        models: &["厨房电子秤", "体脂秤"],
        variants: &["白色"],
        yuan: (49, 199),
        serial: Some("KS"),
        faults: &[
            "称同一样东西三次三个数，差了快一百克。",
            "屏幕不亮，电池换过两次了。",
            "连不上手机，蓝牙一直搜索不到。",
        ],
        parts: &[("显示屏", 29), ("电池盖", 5)],
    },
];
