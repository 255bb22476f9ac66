//! The filters of a list as parameters in the document of the API.

use utoipa::{
    IntoParams,
    openapi::{
        Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

use super::ServiceOrderQuery;
use crate::form::{Record, schema};

/// What each filter means.
const DESCRIPTIONS: &[(&str, &str)] = &[
    ("node", "The node in which they stand"),
    ("service_type", "The service that is given now"),
    ("service_method", "Whose goods come in this way"),
    ("channel", "The channel where the goods were sold"),
    ("merchant", "The merchant that sold the goods"),
    ("reason_code", "Applied for with this reason"),
    (
        "q",
        "Words of title, description or contact name; or a number of the service order, the order, the goods, a parcel, \
         the contact's phone or its last four digits, or the caller's own",
    ),
    (
        "numbers",
        "Up to 200 numbers of service orders, of orders, or the caller's own, with commas between them",
    ),
    ("order_number", "The order of the marketplace"),
    (
        "phone",
        "The contact's phone, what staff are shown of it (`138****5678`), or its last four digits",
    ),
    ("serial_number", "Of the goods with this serial number"),
    (
        "tracking_number",
        "With this parcel, on its way here or back",
    ),
    ("spu", "The product (SPU), exactly"),
    ("sku", "The variant of the product (SKU), exactly"),
    ("applied_from", "Applied for at that time or later"),
    ("applied_to", "Applied for before that time"),
    (
        "due_within",
        "Due within that time, such as `4h`, and not overdue",
    ),
    ("overdue", "Whether the deadline is over"),
    ("urged", "Whether it is open and the consumer urged"),
    ("held", "Whether it is held for a second look"),
    (
        "to_do",
        "Whether it stands in a node where staff act: any open one but `pending_shipment`",
    ),
    (
        "assignee",
        "`me`, `nobody`, or the name by which somebody signs in",
    ),
    (
        "sort",
        "`due` by default: overdue ones first, those without a deadline behind; `applied_at`: the newest first; \
         `entered_at`: what stands in its node longest first",
    ),
    ("limit", "How many, 50 by default"),
    ("cursor", "`next_cursor` of the page before"),
];

impl IntoParams for ServiceOrderQuery {
    fn into_params(parameter_in: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let described = DESCRIPTIONS.iter().copied();
        Self::FIELDS
            .iter()
            .map(|field| {
                let description = described.clone().find(|(name, _)| *name == field.name);
                ParameterBuilder::new()
                    .name(field.name)
                    .parameter_in(parameter_in().unwrap_or(ParameterIn::Query))
                    .required(Required::False)
                    .description(description.map(|(_, description)| description))
                    .schema(Some(schema::field(field.kind)))
                    .build()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_is_described_in_its_order() {
        let described = DESCRIPTIONS.iter().map(|(name, _)| *name);
        assert!(described.eq(ServiceOrderQuery::FIELDS.iter().map(|field| field.name)));
    }
}
