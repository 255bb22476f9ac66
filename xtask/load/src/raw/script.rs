//! The journeys of the load, decided by the domain beforehand, in batches with a command of each of several clients.

use aftercare_domain::{
    form::{Record as _, Violation},
    order::{
        Order,
        line::{LineBalance, Sale},
        telling::Teller,
    },
    people::party::{Actor, Role, TokenSight},
    policy::Policy,
    service_order::{
        Apply, Command, Facts, ServiceOrder, Situation, execute, situation::Addresses,
    },
    values::{
        address::AddressSlot,
        id::{ConsumerId, MerchantId, OrderNumber, Spu},
        number::ServiceOrderNumber,
        service::AddressPurpose,
        time::{Span, Timestamp, marketplace_day},
    },
};
use aftercare_server::db::{self, Db, DbError};
use anyhow::{Context as _, Result, anyhow};

use super::batch::{Batch, Decided};
use crate::journey;

/// The day before the first of those at which it happens: each number of clients has a day of its own.
const EVE: &str = "2026-01-10T04:00:00Z";
/// How many numbers of a day a script has.
const NUMBERS: u32 = 4_000_000;

/// How many commands a journey has.
const LENGTH: usize = 7;

/// The journeys of some clients.
pub(super) struct Script {
    now: Timestamp,
    policy: Policy,
    actor: Actor,
    addresses: Addresses,
    clients: Vec<ScriptClient>,
    /// The last number that was given; each script has a range of its own.
    last_number: u32,
}

/// A client and the order that it has under way.
struct ScriptClient {
    sale: Sale,
    balance: LineBalance,
    apply: Apply,
    commands: [String; 6],
    journeys: u32,
    /// The order, the hash of its log's last line, and how many commands of its journey it had.
    under_way: Option<(ServiceOrder, String, usize)>,
}

impl Script {
    /// Clients whose orders are in the database, each in the middle of a journey, at different places.
    pub(super) async fn new(db: &Db, script: u32, clients: usize) -> Result<Self> {
        let eve = Timestamp::parse(EVE).map_err(|fault| anyhow!("{fault:?}"))?;
        let now = Span::days(i64::try_from(clients)?).after(eve);
        let merchant =
            MerchantId::parse(journey::MERCHANT).map_err(|fault| anyhow!("{fault:?}"))?;
        let mut ready = Vec::with_capacity(clients);
        for place in 0..clients {
            let number = format!("RAW-{clients}-{script}-{place}");
            ready.push(ScriptClient::new(db, &number, now).await?);
        }
        let actor = Actor {
            name: "bench".to_owned(),
            username: None,
            role: Role::ApiClient {
                merchant: Some(merchant.clone()),
                shown: TokenSight::Masked,
            },
        };
        let mut script = Self {
            addresses: addresses(db, merchant, now).await?,
            now,
            policy: Policy::default(),
            actor,
            clients: ready,
            last_number: script * NUMBERS,
        };
        let engine = db.engine();
        for step in 1..=LENGTH {
            let batch = script.batch(|place| place % LENGTH >= step)?;
            db.write(move |connection| {
                Box::pin(async move { batch.write(connection, engine).await })
            })
            .await?;
        }
        Ok(script)
    }

    /// The next batches: a command of each client in each.
    pub(super) fn batches(&mut self, count: usize) -> Result<Vec<Batch>> {
        (0..count).map(|_| self.batch(|_| true)).collect()
    }

    /// A batch with a command of each client whose place takes part.
    fn batch(&mut self, takes_part: impl Fn(usize) -> bool) -> Result<Batch> {
        let mut batch = Batch::at(self.now);
        let clients = self.clients.iter_mut().enumerate();
        for (_, client) in clients.filter(|(place, _)| takes_part(*place)) {
            let mut facts = Facts::of_line(client.balance);
            facts.addresses.clone_from(&self.addresses);
            let situation = Situation {
                now: self.now,
                policy: &self.policy,
                facts: &facts,
            };
            if client.under_way.is_none() {
                self.last_number += 1;
            }
            client.step(&self.actor, self.last_number, &situation, &mut batch)?;
        }
        Ok(batch)
    }
}

