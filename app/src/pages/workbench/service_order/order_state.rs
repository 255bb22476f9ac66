//! The state of the order that the page shows.

use std::collections::BTreeSet;

use aftercare_domain::{
    service_order::{
        CommandType, Node, ServiceOrder,
        inspection::InspectionForm,
        view::{Basis, OrderView},
    },
    teamwork::{draft::Draft, presence::Colleague},
    values::time::Timestamp,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::window::navigation::Navigation;

/// The attribute with the data that the page's islands share.
pub const LOADED_DATA: &str = "data-loaded";

/// All that the islands of the page show and decide by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderData {
    /// The order and its situation.
    pub basis: Basis,
    /// The nodes that the order has come through.
    pub visited: BTreeSet<Node>,
    /// The template, while the order waits for its inspection.
    pub inspection_form: Option<InspectionForm>,
    /// What the visitor has typed into its forms and not sent yet, the latest first.
    pub drafts: Vec<Draft>,
}

/// How far the command of the page is. There is one at a time: what would be sent besides was decided by what was not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CommandProgress {
    /// There is none.
    Nothing,
    /// It is on its way.
    Unanswered {
        /// Whether there was news meanwhile, which the answer will include.
        news: bool,
    },
    /// It was done, and the page does not show it yet.
    Done,
}

/// The order on the page, in context of its islands.
#[derive(Clone, Copy)]
pub struct OrderState {
    loaded: RwSignal<OrderData>,
    /// The newest order, while a form that is being filled in is still based on an older one.
    newest: RwSignal<Option<OrderData>>,
    /// The optimistic state: what a pending command makes of the order, as computed in the browser.
    optimistic: RwSignal<Option<ServiceOrder>>,
    /// The command that is on its way.
    sending: RwSignal<CommandProgress>,
    /// The forms that somebody has begun to fill in.
    touched: RwSignal<BTreeSet<CommandType>>,
    /// The forms that stay although the order has changed.
    kept: RwSignal<Vec<CommandType>>,
    /// The form that was used last before the page was loaded, and when.
    begun: RwSignal<Option<(Timestamp, CommandType)>>,
    /// Who else has the order open.
    colleagues: RwSignal<Vec<Colleague>>,
}

impl OrderState {
    /// An order as it was loaded.
    pub fn of(loaded: OrderData) -> Self {
        let latest = loaded.drafts.first();
        Self {
            begun: RwSignal::new(latest.map(|draft| (draft.updated_at, draft.command))),
            kept: RwSignal::new(Vec::new()),
            loaded: RwSignal::new(loaded),
            newest: RwSignal::new(None),
            optimistic: RwSignal::new(None),
            sending: RwSignal::new(CommandProgress::Nothing),
            touched: RwSignal::new(BTreeSet::new()),
            colleagues: RwSignal::new(Vec::new()),
        }
    }

    /// What is known, tracked.
    pub fn with<T>(self, read: impl FnOnce(&OrderData) -> T) -> T {
        self.loaded.with(read)
    }

    /// The same of the newest order, also while a form is based on an older one.
    pub fn with_newest<T>(self, read: impl FnOnce(&OrderData) -> T) -> T {
        self.loaded.with(|loaded| {
            self.newest
                .with(|newest| read(newest.as_ref().unwrap_or(loaded)))
        })
    }

    /// What is known at this moment, untracked.
    pub fn read_untracked<T>(self, read: impl FnOnce(&OrderData) -> T) -> T {
        self.loaded.with_untracked(read)
    }

    /// The view of the order as it is known.
    pub fn view(self) -> Memo<OrderView> {
        Memo::new(move |_| self.loaded.with(|loaded| loaded.basis.view()))
    }

    /// The optimistic view: the order as it will be once the pending command is done.
    pub fn optimistic_view(self) -> Memo<OrderView> {
        Memo::new(move |_| {
            self.with_newest(|loaded| match self.optimistic.get() {
                Some(order) => {
                    let mut basis = loaded.basis.clone();
                    basis.order = order;
                    basis.view()
                }
                None => loaded.basis.view(),
            })
        })
    }

    /// Whether the optimistic state is shown.
    pub fn is_pending(self) -> bool {
        self.optimistic.with(Option::is_some)
    }

    /// Whether a command is on its way, or was done and is not shown yet; tracked.
    pub fn is_sending(self) -> bool {
        self.sending.get() != CommandProgress::Nothing
    }

    /// Begins to send a command. False where another one is pending: then this one is not sent.
    pub fn send_alone(self) -> bool {
        let is_alone = self.sending.get_untracked() == CommandProgress::Nothing;
        if is_alone {
            self.sending
                .set(CommandProgress::Unanswered { news: false });
        }
        is_alone
    }

    /// The command was done; it stays pending until the page shows the result.
    pub fn take_done(self) {
        self.sending.set(CommandProgress::Done);
    }

    /// Shows what a pending command makes of the order, before the server answers.
    pub fn apply_optimistically(self, order: ServiceOrder) {
        self.optimistic.set(Some(order));
    }

    /// The command was refused: drops the optimistic state. Returns whether news waited for the answer.
    pub fn roll_back(self) -> bool {
        let before = self.sending.get_untracked();
        self.optimistic.set(None);
        self.sending.set(CommandProgress::Nothing);
        before == CommandProgress::Unanswered { news: true }
    }

    /// The order's number.
    pub fn number(self) -> String {
        self.read_untracked(|loaded| loaded.basis.order.number.to_string())
    }

