//! The labels and hints of commands' fields.

use aftercare_domain::{
    service_order::{
        CommandType,
        catalogue::HandlingMethod,
        command::ExceptionResolution,
        inspection::Liability,
        reason::{AbnormalReason, ApplyReason, RejectReason, RevealReason},
    },
    values::{
        carrier::Carrier,
        service::{ServiceMethod, ServiceType},
    },
};

use super::Words;

/// Fields in one language.
pub trait Forms {
    /// The label of a field. Fields are named by the domain's form specifications; a test proves that each of them has
    /// a label.
    fn field(&self, command: CommandType, name: &str) -> Option<&'static str>;

    /// How to fill it in; empty where the label says enough.
    fn hint(&self, command: CommandType, name: &str) -> &'static str;
}

/// The words of one of the names that a field offers. Which enumeration they are is known by the names themselves, since
/// a form specification is data; a test proves that every field's names have words.
pub fn choice(words: &dyn Words, names: &[&str], name: &str) -> Option<&'static str> {
    if names == ServiceType::NAMES {
        ServiceType::parse(name).map(|value| words.service_type(value))
    } else if names == ServiceMethod::NAMES {
        ServiceMethod::parse(name).map(|value| words.service_method(value))
    } else if names == HandlingMethod::NAMES {
        HandlingMethod::parse(name).map(|value| words.method(value))
    } else if names == Carrier::NAMES {
        Carrier::parse(name).map(|value| words.carrier(value))
    } else if names == ApplyReason::NAMES {
        ApplyReason::parse(name).map(|value| words.apply_reason(value))
    } else if names == RejectReason::NAMES {
        RejectReason::parse(name).map(|value| words.reject_reason(value))
    } else if names == AbnormalReason::NAMES {
        AbnormalReason::parse(name).map(|value| words.abnormal_reason(value))
    } else if names == RevealReason::NAMES {
        RevealReason::parse(name).map(|value| words.reveal_reason(value))
    } else if names == ExceptionResolution::NAMES {
        ExceptionResolution::parse(name).map(|value| words.resolution(value))
    } else if names == Liability::NAMES {
        Liability::parse(name).map(|value| words.liability(value))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::{
        form::{FieldKind, FieldSpec, Record as _},
        service_order::Apply,
    };

    use super::*;
    use crate::request::language::Language;

    fn unnamed(
        words: &dyn Words,
        command: CommandType,
        fields: &[FieldSpec],
        unnamed_fields: &mut Vec<String>,
    ) {
        for field in fields {
            if words.field(command, field.name).is_none() {
                unnamed_fields.push(format!("{command}.{}", field.name));
            }
            match field.kind {
                FieldKind::Record { fields } => unnamed(words, command, fields, unnamed_fields),
                FieldKind::Choice { names } => unnamed_fields.extend(
                    names
                        .iter()
                        .filter(|name| choice(words, names, name).is_none())
                        .map(|name| format!("{command}.{} = {name}", field.name)),
                ),
                _ => {}
            }
        }
    }

    #[test]
    fn every_field_and_every_choice_of_every_form_has_words_in_both_languages() {
        for language in Language::ALL {
            let mut missing = Vec::new();
            for &command in CommandType::ALL {
                unnamed(language.words(), command, command.fields(), &mut missing);
            }
            // An application's form has the same fields as no command: it is drawn by its own page.
            unnamed(
                language.words(),
                CommandType::Approve,
                Apply::FIELDS,
                &mut missing,
            );
            assert!(missing.is_empty(), "{language:?}: {missing:?}");
        }
    }
}
