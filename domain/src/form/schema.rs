//! OpenAPI schemas of the values that describe themselves: what a form knows about a field is what the document says.

use utoipa::openapi::{
    ArrayBuilder, KnownFormat, Object, ObjectBuilder, OneOfBuilder, Ref, Required, Schema,
    SchemaFormat,
    path::{Parameter, ParameterBuilder, ParameterIn},
    schema::{AdditionalProperties, SchemaType, Type},
};

use super::{Cardinality, FieldKind, FieldSpec, GREATEST_AMOUNT_FEN};

/// Gives types the schema that an expression makes. utoipa's containers (`Option<T>`, `Vec<T>`) take their elements only
/// by this trait, which its derive implements; the derive can't read types that a macro writes.
macro_rules! described {
    ($Type:ty => $schema:expr) => {
        impl utoipa::__dev::ComposeSchema for $Type {
            fn compose(
                _: Vec<utoipa::openapi::RefOr<utoipa::openapi::Schema>>,
            ) -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $schema.into()
            }
        }

        impl utoipa::ToSchema for $Type {}
    };
}
pub(crate) use described;

/// How a phone number is written.
const PHONE: &str = "Digits without the country code, then a hyphen and the extension, where there is one. \
    Sent as people write it: spaces, hyphens, brackets, `+86` or `0086` in front, wide characters, \
    and an extension of 1 to 6 digits after `-`, `,`, `#`, `转`, `分机` or `ext` are understood. \
    Shown to staff without its middle and its extension: `138****5678`.";

/// How a parcel's number is written.
const TRACKING_NUMBER: &str = "The number of the waybill: capital letters and digits. Sent as typed or scanned: \
    small letters, spaces and hyphens are understood, and what a label adds to say which parcel of the waybill it is on \
    (`JDVA00012345678-1-3-`) is left out.";

/// The schema of a record: what it is, its fields, those that must be given, and no others.
pub(crate) fn record(description: &str, fields: &[FieldSpec]) -> Object {
    with_fields(object_of(description), fields)
        .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)))
        .build()
}

/// The schema of a record beside whose fields others may stand.
pub(crate) fn open_record(fields: &[FieldSpec]) -> Object {
    with_fields(ObjectBuilder::new(), fields)
        .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)))
        .build()
}

fn object_of(description: &str) -> ObjectBuilder {
    ObjectBuilder::new().description(Some(description.trim()).filter(|text| !text.is_empty()))
}

/// The schema of an enumeration: its names.
pub(crate) fn choice(names: &[&str], description: &str) -> Object {
    names_of(names)
        .description(Some(description.trim()))
        .build()
}

fn names_of(names: &[&str]) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(names.iter().copied()))
}

/// A problem: the server describes those, for it is the one who makes them.
pub(crate) fn problem() -> Ref {
    Ref::from_schema_name("Problem")
}

/// The schema of a command as it is sent: one of all kinds, each with its `type`, the fields of its form, and what stands
/// beside them.
pub(crate) fn commands(kinds: &[(&str, &str, &[FieldSpec])], beside: &[FieldSpec]) -> Schema {
    let of_kind = |(name, description, fields): &(&str, &str, &[FieldSpec])| {
        let object = ObjectBuilder::new()
            .description(Some(description.trim()))
            .property("type", names_of(&[name]).build())
            .required("type");
        with_fields(with_fields(object, fields), beside)
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)))
            .build()
    };
    match kinds {
        [only] => Schema::Object(of_kind(only)),
        kinds => {
            let mut one_of = OneOfBuilder::new();
            for kind in kinds {
                one_of = one_of.item(of_kind(kind));
            }
            Schema::OneOf(one_of.build())
        }
    }
}

fn with_fields(mut object: ObjectBuilder, fields: &[FieldSpec]) -> ObjectBuilder {
    for spec in fields {
        let one = described_field(spec);
        object = match spec.cardinality {
            Cardinality::Required => object.property(spec.name, one).required(spec.name),
            Cardinality::Optional => object.property(spec.name, or_null(one)),
            Cardinality::List => object.property(
                spec.name,
                ArrayBuilder::new()
                    .description(Some(spec.doc.trim()))
                    .items(field(spec.kind))
                    .build(),
            ),
        };
    }
    object
}

/// The fields of a record as parameters of a call: of its query unless said.
pub(crate) fn parameters(fields: &[FieldSpec], given_in: Option<ParameterIn>) -> Vec<Parameter> {
    let given_in = given_in.unwrap_or(ParameterIn::Query);
    let parameter = |spec: &FieldSpec| {
        let required = match spec.cardinality {
            Cardinality::Required => Required::True,
            Cardinality::Optional | Cardinality::List => Required::False,
        };
        ParameterBuilder::new()
            .name(spec.name)
            .parameter_in(given_in.clone())
            .required(required)
            .description(Some(spec.doc.trim()))
            .schema(Some(field(spec.kind)))
            .build()
    };
    fields.iter().map(parameter).collect()
}

/// The schema of a field with what it means, and then how it is written where that is not plain.
fn described_field(spec: &FieldSpec) -> Object {
    let mut one = field(spec.kind);
    let means = spec.doc.trim();
    one.description = match one.description.take() {
        Some(written) => Some(format!("{means} {written}")),
        None => Some(means.to_owned()),
    };
    one
}

/// What may be missing may be null as well.
fn or_null(mut one: Object) -> Object {
    if let SchemaType::Type(given) = one.schema_type {
        one.schema_type = SchemaType::from_iter([given, Type::Null]);
    }
    if let Some(values) = &mut one.enum_values {
        values.push(serde_json::Value::Null);
    }
    one
}

fn text(format: Option<KnownFormat>) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(format.map(SchemaFormat::KnownFormat))
        .build()
}

/// The schema of a field, with what it is about.
pub(crate) fn about(kind: FieldKind, description: &str) -> Object {
    let mut described = field(kind);
    described.description = Some(description.trim().to_owned());
    described
}

/// The schema of a field.
pub(crate) fn field(kind: FieldKind) -> Object {
    let integer = |min: i64, max: Option<i64>| {
        let number = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(min));
        number.maximum(max).build()
    };
    match kind {
        FieldKind::Text { min, max } => ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(usize::try_from(min).ok())
            .max_length(usize::try_from(max).ok())
            .build(),
        FieldKind::Money => integer(0, Some(GREATEST_AMOUNT_FEN)),
        FieldKind::Count { min, max } => integer(min, Some(max)),
        FieldKind::Flag => ObjectBuilder::new().schema_type(Type::Boolean).build(),
        FieldKind::Time => text(Some(KnownFormat::DateTime)),
        FieldKind::Date => text(Some(KnownFormat::Date)),
        FieldKind::Phone => ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(PHONE))
            .examples(["13800138000", "01058230000-926"])
            .build(),
        FieldKind::TrackingNumber => ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(TRACKING_NUMBER))
            .examples(["JDVA00012345678"])
            .build(),
        FieldKind::Identifier | FieldKind::ReasonCode => text(None),
        FieldKind::Choice { names, .. } => names_of(names).build(),
        FieldKind::Free => ObjectBuilder::new()
            .schema_type(SchemaType::AnyValue)
            .build(),
        FieldKind::Record { fields } => record("", fields),
    }
}
