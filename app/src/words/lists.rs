//! What lists of service orders and batches say: one structure each, filled once in each language.

/// The list of service orders: apart from [`super::Ui`], because no island says any of it.
#[derive(Debug)]
pub struct ListWords {
    /// The cards' name.
    pub to_do: &'static str,
    /// Card: due within four hours.
    pub due_soon: &'static str,
    /// Card: the deadline is over.
    pub overdue: &'static str,
    /// Card: the consumer urged.
    pub urged: &'static str,
    /// Card: held for a second look.
    pub held: &'static str,
    /// Card: those of the visitor.
    pub mine: &'static str,
    /// Card: those of nobody.
    pub unassigned: &'static str,
    /// What can be searched for.
    pub search: &'static str,
    /// Chip: what is searched for.
    pub keyword: &'static str,
    /// Menu of services: all.
    pub any_service_type: &'static str,
    /// Menu of channels: all.
    pub any_channel: &'static str,
    /// Menu of methods: all.
    pub any_service_method: &'static str,
    /// Menu of reasons: all.
    pub any_reason: &'static str,
    /// Menu of people: all.
    pub anybody: &'static str,
    /// Menu of deadlines: all.
    pub any_time: &'static str,
    /// Label: how the goods come.
    pub service_method: &'static str,
    /// Label: reason.
    pub reason: &'static str,
    /// Label: when it was applied for.
    pub applied: &'static str,
    /// Label: from which day on.
    pub applied_from: &'static str,
    /// Label: until which day.
    pub applied_to: &'static str,
    /// Label: order number.
    pub order_number: &'static str,
    /// Label: phone.
    pub phone: &'static str,
    /// How to give a phone.
    pub phone_hint: &'static str,
    /// Label: serial number.
    pub serial_number: &'static str,
    /// Label: tracking number.
    pub tracking_number: &'static str,
    /// Label: who works on it.
    pub assignee: &'static str,
    /// The visitor.
    pub me: &'static str,
    /// Nobody.
    pub nobody: &'static str,
    /// Label: due within.
    pub due_within: &'static str,
    /// Four hours.
    pub hours_4: &'static str,
    /// A day.
    pub day_1: &'static str,
    /// Three days.
    pub days_3: &'static str,
    /// Box: overdue ones only.
    pub overdue_only: &'static str,
    /// Box: urged ones only.
    pub urged_only: &'static str,
    /// Box: held ones only.
    pub held_only: &'static str,
    /// Box: only where staff act.
    pub to_do_only: &'static str,
    /// Label: pasted numbers.
    pub numbers: &'static str,
    /// How to paste numbers.
    pub numbers_hint: &'static str,
    /// After how many numbers there are.
    pub numbers_count: &'static str,
    /// Opens all other filters.
    pub more: &'static str,
    /// Before the filter that a cross takes away.
    pub remove_filter: &'static str,
    /// Before filters that make no sense.
    pub wrong_filters: &'static str,
    /// What was searched for stands sealed in the address, and can't be opened.
    pub unreadable_search: &'static str,
    /// The menu of orders.
    pub sort: &'static str,
    /// What is due first.
    pub sort_due: &'static str,
    /// The newest first.
    pub sort_applied: &'static str,
    /// What stands longest first.
    pub sort_entered: &'static str,
    /// The menu of columns.
    pub columns: &'static str,
    /// What the menu is for.
    pub columns_hint: &'static str,
    /// The menu of views.
    pub views: &'static str,
    /// The visitor's views.
    pub own_views: &'static str,
    /// The team's views.
    pub shared_views: &'static str,
    /// There are none yet.
    pub no_views: &'static str,
    /// Before who made a view.
    pub by: &'static str,
    /// Mark and box of a shared view.
    pub shared: &'static str,
    /// Saves the list as a view.
    pub save_view: &'static str,
    /// Label: name of a view.
    pub view_name: &'static str,
    /// Saves.
    pub save: &'static str,
    /// Opens the form of a view.
    pub edit_view: &'static str,
    /// Removes a view.
    pub delete_view: &'static str,
    /// Box: the view gets the filters that are set now.
    pub use_filters: &'static str,
    /// Takes the list away as a workbook.
    pub export: &'static str,
    /// Label of a row's box.
    pub select: &'static str,
    /// Label of the head's box.
    pub select_page: &'static str,
    /// Opens the quick look.
    pub glance: &'static str,
    /// Leads to the order's page.
    pub open_order: &'static str,
    /// Leads to the whole log.
    pub whole_log: &'static str,
    /// The last lines of the log.
    pub recent_log: &'static str,
    /// Column: marks.
    pub column_marks: &'static str,
    /// Column: order.
    pub column_order_number: &'static str,
    /// Column: channel.
    pub column_channel: &'static str,
    /// Column: who works on it.
    pub column_assignee: &'static str,
    /// Column: since when in its node.
    pub column_entered: &'static str,
    /// Column: SKU.
    pub column_sku: &'static str,
    /// Column: the caller's own number.
    pub column_external: &'static str,
}

/// Batches.
#[derive(Debug)]
pub struct BatchWords {
    /// The bar's name.
    pub region: &'static str,
    /// After how many are selected.
    pub selected: &'static str,
    /// Selects nothing.
    pub clear: &'static str,
    /// Selects all that fit the filters.
    pub select_all: &'static str,
    /// While they are looked up.
    pub gathering: &'static str,
    /// There are more than can be selected.
    pub too_many: &'static str,
    /// Exports what is selected.
    pub export: &'static str,
    /// The export failed.
    pub export_failed: &'static str,
    /// While the orders are looked at.
    pub loading: &'static str,
    /// After how many the command will be given to.
    pub will: &'static str,
    /// After how many it can't be given to.
    pub will_not: &'static str,
    /// An order that is not there any more.
    pub missing: &'static str,
    /// The form is not complete.
    pub fill_in: &'static str,
    /// While it is sent.
    pub sending: &'static str,
    /// How many of how many were sent, and how many of them failed.
    pub progress: fn(usize, usize, usize) -> String,
    /// Stops after what is on its way.
    pub stop: &'static str,
    /// While what is on its way is waited for.
    pub stopping: &'static str,
    /// Asked of whoever leaves the page while it is sent.
    pub leaving: &'static str,
    /// Not all orders could be looked at: what that means.
    pub nothing_sent: &'static str,
    /// None of the orders allows it.
    pub can_do_nothing: &'static str,
    /// What to do then.
    pub can_do_nothing_next: &'static str,
    /// The name of the counts.
    pub results: &'static str,
    /// Sends the rest.
    pub go_on: &'static str,
    /// Closes the panel.
    pub close: &'static str,
    /// All were sent.
    pub finished: &'static str,
    /// Not all were sent.
    pub stopped: &'static str,
    /// Result: done.
    pub done: &'static str,
    /// Result: refused.
    pub refused: &'static str,
    /// Result: changed meanwhile.
    pub conflict: &'static str,
    /// Result: not sent.
    pub not_sent: &'static str,
    /// What to do about a conflict.
    pub conflict_next: &'static str,
    /// The connection was lost.
    pub unanswered: &'static str,
    /// Where it stands: how many were done, failed, and are left; what becomes of the last two.
    pub stands: fn(usize, usize, usize) -> String,
    /// Which rows are shown: from, to, of how many.
    pub rows: fn(usize, usize, usize) -> String,
    /// The rows before.
    pub previous_rows: &'static str,
    /// Between two consequences.
    pub and_then: &'static str,
    /// After a number of orders.
    pub orders: &'static str,
}
