//! What is typed into a command's form is kept: in this browser at once, so that a dead network loses nothing, and on the server
//! when typing stops, so that another tab or device has it at its next opening (R-INS-5).

use std::time::Duration;

use aftercare_domain::{
    service_order::CommandType, teamwork::draft::Draft as Kept, values::time::Timestamp,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    api::Api,
    form::state::FormState,
    pages::workbench::service_order::order_state::OrderState,
    parts::controls::button::{Button, Emphasis},
    request::{clock::ServerClock, context::PageContext},
    window::store,
    words::{format, order_page, words},
};

/// How long nothing is typed before it is sent to the server.
const PAUSE: Duration = Duration::from_millis(800);

/// How long after its time a draft is written at the latest, in milliseconds.
const WRITTEN_WITHIN_MS: i64 = 10_000;

/// After how long it is sent again where nothing answered.
const AGAIN: Duration = Duration::from_secs(5);

/// What is known of a form's draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DraftStatus {
    /// There is none.
    None,
    /// It was put back when the page was opened.
    Restored(Timestamp),
    /// The server has it.
    Saved(Timestamp),
    /// It is in this browser alone: nothing answered.
    LocalOnly,
}

/// What this browser keeps.
#[derive(Serialize, Deserialize)]
struct LocalDraft {
    fields: Map<String, Value>,
    at: Timestamp,
    /// When the server got it; none where it has not.
    #[serde(default)]
    kept_at: Option<Timestamp>,
}

impl LocalDraft {
    /// Whether a page does not know of it: the server did not have it yet, or may not have had it when the page was
    /// made. What the server has had for longer, and the page has not, was discarded elsewhere.
    fn is_news_to_page(&self, made_at: Timestamp, is_on_page: bool) -> bool {
        self.kept_at
            .is_none_or(|kept_at| !is_on_page && kept_at.ms() + WRITTEN_WITHIN_MS >= made_at.ms())
    }
}

