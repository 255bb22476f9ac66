//! The view of a service order.

use serde::{Deserialize, Serialize};

use crate::{
    people::party::{Actor, Party},
    policy::responsibility::Responsible,
    service_order::{
        Abnormality, Assignee, ConsumerQuestion, Handling, Inspection, Node, Pickup, Quote, Rating,
        Receipt, Repair, ServiceOrder, Situation, State,
        eligibility::Warranty,
        node::DueAction,
        offers::{Offer, offers},
        permission::responsible_for,
        reason::{ApplyReason, RejectReason},
        view::{
            ConsumerTask,
            audience::{Audience, waits_to_be_sent},
            consumer_order::for_consumer,
            consumer_task,
        },
    },
    values::{
        address::{Consignee, Contact},
        carrier::Parcel,
        channel::Channel,
        id::{
            AttachmentId, ConsumerId, ExternalId, MerchantId, OrderNumber, SerialNumber, Sku, Spu,
        },
        money::Money,
        number::ServiceOrderNumber,
        personal::Masked,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        text::{Description, Reason},
        time::Timestamp,
    },
};

/// Whom an order waits for.
pub type WaitingFor = Responsible;

/// A service order as the API answers with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderView {
    /// The number of the service order: 14 digits.
    pub number: ServiceOrderNumber,
    /// The caller's own number for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<ExternalId>,
    /// How many events there are; give it back as `expected_version`.
    pub version: u32,
    /// The node in which it stands.
    pub node: Node,
    /// Whether its journey has ended: no step follows by itself.
    pub terminal: bool,
    /// Whom it waits for; null at the end.
    pub waiting_for: Option<WaitingFor>,
    /// What is expected of the consumer; null where nothing is.
    pub consumer_task: Option<ConsumerTask>,
    /// When it entered the node in which it stands.
    pub node_entered_at: Timestamp,
    /// Until when there is time; null where none runs.
    pub due_at: Option<Timestamp>,
    /// From when on it is 即将超时.
    pub warns_at: Option<Timestamp>,
    /// What the system does at the deadline.
    pub due_action: Option<DueAction>,
    /// Whether its deadline is over.
    pub overdue: bool,
    /// 超时自动通过: whether the system signed for the goods, or passed their inspection, at the deadline.
    pub auto_passed: bool,
    /// Marked: at the deadline there was no address to approve with (R-REV-2).
    pub address_missing: bool,
    /// Marked: a return of an earlier release for which no goods come; money for it takes a person.
    pub goods_stay: bool,
    /// The order of the marketplace on which the goods were bought.
    pub order_number: OrderNumber,
    /// The line of that order, counted from 1.
    pub line_number: u32,
    /// The channel where the goods were sold.
    pub channel: Channel,
    /// The merchant that sold the goods.
    pub merchant_id: MerchantId,
    /// The consumer who bought the goods.
    pub consumer_id: ConsumerId,
    /// The product (SPU), as the order system calls it.
    pub spu: Spu,
    /// The variant of the product (SKU), as the order system calls it.
    pub sku: Sku,
    /// The title of the goods, as people know them.
    pub title: String,
    /// The service that is given now; review and handling may change it.
    pub service_type: ServiceType,
    /// How the goods reach the merchant.
    pub service_method: ServiceMethod,
    /// What was applied for; never changes.
    pub applied: AppliedView,
    /// How many pieces the application is for.
    pub quantity: Quantity,
    /// 三包内/外: whether the goods are in warranty, and until when.
    pub warranty: Warranty,
    /// The party responsible for the step that the order stands in; null at the end.
    pub responsible: Option<Responsible>,
    /// Who works on it; staff see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Assignee>,
    /// The reviewer's question, and its answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<ConsumerQuestion>,
    /// Where the consumer sends the goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiving_address: Option<Consignee>,
    /// The pickup that the merchant booked; none where none is booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pickup: Option<Pickup>,
    /// The parcel that brings the goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment: Option<Parcel>,
    /// How the goods arrived; none before they were signed for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// What was abnormal about the goods that arrived; none where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abnormality: Option<Abnormality>,
    /// Held for a second look, until that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold: Option<crate::service_order::Hold>,
    /// What the inspection found; none before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inspection: Option<Inspection>,
    /// How it was decided to help the consumer; none before it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handling: Option<Handling>,
    /// What the repair costs the consumer, and whether they accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// How the goods were repaired; none before the repair is completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<Repair>,
    /// Who receives the goods that go to the consumer; none where none go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consignee: Option<Consignee>,
    /// The parcel by which goods went to the consumer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_shipment: Option<Parcel>,
    /// Why the application was rejected; none where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection: Option<Rejection>,
    /// What was paid for its pieces, what was refunded, and what can be.
    pub refund: RefundView,
    /// How many times the consumer urged.
    pub urges: u32,
    /// The consumer's rating; none before the consumer rated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Every command, with whether the caller may give it now, and why not.
    pub allowed_commands: Vec<Offer>,
}

