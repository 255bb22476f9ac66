//! How long is left until a deadline.

use aftercare_domain::values::time::{Span, Timestamp};
use leptos::prelude::*;

use crate::{
    parts::layout::markup::Markup,
    request::{clock::ServerClock, context::PageContext, language::Language},
    words::format,
};

/// How urgent a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// There is time.
    Calm,
    /// Most of the time is used.
    Soon,
    /// It is over.
    Overdue,
}

impl Urgency {
    /// The urgency at `now` of a deadline that warns from `soon_at` on.
    pub fn at(now: Timestamp, soon_at: Option<Timestamp>, due_at: Timestamp) -> Self {
        if now >= due_at {
            Self::Overdue
        } else if soon_at.is_some_and(|soon_at| now >= soon_at) {
            Self::Soon
        } else {
            Self::Calm
        }
    }

    /// The id in `data-urgency`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Soon => "soon",
            Self::Overdue => "overdue",
        }
    }
}

/// The time left: 剩 9 天 4 小时, 即将超时, 已超时. It is shown by colour and in words. Without a deadline it says so.
///
/// The page updates it each half minute ([`crate::browser::ticker`]): a list has fifty of them, too many for islands.
#[component]
pub fn TimeLeft(
    /// The deadline; none where there is none.
    due_at: Option<Timestamp>,
    /// From when it is soon over.
    #[prop(optional_no_strip)]
    soon_at: Option<Timestamp>,
    /// The timer is paused: the order waits for an answer.
    #[prop(optional)]
    paused: bool,
) -> impl IntoView {
    let language = PageContext::current().language;
    let time = language.time_left();
    match due_at {
        _ if paused => {
            view! { <span class="time-left" data-urgency="paused">{time.paused}</span> }.into_any()
        }
        None => view! { <span class="time-left" data-urgency="none">{time.no_deadline}</span> }
            .into_any(),
        Some(due_at) => {
            let now = ServerClock::now().get_untracked();
            let urgency = Urgency::at(now, soon_at, due_at);
            view! {
                <time
                    class="time-left"
                    data-urgency=urgency.id()
                    data-due=due_at.ms()
                    data-soon=soon_at.map(Timestamp::ms)
                    datetime=format::machine_time(due_at)
                    title=format::time(due_at)
                >
                    {time_left_text(urgency, Span::between(now, due_at), language)}
                </time>
            }
            .into_any()
        }
    }
}

/// The same as text, for rows of which there are many.
pub fn write(
    markup: &mut Markup,
    due_at: Option<Timestamp>,
    soon_at: Option<Timestamp>,
    paused: bool,
    now: Timestamp,
    language: Language,
) {
    let time = language.time_left();
    let Some(due_at) = due_at.filter(|_| !paused) else {
        let (urgency, told) = if paused {
            ("paused", time.paused)
        } else {
            ("none", time.no_deadline)
        };
        markup.tags("<span class=\"time-left\" data-urgency=\"");
        markup.tags(urgency);
        markup.tags("\">");
        markup.text(told);
        markup.tags("</span>");
        return;
    };
    let urgency = Urgency::at(now, soon_at, due_at);
    markup.tags("<time class=\"time-left\" data-urgency=\"");
    markup.tags(urgency.id());
    markup.tags("\" data-due=\"");
    markup.text(&due_at.ms().to_string());
    if let Some(soon_at) = soon_at {
        markup.tags("\" data-soon=\"");
        markup.text(&soon_at.ms().to_string());
    }
    markup.tags("\" datetime=\"");
    markup.text(&format::machine_time(due_at));
    markup.tags("\" title=\"");
    markup.text(&format::time(due_at));
    markup.tags("\">");
    markup.text(&time_left_text(
        urgency,
        Span::between(now, due_at),
        language,
    ));
    markup.tags("</time>");
}

/// The words of the time left.
pub fn time_left_text(urgency: Urgency, left: Span, language: Language) -> String {
    let time = language.time_left();
    let length = format::duration(Span::milliseconds(left.ms().abs()), language);
    match urgency {
        Urgency::Calm => format!("{} {length}", time.left),
        Urgency::Soon => format!("{} {length}", time.soon),
        Urgency::Overdue => format!("{} {length}", time.overdue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_hour(hour: i64) -> Timestamp {
        Span::hours(hour).after(Timestamp::from_ms(0))
    }

    #[test]
    fn urgency_rises_with_time() {
        let due = at_hour(10);
        let soon = Some(at_hour(8));
        let at = |hours| Urgency::at(at_hour(hours), soon, due);
        assert_eq!(at(7), Urgency::Calm);
        assert_eq!(at(8), Urgency::Soon);
        assert_eq!(at(10), Urgency::Overdue);
    }

    #[test]
    fn time_left_is_said_in_words() {
        let left = Span::hours(9 * 24 + 4);
        assert_eq!(
            time_left_text(Urgency::Calm, left, Language::Chinese),
            "剩 9 天 4 小时"
        );
        assert_eq!(
            time_left_text(
                Urgency::Overdue,
                Span::hours(-(9 * 24 + 4)),
                Language::English
            ),
            "overdue by 9 d 4 h"
        );
    }
}