impl ScriptClient {
    async fn new(db: &Db, number: &str, now: Timestamp) -> Result<Self> {
        let number = OrderNumber::parse(number).map_err(|fault| anyhow!("{fault:?}"))?;
        let order = Order::parse(&journey::order()).map_err(|found| wrong(&found))?;
        let (sale, balance) = db
            .write({
                let number = number.clone();
                move |connection| {
                    Box::pin(async move {
                        let consumer: &ConsumerId = &order.consumer_id;
                        db::people::consumers::add(connection, consumer, "王芳", now).await?;
                        db::people::tenants::put_merchant(
                            connection,
                            &order.merchant_id,
                            "bench",
                            now,
                        )
                        .await?;
                        let teller = Teller::Platform;
                        db::orders::put(connection, &number, &order, teller, now).await?;
                        let lines = db::orders::lines::find(connection, &[number]).await?;
                        Ok::<_, DbError>(lines.into_iter().next())
                    })
                }
            })
            .await?
            .context("an order has a line")?;
        let apply = Apply::parse(&journey::application(number.as_str()));
        Ok(Self {
            sale,
            balance,
            apply: apply.map_err(|found| wrong(&found))?,
            commands: journey::commands().map(|command| command.to_string()),
            journeys: 0,
            under_way: None,
        })
    }

    /// Decides the next command of the journey, and adds it to a batch.
    fn step(
        &mut self,
        actor: &Actor,
        number: u32,
        situation: &Situation<'_>,
        batch: &mut Batch,
    ) -> Result<()> {
        let order_number = self.sale.order_number.to_string();
        let (command, outcome) = match &self.under_way {
            None => {
                let day = marketplace_day(situation.now);
                let number =
                    ServiceOrderNumber::compose(day, number).context("numbers are used up")?;
                let outcome = execute::apply(actor, &self.apply, &self.sale, number, situation)?;
                (None, outcome)
            }
            Some((order, _, done)) => {
                let text = self.commands.get(*done).context("a journey has an end")?;
                let text = journey::with_parcel(text, &order_number, self.journeys);
                let command = Command::parse(&serde_json::from_str(&text)?);
                let command = command.map_err(|found| wrong(&found))?;
                let outcome = execute(order, actor, &command, situation)?;
                (Some(command), outcome)
            }
        };
        let before = self.under_way.as_ref();
        let line = &mut self.balance;
        *line = line.moved(before.map(|(order, ..)| order), &outcome.state);
        let head = batch.add(&Decided {
            before: before.map(|(order, head, _)| (order, head.as_str())),
            command: command.as_ref(),
            outcome: &outcome,
            balance: *line,
            key: format!("{order_number}-{}-{}", self.journeys, outcome.state.version),
        })?;
        let done = before.map_or(0, |(_, _, done)| done + 1);
        self.under_way = Some((outcome.state, head, done));
        if done == self.commands.len() {
            self.under_way = None;
            self.journeys += 1;
        }
        Ok(())
    }
}

/// Keeps the address that goods are sent to.
async fn addresses(db: &Db, merchant: MerchantId, now: Timestamp) -> Result<Addresses> {
    let spu = Spu::parse(journey::SPU).map_err(|fault| anyhow!("{fault:?}"))?;
    let address = aftercare_domain::values::address::Consignee::parse(&journey::address());
    let address = address.map_err(|found| wrong(&found))?;
    let addresses = Addresses {
        for_return: Some(address.clone()),
        ..Addresses::default()
    };
    db.write(move |connection| {
        Box::pin(async move {
            let place = AddressSlot::Product(spu, AddressPurpose::Return);
            db::addresses::put(connection, &merchant, &place, &address, "bench", now).await
        })
    })
    .await?;
    Ok(addresses)
}

fn wrong(violations: &[Violation]) -> anyhow::Error {
    anyhow!("{violations:?}")
}
