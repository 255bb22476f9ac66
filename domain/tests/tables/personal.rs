//! Personal data: what staff are shown of it, and that nobody can give it back so.

use aftercare_domain::{
    form::{Field, FieldError, Record},
    order::{Extensible, Invoice, Payment},
    people::party::{LoggedActor, Party},
    service_order::{Apply, Command},
    testing::{a_return, sample},
    values::{
        address::{Consignee, Contact},
        personal::{Masked, PersonName, Street},
        phone::Phone,
        prose::without_phones,
    },
};
use serde_json::json;

#[test]
fn of_a_name_the_first_character_is_shown() {
    for (name, shown) in [
        ("王小明", "王*"),
        ("李雷", "李*"),
        ("欧阳娜娜", "欧*"),
        ("John Smith", "J*"),
        ("李", "*"),
    ] {
        let masked = PersonName::parse(name).unwrap().masked();
        assert_eq!(masked.as_str(), shown);
        assert_eq!(masked.clone().masked(), masked);
    }
}

#[test]
fn of_an_address_the_district_is_shown() {
    let consignee = sample::consignee("李雷", "中关村大街27号1201室").masked();
    assert_eq!(
        serde_json::to_value(&consignee).unwrap(),
        json!({
            "name": "李*", "phone": "010****8282", "province": "北京市", "city": "北京市", "district": "海淀区",
            "street": "***",
        })
    );
    assert_eq!(consignee.clone().masked(), consignee);
}

#[test]
fn what_is_masked_is_read_as_part_of_a_state_and_never_as_input() {
    let masked = sample::consignee("李雷", "中关村大街27号1201室").masked();
    let written = serde_json::to_value(&masked).unwrap();
    assert_eq!(
        serde_json::from_value::<Consignee>(written.clone()).unwrap(),
        masked
    );
    let faults = |violations: Vec<aftercare_domain::form::Violation>| -> Vec<(String, FieldError)> {
        violations
            .into_iter()
            .map(|violation| (violation.field, violation.fault))
            .collect()
    };
    let at = |path: &str| (path.to_owned(), FieldError::Masked {});
    assert_eq!(
        faults(Consignee::parse(&written).unwrap_err()),
        [at("name"), at("phone"), at("street")]
    );

    let handle = json!({"type": "handle", "method": "warranty_exchange", "consignee": written});
    assert_eq!(
        faults(Command::parse(&handle).unwrap_err()),
        [
            at("consignee.name"),
            at("consignee.phone"),
            at("consignee.street")
        ]
    );

    let mut application = serde_json::to_value(a_return().application).unwrap();
    let contact: Contact = serde_json::from_value(application["contact"].clone()).unwrap();
    application["contact"] = serde_json::to_value(contact.masked()).unwrap();
    application["return_to"]["street"] = json!("海淀区***");
    assert_eq!(
        faults(Apply::parse(&application).unwrap_err()),
        [
            at("contact.name"),
            at("contact.phone"),
            at("return_to.street")
        ]
    );
}

// case 11
#[test]
fn phones_are_masked_wherever_people_write_them() {
    let table = [
        (
            "请打 138-0013-8000 或 139 1234 5678",
            "请打 138****8000 或 139****5678",
        ),
        ("手机13800138000。", "手机138****8000。"),
        ("+86 138 0013 8000", "138****8000"),
        ("（+86）138 0013 8000", "138****8000"),
        (
            "+8613800138000 / 008613912345678",
            "138****8000 / 139****5678",
        ),
        ("１３８００１３８０００", "138****8000"),
        ("１３８－００１３－８０００", "138****8000"),
        ("1380013 8000，138.0013.8000", "138****8000，138****8000"),
        (
            "座机010-82828282，(0755) 8282 8282",
            "座机010****8282，075****8282",
        ),
        ("（0311）8282828", "031****2828"),
        (
            "+86 10 8282 8282，+86-755-82828282",
            "010****8282，075****8282",
        ),
        (
            "18400001234-5678，18400001234转5678",
            "184****1234，184****1234",
        ),
        ("打18400001234 转分机 5678 找我", "打184****1234 找我"),
        ("18400001234,5678", "184****1234"),
        ("010-58230000-926", "010****0000"),
        ("010-58230000 ext 926", "010****0000"),
        ("13800138000/13912345678", "138****8000/139****5678"),
        ("13800138000-13912345678", "138****8000-139****5678"),
        ("13800138000、13912345678", "138****8000、139****5678"),
        (
            "加wx13800138000，TEL:13800138000",
            "加wx138****8000，TEL:138****8000",
        ),
        ("tel-13800138000", "tel-138****8000"),
        (
            "QQ13800138000，dh13912345678",
            "QQ138****8000，dh139****5678",
        ),
        ("13800138000ok", "138****8000ok"),
        ("13800138000call me", "138****8000call me"),
        ("138 00 13 80 00", "138****8000"),
        ("13800138000wx同号", "138****8000wx同号"),
        ("13800138000@163.com", "138****8000@163.com"),
        ("2026-11-28 13800138000 9:00", "2026-11-28 138****8000 9:00"),
        ("13800138000，3楼", "138****8000，3楼"),
        ("13800138000，5998元", "138****8000，5998元"),
        ("13800138000,5998元", "138****8000,5998元"),
        ("13800138000-2件", "138****8000-2件"),
        ("138****8000", "138****8000"),
    ];
    for (written, shown) in table {
        assert_eq!(without_phones(written), shown, "{written}");
    }
}

