//! Refunds: whatever finance and gateways do in whatever order, the log gives the refund, and no money goes twice.

use aftercare_domain::{
    aggregate::{
        Attribution, Outcome, Recorded, Situation, begin, deadline::Deadline, execute, replay,
        report,
    },
    people::party::{LoggedActor, Owner, Party},
    policy::Policy,
    refund::{
        ConfirmOffline, GatewayReport, Granted, Refund, RefundCommand, RefundEvent, RefundFacts,
        RefundRefusal, RefundState, TransferReference, earlier::missing_lines,
    },
    testing::{
        people,
        sample::{fen, noon},
    },
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, OrderNumber, RefundId},
        number::ServiceOrderNumber,
        time::Span,
    },
};
use proptest::prelude::*;

/// What somebody does with a refund.
#[derive(Debug, Clone)]
enum Step {
    HandedOver,
    Confirm {
        reference: String,
        shared_transfer: Option<bool>,
        paid_other: bool,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::HandedOver),
        (
            "[A-Z]{2}[0-9]{1,12}",
            proptest::option::of(any::<bool>()),
            any::<bool>()
        )
            .prop_map(|(reference, shared_transfer, paid_other)| Step::Confirm {
                reference,
                shared_transfer,
                paid_other,
            }),
    ]
}

fn granted_by() -> Attribution {
    Attribution {
        actor: LoggedActor {
            party: Party::Merchant,
            name: "小李".to_owned(),
        },
        automatic: None,
    }
}

fn requested(amount: i64) -> Outcome<Refund> {
    let service_order = ServiceOrderNumber::parse("26030200000013").unwrap();
    let granted = Granted {
        id: RefundId::of_line(&service_order, 7),
        owner: Owner {
            order_number: OrderNumber::parse("o-1").unwrap(),
            merchant: MerchantId::parse("m-1").unwrap(),
            consumer: ConsumerId::parse("c-1").unwrap(),
            channel: Channel::YoupinOnline,
        },
        service_order,
        amount: fen(amount),
    };
    begin(
        &granted_by(),
        vec![RefundEvent::Requested(Box::new(granted))],
        &Situation {
            now: noon(),
            policy: &Policy::default(),
            facts: &RefundFacts::default(),
        },
    )
    .unwrap()
}

/// The states that steps lead through, and the log of them all.
fn lived(amount: i64, steps: &[Step]) -> (Vec<Refund>, Vec<Recorded<RefundEvent>>) {
    let begun = requested(amount);
    let (mut states, mut log) = (vec![begun.state.clone()], begun.recorded);
    let mut refund = begun.state;
    let policy = Policy::default();
    for (step, minutes) in steps.iter().zip(1..) {
        let now = Span::minutes(minutes).after(noon());
        let paid = match step {
            Step::Confirm {
                paid_other: true, ..
            } => Some(RefundId::parse("26030200000018-3").unwrap()),
            Step::Confirm { .. } | Step::HandedOver => None,
        };
        let facts = RefundFacts { paid };
        let situation = Situation {
            now,
            policy: &policy,
            facts: &facts,
        };
        let agent = people::agent();
        let outcome = match step {
            Step::HandedOver => Ok(report(&refund, &GatewayReport::HandedOver, &situation)),
            Step::Confirm {
                reference,
                shared_transfer,
                ..
            } => {
                let command = RefundCommand::ConfirmOffline(ConfirmOffline {
                    reference: TransferReference::parse(reference).unwrap(),
                    shared_transfer: *shared_transfer,
                });
                execute(&refund, &agent, &command, &situation)
            }
        };
        if refund.state == RefundState::Succeeded {
            match &outcome {
                Ok(outcome) => assert_eq!(outcome.recorded, [], "nothing follows success"),
                Err(refusal) => assert_eq!(refusal, &RefundRefusal::AlreadySucceeded),
            }
        }
        if let Ok(outcome) = outcome {
            log.extend(outcome.recorded);
            refund = outcome.state;
            states.push(refund.clone());
        }
    }
    (states, log)
}

proptest! {
    // R-RFD-1, R-RFD-2
    #[test]
    fn the_log_gives_the_refund_and_money_goes_once(
        amount in 1_i64..1_000_000,
        steps in proptest::collection::vec(step(), 0..8),
    ) {
        let (states, log) = lived(amount, &steps);
        let refund = states.last().unwrap();
        let replayed: Refund = replay(&log).unwrap();
        prop_assert_eq!(&replayed, refund);
        prop_assert_eq!(usize::try_from(refund.version).unwrap(), log.len());
        prop_assert!(log.iter().zip(1..).all(|(line, place)| line.sequence == place));
        prop_assert!(log.iter().all(|line| line.deadline == Deadline::None));
        prop_assert_eq!(refund.amount, fen(amount));
        let is_paid = refund.state == RefundState::Succeeded;
        prop_assert_eq!(refund.succeeded_at.is_some(), is_paid);
        prop_assert_eq!(refund.reference.is_some(), is_paid);
        let confirmations = log
            .iter()
            .filter(|line| matches!(line.event, RefundEvent::ConfirmedOffline { .. }))
            .count();
        prop_assert_eq!(confirmations, usize::from(is_paid));
        for line in &log {
            let written = serde_json::to_string(line).unwrap();
            let read: Recorded<RefundEvent> = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(&read, line);
        }
    }

    // R-RFD-1: what earlier releases kept of a refund was where it stands alone.
    #[test]
    fn what_a_log_lacks_is_told_by_the_refund_that_was_kept(
        steps in proptest::collection::vec(step(), 0..8),
    ) {
        let (states, _) = lived(100, &steps);
        let kept = states.last().unwrap();
        let unlogged = missing_lines(None, kept, &granted_by());
        let told = replay::<Refund>(&unlogged).unwrap();
        let told = Refund { version: kept.version, ..told };
        prop_assert_eq!(&told, kept);
        prop_assert_eq!(&unlogged[0].actor, &granted_by().actor);
        for logged in &states {
            let missing = missing_lines(Some(logged), kept, &granted_by());
            let told = missing.iter().fold(logged.clone(), aftercare_domain::aggregate::Aggregate::evolve);
            let told_then = Refund { version: kept.version, ..told.clone() };
            prop_assert_eq!(&told_then, kept);
            prop_assert_eq!(missing_lines(Some(&told), kept, &granted_by()), []);
        }
    }
}
