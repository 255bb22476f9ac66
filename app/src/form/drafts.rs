//! What was typed into forms and not sent yet: this tab keeps it, so that a page that is loaded again, or was lost with its
//! connection or its session, has it still.

use crate::{request::routes, window::store};

/// Under which key a page's own is kept.
fn key() -> String {
    format!("typed {}", routes::here())
}

/// Forgets what was typed on this page: it has been sent.
pub fn clear() {
    store::remove(&key());
}

#[cfg(feature = "hydrate")]
pub(crate) use self::kept::{forget_when_leaving, keep, kept, put_back, write};

#[cfg(feature = "hydrate")]
mod kept {
    use web_sys::{Element, Event};

    use super::key;
    use crate::{
        browser::refresh::{TypedValues, what_was_typed},
        request::routes::SIGN_OUT_PATH,
        window::{dom, store},
    };

    /// After a form, a question, and its name: the control characters that are made for this, and that nobody types.
    const FORM: char = '\u{1d}';
    const QUESTION: char = '\u{1e}';
    const NAME: char = '\u{1f}';

    /// Keeps what stands in the forms of this page.
    pub(crate) fn keep() {
        write(what_was_typed());
    }

    /// Keeps what was typed into these forms of this page.
    pub(crate) fn write(forms: Vec<TypedValues>) {
        let mut text = String::new();
        for TypedValues(pairs) in forms {
            for (name, answer) in pairs {
                text.push_str(&name);
                text.push(NAME);
                text.push_str(&answer);
                text.push(QUESTION);
            }
            text.push(FORM);
        }
        store::write(&key(), &text);
    }

    /// Puts what was typed into the forms of this page, before the page comes to life.
    pub(crate) fn put_back() {
        for typed in kept() {
            typed.put_back();
        }
    }

    /// What was typed into the forms of this page.
    pub(crate) fn kept() -> Vec<TypedValues> {
        let text: String = store::read(&key()).unwrap_or_default();
        let forms = text.split_terminator(FORM).map(|form| {
            let questions = form.split_terminator(QUESTION);
            let pairs = questions.filter_map(|question| {
                let (name, answer) = question.split_once(NAME)?;
                Some((name.to_owned(), answer.to_owned()))
            });
            TypedValues(pairs.collect())
        });
        forms.collect()
    }

    /// Forgets everything when somebody signs out: the next one before this device is somebody else.
    pub(crate) fn forget_when_leaving(sent: &Event) {
        let leaving: Option<Element> =
            dom::around(sent, &format!("form[action='{SIGN_OUT_PATH}']"));
        let storage = leptos::prelude::window().session_storage();
        if let (Some(_), Ok(Some(storage))) = (leaving, storage)
            && storage.clear().is_err()
        {
            leptos::logging::warn!("this browser forgets nothing");
        }
    }
}
