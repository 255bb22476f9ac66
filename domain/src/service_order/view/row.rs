//! A line of a list of service orders.

use serde::{Deserialize, Serialize};

use crate::{
    people::party::Actor,
    policy::Policy,
    service_order::{
        Assignee, Node, ServiceOrder,
        node::DueAction,
        reason::ApplyReason,
        view::{
            ConsumerTask,
            audience::Audience,
            consumer_task,
            order::{StateFacts, assignee, state_facts},
        },
    },
    values::{
        address::Contact,
        channel::Channel,
        id::{ExternalId, MerchantId, OrderNumber, Sku, Spu},
        number::ServiceOrderNumber,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        time::Timestamp,
    },
};

/// A line of a list of service orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Summary {
    /// The number of the service order: 14 digits.
    pub number: ServiceOrderNumber,
    /// The caller's own number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<ExternalId>,
    /// Its version: how many events its log has.
    pub version: u32,
    /// The node in which it stands.
    pub node: Node,
    /// Whether its journey has ended: no step follows by itself.
    pub terminal: bool,
    /// When it entered the node in which it stands.
    pub node_entered_at: Timestamp,
    /// Its deadline; null where no time runs.
    pub due_at: Option<Timestamp>,
    /// From when on it is 即将超时.
    pub warns_at: Option<Timestamp>,
    /// What the system does at the deadline.
    pub due_action: Option<DueAction>,
    /// The order of the marketplace on which the goods were bought.
    pub order_number: OrderNumber,
    /// The channel where the goods were sold.
    pub channel: Channel,
    /// The merchant that sold the goods.
    pub merchant_id: MerchantId,
    /// The service that is given now.
    pub service_type: ServiceType,
    /// How the goods come to the house.
    pub service_method: ServiceMethod,
    /// The product (SPU), as the order system calls it.
    pub spu: Spu,
    /// The variant of the product (SKU), as the order system calls it.
    pub sku: Sku,
    /// The title of the goods, as people know them.
    pub title: String,
    /// How many pieces the application is for.
    pub quantity: Quantity,
    /// Why the consumer applies.
    pub reason_code: ApplyReason,
    /// Whom to ask about the application: name and phone.
    pub contact: Contact,
    /// When the application was made.
    pub applied_at: Timestamp,
    /// The member of staff who works on it; null where nobody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Assignee>,
    /// How many times the consumer urged.
    pub urges: u32,
    /// What is expected of the consumer; null where nothing is.
    pub consumer_task: Option<ConsumerTask>,
    /// Whether it waits for the consumer's answer.
    pub question_open: bool,
    /// Whether the goods are held for a second look (R-EXC-2).
    pub held: bool,
    /// Whether a person must act because there was no address (R-REV-2).
    pub address_missing: bool,
    /// Whether no goods come although the service is one for which they do: money for it takes a person.
    pub goods_stay: bool,
    /// 超时自动通过: whether the system signed for the goods, or passed their inspection, at the deadline.
    pub auto_passed: bool,
}

/// The line of an actor's list for an order.
pub fn summary(order: &ServiceOrder, policy: &Policy, actor: &Actor) -> Summary {
    let shown = Audience::to(actor);
    let StateFacts {
        address_missing,
        hold,
        ..
    } = state_facts(&order.state);
    let has_internals = shown != Audience::Consumer;
    Summary {
        number: order.number.clone(),
        external_id: order.application.external_id.clone(),
        version: order.version,
        node: order.node(),
        terminal: order.node().is_final(),
        node_entered_at: order.node_entered_at,
        due_at: order.deadline.due_at(),
        warns_at: order.known_deadline(policy).warns_at(policy),
        due_action: order.due_action(),
        order_number: order.goods.order_number.clone(),
        channel: order.goods.channel,
        merchant_id: order.goods.merchant.clone(),
        service_type: order.service_type,
        service_method: order.service_method,
        spu: order.goods.spu.clone(),
        sku: order.goods.sku.clone(),
        title: order.goods.title.clone(),
        quantity: order.application.quantity,
        reason_code: order.application.reason_code,
        contact: shown.of(order.application.contact.clone()),
        applied_at: order.application.applied_at,
        assignee: assignee(order, actor).filter(|_| has_internals),
        urges: order.urges.count,
        consumer_task: consumer_task(order),
        question_open: order.question_open(),
        held: has_internals && hold.is_some(),
        address_missing: has_internals && address_missing,
        goods_stay: order.goods_stay(),
        auto_passed: order.auto_passed(),
    }
}
