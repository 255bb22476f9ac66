//! What a form is of: a record with its fields, its parser and its words.

use std::sync::Arc;

use aftercare_domain::{
    form::{FieldSpec, Record, Violation},
    service_order::{Command, CommandType},
};
use serde_json::{Map, Value};

use crate::{parts::controls::button::Emphasis, words::words};

/// What a form says of its fields, in the language of this visit.
pub trait FormWords: Send + Sync {
    /// The form's name: the ids of its controls begin with it.
    fn name(&self) -> &'static str;

    /// What a field asks for.
    fn label(&self, field: &str) -> &'static str;

    /// How to fill it in; empty where the label says enough.
    fn hint(&self, field: &str) -> &'static str;
}

/// Reads what was typed.
type ReadBody<T> = dyn Fn(Map<String, Value>) -> Result<T, Vec<Violation>> + Send + Sync;

/// A form for values of a type.
pub struct FormSpec<T> {
    /// The fields that it asks for.
    pub fields: &'static [FieldSpec],
    /// What it says of them.
    pub words: Arc<dyn FormWords>,
    /// The words of its button.
    pub submit: &'static str,
    /// The emphasis of its button.
    pub emphasis: Emphasis,
    read: Arc<ReadBody<T>>,
}

impl<T> Clone for FormSpec<T> {
    fn clone(&self) -> Self {
        Self {
            fields: self.fields,
            words: Arc::clone(&self.words),
            submit: self.submit,
            emphasis: self.emphasis,
            read: Arc::clone(&self.read),
        }
    }
}

impl<T> FormSpec<T> {
    /// Reads what was typed as the domain does.
    pub fn read(&self, typed: Map<String, Value>) -> Result<T, Vec<Violation>> {
        (self.read)(typed)
    }
}

impl<R: Record> FormSpec<R> {
    /// The form of a record.
    pub fn of_record(words: impl FormWords + 'static, submit: &'static str) -> Self {
        Self {
            fields: R::FIELDS,
            words: Arc::new(words),
            submit,
            emphasis: Emphasis::Primary,
            read: Arc::new(|typed| R::parse(&Value::Object(typed))),
        }
    }
}

impl FormSpec<Command> {
    /// The form of a command to a service order. What takes something away from somebody looks dangerous.
    pub fn of_command(command: CommandType) -> Self {
        Self {
            fields: command.fields(),
            words: Arc::new(command),
            submit: words().command(command),
            emphasis: if command.is_dangerous() {
                Emphasis::Danger
            } else {
                Emphasis::Primary
            },
            read: Arc::new(move |mut typed| {
                typed.insert("type".to_owned(), Value::String(command.name().to_owned()));
                Command::parse(&Value::Object(typed))
            }),
        }
    }
}

impl FormWords for CommandType {
    fn name(&self) -> &'static str {
        (*self).name()
    }

    fn label(&self, field: &str) -> &'static str {
        words().field(*self, field).unwrap_or_default()
    }

    fn hint(&self, field: &str) -> &'static str {
        words().hint(*self, field)
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::{form::FieldError, teamwork::reveal::Reveal};
    use leptos::prelude::Owner;
    use serde_json::json;

    use super::*;
    use crate::form::state::FormState;

    struct Unsaid;

    impl FormWords for Unsaid {
        fn name(&self) -> &'static str {
            "reveal"
        }

        fn label(&self, _field: &str) -> &'static str {
            ""
        }

        fn hint(&self, _field: &str) -> &'static str {
            ""
        }
    }

    #[test]
    fn what_is_typed_into_the_form_of_any_record_is_read_by_its_parser() {
        Owner::new().with(|| {
            let spec = FormSpec::<Reveal>::of_record(Unsaid, "");
            let read = |typed| {
                let draft = FormState::new(spec.fields, &typed, &[]);
                spec.read(draft.body(&|_| true))
            };
            let is_missing = Violation::new("remark", FieldError::Required {});
            let unexplained = read(json!({ "reason_code": "other", "remark": "  " }));
            assert_eq!(unexplained, Err(vec![is_missing]));
            let explained = read(json!({ "reason_code": "other", "remark": "核对身份" }));
            assert!(explained.is_ok());
        });
    }
}
