//! Where the people of the demo marketplace live and keep goods: real divisions and roads, invented houses.

use aftercare_domain::values::{
    address::Consignee,
    personal::{PersonName, Street},
    phone::Phone,
    text::ShortText,
};

use super::{dice::Dice, error::DemoError};

/// A district and some of its roads.
#[derive(Debug)]
struct District {
    province: &'static str,
    city: &'static str,
    name: &'static str,
    roads: &'static [&'static str],
}

const fn place(
    province: &'static str,
    city: &'static str,
    name: &'static str,
    roads: &'static [&'static str],
) -> District {
    District {
        province,
        city,
        name,
        roads,
    }
}

const PLACES: [District; 60] = [
    place(
        "北京市",
        "北京市",
        "朝阳区",
        &["建国路", "望京街", "朝阳北路", "广顺北大街"],
    ),
    place(
        "北京市",
        "北京市",
        "海淀区",
        &["中关村大街", "学院路", "清河中街", "西三旗东路"],
    ),
    place("北京市", "北京市", "丰台区", &["南三环西路", "丰台北路"]),
    place("北京市", "北京市", "通州区", &["新华西街", "九棵树东路"]),
    place(
        "上海市",
        "上海市",
        "浦东新区",
        &["张杨路", "世纪大道", "杨高中路", "锦绣路"],
    ),
    place(
        "上海市",
        "上海市",
        "徐汇区",
        &["漕溪北路", "肇嘉浜路", "龙吴路"],
    ),
    place(
        "上海市",
        "上海市",
        "闵行区",
        &["七莘路", "沪闵路", "莘松路"],
    ),
    place("上海市", "上海市", "杨浦区", &["四平路", "控江路"]),
    place("天津市", "天津市", "河西区", &["友谊路", "围堤道"]),
    place("天津市", "天津市", "南开区", &["卫津路", "白堤路"]),
    place("重庆市", "重庆市", "渝北区", &["红锦大道", "新溉大道"]),
    place("重庆市", "重庆市", "江北区", &["建新北路", "红石路"]),
    place(
        "广东省",
        "广州市",
        "天河区",
        &["体育东路", "天河北路", "中山大道西"],
    ),
    place("广东省", "广州市", "番禺区", &["番禺大道北", "市桥北路"]),
    place("广东省", "广州市", "海珠区", &["新港中路", "江南大道中"]),
    place(
        "广东省",
        "深圳市",
        "南山区",
        &["科苑路", "南海大道", "后海大道"],
    ),
    place("广东省", "深圳市", "宝安区", &["宝安大道", "前进一路"]),
    place("广东省", "深圳市", "龙岗区", &["龙岗大道", "龙翔大道"]),
    place("广东省", "佛山市", "顺德区", &["南国中路", "东乐路"]),
    place("广东省", "佛山市", "南海区", &["南海大道北", "桂澜路"]),
    place("浙江省", "杭州市", "余杭区", &["文一西路", "高教路"]),
    place(
        "浙江省",
        "杭州市",
        "西湖区",
        &["文三路", "天目山路", "古墩路"],
    ),
    place("浙江省", "杭州市", "滨江区", &["江南大道", "滨盛路"]),
    place("浙江省", "宁波市", "鄞州区", &["天童南路", "百丈东路"]),
    place("浙江省", "宁波市", "海曙区", &["中山西路", "柳汀街"]),
    place("浙江省", "温州市", "鹿城区", &["车站大道", "锦绣路"]),
    place("浙江省", "金华市", "义乌市", &["稠州北路", "城中中路"]),
    place("江苏省", "南京市", "鼓楼区", &["中山北路", "汉口西路"]),
    place("江苏省", "南京市", "江宁区", &["双龙大道", "天元中路"]),
    place("江苏省", "苏州市", "吴中区", &["宝带东路", "东吴北路"]),
    place("江苏省", "苏州市", "昆山市", &["前进中路", "长江中路"]),
    place("江苏省", "无锡市", "梁溪区", &["人民中路", "解放东路"]),
    place("山东省", "济南市", "历下区", &["经十路", "文化东路"]),
    place("山东省", "青岛市", "市南区", &["香港中路", "南京路"]),
    place("山东省", "青岛市", "崂山区", &["香港东路", "深圳路"]),
    place("四川省", "成都市", "武侯区", &["武侯大道", "人民南路四段"]),
    place("四川省", "成都市", "锦江区", &["东大街", "静居寺路"]),
    place("四川省", "成都市", "成华区", &["建设路", "双林路"]),
    place("湖北省", "武汉市", "洪山区", &["珞喻路", "雄楚大道"]),
    place("湖北省", "武汉市", "江汉区", &["解放大道", "青年路"]),
    place("湖南省", "长沙市", "岳麓区", &["麓山南路", "枫林一路"]),
    place("湖南省", "长沙市", "雨花区", &["韶山中路", "劳动东路"]),
    place("河南省", "郑州市", "金水区", &["花园路", "农业路"]),
    place("河南省", "郑州市", "中原区", &["建设西路", "桐柏路"]),
    place("陕西省", "西安市", "雁塔区", &["小寨东路", "长安南路"]),
    place("陕西省", "西安市", "碑林区", &["友谊东路", "南二环东段"]),
    place("福建省", "福州市", "鼓楼区", &["五四路", "古田路"]),
    place("福建省", "厦门市", "思明区", &["湖滨南路", "莲前西路"]),
    place("安徽省", "合肥市", "蜀山区", &["黄山路", "长江西路"]),
    place("安徽省", "合肥市", "包河区", &["徽州大道", "马鞍山路"]),
    place("辽宁省", "沈阳市", "和平区", &["南京北街", "三好街"]),
    place("辽宁省", "大连市", "沙河口区", &["中山路", "西安路"]),
    place("黑龙江省", "哈尔滨市", "南岗区", &["学府路", "中山路"]),
    place("吉林省", "长春市", "朝阳区", &["人民大街", "红旗街"]),
    place("河北省", "石家庄市", "长安区", &["中山东路", "建设北大街"]),
    place(
        "江西省",
        "南昌市",
        "红谷滩区",
        &["红谷中大道", "丰和中大道"],
    ),
    place("云南省", "昆明市", "五华区", &["东风西路", "学府路"]),
    place(
        "广西壮族自治区",
        "南宁市",
        "青秀区",
        &["民族大道", "古城路"],
    ),
    place("贵州省", "贵阳市", "观山湖区", &["长岭北路", "金阳北路"]),
    place(
        "新疆维吾尔自治区",
        "乌鲁木齐市",
        "天山区",
        &["新华北路", "解放南路"],
    ),
];

