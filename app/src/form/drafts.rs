//! Drafts of the consumer's forms: kept in this tab, so that they survive a reload, a lost connection or the end of the
//! session.

use crate::{request::routes, window::store};

/// The key of a page's drafts.
fn key() -> String {
    format!("typed {}", routes::here())
}

/// Deletes the drafts of this page: they were sent.
pub fn clear() {
    store::remove(&key());
}

#[cfg(feature = "hydrate")]
pub(crate) use self::kept::{clear_at_sign_out, keep, kept, put_back, write};

#[cfg(feature = "hydrate")]
mod kept {
    use web_sys::{Element, Event};

    use super::key;
    use crate::{
        form::typed::{TypedValues, what_was_typed},
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

    /// Restores the drafts in the forms of this page, before it is hydrated.
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

    /// Deletes all drafts at sign-out: the next user of this device may be somebody else.
    pub(crate) fn clear_at_sign_out(sent: &Event) {
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
