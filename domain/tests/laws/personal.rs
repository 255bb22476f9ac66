//! Personal data: whatever happens to an order, those who work on it are shown none of the consumer's.

use aftercare_domain::{
    people::party::Role,
    service_order::{
        Recorded, ServiceOrder,
        view::{self, Basis},
    },
    testing::{Story, people},
    values::{personal::Masked, prose::without_phones},
};
use proptest::{
    prelude::{Just, Strategy, prop_oneof},
    proptest,
};
use serde::Serialize;

use crate::walk::{config, walk, walks};

/// What is personal about an order: the names, numbers and doors of its application and of its consignee.
fn personal_data(order: &ServiceOrder) -> Vec<String> {
    let application = &order.application;
    let handled_to = order
        .handling
        .iter()
        .filter_map(|handling| handling.consignee.as_ref());
    let mut data = vec![
        application.contact.name.to_string(),
        application.contact.phone.as_str().to_owned(),
    ];
    for consignee in handled_to.chain([&application.return_to]) {
        data.push(consignee.name.to_string());
        data.push(consignee.phone.as_str().to_owned());
        data.push(consignee.street.to_string());
    }
    // The merchant's own address is told in full, and its number may be the same.
    if let Some(own) = &order.receiving_address {
        data.retain(|text| {
            ![own.name.as_str(), own.phone.as_str(), own.street.as_str()].contains(&text.as_str())
        });
    }
    // What generated texts are made of stands in names of fields as well.
    data.retain(|text| text.chars().count() > 1 && !text.is_ascii() || text.len() >= 10);
    data
}

fn assert_hidden(shown: &impl Serialize, data: &[String]) {
    let mut shown = serde_json::to_value(shown).unwrap();
    // What people write in their own words stays.
    if let Some(application) = shown.get_mut("application") {
        application["description"].take();
    }
    let shown = shown.to_string();
    for text in data {
        let written = serde_json::to_string(text).unwrap();
        assert!(!shown.contains(&written), "{text} in {shown}");
    }
}

fn check(story: &Story) {
    let order = story.order();
    let data = personal_data(order);
    let masked = order.clone().masked();
    assert_eq!(masked.clone().masked(), masked);
    assert_hidden(&masked, &data);
    let written = serde_json::to_string(&masked).unwrap();
    assert_eq!(
        serde_json::from_str::<ServiceOrder>(&written).unwrap(),
        masked
    );
    for line in story.log() {
        let masked = line.clone().masked();
        let written = serde_json::to_string(&masked).unwrap();
        assert_eq!(serde_json::from_str::<Recorded>(&written).unwrap(), masked);
    }
    assert_hidden(&view::log(story.log(), &people::agent()), &data);
    assert_hidden(
        &view::summary(order, &story.policy, &people::agent()),
        &data,
    );
}

/// The digits of a mobile number.
fn mobile() -> impl Strategy<Value = String> {
    "1[3-9][0-9]{9}"
}

/// What people set between the digits of a number.
fn joint() -> impl Strategy<Value = String> {
    "( |-|\\.|/|、|·|,|\n|\u{200b}| {2,6}|\r\n)"
}

proptest! {
    #![proptest_config(config(2000))]

    // case 11
    #[test]
    fn a_number_is_masked_however_its_digits_are_set_apart(
        digits in mobile(),
        joint in joint(),
        groups in prop_oneof![Just(vec![3, 4, 4]), Just(vec![1; 11])],
    ) {
        let mut rest = digits.as_str();
        let mut written = Vec::new();
        for size in groups {
            let (group, others) = rest.split_at(size);
            written.push(group);
            rest = others;
        }
        let written = format!("请打{}，谢谢", written.join(&joint));
        let shown = format!("请打{}****{}，谢谢", &digits[..3], &digits[7..]);
        assert_eq!(without_phones(&written), shown, "{written:?}");
    }

    // case 11
    #[test]
    fn a_text_whose_numbers_are_masked_stays_as_it_is(
        text in "(1[3-9]|0[1-9]|[0-9]{1,4}| |-|/|、|,|\n|\u{200b}|\\(|\\)|\\+86|转|a|B|元|，){0,40}"
    ) {
        let shown = without_phones(&text);
        assert!(shown.chars().count() <= text.chars().count());
        assert_eq!(without_phones(&shown), shown, "{text:?}");
    }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn nothing_personal_is_left_in_what_staff_are_shown((sample, steps) in walks(12)) {
        walk(sample, &steps, check);
    }

    #[test]
    fn the_browser_shows_of_what_it_got_what_the_server_would((sample, steps) in walks(12)) {
        let story = walk(sample, &steps, |_| {});
        for (_, actor) in people::everyone() {
            let basis = Basis {
                order: view::state(story.order().clone(), &actor),
                facts: story.facts.clone(),
                policy: story.policy.clone(),
                now: story.now(),
                actor: actor.clone(),
            };
            let server = view::order(story.order(), &actor, &story.situation());
            assert_eq!(basis.view(), server);
            if matches!(actor.role, Role::Merchant { .. } | Role::Store { .. } | Role::Operator) {
                assert_hidden(&server, &personal_data(story.order()));
            }
        }
    }
}