const ESTATES: [&str; 14] = [
    "翠湖雅苑",
    "阳光花园",
    "金桂家园",
    "锦绣名邸",
    "东方雅居",
    "和顺里",
    "春晓花园",
    "书香园",
    "滨河嘉园",
    "桃源小区",
    "兰亭公寓",
    "星语花园",
    "枫林苑",
    "幸福里小区",
];

const WAREHOUSES: [&str; 4] = ["物流园", "仓储中心", "电商产业园", "科技工业园"];

/// Somebody's home.
pub(super) fn home(dice: &mut Dice, name: &str, phone: Phone) -> Result<Consignee, DemoError> {
    let place = dice.pick(&PLACES)?;
    let road = dice.pick(place.roads)?;
    let estate = dice.pick(&ESTATES)?;
    let (house, block) = (dice.within(1, 899), dice.within(1, 28));
    let (stair, floor, flat) = (dice.within(1, 4), dice.within(1, 26), dice.within(1, 4));
    let street = format!("{road}{house}号{estate}{block}栋{stair}单元{floor}{flat:02}室");
    consignee(place, name, phone, &street)
}

/// Where a merchant takes goods back.
pub(super) fn warehouse(dice: &mut Dice, name: &str, phone: Phone) -> Result<Consignee, DemoError> {
    let place = dice.pick(&PLACES)?;
    let road = dice.pick(place.roads)?;
    let kind = dice.pick(&WAREHOUSES)?;
    let (house, hall) = (dice.within(1, 1999), dice.within(1, 12));
    let street = format!("{road}{house}号{kind}{hall}号库售后组");
    consignee(place, name, phone, &street)
}

fn consignee(
    place: &District,
    name: &str,
    phone: Phone,
    street: &str,
) -> Result<Consignee, DemoError> {
    Ok(Consignee {
        name: PersonName::parse(name)?,
        phone,
        province: ShortText::parse(place.province)?,
        city: ShortText::parse(place.city)?,
        district: Some(ShortText::parse(place.name)?),
        street: Street::parse(street)?,
    })
}
