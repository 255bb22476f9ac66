//! Service orders on the write path.

pub(crate) mod known;

use aftercare_domain::{
    aggregate::{Attribution, Recorded},
    form::FieldError,
    order::line::LineBalance,
    people::party::{Actor, Authority, Organisation},
    policy::Policy,
    service_order::{
        Apply, Assignable, Command, Event, Facts, Node, Refusal, ServiceOrder, Situation,
        consequences::ParcelMention,
        effect::begins,
        execute,
        view::{LogLine, OrderView, lines_since, order},
    },
    values::{number::ServiceOrderNumber, time::Timestamp},
};
use serde::{Deserialize, Serialize};

use self::known::{DayNumbers, KnownOfOrders};
use super::{
    batch_context::BatchContext,
    journal::{BegunAlong, Journal},
    notifications::occasion::Occasion,
    submission::{
        Intent, Rejected, Submission,
        written::{Begun, KeptBody, Recalled, Step, Stock, Written, situation},
    },
};
use crate::db::{
    self, Connection, DbError,
    answers::AnswerRow,
    service_orders::{
        ExternalKey, NewServiceOrder,
        parcels::{ParcelUse, sharing},
    },
};

/// The result of an accepted submission, with all that a view of the order needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The order after it.
    pub order: ServiceOrder,
    /// What is left of its line.
    pub line: LineBalance,
    /// When it was done.
    pub at: Timestamp,
    /// Whether the submission began the order.
    pub begun: bool,
}

impl Accepted {
    /// The order as it is shown to an actor.
    pub fn view(&self, actor: &Actor, policy: &Policy) -> OrderView {
        let facts = Facts::of_line(self.line);
        let situation = Situation {
            now: self.at,
            policy,
            facts: &facts,
        };
        order(&self.order, actor, &situation)
    }
}

/// An answer as it is stored: it names the order and its version rather than repeating the order, which its log gives again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredAnswer {
    Done {
        number: ServiceOrderNumber,
        version: u32,
        line: LineBalance,
        at: Timestamp,
        begun: bool,
    },
    Refused(Rejected),
}

/// What a kept answer has besides the order.
#[derive(Debug, Clone, Copy)]
pub struct Remainder {
    line: LineBalance,
    at: Timestamp,
    begun: bool,
}

impl Written for ServiceOrder {
    type Beginning = Box<Apply>;
    type Known = KnownOfOrders;
    type Standing = Node;
    type Accepted = Accepted;
    type Remainder = Remainder;
    type Line = LogLine;

    async fn read(
        connection: &mut Connection,
        context: &BatchContext,
        submissions: &[Submission],
        _journal: &mut Journal,
    ) -> Result<Stock<Self>, DbError> {
        known::read(connection, context, submissions).await
    }

    fn begin_by(
        stock: &mut Stock<Self>,
        context: &BatchContext,
        submission: &Submission,
        apply: &Box<Apply>,
    ) -> Result<Begun<Self>, DbError> {
        let external = external_key(submission);
        let begun_before = external
            .as_ref()
            .and_then(|key| stock.known.external.get(key))
            .and_then(|number| stock.held.get(number));
        if let Some(loaded) = begun_before {
            let answer = loaded.state.accept(&stock.known, context.now, false)?;
            return Ok(Begun::Already(answer));
        }
        let key = (apply.order_number.clone(), apply.line_number.get());
        let known = &mut stock.known;
        let Some(line) = known.lines.get(&key) else {
            let refusal = known.no_such_line(&submission.actor, apply);
            return Ok(Begun::Refused(Rejected::ByRule(refusal)));
        };
        let numbers = known.numbers;
        let next = ServiceOrderNumber::compose(numbers.day, numbers.last + 1)
            .ok_or_else(|| used_up(numbers))?;
        let facts = Facts::of_line(line.balance);
        let situation = situation(context, &facts);
        let actor = &submission.actor;
        match execute::apply(actor, apply, &line.sale, next.clone(), &situation) {
            Err(refusal) => Ok(Begun::Refused(Rejected::ByRule(refusal))),
            Ok(outcome) => {
                known.numbers.last += 1;
                if let Some(key) = external {
                    known.scopes.insert(next.clone(), key.scope.clone());
                    known.external.insert(key, next);
                }
                Ok(Begun::New(Box::new(outcome)))
            }
        }
    }

