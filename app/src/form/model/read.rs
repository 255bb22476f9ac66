//! How the browser reads a form that the server wrote into the page.
//!
//! Written out: the decoders that serde derives for these types were a tenth of all that a consumer downloads. JSON
//! that a server of another version wrote is not read: its form then works without a script.

use aftercare_domain::service_order::CommandType;
use serde_json::Value;

use super::{Control, FormModel, FormPart, Narrowing, Question};
use crate::{
    form::submission::{FormSubmission, SubmissionFailure},
    json,
    parts::controls::{button::Emphasis, select::Choice},
};

/// What a JSON value says.
pub trait ReadJson: Sized {
    /// Reads it.
    fn read(value: &Value) -> Option<Self>;
}

/// A field of a record; a missing one counts as null.
fn field<T: ReadJson>(record: &Value, name: &str) -> Option<T> {
    T::read(record.get(name).unwrap_or(&Value::Null))
}

/// Which variant of an enumeration it is, and what is in it.
fn variant(value: &Value) -> Option<(&str, &Value)> {
    let (name, content) = value.as_object()?.iter().next()?;
    Some((name, content))
}

impl ReadJson for String {
    fn read(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl ReadJson for bool {
    fn read(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

impl ReadJson for u32 {
    fn read(value: &Value) -> Option<Self> {
        value.as_u64()?.try_into().ok()
    }
}

impl<T: ReadJson> ReadJson for Option<T> {
    fn read(value: &Value) -> Option<Self> {
        if value.is_null() {
            Some(None)
        } else {
            T::read(value).map(Some)
        }
    }
}

impl<T: ReadJson> ReadJson for Vec<T> {
    fn read(value: &Value) -> Option<Self> {
        value.as_array()?.iter().map(T::read).collect()
    }
}

impl<A: ReadJson, B: ReadJson> ReadJson for (A, B) {
    fn read(value: &Value) -> Option<Self> {
        let Some([first, second]) = value.as_array().map(Vec::as_slice) else {
            return None;
        };
        Some((A::read(first)?, B::read(second)?))
    }
}

impl ReadJson for FormModel {
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            submission: field(value, "submission")?,
            items: field(value, "items")?,
            submit: field(value, "submit")?,
            emphasis: field(value, "emphasis")?,
            was_rejected: field(value, "was_rejected")?,
            failure: field(value, "failure")?,
        })
    }
}

impl ReadJson for FormPart {
    fn read(value: &Value) -> Option<Self> {
        let (name, value) = variant(value)?;
        Some(match name {
            "Entry" => Self::Entry(Question::read(value)?),
            "Row" => Self::Row(Vec::read(value)?),
            "Group" => Self::Group {
                legend: field(value, "legend")?,
                hint: field(value, "hint")?,
                items: field(value, "items")?,
            },
            "Folded" => Self::Folded {
                summary: field(value, "summary")?,
                hint: field(value, "hint")?,
                items: field(value, "items")?,
            },
            "Note" => Self::Note(String::read(value)?),
            "Step" => Self::Step {
                id: field(value, "id")?,
                head: field(value, "head")?,
                items: field(value, "items")?,
                ways: field(value, "ways")?,
            },
            _ => return None,
        })
    }
}

impl ReadJson for Question {
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            path: field(value, "path")?,
            id: field(value, "id")?,
            label: field(value, "label")?,
            hint: field(value, "hint")?,
            value: field(value, "value")?,
            required: field(value, "required")?,
            control: field(value, "control")?,
        })
    }
}

impl ReadJson for Control {
    fn read(value: &Value) -> Option<Self> {
        let (name, value) = variant(value)?;
        Some(match name {
            "Line" => Self::Line {
                kind: field(value, "kind")?,
                autocomplete: field(value, "autocomplete")?,
            },
            "Text" => Self::Text {
                max: field(value, "max")?,
            },
            "Menu" => Self::Menu {
                choices: field(value, "choices")?,
                nothing: field(value, "nothing")?,
            },
            "Cards" => Self::Cards {
                choices: field(value, "choices")?,
                narrowing: field(value, "narrowing")?,
            },
            "Ticks" => Self::Ticks(Vec::read(value)?),
            _ => return None,
        })
    }
}

impl ReadJson for Narrowing {
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            by: field(value, "by")?,
            fitting: field(value, "fitting")?,
            takes_first: field(value, "takes_first")?,
        })
    }
}

impl ReadJson for Choice {
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            value: field(value, "value")?,
            label: field(value, "label")?,
            hint: field(value, "hint")?,
            unavailable: field(value, "unavailable")?,
        })
    }
}

