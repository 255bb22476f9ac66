//! Personal data: what staff are shown of it, and that nobody can give it back so.

use aftercare_domain::{
    address::{Consignee, Contact},
    form::{Fault, Record},
    party::Party,
    personal::{Masked, PersonName, Street},
    phone::Phone,
    service_order::{Apply, Command, event::LoggedActor},
    testing::{a_return, sample},
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
    let faults = |violations: Vec<aftercare_domain::form::Violation>| -> Vec<(String, Fault)> {
        violations
            .into_iter()
            .map(|violation| (violation.field, violation.fault))
            .collect()
    };
    let at = |path: &str| (path.to_owned(), Fault::Masked {});
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
        assert_eq!(Phone::parse(raw), Err(Fault::Masked {}), "{raw}");
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
