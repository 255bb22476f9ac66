//! A line of a list of service orders.

use serde::{Deserialize, Serialize};

use crate::{
    people::party::Actor,
    policy::Policy,
    service_order::{
        Assignee, Deadline, Node, ServiceOrder,
        node::DueAction,
        reason::ApplyReason,
        view::{
            ConsumerTask,
            audience::Audience,
            consumer_task,
            order::{StateFacts, state_facts},
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
    /// How the goods reach the merchant.
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

/// What lists show of a service order, whoever looks: kept beside its state, so that a line of a list is made without reading
/// the whole order. What of it an actor is shown, and what depends on the policy, is decided when it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListEntry {
    number: ServiceOrderNumber,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    external_id: Option<ExternalId>,
    version: u32,
    node: Node,
    node_entered_at: Timestamp,
    deadline: Deadline,
    due_action: Option<DueAction>,
    order_number: OrderNumber,
    line_number: u32,
    channel: Channel,
    merchant_id: MerchantId,
    service_type: ServiceType,
    service_method: ServiceMethod,
    spu: Spu,
    sku: Sku,
    title: String,
    quantity: Quantity,
    reason_code: ApplyReason,
    contact: Contact,
    applied_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assignee: Option<Assignee>,
    urges: u32,
    consumer_task: Option<ConsumerTask>,
    question_open: bool,
    held: bool,
    address_missing: bool,
    goods_stay: bool,
    auto_passed: bool,
}

impl ListEntry {
    /// The version of the rules by which entries are made. Where [`ListEntry::of`] comes to give something else for the same
    /// order, or the entry gets another form, it is raised, and with it the index of the entries that are to be made again
    /// (`service_orders_without_entry`), in a new migration.
    pub const RULES: u32 = 1;

    /// The entry of an order.
    pub fn of(order: &ServiceOrder) -> Self {
        let StateFacts {
            address_missing,
            hold,
            ..
        } = state_facts(&order.state);
        let goods = &order.goods;
        let application = &order.application;
        Self {
            number: order.number.clone(),
            external_id: application.external_id.clone(),
            version: order.version,
            node: order.node(),
            node_entered_at: order.node_entered_at,
            deadline: order.deadline.clone(),
            due_action: order.due_action(),
            order_number: goods.order_number.clone(),
            line_number: goods.line_number,
            channel: goods.channel,
            merchant_id: goods.merchant.clone(),
            service_type: order.service_type,
            service_method: order.service_method,
            spu: goods.spu.clone(),
            sku: goods.sku.clone(),
            title: goods.title.clone(),
            quantity: application.quantity,
            reason_code: application.reason_code,
            contact: application.contact.clone(),
            applied_at: application.applied_at,
            assignee: order.assignee.clone(),
            urges: order.urges.count,
            consumer_task: consumer_task(order),
            question_open: order.question_open(),
            held: hold.is_some(),
            address_missing,
            goods_stay: order.goods_stay(),
            auto_passed: order.auto_passed(),
        }
    }

    /// The number of its service order.
    pub const fn number(&self) -> &ServiceOrderNumber {
        &self.number
    }

    /// The line of the marketplace's order that it is about, from 1.
    pub const fn line_number(&self) -> u32 {
        self.line_number
    }

    /// The line of an actor's list.
    pub fn shown_to(self, actor: &Actor, policy: &Policy) -> Summary {
        let shown = Audience::to(actor);
        let has_internals = shown != Audience::Consumer;
        let due_at = self.deadline.due_at();
        let deadline = self.deadline.known_in(self.node, self.service_type, policy);
        let assignee = self.assignee.filter(|_| has_internals);
        Summary {
            number: self.number,
            external_id: self.external_id,
            version: self.version,
            node: self.node,
            terminal: self.node.is_final(),
            node_entered_at: self.node_entered_at,
            due_at,
            warns_at: deadline.warns_at(policy),
            due_action: self.due_action,
            order_number: self.order_number,
            channel: self.channel,
            merchant_id: self.merchant_id,
            service_type: self.service_type,
            service_method: self.service_method,
            spu: self.spu,
            sku: self.sku,
            title: self.title,
            quantity: self.quantity,
            reason_code: self.reason_code,
            contact: shown.of(self.contact),
            applied_at: self.applied_at,
            assignee: assignee.map(|assignee| assignee.as_seen_by(actor)),
            urges: self.urges,
            consumer_task: self.consumer_task,
            question_open: self.question_open,
            held: has_internals && self.held,
            address_missing: has_internals && self.address_missing,
            goods_stay: self.goods_stay,
            auto_passed: self.auto_passed,
        }
    }
}

/// The line of an actor's list for an order.
pub fn summary(order: &ServiceOrder, policy: &Policy, actor: &Actor) -> Summary {
    ListEntry::of(order).shown_to(actor, policy)
}