    fn facts(
        &self,
        known: &KnownOfOrders,
        actor: &Actor,
        command: Option<&Command>,
    ) -> Result<Facts, DbError> {
        let goods = &self.goods;
        let product = (goods.merchant.clone(), goods.spu.clone());
        let mut facts = Facts {
            addresses: known.addresses.get(&product).cloned().unwrap_or_default(),
            ..Facts::of_line(known.balance(self)?)
        };
        let needs = command.map(Command::needs).unwrap_or_default();
        if let Some(tracking_number) = needs.uses_of {
            let uses = known.parcels.get(tracking_number.as_str());
            facts.parcel_shared_with = sharing(uses.into_iter().flatten(), self, actor);
        }
        if let Some(username) = needs.colleague {
            let colleague = known.people.get(username);
            facts.colleagues = colleague
                .filter(|user| Organisation::is_shared(actor, &(*user).clone().actor()))
                .map(|user| Assignable {
                    username: user.username.clone(),
                    name: user.name.clone(),
                })
                .into_iter()
                .collect();
        }
        Ok(facts)
    }

    fn follow(
        known: &mut KnownOfOrders,
        journal: &mut Journal,
        step: &Step<'_, Self>,
    ) -> Result<String, DbError> {
        let Step {
            context,
            giver,
            before,
            outcome,
            head_hash,
        } = step;
        let order = &outcome.state;
        let projections = &mut journal.projections;
        let head_hash =
            projections.follow(order, &outcome.recorded, &outcome.effects, head_hash)?;
        for line in &outcome.recorded {
            known.follow_parcels(order, &line.event);
            let occasion = Occasion::of(order, line, *giver, &context.policy);
            journal.occasions.extend(occasion);
            journal
                .begun
                .extend(begins(order, line).map(|what| BegunAlong {
                    by: Attribution::as_of(line),
                    at: line.at,
                    what,
                }));
        }
        known.move_balance(*before, order)?;
        Ok(head_hash)
    }

    fn accept(
        &self,
        known: &KnownOfOrders,
        at: Timestamp,
        begun: bool,
    ) -> Result<Accepted, DbError> {
        Ok(Accepted {
            order: self.clone(),
            line: known.balance(self)?,
            at,
            begun,
        })
    }

    fn standing(&self) -> Node {
        self.node()
    }

    async fn write(connection: &mut Connection, stock: &Stock<Self>) -> Result<(), DbError> {
        let known = &stock.known;
        let (begun, changed) = stock.begun_and_changed();
        let begun: Vec<_> = begun
            .into_iter()
            .map(|(order, head_hash)| NewServiceOrder {
                order,
                head_hash,
                external_scope: known.scopes.get(&order.number).map(String::as_str),
            })
            .collect();
        db::service_orders::insert(connection, &begun).await?;
        db::service_orders::update(connection, &changed).await?;
        let balances: Vec<_> = known
            .lines
            .iter()
            .filter(|(_, line)| line.balance != line.before)
            .map(|(key, line)| (key, line.balance))
            .collect();
        db::orders::lines::set_balances(connection, &balances).await?;
        let numbers = known.numbers;
        if numbers.last != numbers.before {
            db::numbers::set_last(connection, numbers.day, numbers.last).await?;
        }
        Ok(())
    }

    fn keep(answer: &Result<Accepted, Rejected>) -> Result<Option<KeptBody>, DbError> {
        /// The status is derived from a kept answer each time, so the column has none.
        const STATUS_FOLLOWS: u16 = 0;
        let stored = match answer {
            Ok(done) => StoredAnswer::Done {
                number: done.order.number.clone(),
                version: done.order.version,
                line: done.line,
                at: done.at,
                begun: done.begun,
            },
            Err(refused) => StoredAnswer::Refused(refused.clone()),
        };
        KeptBody::of(STATUS_FOLLOWS, &stored).map(Some)
    }

    fn recall(row: &AnswerRow) -> Result<Recalled<Self>, DbError> {
        let stored = serde_json::from_str(&row.body)
            .map_err(|error| DbError::corrupt("answers", "body", &row.request_hash, error))?;
        Ok(match stored {
            StoredAnswer::Refused(refused) => Recalled::Refused(refused),
            StoredAnswer::Done {
                number,
                version,
                line,
                at,
                begun,
            } => Recalled::At {
                id: number,
                version,
                remainder: Remainder { line, at, begun },
            },
        })
    }

