//! What is published: the channel matrix, the catalogue, the workflow, forms, reasons, carriers, deadlines.

use std::fmt::Write;

use aftercare_domain::{
    form::{Cardinality, FieldKind, FieldSpec, Record},
    people::rule::Rule,
    policy::{
        Policy,
        responsibility::{ChannelMatrix, Step},
    },
    service_order::{
        Apply, CommandType, Node,
        catalogue::{HandlingMethod, MethodFacts},
        command::ExceptionResolution,
        consequences::Notice,
        deadline::{due_action, key_of},
        inspection::InspectionForm,
        reason::ReasonUse,
        view::ListEntry,
        workflow,
    },
    testing::{a_return, commands, people},
    values::{carrier::Carrier, channel::Channel, service::ServiceType},
};
use insta::{assert_json_snapshot, assert_snapshot};

/// The manual's table: a row for each channel and service, a column for each step.
#[test]
fn the_forty_cells_of_the_channel_matrix() {
    let matrix = ChannelMatrix::default();
    let mut table = row(&[
        "channel", "service", "apply", "review", "receive", "inspect", "handle",
    ]);
    for &service_type in &[ServiceType::Return, ServiceType::Repair] {
        for &channel in Channel::ALL {
            let mut cells = vec![channel.name(), service_type.family().name()];
            for &step in Step::ALL {
                cells.push(matrix.responsible(channel, service_type, step).name());
            }
            table += &row(&cells);
        }
    }
    assert_snapshot!(table);
}

#[test]
fn the_catalogue_of_handling_methods() {
    let mut table = row(&[
        "method", "for", "warranty", "channel", "next", "refund", "needs",
    ]);
    for method in HandlingMethod::ALL {
        let facts = method.facts();
        let service_type = facts.service_type.map_or("any", ServiceType::name);
        let needs = needs(facts);
        table += &row(&[
            method.name(),
            service_type,
            facts.warranty.name(),
            facts.channel.name(),
            facts.next.name(),
            facts.refund.name(),
            &needs,
        ]);
    }
    assert_snapshot!(table);
}

fn needs(facts: MethodFacts) -> String {
    let needs = [
        (facts.needs_reason, "reason"),
        (facts.needs_consignee, "consignee"),
        (facts.needs_quote, "quote"),
        (facts.needs_parts, "parts"),
        (facts.needs_intact_goods, "intact goods"),
        (facts.refuses, "(refuses)"),
    ];
    let needed: Vec<&str> = needs
        .iter()
        .filter(|need| need.0)
        .map(|need| need.1)
        .collect();
    needed.join(" ")
}

#[test]
fn the_workflow_as_json() {
    assert_json_snapshot!(workflow::workflow(&Policy::default()));
}

#[test]
fn the_workflow_as_a_diagram() {
    assert_snapshot!(workflow::mermaid());
}

#[test]
fn the_forms_of_all_commands() {
    let mut text = String::from("apply\n");
    describe(&mut text, "  ", Apply::FIELDS);
    for command in CommandType::ALL {
        writeln!(text, "{command}").unwrap();
        describe(&mut text, "  ", command.fields());
    }
    assert_snapshot!(text);
}

fn describe(text: &mut String, indent: &str, fields: &[FieldSpec]) {
    for field in fields {
        let cardinality = match field.cardinality {
            Cardinality::Required => "",
            Cardinality::Optional => "?",
            Cardinality::List => "[]",
        };
        let (kind, inner): (String, &[FieldSpec]) = match field.kind {
            FieldKind::Text { min, max } => (format!("text of {min} to {max}"), &[]),
            FieldKind::Count { min, max } => (format!("number from {min} to {max}"), &[]),
            FieldKind::Choice { names, .. } => (names.join(" | "), &[]),
            FieldKind::Record { fields } => (String::new(), fields),
            FieldKind::Money => ("fen".to_owned(), &[]),
            FieldKind::Flag => ("yes or no".to_owned(), &[]),
            FieldKind::Time => ("time".to_owned(), &[]),
            FieldKind::Date => ("date".to_owned(), &[]),
            FieldKind::Phone => ("phone".to_owned(), &[]),
            FieldKind::TrackingNumber => ("tracking number".to_owned(), &[]),
            FieldKind::ReasonCode => ("reason code".to_owned(), &[]),
            FieldKind::Identifier => ("identifier".to_owned(), &[]),
            FieldKind::Free => ("anything".to_owned(), &[]),
        };
        let line = format!("{indent}{}{cardinality}: {kind}", field.name);
        writeln!(text, "{}", line.trim_end()).unwrap();
        describe(text, &format!("{indent}  "), inner);
    }
}

#[test]
fn the_reasons() {
    let mut table = row(&["for", "code", "evidence", "remark"]);
    for reason_use in ReasonUse::ALL {
        for reason in reason_use.reasons() {
            let needed = |needed| if needed { "required" } else { "-" };
            table += &row(&[
                reason_use.name(),
                reason.code,
                needed(reason.evidence_required),
                needed(reason.remark_required),
            ]);
        }
    }
    assert_snapshot!(table);
}

#[test]
fn the_carriers() {
    let mut table = row(&["carrier", "kuaidi100", "kdniao", "tracking numbers"]);
    for carrier in Carrier::ALL {
        let pattern = carrier.tracking_pattern();
        table += &row(&[
            carrier.name(),
            carrier.kuaidi100_code(),
            carrier.kdniao_code(),
            &pattern,
        ]);
    }
    assert_snapshot!(table);
}

#[test]
fn the_deadlines_and_what_the_system_does_then() {
    let policy = Policy::default();
    let mut table = row(&["node", "service", "hours", "action"]);
    for &node in Node::ALL {
        for &service_type in ServiceType::ALL {
            let key = key_of(node, service_type);
            let span = key.and_then(|key| policy.deadlines.platform.get(&key));
            let hours = span.map_or("-".to_owned(), |span| (span.ms() / 3_600_000).to_string());
            let action = due_action(node, service_type).map_or("-", |action| action.name());
            table += &row(&[node.name(), service_type.name(), &hours, action]);
        }
    }
    assert_snapshot!(table);
}

#[test]
fn the_policy_of_the_platform() {
    assert_json_snapshot!(Policy::default());
}

#[test]
fn the_built_in_inspection_form() {
    assert_json_snapshot!(InspectionForm::built_in());
}

#[test]
fn the_rules_and_notices_that_the_log_and_the_outbox_name() {
    let rules: Vec<&str> = Rule::NAMES.to_vec();
    let notices: Vec<&str> = Notice::NAMES.to_vec();
    assert_snapshot!(format!("{}\n\n{}", rules.join("\n"), notices.join("\n")));
}

/// A row with columns of one width, so that a change stays on its line.
fn row(cells: &[&str]) -> String {
    let padded: Vec<String> = cells.iter().map(|cell| format!("{cell:<20}")).collect();
    format!("{}\n", padded.join(" ").trim_end())
}

/// Whoever changes what is kept of an order for lists raises the version of the rules ([`ListEntry::RULES`]), or releases would take
/// each other's entries for their own.
#[test]
fn the_entry_of_an_order_in_lists_as_it_is_kept() {
    let story = a_return().at(Node::PendingException);
    let now = story.now();
    let held = story.when(&people::receiver(), commands::claim()).when(
        &people::receiver(),
        commands::resolve_exception(ExceptionResolution::Hold, now),
    );
    assert_json_snapshot!((ListEntry::RULES, ListEntry::of(held.order())));
}