// case 11
#[test]
fn phones_are_masked_after_names_of_messengers_and_where_they_were_written_together() {
    let table = [
        (
            "weixin13800138000，wx_13800138000",
            "weixin138****8000，wx_138****8000",
        ),
        (
            "WhatsApp13800138000 zfb：13912345678",
            "WhatsApp138****8000 zfb：139****5678",
        ),
        ("1380013800013912345678", "138****8000139****5678"),
        (
            "电话1380013800013912345678，谢谢",
            "电话138****8000139****5678，谢谢",
        ),
        (
            "138001380001391234567813700001111转5678",
            "138****8000139****5678137****1111",
        ),
        ("vx1380013800013912345678", "vx138****8000139****5678"),
    ];
    for (written, shown) in table {
        assert_eq!(without_phones(written), shown, "{written}");
    }
}

// case 11
#[test]
fn phones_are_masked_however_their_digits_are_set_apart() {
    for written in [
        "1 3 8 0 0 1 3 8 0 0 0",
        "1-3-8-0-0-1-3-8-0-0-0",
        "1、3、8、0、0、1、3、8、0、0、0",
        "1 3 8 0 0\n1 3 8 0 0 0",
        "+86 1 3 8 0 0 1 3 8 0 0 0",
        "1 38 00 13 80 00",
        "13 80 01 38 00 0",
        "138/0013/8000",
        "138 / 0013 / 8000",
        "138·0013·8000",
        "138・0013・8000",
        "138、0013、8000",
        "138，0013，8000",
        "138,0013,8000",
        "138|0013|8000",
        "138。0013。8000",
        "138\n0013\n8000",
        "138 0013\n8000",
        "138\r\n0013\r\n8000",
        "13800\n138000",
        "1380013\n8000",
        "138\t0013\t8000",
        "138     0013     8000",
        "138\u{200b}00138000",
        "1\u{200b}3\u{200b}8\u{200b}0\u{200b}0\u{200b}1\u{200b}3\u{200b}8\u{200b}0\u{200b}0\u{200b}0",
        "138\u{202e}0013\u{ad}8000",
        "138 \u{feff}0013\u{2060} 8000",
    ] {
        let shown = format!("请打{}，谢谢", "138****8000");
        assert_eq!(
            without_phones(&format!("请打{written}，谢谢")),
            shown,
            "{written:?}"
        );
    }
    let table = [
        ("a13800138000", "a138****8000"),
        ("A13800138000", "A138****8000"),
        ("call me at13800138000", "call me at138****8000"),
        ("139、1234、5678", "139****5678"),
        (
            "139、1234、5678、138、2345、8000",
            "139****5678、138****8000",
        ),
        ("139/1234/5678，302室", "139****5678，302室"),
        ("139\n1234\n5678\n3楼", "139****5678\n3楼"),
        ("0755/8282/8282", "075****8282"),
        ("010·8282·8282，0311、8282828", "010****8282，031****2828"),
        ("0755\n82828282", "075****8282"),
        ("1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "138****8000\u{fe0f}\u{20e3}"),
        // What is not seen elsewhere stays: it holds emoji together.
        (
            "👩\u{200d}🔧 138\u{200b}00138000 👩\u{200d}🔧",
            "👩\u{200d}🔧 138****8000 👩\u{200d}🔧",
        ),
    ];
    for (written, shown) in table {
        assert_eq!(without_phones(written), shown, "{written:?}");
        assert_eq!(without_phones(shown), shown, "{written:?}");
    }
}

// case 11
#[test]
fn what_only_looks_like_a_phone_stays() {
    for text in [
        "1、3、8",
        "1 3 8 0 0 1 3 8 0 0",
        "1 3 8 0 0 1 3 8 0 0 0 0",
        "2 1 3 8 0 0 1 3 8 0 0 0",
        "评分 5、4、5、1、3、4、5、5、4、5、5、4、5、5",
        "1、3、5、7、9、11、13、15",
        "第 1、3、5、8、10、12、15 台",
        "1 3999 599 300",
        "1/3999/599/300",
        "139、2999、5999 元",
        "¥139、2999、5999",
        "￥ 139/2999/5999",
        "价格：139、2999、5999",
        "299、139、2999、5999",
        "139、2999、5999、6999",
        "尺寸 138/1200/2400 mm",
        "138/1200/2400mm",
        "规格尺寸：138/1200/2400",
        "金额\n139\n2999\n5999\n6999",
        "1399\n2999\n599",
        "1399/2999/599",
        "139\t2999\t5999\t6999",
        "13/05/2026 1200",
        "2026/11/28、2026/12/01",
        "2026/11/28\n13:00\n2026/12/01",
        "13，912，345，678",
        "数量86\n订单",
        "dd13912345678",
        "SN13912345678 sku13912345678",
        "Order13912345678",
        "x9a13912345678",
        "1-a13912345678",
        "2026-11-28 13:00 至 2026-12-01",
        "20261128",
        "订单 20260225-7001",
        "订单 284512345678，4503218890123456789",
        "服务单 26112300000012",
        "服务单 13800138000012",
        "单号 1380013800028451234567",
        "单号 138001380001391234567",
        "单号 13800138000139123456780",
        "DD1380013800013912345678",
        "1380013800013912345678-1-1-",
        "sku_13800138000",
        "O-13912345678",
        "20261123-13912345678",
        "DD13912345678",
        "JDVA00012345678-1-1-",
        "VA45306000001",
        "YT1380013800012",
        "SF1391234567890",
        "75123456789012",
        "单号 13912345678-1-1-",
        "13912345678N1S1H1",
        "实付 ¥1,379.00，13,912,345,678 分",
        "0.01 元，1379 元",
        "400-123-4567，800 810 1234",
        "12800138000",
        "82828282",
        "SN 2026/07(A) 0123456789",
        "110，95588",
        "尺寸 180x200x138",
        "3.6x19cm 1 3 8 0 0",
        "138****8000 转 5678",
    ] {
        assert_eq!(without_phones(text), text);
    }
}

#[test]
fn a_number_of_which_other_figures_are_hidden_is_none() {
    for raw in [
        "138****567",
        "13****5678",
        "138***5678",
        "138****56a8",
        "****",
    ] {
        assert!(
            serde_json::from_value::<Phone>(json!(raw)).is_err(),
            "{raw}"
        );
        assert_eq!(Phone::parse(raw), Err(FieldError::Masked {}), "{raw}");
    }
    assert!(
        Street::parse("5*6 号楼").is_ok(),
        "a street may have an asterisk"
    );
}

#[test]
fn who_works_on_an_order_is_known_by_name_and_who_applied_is_not() {
    let named = |party| LoggedActor {
        party,
        name: "李雷".to_owned(),
    };
    for &party in Party::ALL {
        let shown = named(party).masked().name;
        assert_eq!(
            shown,
            if party == Party::Consumer {
                "李*"
            } else {
                "李雷"
            }
        );
    }
}

#[test]
fn of_the_papers_of_an_order_staff_are_shown_what_we_know() {
    let told = json!({
        "kind": "电子普通发票", "title": "李雷", "amount": 599_800, "receiver": {"phone": "13800138000"},
    });
    let invoice = Extensible::<Invoice>::read(&told).unwrap();
    assert_eq!(serde_json::to_value(&invoice).unwrap(), told);
    assert_eq!(
        serde_json::to_value(invoice.masked()).unwrap(),
        json!({"kind": "电子普通发票", "title": "李*", "amount": 599_800})
    );
    let company = json!({"title": "北京云杉科技有限公司", "tax_number": "91110108MA01XY7Q3R"});
    let masked = Extensible::<Invoice>::read(&company).unwrap().masked();
    assert_eq!(serde_json::to_value(masked).unwrap(), company);
    let masked = json!({"title": "李*"});
    assert_eq!(
        Extensible::<Invoice>::read(&masked),
        Err(FieldError::Masked {})
    );
}

#[test]
fn papers_from_before_their_fields_were_known_are_read_as_far_as_they_fit() {
    let old = json!({"method": "online", "amount": "5998 元", "note": "分期"});
    assert_eq!(
        Extensible::<Payment>::read(&old),
        Err(FieldError::wrong_type("integer"))
    );
    let kept: Extensible<Payment> = serde_json::from_value(old).unwrap();
    assert_eq!(serde_json::to_value(kept).unwrap(), json!({"note": "分期"}));
    let kept: Extensible<Payment> = serde_json::from_value(json!("现金")).unwrap();
    assert_eq!(serde_json::to_value(kept).unwrap(), json!({}));
}
