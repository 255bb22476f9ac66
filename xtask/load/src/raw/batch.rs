//! A batch of commands that were decided beforehand: what the write path reads for them, and what it writes.

use std::collections::BTreeMap;

use aftercare_domain::{
    aggregate::{AggregateKind, Attribution, Outcome, Situation, begin},
    order::line::LineBalance,
    policy::Policy,
    refund::{Refund, RefundEvent, RefundFacts},
    service_order::{
        Command, Recorded, ServiceOrder,
        effect::{Begin, begins},
    },
    values::{
        carrier::TrackingNumber,
        id::{MerchantId, OrderNumber, Spu},
        number::ServiceOrderNumber,
        time::{Timestamp, marketplace_day},
    },
};
use aftercare_server::{
    db::{
        self, Connection, DbError, Engine,
        answers::{AnswerKey, AnswerRow},
        counts::CountKey,
        orders::lines::LineKey,
        service_orders::NewServiceOrder,
        timers::Timer,
    },
    memory::live_hub::{ReplicaMessage, ServiceOrderChange},
    write::projections::Projections,
};
use serde_json::json;

/// How many changes a notification holds, as in the write path.
const CHANGES: usize = 20;

/// What is read, and what is written then.
#[derive(Debug)]
pub(super) struct Batch {
    at: Timestamp,
    policy: Policy,
    keys: Vec<AnswerKey>,
    numbers: Vec<ServiceOrderNumber>,
    orders: Vec<OrderNumber>,
    reviewed: Vec<(MerchantId, Spu)>,
    parcels: Vec<TrackingNumber>,
    traces: Projections,
    refunds: Vec<(Refund, String)>,
    begun: Vec<(ServiceOrder, String)>,
    changed: Vec<(ServiceOrder, String)>,
    balances: Vec<(LineKey, LineBalance)>,
    woken: Vec<Timer>,
    stopped: Vec<String>,
    answers: Vec<AnswerRow>,
    changes: Vec<ServiceOrderChange>,
    counts: BTreeMap<CountKey, i64>,
}

/// A command that was decided.
#[derive(Debug)]
pub(super) struct Decided<'a> {
    /// The order before it, with the hash of its log's last line; none for an application.
    pub(super) before: Option<(&'a ServiceOrder, &'a str)>,
    /// The command, unless it is an application.
    pub(super) command: Option<&'a Command>,
    /// What came of it.
    pub(super) outcome: &'a Outcome<ServiceOrder>,
    /// What is left of the line after it.
    pub(super) balance: LineBalance,
    /// The key that it was sent under.
    pub(super) key: String,
}

