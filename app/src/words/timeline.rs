//! What happened, as lines of a timeline.

use aftercare_domain::{service_order::Event, values::text::Text};

/// One event in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventText {
    /// What happened.
    pub title: String,
    /// What was said or given, line by line.
    pub details: Vec<String>,
}

impl EventText {
    /// A title without details.
    pub fn of(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            details: Vec::new(),
        }
    }

    /// The same with one more line.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    /// The same with what somebody wrote, where they did.
    #[must_use]
    pub fn quoting<const MIN: u32, const MAX: u32>(self, text: Option<&Text<MIN, MAX>>) -> Self {
        self.with_some(text.map(Text::as_str))
    }

    /// The same with one more line, where there is something to say.
    #[must_use]
    pub fn with_some(self, detail: Option<impl Into<String>>) -> Self {
        match detail {
            Some(detail) => self.with(detail),
            None => self,
        }
    }
}

/// Events in one language.
pub trait EventWords {
    /// What happened.
    fn event(&self, event: &Event) -> EventText;
}