    /// Records whether a form has been begun. The page, and this with it, may be gone by then.
    pub fn set_touched(self, command: CommandType, is_touched: bool) {
        let is_known = self
            .touched
            .try_with_untracked(|touched| touched.contains(&command));
        if is_known == Some(!is_touched) {
            self.touched.update(|touched| {
                if is_touched {
                    touched.insert(command);
                } else {
                    touched.remove(&command);
                }
            });
        }
    }

    /// Whether somebody has begun to fill in a form; tracked.
    pub fn is_touched(self) -> bool {
        self.touched.with(|touched| !touched.is_empty())
    }

    /// Whether somebody has begun to fill in a form, untracked.
    pub fn is_touched_untracked(self) -> bool {
        let touched = self
            .touched
            .try_with_untracked(|touched| !touched.is_empty());
        touched.unwrap_or_default()
    }

    /// The version that is known of the order.
    pub fn version(self) -> u32 {
        self.read_untracked(|loaded| loaded.basis.order.version)
    }

    /// The forms that stay although the order has changed; tracked.
    pub fn kept(self) -> Vec<CommandType> {
        self.kept.get()
    }

    /// A form stays until its command is answered well.
    pub fn keep(self, command: CommandType) {
        self.kept.update(|kept| {
            kept.retain(|other| *other != command);
            kept.push(command);
        });
    }

    /// All forms stay that somebody has begun to fill in.
    pub fn keep_touched(self) {
        for command in self.touched.get_untracked() {
            self.keep(command);
        }
    }

    /// A form may go.
    pub fn release(self, command: CommandType) {
        self.kept
            .update(|kept| kept.retain(|other| *other != command));
    }

    /// The form that was used last before the page was loaded; tracked.
    pub fn begun(self) -> Option<CommandType> {
        self.begun.get().map(|(_, command)| command)
    }

    /// Records a form that was used before the page was loaded.
    pub fn begin(self, command: CommandType, at: Timestamp) {
        let latest = self.begun.get_untracked();
        if latest.is_none_or(|(latest, _)| latest <= at) {
            self.begun.set(Some((at, command)));
        }
    }

    /// Called for news. Returns whether it must wait, because the answer to a pending command will include it.
    pub fn defers_news(self) -> bool {
        let is_unanswered = matches!(
            self.sending.try_get_untracked(),
            Some(CommandProgress::Unanswered { .. })
        );
        if is_unanswered {
            self.sending.set(CommandProgress::Unanswered { news: true });
        }
        is_unanswered
    }

    /// Who else has the order open.
    pub fn colleagues(self) -> Vec<Colleague> {
        self.colleagues.get()
    }

    /// Takes over who else has the order open. The page, and this with it, may be gone by then.
    pub fn set_colleagues(self, colleagues: Vec<Colleague>) {
        let known = self
            .colleagues
            .try_with_untracked(|known| *known == colleagues);
        if known == Some(false) {
            self.colleagues.set(colleagues);
        }
    }

    /// Takes over what is known now.
    pub fn take(self, loaded: OrderData) {
        self.newest.set(None);
        self.loaded.set(loaded);
        self.optimistic.set(None);
        self.end_sending();
    }

    /// Shows the newest order, while the form that is being filled in stays based on the older one.
    pub fn keep_newest(self, loaded: OrderData) {
        self.newest.set(Some(loaded));
        self.end_sending();
    }

    /// The page shows what a command has done, or can't be had. The page, and this with it, may be gone by then.
    pub fn end_sending(self) {
        if self.sending.try_get_untracked() == Some(CommandProgress::Done) {
            self.sending.set(CommandProgress::Nothing);
        }
    }
}

/// The order in context.
///
/// Its parts are only ever made inside of the page that provides it; outside of it there is nothing to show.
pub fn current() -> Option<OrderState> {
    use_context()
}

/// Asks for the page as it is now; with a version, also for what has happened since.
pub fn renew(navigation: Option<Navigation>, since: Option<u32>) {
    if let Some(navigation) = navigation {
        navigation.renew(since);
    }
}

#[cfg(feature = "hydrate")]
mod page_state {
    use aftercare_domain::teamwork::presence::Gathered;
    use web_sys::{Document, Element};

    use super::{LOADED_DATA, OrderData, OrderState};
    use crate::{
        browser::page_state::PageState, json,
        pages::workbench::service_order::last_search::remember_list, window::dom,
    };

    impl PageState for OrderState {
        type Loaded = OrderData;

        fn handed_over_by(page: &Document) -> Option<OrderData> {
            let element: Element = dom::first_in(page, &format!("[{LOADED_DATA}]"))?;
            let loaded = element.get_attribute(LOADED_DATA)?;
            json::decode(loaded.as_bytes()).ok()
        }

        fn remember_page() {
            remember_list();
        }

        fn of(loaded: OrderData) -> Self {
            Self::of(loaded)
        }

        fn version(self) -> u32 {
            self.version()
        }

        fn version_of(loaded: &OrderData) -> u32 {
            loaded.basis.order.version
        }

        fn is_touched(self) -> bool {
            self.is_touched_untracked()
        }

        fn keep_touched(self) {
            self.keep_touched();
        }

        fn defers_news(self) -> bool {
            self.defers_news()
        }

        fn end_sending(self) {
            self.end_sending();
        }

        fn take(self, loaded: OrderData) {
            self.take(loaded);
        }

        fn keep_newest(self, loaded: OrderData) {
            self.keep_newest(loaded);
        }

        fn meet(self, gathered: Gathered) {
            if self.number() == gathered.number.to_string() {
                self.set_colleagues(gathered.others);
            }
        }
    }
}
