//! The ways of orders: to every place where something can be done.

use std::collections::BTreeMap;

use aftercare_domain::{
    service_order::{
        Command, Node, catalogue::HandlingMethod, command::ExceptionResolution,
        inspection::Liability, reason::AbnormalReason,
    },
    testing::commands,
    values::service::ServiceType,
};
use serde_json::{Value, json};

use super::{
    House,
    client::{Answer, Client},
    opening_time,
    service_orders::application,
};

/// People who signed in, by the names with which they did.
pub(crate) struct Crew(BTreeMap<&'static str, Client>);

/// How an order gets somewhere: what is applied for, and who gives which command then.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    service_type: &'static str,
    service_method: &'static str,
    steps: Vec<(&'static str, Value)>,
}

/// Where an order stands at the end of a way.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// What tells it from others in the same node.
    pub(crate) name: &'static str,
    /// The node.
    pub(crate) node: Node,
    way: Way,
}

impl Way {
    /// An application for a service.
    pub(crate) fn of(service_type: &'static str, service_method: &'static str) -> Self {
        Self {
            service_type,
            service_method,
            steps: Vec::new(),
        }
    }

    /// And then somebody gives a command.
    pub(crate) fn then(&self, who: &'static str, command: &Command) -> Self {
        let mut longer = self.clone();
        longer.steps.push((who, json!(command)));
        longer
    }

    fn at(&self, node: Node, name: &'static str) -> Place {
        Place {
            name,
            node,
            way: self.clone(),
        }
    }
}

/// Every node, and in each all that makes a difference to what can be done there.
pub(crate) fn places() -> Vec<Place> {
    let mut places = places_before_receipt();
    places.extend(places_of_returns());
    places.extend(places_of_repairs());
    places
}

fn shipped() -> Way {
    Way::of("return", "mail_in")
        .then("merchant", &commands::approve())
        .then("consumer", &commands::ship())
}

fn places_before_receipt() -> Vec<Place> {
    let applied = Way::of("return", "mail_in");
    let asked = applied.then("merchant", &commands::ask_consumer());
    let approved = applied.then("merchant", &commands::approve());
    let of_method = |method| Way::of("exchange", method).then("merchant", &commands::approve());
    let supplement = Way::of("supplement", "none").then("merchant", &commands::approve());
    vec![
        applied.at(Node::PendingReview, "applied for"),
        asked.at(Node::PendingReview, "the consumer is asked"),
        approved.at(Node::PendingShipment, "by mail"),
        of_method("pickup").at(Node::PendingShipment, "picked up"),
        of_method("drop_off").at(Node::PendingShipment, "dropped off"),
        shipped().at(Node::PendingReceipt, "on its way"),
        supplement.at(Node::PendingHandling, "a supplement"),
        applied
            .then("merchant", &commands::reject())
            .at(Node::Declined, "rejected"),
        approved
            .then("consumer", &commands::cancel())
            .at(Node::Cancelled, "given up"),
    ]
}

fn places_of_returns() -> Vec<Place> {
    let damaged = commands::report_abnormal(AbnormalReason::DamagedInTransit);
    let abnormal = shipped().then("merchant", &damaged);
    let concede =
        commands::resolve_exception(ExceptionResolution::ConsumerConcedes, opening_time());
    let received = shipped().then("merchant", &commands::sign_for());
    let inspected = received.then(
        "merchant",
        &commands::inspect(
            ServiceType::Return,
            HandlingMethod::FullRefund,
            Liability::Product,
            true,
        ),
    );
    let handled = |method| inspected.then("merchant", &commands::handle(method));
    vec![
        abnormal.at(Node::PendingException, "damaged"),
        abnormal
            .then("merchant", &concede)
            .at(Node::PendingReturn, "the consumer conceded"),
        received.at(Node::PendingInspection, "received"),
        inspected.at(Node::PendingHandling, "a return"),
        handled(HandlingMethod::ReturnRefused).at(Node::PendingReturn, "refused"),
        handled(HandlingMethod::FullRefund).at(Node::Completed, "refunded"),
        inspected
            .then("operator", &commands::super_cancel())
            .at(Node::PendingReturn, "super-cancelled"),
    ]
}

fn places_of_repairs() -> Vec<Place> {
    let inspected = |method, in_warranty| {
        Way::of("repair", "mail_in")
            .then("merchant", &commands::approve())
            .then("consumer", &commands::ship())
            .then("merchant", &commands::sign_for())
            .then(
                "merchant",
                &commands::inspect(ServiceType::Repair, method, Liability::Product, in_warranty),
            )
    };
    let free = inspected(HandlingMethod::RepairPartsFree, true);
    let paid = inspected(HandlingMethod::RepairPartsPaid, false);
    let repairing_free = free.then(
        "merchant",
        &commands::handle(HandlingMethod::RepairPartsFree),
    );
    let quoted = paid.then(
        "merchant",
        &commands::handle(HandlingMethod::RepairPartsPaid),
    );
    let repaired = commands::complete_repair(HandlingMethod::RepairPartsFree);
    vec![
        free.at(Node::PendingHandling, "a repair"),
        repairing_free.at(Node::InRepair, "free"),
        quoted.at(Node::InRepair, "quoted"),
        quoted
            .then("consumer", &commands::accept_quote())
            .at(Node::InRepair, "the quote accepted"),
        repairing_free
            .then("merchant", &repaired)
            .at(Node::PendingReturn, "repaired"),
    ]
}

impl House {
    /// Adds people and signs them in.
    pub(crate) async fn crew(&self, usernames: &[&'static str]) -> Crew {
        let mut people = BTreeMap::new();
        for &username in usernames {
            people.insert(username, self.sign_in(username).await);
        }
        Crew(people)
    }
}

impl Crew {
    /// One of them.
    pub(crate) fn get(&self, username: &str) -> &Client {
        &self.0[username]
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &Client)> {
        self.0.iter().map(|(&username, client)| (username, client))
    }

    /// Applies for one piece of an order's first line, as the consumer, and goes a way.
    pub(crate) async fn go(&self, order_number: &str, way: &Way) -> String {
        let application = application(order_number, way.service_type, way.service_method);
        let number = self.get("consumer").apply(&application).await;
        for (who, command) in &way.steps {
            let answer: Answer = self.get(who).command(&number, command).await;
            assert_eq!(answer.status, 200, "{who}: {command}: {answer:?}");
        }
        number
    }

    /// Brings an order to a place.
    pub(crate) async fn bring(&self, order_number: &str, place: &Place) -> String {
        let number = self.go(order_number, &place.way).await;
        let node = self.get("merchant").order(&number).await["node"].clone();
        assert_eq!(node, json!(place.node), "{}", place.name);
        number
    }
}
