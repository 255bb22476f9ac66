//! The same commands leave the same log, whichever database keeps it.

use aftercare_domain::{
    service_order::{CommandType, ServiceOrder, offers::offers, view::Basis},
    testing::commands,
    values::{number::ServiceOrderNumber, service::ServiceType},
};
use aftercare_server::db::{self, log::StoredEvent};
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use std::time::Duration;

use crate::house::{Answer, Crew, House, Kind, actor, application};

const PEOPLE: [&str; 4] = ["consumer", "merchant", "operator", "store"];
const CHANNELS: [&str; 4] = ["youpin_online", "youpin_store", "mi_home", "youpin_jd"];
const ORDERS: usize = 12;
const COMMANDS: usize = 120;

/// The same marketplace twice.
struct Pair {
    houses: [(House, Crew); 2],
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_commands_leave_the_same_log_on_sqlite_and_postgres() {
    // R-LOG-1
    let mut chance = StdRng::seed_from_u64(11);
    let pair = Pair::open().await;
    let mut numbers = Vec::new();
    for _ in 0..ORDERS {
        numbers.extend(pair.apply(&mut chance).await);
    }
    for _ in 0..COMMANDS {
        let number = pick(&mut chance, &numbers).clone();
        pair.command(&mut chance, &number).await;
        if chance.random_ratio(1, 20) {
            for (house, _) in &pair.houses {
                house.advance(Duration::from_mins(31)).await;
            }
        }
    }
    pair.compare(&numbers).await;
    pair.close().await;
}

fn pick<'a, T>(chance: &mut StdRng, choices: &'a [T]) -> &'a T {
    &choices[chance.random_range(0..choices.len())]
}

impl Pair {
    async fn open() -> Self {
        let mut houses = Vec::new();
        for kind in [Kind::Sqlite, Kind::Postgres] {
            let house = House::open(kind).await;
            for channel in CHANNELS {
                house.sell(channel, channel, 20).await;
            }
            let crew = house.crew(&PEOPLE).await;
            houses.push((house, crew));
        }
        Self {
            houses: houses.try_into().ok().unwrap(),
        }
    }

    async fn close(self) {
        for (house, _) in self.houses {
            house.close().await;
        }
    }

    /// Asks both, and both answer the same.
    async fn ask(&self, who: &str, path: &str, body: &Value) -> Answer {
        let [(_, sqlite), (_, postgres)] = &self.houses;
        let answer = sqlite.get(who).post(path, body).await;
        let other = postgres.get(who).post(path, body).await;
        assert_eq!(
            (answer.status, &answer.body),
            (other.status, &other.body),
            "{who} {path} {body}"
        );
        answer
    }

    /// The number of an application that was accepted.
    async fn apply(&self, chance: &mut impl Rng) -> Option<String> {
        let channel = CHANNELS[chance.random_range(0..CHANNELS.len())];
        let service_type = ServiceType::ALL[chance.random_range(0..ServiceType::ALL.len())];
        let methods = service_type.methods();
        let method = methods[chance.random_range(0..methods.len())];
        let mut body = application(channel, service_type.name(), method.name());
        body["quantity"] = json!(chance.random_range(1..=3));
        let who = if channel == "youpin_online" || channel == "youpin_jd" {
            "consumer"
        } else {
            "store"
        };
        let answer = self.ask(who, "/api/v1/service-orders", &body).await;
        answer.body["number"].as_str().map(str::to_owned)
    }

    /// Somebody gives an order a command: mostly one that they may, sometimes any.
    async fn command(&self, chance: &mut StdRng, number: &str) {
        let [(_, crew), _] = &self.houses;
        let path = format!("/api/v1/service-orders/{number}");
        let basis = crew.get("operator").get(&format!("{path}/basis")).await;
        let basis: Basis = serde_json::from_value(basis.success()).unwrap();
        let mut choices = offered(&basis);
        if choices.is_empty() || chance.random_ratio(1, 6) {
            choices = vec![(*pick(chance, &PEOPLE), *pick(chance, CommandType::ALL))];
        }
        let (who, kind) = *pick(chance, &choices);
        let fitting = commands::fitting(kind, &basis.order, &basis.situation());
        let mut body = json!(pick(chance, &fitting));
        if chance.random_ratio(1, 6) {
            // Somebody who looked a while ago.
            body["expected_version"] = json!(basis.order.version - chance.random_range(0..=1));
        }
        self.ask(who, &format!("{path}/commands"), &body).await;
    }

    async fn compare(&self, numbers: &[String]) {
        let [(sqlite, _), (postgres, _)] = &self.houses;
        let logs = log(sqlite, numbers).await;
        assert!(logs.len() > numbers.len() * 3, "much happened");
        assert_eq!(logs, log(postgres, numbers).await);
        for number in numbers {
            let [(_, one), (_, other)] = &self.houses;
            for who in ["operator", "merchant"] {
                assert_eq!(
                    one.get(who).order(number).await,
                    other.get(who).order(number).await
                );
            }
        }
    }
}

/// Who may give which command to an order, but for those that end it early.
fn offered(basis: &Basis) -> Vec<(&'static str, CommandType)> {
    const EARLY_ENDS: [CommandType; 3] = [
        CommandType::Reject,
        CommandType::Cancel,
        CommandType::SuperCancel,
    ];
    let mut offered = Vec::new();
    for who in PEOPLE {
        let offers = offers(&basis.order, &actor(who), &basis.situation());
        let allowed = offers.iter().filter(|offer| offer.allowed);
        offered.extend(allowed.map(|offer| (who, offer.command)));
    }
    offered.retain(|(_, kind)| !EARLY_ENDS.contains(kind));
    offered
}

/// The logs as they are kept, byte for byte, with their hashes.
async fn log(house: &House, numbers: &[String]) -> Vec<StoredEvent> {
    let numbers: Vec<_> = numbers
        .iter()
        .map(|number| ServiceOrderNumber::parse(number).unwrap())
        .collect();
    let mut reader = house.context.db.reader().await.unwrap();
    db::log::of::<ServiceOrder>(&mut reader, &numbers)
        .await
        .unwrap()
}
