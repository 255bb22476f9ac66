//! Inspection 质检 (docs/rules.md § 2.5).

use aftercare_domain::{
    form::FieldError,
    people::{party::Party, rule::Rule},
    service_order::{
        Command, Node, Refusal,
        catalogue::HandlingMethod,
        inspection::{InspectionForm, Liability, Verdict},
    },
    testing::{Sample, Story, a_repair, a_return, an_application, an_exchange, commands, people},
    values::{id::FaultCode, service::ServiceType, time::Span},
};
use serde_json::{Value, json};

fn conclusion() -> Value {
    json!({
        "service_type": "return", "handling_method": "full_refund", "liability": "product", "in_warranty": true,
    })
}

fn inspected(sample: Sample, body: &Value) -> Story {
    sample
        .at(Node::PendingInspection)
        .when(&people::inspector(), commands::parsed(body))
}

// R-INS-3
#[test]
fn an_inspection_concludes_service_method_liability_and_warranty() {
    a_return()
        .at(Node::PendingInspection)
        .when(
            &people::inspector(),
            commands::inspect(
                ServiceType::Repair,
                HandlingMethod::RepairPartsPaid,
                Liability::Consumer,
                false,
            ),
        )
        .then(&["inspected"])
        .then_node(Node::PendingHandling)
        .then_order(|order| {
            let inspection = order.inspection.as_ref().unwrap();
            let conclusion = &inspection.conclusion;
            assert_eq!(conclusion.service_type, ServiceType::Repair);
            assert_eq!(conclusion.handling_method, HandlingMethod::RepairPartsPaid);
            assert_eq!(conclusion.liability, Liability::Consumer);
            assert!(!order.in_warranty(), "as the inspector concluded");
            assert!(order.application.warranty.in_warranty);
            assert_eq!(order.service_type, ServiceType::Return, "not handled yet");
            assert!(!inspection.auto_passed);
        });
}

// R-INS-3
#[test]
fn the_concluded_method_must_be_one_of_the_concluded_service() {
    for &service_type in ServiceType::ALL {
        for &method in HandlingMethod::ALL {
            let fits = method
                .facts()
                .service_type
                .is_none_or(|of| of == service_type);
            let story = a_return().at(Node::PendingInspection).when(
                &people::inspector(),
                commands::inspect(service_type, method, Liability::Product, true),
            );
            if fits {
                story.then_node(Node::PendingHandling);
            } else {
                story.then_refused_at(&["conclusion.handling_method"]);
            }
        }
    }
}

// R-INS-3
#[test]
fn a_conclusion_is_complete_or_none() {
    let body = json!({"type": "inspect", "results": [], "conclusion": {"liability": "moon"}});
    let violations = Command::parse(&body).unwrap_err();
    let fields: Vec<&str> = violations.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "conclusion.service_type",
            "conclusion.handling_method",
            "conclusion.liability",
            "conclusion.in_warranty"
        ]
    );
}

// R-INS-1, R-INS-3
#[test]
fn results_must_fit_the_template_item_by_item() {
    let body = json!({
        "type": "inspect",
        "results": [
            {"item": "appearance", "value": "splendid"},
            {"item": "accessories", "value": "pass"},
            {"item": "accessories", "value": "fail"},
            {"item": "smell", "value": "pass"},
            {"item": "packaging", "value": "揉成一团"},
            {"item": "power_on_minutes", "value": 1441},
            {"item": "notes", "value": 7},
        ],
        "conclusion": conclusion(),
    });
    let story = inspected(a_return(), &body);
    story.then_refused_at(&[
        "results[0].value",
        "results[2].item",
        "results[3].item",
        "results[4].value",
        "results[5].value",
        "results[6].value",
        "results",
    ]);
}

// R-INS-1, R-INS-3
#[test]
fn an_item_that_is_required_must_have_a_result() {
    let body = json!({
        "type": "inspect",
        "results": [{"item": "appearance", "value": "pass"}, {"item": "function", "value": "not_applicable"}],
        "conclusion": conclusion(),
    });
    let missing = FieldError::ItemMissing {
        item: "accessories".to_owned(),
    };
    inspected(a_return(), &body).then_refused(&Refusal::invalid("results", missing));
}

