//! The node log 节点日志 (docs/rules.md § 3).

use aftercare_domain::{
    people::party::Party,
    service_order::{
        Node, Recorded,
        evolve::{apply, begin, replay},
        view::{self, LogLine},
    },
    testing::{a_repair, a_return, commands, given, people},
    values::time::Span,
};

fn told(line: &LogLine) -> String {
    format!(
        "{} {} ({}): {} → {} by {} {} after {} s",
        line.sequence,
        line.event,
        line.reason.as_deref().unwrap_or("-"),
        line.node,
        line.result,
        line.actor.party,
        line.actor.name,
        line.spent_seconds
    )
}

// R-LOG-1
#[test]
fn every_step_is_logged_with_node_result_reason_operator_party_time_and_time_spent() {
    let story = given(a_return())
        .later(Span::hours(2))
        .when(&people::agent(), commands::approve())
        .later(Span::minutes(90))
        .when(&people::consumer(), commands::ship())
        .later(Span::days(1))
        .when(
            &people::receiver(),
            commands::report_abnormal(
                aftercare_domain::service_order::reason::AbnormalReason::Counterfeit,
            ),
        );
    let lines = view::log(story.log(), &people::agent());
    let told: Vec<String> = lines.iter().map(told).collect();
    assert_eq!(
        told,
        [
            "1 applied (malfunction): pending_review → pending_review by consumer 李* after 0 s",
            "2 approved (-): pending_review → pending_shipment by merchant 王客服 after 7200 s",
            "3 shipped (-): pending_shipment → pending_receipt by consumer 李* after 5400 s",
            "4 reported_abnormal (counterfeit): pending_receipt → pending_exception by merchant 赵仓管 after 86400 s",
        ]
    );
    assert!(lines.windows(2).all(|pair| pair[0].at <= pair[1].at));
}

// R-LOG-1
#[test]
fn the_state_can_be_rebuilt_from_the_log_at_every_line_of_it() {
    let mut story = given(a_repair().out_of_warranty());
    let mut states = vec![story.order().clone()];
    while !story.node().is_final() {
        story = story.advance_to(Node::Completed);
        states.push(story.order().clone());
    }
    for (count, state) in (1..).zip(&states) {
        let lines = story.log().iter().take(count);
        assert_eq!(replay(lines).as_ref(), Some(state), "after {count} lines");
    }
}

// R-LOG-1
#[test]
fn a_log_begins_with_the_application() {
    let story = a_return().at(Node::PendingShipment);
    assert_eq!(replay([]), None);
    assert_eq!(replay(&story.log()[1..]), None);
    assert_eq!(begin(&story.log()[1]), None);
}

// R-LOG-1
#[test]
fn a_log_survives_being_written_down() {
    let story = given(a_repair().out_of_warranty()).walk_to(Node::Completed);
    let written = serde_json::to_string(story.log()).unwrap();
    let read: Vec<Recorded> = serde_json::from_str(&written).unwrap();
    assert_eq!(read, story.log());
    assert_eq!(replay(&read).as_ref(), Some(story.order()));
}

// R-LOG-1
#[test]
fn nothing_is_taken_back_a_new_line_only_adds() {
    let before = a_return().at(Node::PendingReceipt);
    let after = before
        .clone()
        .when(&people::receiver(), commands::sign_for());
    let (old, new) = after.log().split_at(before.log().len());
    assert_eq!(old, before.log());
    let line = &new[0];
    assert_eq!(line.sequence, before.order().version + 1);
    assert_eq!(&apply(before.order().clone(), line), after.order());
}

// R-LOG-1, R-MSG-1
#[test]
fn a_consumer_is_told_what_concerns_them_and_not_which_of_the_staff_did_it() {
    let story = given(a_return())
        .when(&people::agent(), commands::claim())
        .when(&people::agent(), commands::approve());
    let told = view::log(story.log(), &people::consumer());
    let names: Vec<&str> = told.iter().map(|line| line.event.as_str()).collect();
    assert_eq!(names, ["applied", "approved"]);
    assert_eq!(told[1].actor.party, Party::Merchant);
    assert_eq!(told[1].actor.name, "");
    let all = serde_json::to_string(&told).unwrap();
    assert!(
        !all.contains("王客服") && !all.contains("\"agent\""),
        "{all}"
    );
}