/// What was applied for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppliedView {
    /// When the application was made.
    pub applied_at: Timestamp,
    /// The service that the consumer applied for.
    pub service_type: ServiceType,
    /// How the goods were to come.
    pub service_method: ServiceMethod,
    /// Why the consumer applies.
    pub reason_code: ApplyReason,
    /// What is wrong with the goods, in the consumer's words.
    pub description: Description,
    /// Photos of what is wrong, or a video.
    pub attachments: Vec<AttachmentId>,
    /// The serial number of the goods, where the consumer gave it.
    pub serial_number: Option<SerialNumber>,
    /// Whom to ask about the application: name and phone.
    pub contact: Contact,
    /// Name, phone and address to which goods are sent back.
    pub return_to: Consignee,
    /// The party that applied for the consumer.
    pub on_behalf_by: Option<Party>,
}

/// Why a reviewer rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rejection {
    /// Why the application was rejected, as a code.
    pub reason_code: RejectReason,
    /// Why the application was rejected, in the reviewer's words.
    pub reason: Reason,
}

/// Money of an order's quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundView {
    /// What was paid for the pieces of the application, in fen.
    pub paid: Money,
    /// What has been refunded for the order, or is being refunded, in fen.
    pub refunded: Money,
    /// What can still be refunded, in fen.
    pub refundable: Money,
    /// Where fewer pieces came than were applied for: what was paid for those that came, in fen, which is all that a full
    /// refund pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_for_received: Option<Money>,
}

/// A service order as an actor sees it.
pub fn order(order: &ServiceOrder, actor: &Actor, situation: &Situation<'_>) -> OrderView {
    match Audience::to(actor) {
        Audience::Staff => whole(&order.clone().masked(), actor, situation),
        Audience::ToShipper => to_shipper(order, whole(&order.clone().masked(), actor, situation)),
        Audience::System => whole(order, actor, situation),
        Audience::Consumer => for_consumer(whole(order, actor, situation)),
    }
}

/// A service order as it was, or as it would be, as an actor sees it who may see it as it is now: to whom goods are sent is
/// told while they wait for it, not afterwards, and not to whoever only asks what would be.
pub fn order_at(
    order: &ServiceOrder,
    now: &ServiceOrder,
    actor: &Actor,
    situation: &Situation<'_>,
) -> OrderView {
    if Audience::to(actor) == Audience::ToShipper && !waits_to_be_sent(now) {
        whole(&order.clone().masked(), actor, situation)
    } else {
        self::order(order, actor, situation)
    }
}

/// The masked view, but for whom goods are sent to: while they wait for it.
fn to_shipper(order: &ServiceOrder, masked: OrderView) -> OrderView {
    if !waits_to_be_sent(order) {
        return masked;
    }
    let handled = order.handling.as_ref();
    let consignee = handled.and_then(|handling| handling.consignee.as_ref());
    let consignee = consignee.unwrap_or(&order.application.return_to);
    OrderView {
        consignee: Some(consignee.clone()),
        ..masked
    }
}