impl Batch {
    /// An empty batch at a time.
    pub(super) fn at(at: Timestamp) -> Self {
        Self {
            at,
            policy: Policy::default(),
            keys: Vec::new(),
            numbers: Vec::new(),
            orders: Vec::new(),
            reviewed: Vec::new(),
            parcels: Vec::new(),
            traces: Projections::default(),
            refunds: Vec::new(),
            begun: Vec::new(),
            changed: Vec::new(),
            balances: Vec::new(),
            woken: Vec::new(),
            stopped: Vec::new(),
            answers: Vec::new(),
            changes: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    /// How many commands it has.
    pub(super) const fn commands(&self) -> usize {
        self.keys.len()
    }

    /// Adds a command; answers the hash of the last line of its order's log.
    pub(super) fn add(&mut self, decided: &Decided<'_>) -> Result<String, DbError> {
        let order = &decided.outcome.state;
        let goods = &order.goods;
        let number = &order.number;
        let head = decided.before.map_or("", |(_, head)| head);
        let Outcome {
            recorded, effects, ..
        } = decided.outcome;
        let head = self.traces.follow(order, recorded, effects, head)?;
        for line in recorded {
            self.begin_refund(order, line)?;
        }
        self.orders.push(goods.order_number.clone());
        let needs = decided.command.map(Command::needs).unwrap_or_default();
        if needs.addresses {
            let product = (goods.merchant.clone(), goods.spu.clone());
            self.reviewed.push(product);
        }
        self.parcels.extend(needs.uses_of.cloned());
        let key = |node| (goods.merchant.clone(), goods.channel, node);
        *self.counts.entry(key(order.node())).or_default() += 1;
        if let Some((before, _)) = decided.before {
            *self.counts.entry(key(before.node())).or_default() -= 1;
            self.numbers.push(number.clone());
            self.changed.push((order.clone(), head.clone()));
        } else {
            self.begun.push((order.clone(), head.clone()));
        }
        if decided.before.is_none() || order.node().is_final() {
            let line = (goods.order_number.clone(), goods.line_number);
            self.balances.push((line, decided.balance));
        }
        match order.wakes_at() {
            Some(wakes_at) => self.woken.push(Timer {
                kind: AggregateKind::ServiceOrder,
                id: number.to_string(),
                wakes_at,
                reminds_at: Some(wakes_at),
            }),
            None if decided
                .before
                .is_some_and(|(before, _)| before.wakes_at().is_some()) =>
            {
                self.stopped.push(number.to_string());
            }
            None => {}
        }
        self.changes.push(ServiceOrderChange::of(order));
        self.keep_answer(decided);
        Ok(head)
    }

    /// Begins the refund that a line of the order's log grants.
    fn begin_refund(&mut self, order: &ServiceOrder, line: &Recorded) -> Result<(), DbError> {
        let Some(Begin::Refund(granted)) = begins(order, line) else {
            return Ok(());
        };
        let situation = Situation {
            now: line.at,
            policy: &self.policy,
            facts: &RefundFacts::default(),
        };
        let by = Attribution::as_of(line);
        let begun = begin::<Refund>(&by, vec![RefundEvent::Requested(granted)], &situation);
        if let Some(outcome) = begun {
            let Outcome {
                state,
                recorded,
                effects,
            } = outcome;
            let head = self.traces.follow_refund(&state, &recorded, &effects, "")?;
            self.refunds.push((state, head));
        }
        Ok(())
    }

    fn keep_answer(&mut self, decided: &Decided<'_>) {
        let hash = db::log::hash("", &decided.key);
        let order = &decided.outcome.state;
        let body = json!({"done": {
            "number": order.number, "version": order.version, "line": decided.balance, "at": self.at,
            "begun": decided.before.is_none(),
        }});
        self.answers.push(AnswerRow {
            request_hash: hash.clone(),
            status: 0,
            body: body.to_string(),
        });
        self.keys.push(AnswerKey {
            caller: "token:bench".to_owned(),
            hash,
        });
    }

    /// Reads and writes, statement by statement as the write path does.
    pub(super) async fn write(
        &self,
        connection: &mut Connection,
        engine: Engine,
    ) -> Result<(), DbError> {
        self.read(connection, engine).await?;
        self.traces.write(connection, self.at).await?;
        let begun: Vec<_> = self
            .begun
            .iter()
            .map(|(order, head_hash)| NewServiceOrder {
                order,
                head_hash,
                external_scope: None,
            })
            .collect();
        db::service_orders::insert(connection, &begun).await?;
        let changed: Vec<_> = self
            .changed
            .iter()
            .map(|(order, head)| (order, head.as_str()))
            .collect();
        db::service_orders::update(connection, &changed).await?;
        let balances: Vec<_> = self
            .balances
            .iter()
            .map(|(key, line)| (key, *line))
            .collect();
        db::orders::lines::set_balances(connection, &balances).await?;
        if !self.begun.is_empty() {
            // Which number is written does not matter to the engine.
            let day = marketplace_day(self.at);
            db::numbers::set_last(connection, day, 1).await?;
        }
        let refunds: Vec<_> = self
            .refunds
            .iter()
            .map(|(refund, head)| (refund, head.as_str()))
            .collect();
        db::refunds::insert(connection, &refunds).await?;
        db::timers::set(connection, &self.woken).await?;
        db::timers::stop(connection, &self.stopped).await?;
        let answers: Vec<_> = self.keys.iter().zip(self.answers.iter().cloned()).collect();
        db::answers::keep_all(connection, &answers, self.at).await?;
        self.tell(connection, engine).await?;
        let counts: Vec<_> = self
            .counts
            .iter()
            .filter(|(_, delta)| **delta != 0)
            .map(|(key, delta)| (key.clone(), *delta))
            .collect();
        db::counts::add(connection, &counts).await
    }

    async fn read(&self, connection: &mut Connection, engine: Engine) -> Result<(), DbError> {
        let keys: Vec<_> = self.keys.iter().collect();
        db::answers::find_all(connection, &keys).await?;
        db::service_orders::find_to_change(connection, engine, &self.numbers).await?;
        db::orders::lines::find_to_change(connection, engine, &self.orders).await?;
        db::addresses::book::find(connection, &self.reviewed).await?;
        db::service_orders::parcels::open_uses(connection, &self.parcels).await?;
        if !self.begun.is_empty() {
            db::numbers::last(connection, marketplace_day(self.at)).await?;
        }
        Ok(())
    }

    async fn tell(&self, connection: &mut Connection, engine: Engine) -> Result<(), DbError> {
        if engine == Engine::Sqlite {
            return Ok(());
        }
        for changes in self.changes.chunks(CHANGES) {
            let news = ReplicaMessage {
                changes: changes.to_vec(),
                ..ReplicaMessage::of("bench")
            };
            db::engine::news::notify(connection, engine, &news.to_text()?).await?;
        }
        Ok(())
    }
}
