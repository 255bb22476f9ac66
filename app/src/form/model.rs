//! A form of the consumer's pages as data: its questions, their values and errors. It is drawn from the specification of its
//! fields; what a page knows besides is said of each question.

pub mod read;

use aftercare_domain::form::{Cardinality, FieldKind, FieldSpec, Violation};
use serde::Serialize;
use serde_json::Value;

use crate::{
    form::{
        controls::{ONE_LINE, autocomplete_of},
        submission::{FormSubmission, SubmissionFailure},
        without_script::RejectedForm,
    },
    parts::controls::{button::Emphasis, select::Choice},
};

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormModel {
    /// What it does.
    pub submission: FormSubmission,
    /// What it asks for, in order.
    pub items: Vec<FormPart>,
    /// The words of its button.
    pub submit: String,
    /// The emphasis of the button.
    pub emphasis: Emphasis,
    /// It was sent and rejected: its values were typed.
    pub was_rejected: bool,
    /// What was wrong with it when it was posted.
    pub failure: SubmissionFailure,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum FormPart {
    /// One question.
    Entry(Question),
    /// Questions beside each other where there is room.
    Row(Vec<Question>),
    /// Questions that belong together.
    Group {
        /// What they are about.
        legend: String,
        /// How to answer.
        hint: String,
        /// The questions.
        items: Vec<FormPart>,
    },
    /// Questions that few people answer: folded until one of them has a value or an error.
    Folded {
        /// What they are about.
        summary: String,
        /// How to answer.
        hint: String,
        /// The questions.
        items: Vec<FormPart>,
    },
    /// A sentence.
    Note(String),
    /// One of the steps in which a long form is filled in; one of them is on the screen at a time. Its address is the page's
    /// with its id, so that the browser's back button leads to the step before.
    Step {
        /// The id of its heading; of two steps, the greater one comes later.
        id: String,
        /// Its heading and what else stands above the questions, as static markup.
        head: String,
        /// The questions.
        items: Vec<FormPart>,
        /// Its links to other steps, likewise.
        ways: String,
    },
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The field's path, such as `return_to.phone`.
    pub path: String,
    /// The element's id.
    pub id: String,
    /// What is asked for.
    pub label: String,
    /// How to answer; may be empty.
    pub hint: String,
    /// Its initial value; several answers are one on each line.
    pub value: String,
    /// An answer is needed.
    pub required: bool,
    /// How it is answered.
    pub control: Control,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Control {
    /// By a line of text.
    Line {
        /// `text`, `tel`, `number`.
        kind: String,
        /// What the browser may fill in.
        autocomplete: String,
    },
    /// By text of several lines.
    Text {
        /// The most characters.
        max: Option<u32>,
    },
    /// By one of several, from a menu.
    Menu {
        /// What can be chosen.
        choices: Vec<Choice>,
        /// The words of choosing nothing; without them something must be chosen.
        nothing: Option<String>,
    },
    /// By one of a few, each a card.
    Cards {
        /// What can be chosen.
        choices: Vec<Choice>,
        /// Which other question limits the choices.
        narrowing: Option<Narrowing>,
    },
    /// By any of a few.
    Ticks(Vec<String>),
}

/// The choices of a question depend on the answer to another one; without that answer, all are offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Narrowing {
    /// The path of the other question.
    pub by: String,
    /// Each answer to it, with the choices that fit.
    pub fitting: Vec<(String, Vec<String>)>,
    /// A choice that no longer fits is replaced by the first one that does, instead of by none.
    pub takes_first: bool,
}

impl FormPart {
    /// The questions in it.
    pub fn questions(&self) -> Vec<&Question> {
        match self {
            Self::Entry(entry) => vec![entry],
            Self::Row(entries) => entries.iter().collect(),
            Self::Group { items, .. } | Self::Folded { items, .. } | Self::Step { items, .. } => {
                items.iter().flat_map(Self::questions).collect()
            }
            Self::Note(_) => Vec::new(),
        }
    }
}

impl From<Question> for FormPart {
    fn from(entry: Question) -> Self {
        Self::Entry(entry)
    }
}

impl Question {
    /// The same question, with how to answer.
    #[must_use]
    pub fn hinted(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    /// The same question, to be answered.
    #[must_use]
    pub fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// The same question, with what the browser may fill in.
    #[must_use]
    pub fn autofilled(self, with: &str) -> Self {
        let control = match self.control {
            Control::Line { kind, .. } => Control::Line {
                kind,
                autocomplete: with.to_owned(),
            },
            other => other,
        };
        Self { control, ..self }
    }

    /// The same question under another id, where a page has two of that path.
    #[must_use]
    pub fn with_id(self, id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            ..self
        }
    }
}

impl Control {
    /// A plain line of text.
    pub fn line() -> Self {
        Self::Line {
            kind: "text".to_owned(),
            autocomplete: "off".to_owned(),
        }
    }
}

/// Builds the model of a form, filled for its page.
#[derive(Clone, Debug)]
pub struct FormBuilder {
    submission: FormSubmission,
    was_rejected: bool,
    typed: Value,
    failure: SubmissionFailure,
}

impl FormBuilder {
    /// The form of a submission: as it was rejected, or else filled with known values. A conflict is not shown by the
    /// form, but by its page.
    pub fn new(submission: FormSubmission, rejected: Option<&RejectedForm>, known: Value) -> Self {
        let own = rejected.filter(|rejected| rejected.is_of(&submission));
        let failure = own.map(|own| &own.failure);
        Self {
            submission,
            was_rejected: own.is_some(),
            typed: own.map_or(known, |own| own.typed.clone()),
            failure: failure
                .filter(|failure| !failure.is_conflict())
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// A question for a field, as its specification says: how it is answered, and whether it must be.
    pub fn field(&self, path: &str, label: impl Into<String>) -> Question {
        let spec = spec_of(self.submission.fields(), path);
        let question = self.question(path, label, spec.map_or_else(Control::line, control_of));
        match spec.map(|spec| spec.cardinality) {
            Some(Cardinality::Required) => question.required(),
            Some(Cardinality::Optional | Cardinality::List) | None => question,
        }
    }

    /// A question that is answered in another way than the specification of its field says, with the answer that is known.
    pub fn question(&self, path: &str, label: impl Into<String>, control: Control) -> Question {
        Question {
            path: path.to_owned(),
            id: path.replace('.', "-"),
            label: label.into(),
            hint: String::new(),
            value: self.text(path),
            required: false,
            control,
        }
    }

    /// The model, with these questions.
    pub fn build(
        self,
        submit: impl Into<String>,
        emphasis: Emphasis,
        items: Vec<FormPart>,
    ) -> FormModel {
        FormModel {
            submission: self.submission,
            items,
            submit: submit.into(),
            emphasis,
            was_rejected: self.was_rejected,
            failure: self.failure,
        }
    }

    /// The errors it was rejected with.
    pub fn wrong(&self) -> &[Violation] {
        &self.failure.violations
    }

    /// Whether it was sent and rejected: then it is shown open.
    pub fn was_rejected(&self) -> bool {
        self.was_rejected
    }

    fn text(&self, path: &str) -> String {
        let field = path
            .split('.')
            .try_fold(&self.typed, |record, name| record.get(name));
        match field {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Array(answers)) => {
                let answers: Vec<_> = answers.iter().filter_map(Value::as_str).collect();
                answers.join("\n")
            }
            Some(Value::Null | Value::Bool(_) | Value::Object(_)) | None => String::new(),
        }
    }
}

/// The specification of the field at a path.
fn spec_of(fields: &'static [FieldSpec], path: &str) -> Option<&'static FieldSpec> {
    let (name, inside) = match path.split_once('.') {
        Some((name, inside)) => (name, Some(inside)),
        None => (path, None),
    };
    let spec = fields.iter().find(|spec| spec.name == name)?;
    match (inside, spec.kind) {
        (None, _) => Some(spec),
        (Some(inside), FieldKind::Record { fields }) => spec_of(fields, inside),
        (Some(_), _) => None,
    }
}

/// How a field is answered. Long texts that must be given are counted.
fn control_of(spec: &FieldSpec) -> Control {
    let line = |kind: &str| Control::Line {
        kind: kind.to_owned(),
        autocomplete: autocomplete_of(spec.kind, spec.role).to_owned(),
    };
    match spec.kind {
        FieldKind::Text { max, .. } if max > ONE_LINE => Control::Text {
            max: (spec.cardinality == Cardinality::Required).then_some(max),
        },
        FieldKind::Phone => line("tel"),
        FieldKind::Count { .. } => line("number"),
        FieldKind::Text { .. }
        | FieldKind::Money
        | FieldKind::Flag
        | FieldKind::Time
        | FieldKind::Date
        | FieldKind::TrackingNumber
        | FieldKind::Choice { .. }
        | FieldKind::ReasonCode
        | FieldKind::Identifier
        | FieldKind::Free
        | FieldKind::Record { .. } => line("text"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_answered_as_the_specification_of_its_field_says() {
        let submission = FormSubmission::of_application("O-1".to_owned(), "1".to_owned());
        let form = FormBuilder::new(submission, None, Value::Null);
        let line = |kind: &str, autocomplete: &str| Control::Line {
            kind: kind.to_owned(),
            autocomplete: autocomplete.to_owned(),
        };
        for (path, required, control) in [
            // R-APP-1
            ("description", true, Control::Text { max: Some(500) }),
            ("serial_number", false, line("text", "off")),
            ("quantity", true, line("number", "off")),
            ("contact.name", true, line("text", "off")),
            ("return_to.phone", true, line("tel", "tel")),
            ("return_to.province", true, line("text", "address-level1")),
            ("return_to.city", true, line("text", "address-level2")),
            ("return_to.district", false, line("text", "address-level3")),
            ("return_to.street", true, line("text", "street-address")),
        ] {
            let question = form.field(path, "");
            assert_eq!(
                (question.required, question.control),
                (required, control),
                "{path}"
            );
        }
    }
}