pub(super) fn whole(order: &ServiceOrder, actor: &Actor, situation: &Situation<'_>) -> OrderView {
    let StateFacts {
        address_missing,
        pickup,
        hold,
        quote,
        rejection,
    } = state_facts(&order.state);
    OrderView {
        number: order.number.clone(),
        external_id: order.application.external_id.clone(),
        version: order.version,
        node: order.node(),
        terminal: order.node().is_final(),
        waiting_for: waiting_for(order, situation),
        consumer_task: consumer_task(order),
        node_entered_at: order.node_entered_at,
        due_at: order.deadline.due_at(),
        warns_at: order
            .known_deadline(situation.policy)
            .warns_at(situation.policy),
        due_action: order.due_action(),
        overdue: order.deadline.is_overdue(situation.now),
        auto_passed: order.auto_passed(),
        address_missing,
        goods_stay: order.goods_stay(),
        order_number: order.goods.order_number.clone(),
        line_number: order.goods.line_number,
        channel: order.goods.channel,
        merchant_id: order.goods.merchant.clone(),
        consumer_id: order.goods.consumer.clone(),
        spu: order.goods.spu.clone(),
        sku: order.goods.sku.clone(),
        title: order.goods.title.clone(),
        service_type: order.service_type,
        service_method: order.service_method,
        applied: applied(order),
        quantity: order.application.quantity,
        warranty: Warranty {
            in_warranty: order.in_warranty(),
            until: order.application.warranty.until,
        },
        responsible: responsible(order, situation),
        assignee: assignee(order, actor),
        question: order.question.clone(),
        receiving_address: order.receiving_address.clone(),
        pickup,
        shipment: order.shipment.clone(),
        receipt: order.receipt.clone(),
        abnormality: order.abnormality.clone(),
        hold,
        inspection: order.inspection.clone(),
        handling: order.handling.clone(),
        quote,
        repair: order.repair.clone(),
        consignee: order
            .handling
            .as_ref()
            .and_then(|handling| handling.consignee.clone()),
        return_shipment: order.return_shipment.clone(),
        rejection,
        refund: refund(order, situation),
        urges: order.urges.count,
        rating: order.rating.clone(),
        allowed_commands: offers(order, actor, situation),
    }
}

fn assignee(order: &ServiceOrder, actor: &Actor) -> Option<Assignee> {
    let assignee = order.assignee.clone();
    assignee.map(|assignee| assignee.as_seen_by(actor))
}

fn applied(order: &ServiceOrder) -> AppliedView {
    let application = order.application.clone();
    AppliedView {
        applied_at: application.applied_at,
        service_type: application.service_type,
        service_method: application.service_method,
        reason_code: application.reason_code,
        description: application.description,
        attachments: application.attachments,
        serial_number: application.serial_number,
        contact: application.contact,
        return_to: application.return_to,
        on_behalf_by: application.on_behalf_by,
    }
}

fn refund(order: &ServiceOrder, situation: &Situation<'_>) -> RefundView {
    let line = &situation.facts.line;
    RefundView {
        paid: order.paid(line),
        refunded: order.refunded,
        refundable: order.refundable(line),
        paid_for_received: order
            .received_in_part()
            .then(|| order.paid_for_received(line)),
    }
}

#[derive(Default)]
pub(super) struct StateFacts {
    pub(super) address_missing: bool,
    pickup: Option<Pickup>,
    pub(super) hold: Option<crate::service_order::Hold>,
    quote: Option<Quote>,
    rejection: Option<Rejection>,
}

pub(super) fn state_facts(state: &State) -> StateFacts {
    let none = StateFacts::default();
    match state.clone() {
        State::PendingReview { address_missing } => StateFacts {
            address_missing,
            ..none
        },
        State::PendingShipment { pickup } => StateFacts { pickup, ..none },
        State::PendingException { hold } => StateFacts { hold, ..none },
        State::InRepair { quote } => StateFacts { quote, ..none },
        State::Declined {
            reason_code,
            reason,
        } => StateFacts {
            rejection: Some(Rejection {
                reason_code,
                reason,
            }),
            ..none
        },
        State::PendingReceipt
        | State::PendingInspection
        | State::PendingHandling
        | State::PendingReturn { .. }
        | State::Completed
        | State::Cancelled => none,
    }
}

/// The party responsible for the step that an order stands in; none at the end.
pub fn responsible(order: &ServiceOrder, situation: &Situation<'_>) -> Option<Responsible> {
    order
        .node()
        .step()
        .map(|step| responsible_for(order, step, situation))
}

/// Whom an order waits for: the consumer where they must answer, send or decide, else the responsible party.
pub fn waiting_for(order: &ServiceOrder, situation: &Situation<'_>) -> Option<WaitingFor> {
    let responsible = responsible(order, situation)?;
    let consumer = consumer_task(order).is_some_and(ConsumerTask::is_awaited);
    Some(if consumer {
        Responsible::Consumer
    } else {
        responsible
    })
}
