//! Addresses: which places have districts (case 15).

use aftercare_domain::{
    form::{FieldError, Record, Violation},
    values::address::Consignee,
};
use serde_json::{Value, json};

fn address(province: &str, city: &str, district: Option<&str>) -> Value {
    json!({
        "name": "李雷", "phone": "13800138000", "province": province, "city": city, "district": district,
        "street": "东城中路 1 号",
    })
}

// case 15
#[test]
fn a_city_without_districts_needs_none() {
    for (province, city) in [
        ("广东省", "东莞市"),
        ("广东", "东莞"),
        ("广东省", "中山市"),
        ("海南省", "儋州市"),
        ("海南", "儋州"),
        ("甘肃省", "嘉峪关市"),
        ("河南省", "济源市"),
        ("湖北省", "神农架林区"),
        ("湖北省", "仙桃"),
        ("海南省", "白沙黎族自治县"),
        ("海南省", "白沙县"),
        ("新疆维吾尔自治区", "石河子市"),
        ("香港特别行政区", "九龙"),
        ("台湾", "台北市"),
        ("新疆", "石河子"),
        ("湖北", "神农架"),
        ("海南", "保亭县"),
        ("香港", "九龙"),
    ] {
        for body in [
            address(province, city, None),
            address(province, city, Some("")),
            address(province, city, Some("南城街道")),
        ] {
            let read = Consignee::parse(&body);
            assert!(read.is_ok(), "{city}: {read:?}");
        }
    }
}

// case 15
#[test]
fn any_other_city_needs_its_district() {
    for (province, city) in [
        ("广东省", "广州市"),
        ("北京市", "北京市"),
        ("海南省", "三沙市"),
        ("湖北省", "武汉"),
        ("广东省", "市"),
        ("广东省", "东"),
        ("江苏省", "东台市"),
        // What only begins like the name of such a place.
        ("新疆维吾尔自治区", "石河"),
        ("新疆维吾尔自治区", "可克市"),
        ("海南省", "昌江黎族"),
        ("海南省", "五指"),
        ("广东省", "东莞县"),
        ("香港特别", "九龙"),
        // Places of another province that are called so.
        ("四川省", "东方市"),
        ("广东省", "儋州市"),
        ("湖南省", "中山市"),
        ("广东省", "香港特别行政区"),
    ] {
        for district in [None, Some(""), Some("  ")] {
            assert_eq!(
                Consignee::parse(&address(province, city, district)),
                Err(vec![Violation::new("district", FieldError::Required {})]),
                "{city}"
            );
        }
    }
}

// case 15
#[test]
fn an_address_is_read_as_it_was_stored_with_a_district_or_without() {
    for district in [json!("海淀区"), Value::Null] {
        let mut stored = address("北京市", "北京市", None);
        stored["district"] = district;
        let read: Consignee = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), stored);
    }
}