    fn restore(self, remainder: Remainder) -> Accepted {
        let Remainder { line, at, begun } = remainder;
        Accepted {
            order: self,
            line,
            at,
            begun,
        }
    }

    fn lines_since(log: &[Recorded<Event>], version: u32, actor: &Actor) -> Vec<LogLine> {
        lines_since(log, version, actor)
    }
}

impl KnownOfOrders {
    /// Only a caller who may see the order learns that the line is wrong.
    fn no_such_line(&self, actor: &Actor, apply: &Apply) -> Refusal {
        let is_visible = self.lines.values().any(|line| {
            let sale = &line.sale;
            sale.order_number == apply.order_number && actor.may_see(sale.owner())
        });
        if is_visible {
            Refusal::invalid("line_number", FieldError::NotFound {})
        } else {
            Refusal::OrderNotFound {}
        }
    }

    fn balance(&self, order: &ServiceOrder) -> Result<LineBalance, DbError> {
        let goods = &order.goods;
        let key = (goods.order_number.clone(), goods.line_number);
        match self.lines.get(&key) {
            Some(line) => Ok(line.balance),
            None => Err(no_line(order)),
        }
    }

    /// Updates which orders name which parcels, for the submissions that follow.
    fn follow_parcels(&mut self, order: &ServiceOrder, event: &Event) {
        let parcel = match event.consequences().parcel {
            ParcelMention::Unmentioned => return,
            ParcelMention::Named(parcel) => parcel,
            ParcelMention::Renamed(parcel) => {
                for uses in self.parcels.values_mut() {
                    uses.retain(|used| used.service_order != order.number);
                }
                parcel
            }
        };
        let named = self.parcels.entry(parcel.as_str().to_owned()).or_default();
        named.push(ParcelUse {
            tracking_number: parcel.as_str().to_owned(),
            service_order: order.number.clone(),
            owner: order.goods.owner().into(),
        });
    }

    /// Updates the balance of the line by what the order takes and refunds (R-APP-2, R-RFD-1).
    fn move_balance(
        &mut self,
        before: Option<&ServiceOrder>,
        after: &ServiceOrder,
    ) -> Result<(), DbError> {
        let key = (after.goods.order_number.clone(), after.goods.line_number);
        let line = self.lines.get_mut(&key).ok_or_else(|| no_line(after))?;
        line.balance = line.balance.moved(before, after);
        Ok(())
    }
}

/// The key by which the caller's own number of an application is unique: what the caller acts for, so that a merchant's new
/// token gets the same order as its old one.
fn external_key(submission: &Submission) -> Option<ExternalKey> {
    let Intent::Begin(apply) = &submission.what else {
        return None;
    };
    let id = apply.external_id.clone()?;
    let scope = external_scope(&submission.actor);
    Some(ExternalKey { scope, id })
}

/// The scope in which a caller's own numbers are unique: what the caller acts for.
pub(crate) fn external_scope(actor: &Actor) -> String {
    match actor.authority() {
        Authority::Consumer(consumer, None) => format!("consumer:{consumer}"),
        // A blank is in no consumer's id.
        Authority::Consumer(consumer, Some(order)) => format!("consumer:{consumer} {order}"),
        Authority::Merchant(merchant, _) => format!("merchant:{merchant}"),
        Authority::Store(channels) => {
            let names: Vec<&str> = channels.iter().map(|channel| channel.name()).collect();
            format!("store:{}", names.join("+"))
        }
        Authority::Operator | Authority::ReturnCentre | Authority::System => "platform".to_owned(),
    }
}

fn no_line(order: &ServiceOrder) -> DbError {
    let row = format_args!("{} {}", order.goods.order_number, order.goods.line_number);
    DbError::corrupt(
        "order_lines",
        "line_number",
        row,
        "a service order's line is gone",
    )
}

fn used_up(numbers: DayNumbers) -> DbError {
    DbError::corrupt(
        "number_sequences",
        "last",
        numbers.day,
        "the day's numbers are used up",
    )
}
