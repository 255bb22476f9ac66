//! Batches (R-LST-2): rows are selected, a command is chosen for all of them, and before anything is sent each row says
//! what will happen, or why not. It is an island: what is selected outlives the renewal of the rows.

pub mod outcome;
pub mod panel;
pub mod results;
pub mod rows;
pub mod selected;
pub mod work;

#[cfg(feature = "hydrate")]
mod boxes;

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;

use self::{panel::Panel, selected::SelectedOrders};
use crate::{
    api::Api,
    frame::toast::Toasts,
    parts::{controls::button::Button, status::problem_panel::explain},
    window::island::island,
    words::{batch, words},
};

/// The most orders of a batch.
pub const MOST: usize = 5000;

/// The commands that can be given to many orders; the others need a look at each.
const COMMANDS: [CommandType; 4] = [
    CommandType::Approve,
    CommandType::SignFor,
    CommandType::Assign,
    CommandType::ExtendDeadline,
];

island! {
    /// What can be done with the selected orders of a list.
    pub struct BatchIsland = "Batch" {
        /// Which list: its query, with personal parts sealed.
        list: String,
    }
    view! { <Batch list /> }
}

/// The bar that stands below the list while something is selected.
#[component]
pub fn Batch(
    /// Which list it is: its query, with personal parts sealed.
    list: String,
) -> impl IntoView {
    let words_of_batch = batch();
    let selected = SelectedOrders::of_list(&list);
    // The bar is not made anew for each box.
    let shown = Memo::new(move |_| selected.count() > 0);
    let chosen = RwSignal::new(None::<CommandType>);
    let list = StoredValue::new(list);
    let button = move |command: CommandType| {
        let choose = move |()| chosen.set(Some(command));
        view! { <Button on_press=choose>{words().command(command)}</Button> }
    };
    view! {
        {move || {
            shown.get()
                .then(|| {
                    view! {
                        <section class="batch-bar" aria-label=words_of_batch.region>
                            <p aria-live="polite">
                                <strong>{move || selected.count()}</strong>
                                " "
                                {words_of_batch.selected}
                            </p>
                            <div class="actions">
                                {Vec::from(COMMANDS.map(button))}
                                <Export selected /> <SelectAll selected list />
                                <button
                                    class="button"
                                    data-emphasis="quiet"
                                    type="button"
                                    on:click=move |_| selected.clear()
                                >
                                    {words_of_batch.clear}
                                </button>
                            </div>
                        </section>
                    }
                })
        }}
        {move || chosen.get().map(|command| view! { <Panel command selected chosen /> })}
    }
}

/// Downloads the selected orders as a workbook.
#[component]
fn Export(selected: SelectedOrders) -> impl IntoView {
    let (api, toasts) = (Api::current(), Toasts::current());
    let export = Action::new_local(move |(): &()| {
        let (api, numbers) = (api.clone(), selected.numbers());
        async move {
            let saved = match api.export(&numbers).await {
                Ok(file) => save(&file),
                Err(_) => false,
            };
            if let (false, Some(toasts)) = (saved, toasts) {
                toasts.announce(batch().export_failed);
            }
        }
    });
    view! {
        <Button
            busy=export.pending()
            on_press=move |()| {
                export.dispatch(());
            }
        >
            {batch().export}
        </Button>
    }
}

/// Gives a workbook to the browser to keep; false where it does not take it.
#[cfg(feature = "hydrate")]
fn save(file: &[u8]) -> bool {
    boxes::save(file, "service-orders.xlsx").is_some()
}

#[cfg(not(feature = "hydrate"))]
fn save(_file: &[u8]) -> bool {
    false
}

/// Selects all orders of the list, also those of other pages.
#[component]
fn SelectAll(selected: SelectedOrders, list: StoredValue<String>) -> impl IntoView {
    let (api, toasts) = (Api::current(), Toasts::current());
    let gather = Action::new(move |(): &()| {
        let (api, list) = (api.clone(), list.get_value());
        async move {
            let said = match selected.take_all_of(&api, &list).await {
                Ok(true) => None,
                Ok(false) => Some(batch().too_many.to_owned()),
                Err(error) => {
                    let (what, next) = explain(&error);
                    Some(format!("{what} {next}"))
                }
            };
            if let (Some(said), Some(toasts)) = (said, toasts) {
                toasts.announce(said);
            }
        }
    });
    let label = move || {
        if gather.pending().get() {
            batch().gathering
        } else {
            batch().select_all
        }
    };
    view! {
        <Button
            busy=gather.pending()
            on_press=move |()| {
                gather.dispatch(());
            }
        >
            {label}
        </Button>
    }
}