impl ReadJson for FormSubmission {
    fn read(value: &Value) -> Option<Self> {
        let (name, value) = variant(value)?;
        Some(match name {
            "Apply" => Self::Apply {
                order_number: field(value, "order_number")?,
                line_number: field(value, "line_number")?,
            },
            "Command" => Self::Command {
                number: field(value, "number")?,
                command: field(value, "command")?,
                expected_version: field(value, "expected_version")?,
            },
            _ => return None,
        })
    }
}

impl ReadJson for CommandType {
    fn read(value: &Value) -> Option<Self> {
        Self::parse(value.as_str()?)
    }
}

impl ReadJson for Emphasis {
    fn read(value: &Value) -> Option<Self> {
        let name = value.as_str()?;
        Self::ALL.into_iter().find(|emphasis| emphasis.id() == name)
    }
}

impl ReadJson for SubmissionFailure {
    fn read(value: &Value) -> Option<Self> {
        json::read(value).ok()
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::form::{FieldError, Violation};

    use super::*;
    use crate::api::ApiError;

    fn entry(control: Control) -> Question {
        Question {
            path: "return_to.name".to_owned(),
            id: "return_to-name".to_owned(),
            label: "Name".to_owned(),
            hint: "In full".to_owned(),
            value: "王小明".to_owned(),
            required: true,
            control,
        }
    }

    fn choices() -> Vec<Choice> {
        vec![
            Choice::new("return", "Return").hinted("Goods go back"),
            Choice::new("repair", "Repair").refused(Some("Too late".to_owned())),
        ]
    }

    /// Every kind of control; a new one does not compile until it has a place here.
    fn controls() -> Vec<Control> {
        let all = vec![
            Control::line(),
            Control::Text { max: Some(500) },
            Control::Text { max: None },
            Control::Menu {
                choices: choices(),
                nothing: Some("None".to_owned()),
            },
            Control::Cards {
                choices: choices(),
                narrowing: Some(Narrowing {
                    by: "service_type".to_owned(),
                    fitting: vec![("return".to_owned(), vec!["no_reason".to_owned()])],
                    takes_first: true,
                }),
            },
            Control::Ticks(vec!["Fast".to_owned()]),
        ];
        for control in &all {
            match control {
                Control::Line { .. }
                | Control::Text { .. }
                | Control::Menu { .. }
                | Control::Cards { .. }
                | Control::Ticks(_) => {}
            }
        }
        all
    }

    /// Every kind of item, likewise.
    fn items() -> Vec<FormPart> {
        let text = || "x".to_owned();
        let mut all: Vec<FormPart> = controls().into_iter().map(|it| entry(it).into()).collect();
        let inside = all.clone();
        all.extend([
            FormPart::Row(vec![entry(Control::line())]),
            FormPart::Group {
                legend: text(),
                hint: text(),
                items: inside.clone(),
            },
            FormPart::Folded {
                summary: text(),
                hint: text(),
                items: inside.clone(),
            },
            FormPart::Note(text()),
            FormPart::Step {
                id: text(),
                head: text(),
                items: inside,
                ways: text(),
            },
        ]);
        for item in &all {
            match item {
                FormPart::Entry(_)
                | FormPart::Row(_)
                | FormPart::Group { .. }
                | FormPart::Folded { .. }
                | FormPart::Note(_)
                | FormPart::Step { .. } => {}
            }
        }
        all
    }

    #[test]
    fn a_form_arrives_as_it_was_written() {
        let apply = FormSubmission::Apply {
            order_number: "O-1".to_owned(),
            line_number: "2".to_owned(),
        };
        let rate = FormSubmission::Command {
            number: "26112300000012".to_owned(),
            command: CommandType::Rate,
            expected_version: 7,
        };
        let failure = SubmissionFailure {
            violations: vec![Violation::new("stars", FieldError::Required {})],
            error: Some(ApiError::Offline),
        };
        for submission in [apply, rate] {
            for emphasis in Emphasis::ALL {
                let written = FormModel {
                    submission: submission.clone(),
                    items: items(),
                    submit: "Send".to_owned(),
                    emphasis,
                    was_rejected: true,
                    failure: failure.clone(),
                };
                let json = serde_json::to_value(&written).unwrap();
                assert_eq!(FormModel::read(&json), Some(written));
            }
        }
    }

    #[test]
    fn what_is_no_form_is_none() {
        assert_eq!(
            FormModel::read(&serde_json::json!({ "submit": "Send" })),
            None
        );
        assert_eq!(FormPart::read(&serde_json::json!({ "Picture": {} })), None);
        assert_eq!(Control::read(&Value::Null), None);
    }
}
