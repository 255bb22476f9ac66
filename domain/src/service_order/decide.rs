//! Decide: a command against a state gives events, or a refusal. Pure and total.
//!
//! Each command's decision stands in the file of its node; this one admits the actor and hands on.

mod applying;
mod collaboration;
mod exception;
mod handling;
mod inspection;
mod receipt;
mod repair;
mod returning;
mod review;
mod shipment;
mod timeout;

pub(super) use self::timeout::method_at_deadline;
pub(crate) use self::{applying::decide_application, timeout::decide_elapsed};
use super::{Command, CommandType, Event, Refusal, ServiceOrder, Situation};
use crate::{
    form::{FieldError, Violation},
    people::party::Actor,
    service_order::{handling_offers::may_refund, permission::admit},
    values::id::AttachmentId,
};

/// What a command makes of an order, or why it can't be done.
pub fn decide(
    order: &ServiceOrder,
    actor: &Actor,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    allow(order, actor, command.command_type(), situation)?;
    check_attachments(&command.needs().files, situation)?;
    match command {
        Command::Approve(command) => review::approve(order, command, situation),
        Command::ApproveDirectCompensation(command) => {
            review::compensate(order, command, situation)
        }
        Command::Reject(command) => Ok(review::reject(command)),
        Command::AskConsumer(command) => Ok(review::ask(command, situation)),
        Command::Answer(command) => Ok(review::answer(command, situation)),
        Command::Ship(command) => Ok(shipment::ship(order, actor, command, situation)),
        Command::CorrectShipment(command) => shipment::correct(order, actor, command, situation),
        Command::BookPickup(command) => shipment::book_pickup(command, situation),
        Command::SignFor(command) => receipt::sign_for(order, command),
        Command::ReportAbnormal(command) => Ok(receipt::report_abnormal(command)),
        Command::ResolveException(command) => exception::resolve(order, command, situation),
        Command::Inspect(command) => inspection::inspect(command, situation),
        Command::Handle(command) => handling::handle(order, actor, command, situation),
        Command::AcceptQuote(_) => repair::accept_quote(order),
        Command::DeclineQuote(command) => Ok(repair::decline_quote(command)),
        Command::CompleteRepair(command) => repair::complete(order, command, situation),
        Command::SendGoodsBack(command) => Ok(returning::send_back(order, command)),
        Command::ReturnToHandling(command) => Ok(returning::to_handling(command)),
        Command::Cancel(command) => Ok(vec![Event::Cancelled {
            reason: command.reason.clone(),
        }]),
        Command::SuperCancel(command) => Ok(vec![Event::SuperCancelled {
            reason: command.reason.clone(),
        }]),
        Command::ExtendDeadline(command) => collaboration::extend(order, command, situation),
        Command::Claim(_) => collaboration::claim(actor),
        Command::Assign(command) => collaboration::assign(actor, command, situation),
        Command::Urge(_) => Ok(vec![Event::Urged {}]),
        Command::Rate(command) => Ok(collaboration::rate(command, situation)),
    }
}

/// Whether an actor may give this kind of command to an order as it stands, whatever the command's values. Offers are
/// made of it, and [`decide`] begins with it: so that what is offered and what is refused can't differ.
pub fn allow(
    order: &ServiceOrder,
    actor: &Actor,
    command: CommandType,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    admit(order, actor, command, situation)?;
    match command {
        CommandType::AskConsumer => review::may_ask(order),
        CommandType::Answer => review::may_answer(order),
        CommandType::ApproveDirectCompensation => may_refund(order, situation),
        CommandType::Ship => shipment::may_ship(order),
        CommandType::CorrectShipment => shipment::may_correct(order, actor),
        CommandType::BookPickup => shipment::may_book_pickup(order),
        CommandType::SignFor | CommandType::ReportAbnormal => receipt::may_receive(order),
        CommandType::Handle => handling::may_handle(order, actor, situation),
        CommandType::AcceptQuote | CommandType::DeclineQuote => repair::has_open_quote(order),
        CommandType::CompleteRepair => repair::may_complete(order),
        CommandType::ReturnToHandling => returning::may_go_to_handling(order),
        CommandType::Cancel => returning::may_cancel(order),
        CommandType::SuperCancel => returning::may_super_cancel(order),
        CommandType::ExtendDeadline => collaboration::may_extend(order, situation),
        CommandType::Claim => collaboration::may_claim(order, actor),
        CommandType::Urge => collaboration::may_urge(order, situation),
        CommandType::Rate => collaboration::may_rate(order),
        CommandType::Approve
        | CommandType::Reject
        | CommandType::ResolveException
        | CommandType::Inspect
        | CommandType::SendGoodsBack
        | CommandType::Assign => Ok(()),
    }
}

/// Files must be the caller's own; each that isn't is reported at its field.
fn check_attachments(
    named: &[(String, &AttachmentId)],
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    let violations: Vec<Violation> = named
        .iter()
        .filter(|(_, id)| !situation.facts.attachments.contains(*id))
        .map(|(path, _)| Violation::new(path.as_str(), FieldError::NotFound {}))
        .collect();
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid { violations })
    }
}
