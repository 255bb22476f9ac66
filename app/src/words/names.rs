//! The names of things: every enumeration of the domain that people see.

use aftercare_domain::{
    people::{
        party::{Party, Position},
        rule::Rule,
    },
    policy::responsibility::{Responsible, Step},
    refund::RefundState,
    service_order::{
        CommandType, Node, ReturnOrigin,
        catalogue::HandlingMethod,
        command::ExceptionResolution,
        inspection::{Liability, Verdict},
        node::DueAction,
        reason::{AbnormalReason, ApplyReason, RejectReason, RevealReason},
    },
    values::{
        carrier::Carrier,
        channel::Channel,
        service::{AddressPurpose, ServiceMethod, ServiceType},
    },
};

/// Names in one language. Each is a match without a rest, so a new variant has no name until it is given one.
pub trait Names {
    /// A node, as staff call it.
    fn node(&self, node: Node) -> &'static str;

    /// Where an order stands, as the consumer is told.
    fn node_for_consumer(&self, node: Node) -> &'static str;

    /// A service.
    fn service_type(&self, service_type: ServiceType) -> &'static str;

    /// What a service is, in the consumer's words.
    fn service_type_hint(&self, service_type: ServiceType) -> &'static str;

    /// How goods come.
    fn service_method(&self, method: ServiceMethod) -> &'static str;

    /// What that means for the consumer.
    fn service_method_hint(&self, method: ServiceMethod) -> &'static str;

    /// A sales channel.
    fn channel(&self, channel: Channel) -> &'static str;

    /// A party.
    fn party(&self, party: Party) -> &'static str;

    /// A position at a merchant.
    fn position(&self, position: Position) -> &'static str;

    /// A handling method.
    fn method(&self, method: HandlingMethod) -> &'static str;

    /// What a command's button says.
    fn command(&self, command: CommandType) -> &'static str;

    /// A carrier.
    fn carrier(&self, carrier: Carrier) -> &'static str;

    /// Why a consumer applies.
    fn apply_reason(&self, reason: ApplyReason) -> &'static str;

    /// Why a reviewer rejects.
    fn reject_reason(&self, reason: RejectReason) -> &'static str;

    /// What is abnormal about goods at receipt.
    fn abnormal_reason(&self, reason: AbnormalReason) -> &'static str;

    /// Why somebody needs to see personal data.
    fn reveal_reason(&self, reason: RevealReason) -> &'static str;

    /// How an exception is resolved.
    fn resolution(&self, resolution: ExceptionResolution) -> &'static str;

    /// Who is to blame.
    fn liability(&self, liability: Liability) -> &'static str;

    /// A verdict on an inspected item.
    fn verdict(&self, verdict: Verdict) -> &'static str;

    /// Who does a step.
    fn responsible(&self, responsible: Responsible) -> &'static str;

    /// A step of the channel matrix.
    fn step(&self, step: Step) -> &'static str;

    /// What the system does at a deadline.
    fn due_action(&self, action: DueAction) -> &'static str;

    /// Why the system acted.
    fn rule(&self, rule: Rule) -> &'static str;

    /// Where a refund stands.
    fn refund_state(&self, state: RefundState) -> &'static str;

    /// What an address is for.
    fn address_purpose(&self, purpose: AddressPurpose) -> &'static str;

    /// Why goods go to the consumer.
    fn return_origin(&self, origin: ReturnOrigin) -> &'static str;

    /// In or out of warranty.
    fn warranty(&self, in_warranty: bool) -> &'static str;
}
