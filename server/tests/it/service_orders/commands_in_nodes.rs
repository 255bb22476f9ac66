//! Every command in every node: what is offered is done, what is not offered is refused in the words of the offer, and
//! leaves nothing behind.

use std::collections::BTreeSet;

use aftercare_domain::{
    people::party::Actor,
    service_order::{
        Command, CommandType, execute,
        offers::{Offer, offers},
        view::Basis,
    },
    testing::commands,
};
use serde_json::{Value, json};

use crate::house::{Client, Crew, House, Place, actor, on_each_database, places};

on_each_database! {
    every_command_in_every_node_does_what_is_offered,
    a_position_does_its_own_work_and_no_other,
}

const ORDER: &str = "o-1";

/// Those who meet every node.
const PARTIES: [&str; 3] = ["consumer", "merchant", "operator"];

async fn every_command_in_every_node_does_what_is_offered(house: &House) {
    // R-HND-1, R-LOG-1, R-CAN-1, R-ASN-1
    house.sell(ORDER, "youpin_online", 999).await;
    let crew = house.crew(&PARTIES).await;
    let mut done = BTreeSet::new();
    for place in places() {
        let number = crew.bring(ORDER, &place).await;
        for (who, client) in crew.iter() {
            let there = There::look(&crew, who, client, &number).await;
            there.offers_are_the_domains();
            there.refusals_are_kept(&place).await;
            for command in there.offered() {
                there.is_previewed(&command).await;
                done.insert(command.command_type());
                there.is_done(&place, &command).await;
            }
            there.nothing_changed(&place).await;
        }
    }
    let undone: Vec<_> = CommandType::ALL
        .iter()
        .filter(|kind| !done.contains(kind))
        .collect();
    assert!(undone.is_empty(), "no place is theirs: {undone:?}");
}

async fn a_position_does_its_own_work_and_no_other(house: &House) {
    // docs/rules.md § 1: the positions of a merchant's staff; R-HND-2: a technician may make a repair of a return
    house.sell(ORDER, "youpin_online", 999).await;
    let crew = house
        .crew(&[
            "consumer",
            "merchant",
            "operator",
            "agent",
            "receiver",
            "inspector",
            "technician",
            "finance",
        ])
        .await;
    let work: [(&str, &[&str]); 6] = [
        ("applied for", &["agent"]),
        ("on its way", &["receiver"]),
        ("received", &["inspector"]),
        ("a return", &["agent", "technician"]),
        ("free", &["technician"]),
        ("repaired", &["receiver"]),
    ];
    for place in places() {
        let Some((_, workers)) = work.iter().find(|(name, _)| *name == place.name) else {
            continue;
        };
        let number = crew.bring(ORDER, &place).await;
        for (who, client) in crew.iter().filter(|(who, _)| !PARTIES.contains(who)) {
            let there = There::look(&crew, who, client, &number).await;
            there.offers_are_the_domains();
            there.refusals_are_kept(&place).await;
            for command in there.offered() {
                there.is_previewed(&command).await;
            }
            let moves_on = there
                .offered()
                .iter()
                .any(|command| !is_around(command.command_type()));
            assert_eq!(moves_on, workers.contains(&who), "{who} {}", place.name);
            there.nothing_changed(&place).await;
        }
    }
}

/// Whether a command is around the steps rather than one of them.
fn is_around(kind: CommandType) -> bool {
    matches!(
        kind,
        CommandType::Claim
            | CommandType::Assign
            | CommandType::ExtendDeadline
            | CommandType::CorrectShipment
    )
}

/// Somebody who looks at an order.
struct There<'a> {
    crew: &'a Crew,
    who: &'static str,
    client: &'a Client,
    number: String,
    actor: Actor,
    basis: Basis,
    allowed: Value,
    before: (Value, Value),
}

impl<'a> There<'a> {
    async fn look(crew: &'a Crew, who: &'static str, client: &'a Client, number: &str) -> Self {
        // A consumer gets no basis: theirs is the merchant's, but for who they are.
        let seen_by = if who == "consumer" {
            crew.get("merchant")
        } else {
            client
        };
        let path = format!("/api/v1/service-orders/{number}/basis");
        let basis: Basis = serde_json::from_value(seen_by.get(&path).await.success()).unwrap();
        Self {
            crew,
            who,
            client,
            actor: actor(who),
            basis,
            allowed: client.order(number).await["allowed_commands"].clone(),
            before: state(crew, number).await,
            number: number.to_owned(),
        }
    }