// R-INS-2, R-INS-7
#[test]
fn an_inspection_keeps_the_fault_with_its_codes_and_the_version_of_its_template() {
    let built_in = InspectionForm::built_in();
    let inspect = commands::inspect_finding(Verdict::Pass, &conclusion());
    a_return()
        .at(Node::PendingInspection)
        .when(&people::inspector(), inspect)
        .then(&["inspected"])
        .then_order(|order| {
            let inspection = order.inspection.as_ref().unwrap();
            let fault = inspection.fault.as_ref().unwrap();
            let codes: Vec<&str> = fault.codes.iter().map(FaultCode::as_str).collect();
            assert_eq!(codes, ["E-11"]);
            assert_eq!(fault.description.as_ref().unwrap().as_str(), "主板供电异常");
            assert_eq!(inspection.template, built_in.template);
            assert_eq!(inspection.template_version, built_in.version);
        });
}

// R-INS-3
#[test]
fn files_of_a_result_must_be_the_callers_own() {
    let body = json!({
        "type": "inspect",
        "results": [
            {"item": "appearance", "value": "pass"},
            {"item": "accessories", "value": "pass", "attachments": ["a-report"]},
            {"item": "function", "value": "pass"},
        ],
        "conclusion": conclusion(),
    });
    let refusal = Refusal::invalid("results[1].attachments[0]", FieldError::NotFound {});
    inspected(a_return(), &body).then_refused(&refusal);
}

// R-INS-3
#[test]
fn goods_are_intact_where_every_item_that_tells_passed() {
    for (verdict, intact) in [
        (Verdict::Pass, true),
        (Verdict::NotApplicable, true),
        (Verdict::Fail, false),
    ] {
        let inspection = commands::inspect_finding(verdict, &conclusion());
        a_return()
            .at(Node::PendingInspection)
            .when(&people::inspector(), inspection)
            .then_order(|order| {
                let inspection = order.inspection.as_ref().unwrap();
                assert_eq!(inspection.goods_intact, intact, "{verdict}");
            });
    }
    assert!(!InspectionForm::built_in().shows_intact(&[]));
}

// R-INS-6
#[test]
fn after_a_day_the_system_passes_goods_as_applied_for_with_the_method_that_grants_it() {
    let granted = [
        (a_return(), HandlingMethod::FullRefund),
        (an_exchange(), HandlingMethod::WarrantyExchange),
        (a_repair(), HandlingMethod::RepairPartsFree),
        (
            a_repair().out_of_warranty(),
            HandlingMethod::RepairPartsPaid,
        ),
    ];
    for (sample, method) in granted {
        let service_type = sample.application.service_type;
        let story = sample
            .at(Node::PendingInspection)
            .when_time_passes(Span::milliseconds(Span::days(1).ms() - 1))
            .then(&[])
            .when_time_passes(Span::milliseconds(1))
            .then(&["inspected"])
            .then_node(Node::PendingHandling)
            .then_order(|order| {
                let inspection = order.inspection.as_ref().unwrap();
                assert_eq!(inspection.conclusion.service_type, service_type);
                assert_eq!(inspection.conclusion.handling_method, method);
                assert_eq!(inspection.conclusion.liability, Liability::Product);
                assert_eq!(
                    inspection.conclusion.in_warranty,
                    order.application.warranty.in_warranty
                );
                assert!(inspection.auto_passed);
                assert!(order.auto_passed());
            });
        let line = &story.step()[0];
        assert_eq!(line.actor.party, Party::System);
        assert_eq!(line.automatic, Some(Rule::InspectionElapsed));
    }
}

// R-INS-6
#[test]
fn the_system_passes_as_applied_for_even_where_the_reviewer_changed_the_service() {
    use aftercare_domain::values::service::ServiceMethod::MailIn;
    aftercare_domain::testing::given(an_application(ServiceType::Return))
        .when(
            &people::agent(),
            commands::approve_as(ServiceType::Repair, MailIn),
        )
        .walk_to(Node::PendingInspection)
        .when_time_passes(Span::days(1))
        .then_order(|order| {
            let conclusion = &order.inspection.as_ref().unwrap().conclusion;
            assert_eq!(conclusion.service_type, ServiceType::Return);
            assert_eq!(conclusion.handling_method, HandlingMethod::FullRefund);
        });
}
