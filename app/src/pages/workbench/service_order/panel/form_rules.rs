//! What the page knows about each command's form: what fits this order, and what to begin with.

use std::sync::Arc;

use aftercare_domain::{
    service_order::{
        CommandType,
        catalogue::{HandlingMethod, RefundKind},
        command::{Beginning, ExceptionResolution},
        handling_offers::{Suggestion, method_offers, suggested_method},
        inspection::Item,
    },
    values::service::{ServiceMethod, ServiceType},
};
use serde_json::{Value, json};

use crate::{
    form::{rules::FormRules, state::FormState},
    pages::workbench::service_order::order_state::{OrderData, OrderState},
    parts::controls::select::Choice,
    words::words,
};

/// The guide of a command's form.
pub fn guide(command: CommandType, current: OrderState) -> FormRules {
    FormRules {
        choices: Arc::new(move |name| match (command, name) {
            (CommandType::Handle, "method") => Some(current.with(handling_methods)),
            (CommandType::CompleteRepair, "method") => Some(repair_methods()),
            (CommandType::Assign, "to") => Some(current.with(colleagues)),
            (CommandType::Approve, "service_method") => Some(service_method_choices()),
            (_, _) => None,
        }),
        shows: Arc::new(move |name, draft| {
            let unneeded = (command == CommandType::Handle && !handling_needs(name, draft))
                || (command == CommandType::ResolveException && !resolving_needs(name, draft));
            !unneeded
        }),
    }
}

/// A form as it begins.
pub fn draft(command: CommandType, loaded: &OrderData) -> FormState {
    let items: &[Item] = loaded
        .inspection_form
        .as_ref()
        .map_or(&[], |form| &form.items);
    FormState::new(command.fields(), &beginning(command, loaded), items)
}

/// The method that is suggested, and why.
pub fn suggestion(loaded: &OrderData) -> Option<Suggestion> {
    suggested_method(&loaded.basis.order, &loaded.basis.situation())
}

/// What is already known of the answers.
fn beginning(command: CommandType, loaded: &OrderData) -> Value {
    let order = &loaded.basis.order;
    match command.beginning() {
        Beginning::Empty => Value::Null,
        Beginning::Pieces => json!({ "quantity": order.application.quantity }),
        Beginning::SuggestedMethod => {
            json!({ "method": suggestion(loaded).map(|suggestion| suggestion.method) })
        }
        Beginning::ChosenMethod => {
            json!({ "method": order.handling.as_ref().map(|handling| handling.method) })
        }
        Beginning::NamedParcel => json!(order.shipment),
        Beginning::Conclusion => json!({ "conclusion": {
            "service_type": order.service_type,
            "handling_method": order.service_type.granting_method(order.in_warranty()),
            "in_warranty": order.in_warranty(),
        }}),
    }
}

/// R-HND-1: every method, with the reason where it can't be chosen.
fn handling_methods(loaded: &OrderData) -> Vec<Choice> {
    method_offers(&loaded.basis.order, &loaded.basis.situation())
        .into_iter()
        .map(|offer| Choice {
            unavailable: offer.refusal.map(|refusal| words().refusal(&refusal).what),
            ..Choice::new(offer.method.name(), words().method(offer.method))
        })
        .collect()
}

fn repair_methods() -> Vec<Choice> {
    HandlingMethod::ALL
        .iter()
        .filter(|method| method.facts().service_type == Some(ServiceType::Repair))
        .map(|&method| Choice::new(method.name(), words().method(method)))
        .collect()
}

fn colleagues(loaded: &OrderData) -> Vec<Choice> {
    loaded
        .basis
        .facts
        .colleagues
        .iter()
        .map(|colleague| Choice::new(colleague.username.as_str(), colleague.name.as_str()))
        .collect()
}

/// The service methods for approving another one than was applied for. Without goods is implied for a supplement, and
/// is for nothing else.
pub fn service_method_choices() -> Vec<Choice> {
    ServiceMethod::ALL
        .iter()
        .filter(|method| method.brings_goods())
        .map(|&method| Choice::new(method.name(), words().service_method(method)))
        .collect()
}

/// Whether how an exception is resolved asks for a field: what is held is looked at again on a day, and whoever concedes says
/// how many pieces count.
fn resolving_needs(name: &str, draft: &FormState) -> bool {
    let resolution = ExceptionResolution::parse(&draft.text("resolution"));
    match name {
        "review_on" => resolution == Some(ExceptionResolution::Hold),
        "quantity" => resolution == Some(ExceptionResolution::MerchantConcedes),
        _ => true,
    }
}

/// Whether the method that is chosen asks for a field.
fn handling_needs(name: &str, draft: &FormState) -> bool {
    let Some(method) = HandlingMethod::parse(&draft.text("method")) else {
        return name == "method";
    };
    let facts = method.facts();
    match name {
        "amount" => facts.refund == RefundKind::Amount,
        "reason" => facts.needs_reason,
        "quote" => facts.needs_quote,
        "consignee" => facts.needs_consignee,
        "parts" => facts.needs_parts,
        "replacement" => method == HandlingMethod::WarrantyExchange,
        _ => true,
    }
}