    fn offers(&self) -> Vec<Offer> {
        serde_json::from_value(self.allowed.clone()).unwrap()
    }

    /// What the server offers is what the domain says of the basis, as a browser reckons it by itself.
    fn offers_are_the_domains(&self) {
        let reckoned = offers(&self.basis.order, &self.actor, &self.basis.situation());
        assert_eq!(self.offers(), reckoned, "{}", self.who);
    }

    /// A well-formed command of a kind; where it is offered, one whose values fit.
    fn command(&self, kind: CommandType) -> Command {
        let situation = self.basis.situation();
        let mut fitting = match (kind, self.basis.facts.colleagues.first()) {
            (CommandType::Assign, Some(colleague)) => {
                vec![commands::assign(colleague.username.as_str())]
            }
            _ => commands::fitting(kind, &self.basis.order, &situation),
        };
        let order = &self.basis.order;
        let accepted = fitting
            .iter()
            .position(|command| execute(order, &self.actor, command, &situation).is_ok());
        fitting.swap_remove(accepted.unwrap_or_default())
    }

    fn offered(&self) -> Vec<Command> {
        let offers = self.offers();
        let kinds = offers
            .iter()
            .filter(|offer| offer.allowed)
            .map(|offer| offer.command);
        kinds.map(|kind| self.command(kind)).collect()
    }

    async fn refusals_are_kept(&self, place: &Place) {
        for offer in self.offers() {
            let Some(reason) = &offer.reason else {
                continue;
            };
            let command = json!(self.command(offer.command));
            let answer = self.client.command(&self.number, &command).await;
            let told = format!("{} {}: {command}: {answer:?}", self.who, place.name);
            assert_eq!(answer.code(), reason.code(), "{told}");
            assert_eq!(answer.status, status(reason.code()), "{told}");
        }
    }

    /// A preview says what it would be, and changes nothing.
    async fn is_previewed(&self, command: &Command) {
        let situation = self.basis.situation();
        let outcome = execute(&self.basis.order, &self.actor, command, &situation)
            .unwrap_or_else(|refusal| panic!("{} {command:?}: {refusal:?}", self.who));
        let path = format!(
            "/api/v1/service-orders/{}/commands?dry_run=true",
            self.number
        );
        let preview = self.client.post(&path, &json!(command)).await.success();
        assert_eq!(preview["order"]["version"], json!(outcome.state.version));
        assert_eq!(preview["order"]["node"], json!(outcome.state.node()));
    }

    /// Another order at the same place obeys.
    async fn is_done(&self, place: &Place, command: &Command) {
        let number = self.crew.bring(ORDER, place).await;
        let (before, log) = state(self.crew, &number).await;
        let answer = self.client.command(&number, &json!(command)).await;
        assert_eq!(answer.status, 200, "{} {command:?}: {answer:?}", self.who);
        let (after, longer) = state(self.crew, &number).await;
        assert!(after["version"].as_u64() > before["version"].as_u64());
        let (log, longer) = (log.as_array().unwrap(), longer.as_array().unwrap());
        assert_eq!(longer[..log.len()], log[..], "the log only grows");
        assert_eq!(json!(longer.len()), after["version"]);
    }

    async fn nothing_changed(&self, place: &Place) {
        let now = state(self.crew, &self.number).await;
        assert_eq!(now, self.before, "{} {}", self.who, place.name);
    }
}

/// An order and its log, as the merchant sees them.
async fn state(crew: &Crew, number: &str) -> (Value, Value) {
    let merchant = crew.get("merchant");
    let path = format!("/api/v1/service-orders/{number}/log");
    let log = merchant.get(&path).await.success();
    (merchant.order(number).await, log)
}

/// The status by which a refusal that depends on no value is told.
fn status(code: &str) -> u16 {
    match code {
        "forbidden" | "not_responsible" => 403,
        "out_of_warranty" | "in_warranty" | "goods_not_received" | "method_not_in_channel" => 422,
        _ => 409,
    }
}