/// The autosave of one form.
#[derive(Clone, Copy)]
pub struct Autosave {
    command: CommandType,
    current: OrderState,
    form: StoredValue<FormState>,
    /// The form's initial state.
    beginning: StoredValue<Map<String, Value>>,
    /// The form's state when the page was loaded.
    opened: StoredValue<Map<String, Value>>,
    /// Whether something was typed since then.
    is_changed: StoredValue<bool>,
    state: RwSignal<DraftStatus>,
    now: Signal<Timestamp>,
    api: StoredValue<Api>,
    /// What is to be sent soon.
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Autosave {
    /// Puts back what was kept of a form, and keeps what is typed into it from now on.
    pub fn of(command: CommandType, current: OrderState, form: &FormState) -> Self {
        let beginning = untrack(|| form.typed());
        let kept = current.read_untracked(|loaded| {
            let mut drafts = loaded.drafts.iter();
            drafts.find(|draft| draft.command == command).cloned()
        });
        let state = match kept {
            None => DraftStatus::None,
            Some(Kept {
                fields, updated_at, ..
            }) => {
                form.put_back(&fields);
                DraftStatus::Restored(updated_at)
            }
        };
        let autosave = Self {
            command,
            current,
            form: StoredValue::new(form.clone()),
            beginning: StoredValue::new(beginning),
            opened: StoredValue::new(untrack(|| form.typed())),
            is_changed: StoredValue::new(false),
            state: RwSignal::new(state),
            now: ServerClock::now(),
            api: StoredValue::new(Api::current()),
            waiting: StoredValue::new(None),
        };
        autosave.follow();
        autosave
    }

    /// Resets the form, here and on the server.
    pub fn start_over(self) {
        self.form.with_value(|form| {
            self.beginning
                .with_value(|beginning| form.put_back(beginning));
        });
        self.state.set(DraftStatus::None);
    }

    /// Keeps what is typed. Effects run in the browser alone.
    fn follow(self) {
        Effect::new(move |before: Option<Map<String, Value>>| {
            let typed = self.form.with_value(FormState::typed);
            match before {
                // Once the form and its elements are in step.
                None => set_timeout(move || self.restore_local(), Duration::ZERO),
                Some(before) if before != typed => self.keep(&typed),
                Some(_) => {}
            }
            self.current
                .set_touched(self.command, self.is_touched(&typed));
            typed
        });
        on_cleanup(move || {
            self.current.set_touched(self.command, false);
            // Saves at once when the page is left before the pause is over.
            if self.stop_waiting() {
                self.send();
            }
        });
    }

    fn is_touched(self, typed: &Map<String, Value>) -> bool {
        self.beginning.with_value(|beginning| beginning != typed)
    }

    /// Restores what this browser has and the server has not, which is newer than the draft of the page.
    fn restore_local(self) {
        let Some(typed) = untrack(|| self.form.try_with_value(FormState::typed)) else {
            return;
        };
        // Something was typed before the page was hydrated.
        let is_newer = self.opened.with_value(|opened| *opened != typed);
        let Some(local) = store::read::<LocalDraft>(&self.key()).filter(|_| !is_newer) else {
            return;
        };
        let is_on_page = matches!(self.state.get_untracked(), DraftStatus::Restored(_));
        if local.is_news_to_page(PageContext::current().now, is_on_page) {
            let LocalDraft { fields, at, .. } = local;
            self.opened.set_value(fields.clone());
            self.form.with_value(|form| form.put_back(&fields));
            self.state.set(DraftStatus::Restored(at));
            self.current.begin(self.command, at);
        } else {
            store::remove(&self.key());
        }
    }

    fn keep(self, typed: &Map<String, Value>) {
        // What was put back is to be sent as well, and stays what it is.
        let is_changed = self.opened.with_value(|opened| opened != typed);
        self.is_changed
            .update_value(|changed| *changed |= is_changed);
        if self.is_touched(typed) {
            let local = LocalDraft {
                fields: typed.clone(),
                at: self.now.get_untracked(),
                kept_at: None,
            };
            store::write(&self.key(), &local);
        } else {
            store::remove(&self.key());
        }
        self.send_after(PAUSE);
    }

    fn key(self) -> String {
        let number = self
            .current
            .read_untracked(|loaded| loaded.basis.order.number.to_string());
        format!("draft/{number}/{}", self.command.name())
    }

    fn send_after(self, pause: Duration) {
        self.stop_waiting();
        let send = move || {
            self.waiting.try_set_value(None);
            self.send();
        };
        if let Ok(waiting) = set_timeout_with_handle(send, pause) {
            self.waiting.set_value(Some(waiting));
        }
    }

    fn stop_waiting(self) -> bool {
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        waiting.is_some_and(|waiting| {
            waiting.clear();
            true
        })
    }

    /// Sends the draft as it is now; an untouched form has none.
    fn send(self) {
        let Some(typed) = untrack(|| self.form.try_with_value(FormState::typed)) else {
            return;
        };
        let (api, key, command) = (self.api.get_value(), self.key(), self.command);
        let number = self
            .current
            .read_untracked(|loaded| loaded.basis.order.number.to_string());
        let is_touched = self.is_touched(&typed);
        spawn_local(async move {
            if !is_touched {
                if let Err(error) = api.discard_draft(&number, command).await {
                    leptos::logging::warn!("a draft could not be thrown away: {error:?}");
                }
                return;
            }
            match api.keep_draft(&number, command, &typed).await {
                Ok(kept) => {
                    // What was typed meanwhile is not on the server yet; and a page that is loaded at this moment may have been
                    // made before the server had this.
                    if let Some(mut local) =
                        store::read::<LocalDraft>(&key).filter(|local| local.fields == typed)
                    {
                        local.kept_at = Some(kept.updated_at);
                        store::write(&key, &local);
                    }
                    if self.is_changed.try_get_value() == Some(true) {
                        self.state.try_set(DraftStatus::Saved(kept.updated_at));
                    }
                }
                Err(error) if error.is_unanswered() && self.state.try_get_untracked().is_some() => {
                    self.state.set(DraftStatus::LocalOnly);
                    self.send_after(AGAIN);
                }
                Err(_) => {}
            }
        });
    }
}

/// Tells that a draft was restored or saved, with a button to discard it.
#[component]
pub fn DraftNotice(
    /// The autosave of the form.
    autosave: Autosave,
) -> impl IntoView {
    let ui = order_page();
    let told = move || {
        let time = |at| format::short_time(at, autosave.now.get_untracked(), words().language());
        match autosave.state.get() {
            DraftStatus::None => None,
            DraftStatus::Restored(at) => Some(ui.draft_restored(&time(at))),
            DraftStatus::Saved(at) => Some(ui.draft_kept(&time(at))),
            DraftStatus::LocalOnly => Some(ui.draft_here_alone.to_owned()),
        }
    };
    move || {
        told().map(|told| {
            view! {
                <p class="draft-notice">
                    <span>{told}</span>
                    <Button emphasis=Emphasis::Quiet on_press=move |()| autosave.start_over()>
                        {ui.draft_discard}
                    </Button>
                </p>
            }
        })
    }
}
