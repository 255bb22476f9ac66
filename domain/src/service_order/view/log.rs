//! The view of the node log 节点日志 (R-LOG-1).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Audience, ConsumerEvent};
use crate::{
    people::{
        party::{Actor, LoggedActor, Party},
        rule::Rule,
    },
    service_order::{Event, Node, Recorded, ServiceOrder, evolve},
    values::time::{Span, Timestamp},
};

/// A line of the node log as the API answers with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogLine {
    /// The place of the line in the log, counted from 1.
    pub sequence: u32,
    /// When it happened, by the product's clock.
    pub at: Timestamp,
    /// The node in which it happened.
    pub node: Node,
    /// The type of the event, such as `signed_for`.
    #[serde(rename = "type")]
    pub event: String,
    /// The node in which it left the order.
    pub result: Node,
    /// Why, as a code or in words; null where none was given.
    pub reason: Option<String>,
    /// Who did it: a person, an integrator or the system.
    pub actor: LoggedActor,
    /// The rule by which the system acted; null when a person did.
    pub automatic: Option<AutomaticView>,
    /// How long the order had been in the node, in seconds.
    pub spent_seconds: i64,
    /// Until when there was time after it.
    pub due_at: Option<Timestamp>,
    /// The facts of the event, by their names.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub data: Value,
}

/// The rule by which the system acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AutomaticView {
    /// The id of the rule by which the system acted.
    pub rule: Rule,
}

/// The lines of a node log, each with its node and the time spent there, as an actor is shown them: a consumer is told what
/// concerns them ([`ConsumerEvent`]), and not who of the staff did it.
pub fn log(recorded: &[Recorded], onlooker: &Actor) -> Vec<LogLine> {
    let shown = Audience::to(onlooker);
    let mut order: Option<ServiceOrder> = None;
    let mut lines = Vec::with_capacity(recorded.len());
    for line in recorded {
        let node_before = order
            .as_ref()
            .map_or(Node::PendingReview, ServiceOrder::node);
        let spent = order
            .as_ref()
            .map_or(Span::ZERO, |order| order.time_in_node(line.at));
        order = match order {
            None => evolve::begin(line),
            Some(order) => Some(evolve::apply(order, line)),
        };
        let Some(EventDetails { reason, data }) = details_of(&line.event, onlooker) else {
            continue;
        };
        lines.push(LogLine {
            sequence: line.sequence,
            at: line.at,
            node: node_before,
            event: line.event.name().to_owned(),
            result: order.as_ref().map_or(node_before, ServiceOrder::node),
            reason,
            actor: actor(&line.actor, shown),
            automatic: line.automatic.map(|rule| AutomaticView { rule }),
            spent_seconds: spent.ms() / 1000,
            due_at: line.deadline.due_at(),
            data,
        });
    }
    lines
}

/// The lines of a log after a version, as an actor is shown them.
pub fn lines_since(recorded: &[Recorded], version: u32, actor: &Actor) -> Vec<LogLine> {
    let mut lines = log(recorded, actor);
    lines.retain(|line| line.sequence > version);
    lines
}

/// What a line says of its event.
struct EventDetails {
    reason: Option<String>,
    data: Value,
}

/// What is said of an event; nothing where it is not for those to whom it is shown.
fn details_of(event: &Event, onlooker: &Actor) -> Option<EventDetails> {
    let shown = Audience::to(onlooker);
    Some(match shown {
        Audience::Staff | Audience::ToShipper | Audience::System => {
            let event = shown.of(event.clone()).as_seen_by(onlooker);
            EventDetails {
                reason: event.consequences().reason.map(str::to_owned),
                data: data(&event),
            }
        }
        Audience::Consumer => {
            let told = ConsumerEvent::of(event)?;
            EventDetails {
                reason: told.reason(),
                data: data(&told),
            }
        }
    })
}

/// Who did it; of those who work on the order a consumer sees the party alone, and they of the consumer a letter.
fn actor(logged: &LoggedActor, shown: Audience) -> LoggedActor {
    let own = logged.party == Party::Consumer;
    match shown {
        Audience::Consumer if !own => LoggedActor {
            party: logged.party,
            name: String::new(),
        },
        Audience::Consumer | Audience::Staff | Audience::ToShipper | Audience::System => {
            shown.of(logged.clone())
        }
    }
}

/// An event's facts without its type, which stands beside them.
fn data(event: &impl Serialize) -> Value {
    let tagged = serde_json::to_value(event).unwrap_or_default();
    tagged.get("data").cloned().unwrap_or_default()
}

impl LogLine {
    /// The event of a line that was shown to a consumer; none where it is of a newer version than this one.
    pub fn consumer_event(&self) -> Option<ConsumerEvent> {
        serde_json::from_value(json!({ "type": self.event, "data": self.data })).ok()
    }
}
