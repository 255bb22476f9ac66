//! The labels and hints of fields in English.

use aftercare_domain::service_order::CommandType;

use super::English;
use crate::words::forms::Forms;

impl Forms for English {
    fn field(&self, command: CommandType, name: &str) -> Option<&'static str> {
        Some(match (command, name) {
            (CommandType::BookPickup, "until") => "Until",
            (CommandType::ExtendDeadline, "until") => "New deadline",
            (CommandType::Answer, "text") => "Answer",
            (CommandType::CompleteRepair, "method") => "Final method",
            (CommandType::Handle, "reason") => "Reason (the consumer reads it)",
            (CommandType::Reject, "reason") => "Explanation (the consumer reads it)",
            (CommandType::Reject, "reason_code") => "Reason for the rejection",
            (CommandType::ReportAbnormal, "reason_code") => "What is wrong",
            (CommandType::SignFor | CommandType::ResolveException, "quantity") => "Pieces received",
            _ => return general(name),
        })
    }

    fn hint(&self, command: CommandType, name: &str) -> &'static str {
        match (command, name) {
            (CommandType::Approve, "service_type") => "Without a choice: as applied for",
            (CommandType::Approve, "service_method") => "Without a choice: as applied for",
            (CommandType::AskConsumer, "question") => {
                "Possible once an order; the review's time stands still meanwhile"
            }
            (CommandType::SignFor, "quantity") => {
                "Without a number: all that was applied for. If nothing came, report a problem instead"
            }
            (CommandType::ResolveException, "quantity") => {
                "How many pieces count as received. Without a number: all that was applied for"
            }
            (CommandType::ResolveException, "remark" | "review_on") => "Needed to hold it",
            (CommandType::Handle, "consignee") => "Left empty: the address of the application",
            (CommandType::ExtendDeadline, "until") => "Once a node, by at most 3 days",
            (CommandType::Rate, "recommend") => "0: not at all, 10: certainly",
            (_, "district") => "Needed, but in cities that have none, such as Dongguan",
            (_, "tracking_number") => "The number on the label",
            _ => "",
        }
    }
}

/// Labels that say the same in every form.
fn general(name: &str) -> Option<&'static str> {
    Some(match name {
        "amount" => "Refund (yuan)",
        "answer" | "text" => "Text",
        "attachments" => "Photos or files",
        "carrier" => "Carrier",
        "city" => "City",
        "codes" | "fault_codes" => "Fault codes",
        "comment" => "Comment",
        "conclusion" => "Conclusion",
        "consignee" => "Consignee",
        "contact" => "Contact",
        "description" => "What is wrong",
        "details" => "Repair details",
        "district" => "District",
        "external_id" => "External number",
        "fault" => "Fault",
        "from" => "From",
        "handling_method" => "Recommended method",
        "in_warranty" => "In warranty",
        "item" => "Item",
        "labour" => "Labour (yuan)",
        "liability" => "Liability",
        "line_number" => "Order line",
        "method" => "Method",
        "name" => "Name",
        "on_behalf_of" => "On behalf of",
        "order_number" => "Order number",
        "parts" => "Parts",
        "phone" => "Phone",
        "price" => "Price each (yuan)",
        "province" => "Province",
        "quantity" => "Quantity",
        "question" => "Question to the consumer",
        "quote" => "Quote (yuan)",
        "reason" => "Reason",
        "reason_code" => "Reason",
        "recommend" => "Would recommend us",
        "remark" => "Remark",
        "replacement" => "Replacement",
        "resolution" => "Resolution",
        "results" => "Results",
        "return_to" => "Address to send goods back to",
        "review_on" => "Review on",
        "serial_number" => "Serial number",
        "service_method" => "How the goods come",
        "service_type" => "Service",
        "shipment" => "Parcel",
        "sku" => "SKU",
        "stars" => "Satisfaction (1 to 5 stars)",
        "street" => "Street address",
        "tags" => "Tags",
        "to" => "Assign to (user name)",
        "tracking_number" => "Tracking number",
        "value" => "Result",
        _ => return None,
    })
}
