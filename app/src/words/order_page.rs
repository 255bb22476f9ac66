//! What the page of a service order says around its facts: its tabs, its place in a list, its past.

/// The page of a service order.
#[derive(Debug)]
pub struct OrderPageWords {
    /// The tabs' name.
    pub tabs: &'static str,
    /// Tab: what was applied for, and what each node added.
    pub tab_application: &'static str,
    /// Tab: the order of the marketplace.
    pub tab_order: &'static str,
    /// Tab: the node log.
    pub tab_log: &'static str,
    /// Tab: refunds.
    pub tab_refunds: &'static str,
    /// Tab: service orders of the same item.
    pub tab_history: &'static str,
    /// Tab: service orders of the same order.
    pub tab_same_order: &'static str,
    /// The neighbours' name.
    pub row: &'static str,
    /// The order before this one in its list.
    pub previous: &'static str,
    /// The order after this one in its list.
    pub next: &'static str,
    /// How often the consumer urged.
    pub urged: fn(u32) -> String,
    /// Leads to what can be done, where that stands further down.
    pub to_actions: &'static str,
    /// How long it took in a node.
    pub spent: fn(&str) -> String,
    /// How long it has been in a node, when something happened there.
    pub spent_until: fn(&str) -> String,
    /// Leads to the page as it was at a line of the log.
    pub as_it_was: &'static str,
    /// The page shows the past; before the time.
    pub past: fn(&str) -> String,
    /// Back from the past.
    pub now: &'static str,
    /// One line of the log back.
    pub line_before: &'static str,
    /// One line of the log on.
    pub line_after: &'static str,
    /// The deadline that was in force.
    pub due_at: &'static str,
    /// Heading: logistics.
    pub logistics: &'static str,
    /// Heading: payment.
    pub payment: &'static str,
    /// Heading: invoice.
    pub invoice: &'static str,
    /// Heading: what was bought.
    pub lines: &'static str,
    /// Label: paid at.
    pub paid_at: &'static str,
    /// Label: shipped at.
    pub shipped_at: &'static str,
    /// Label: who ships.
    pub shipped_by: &'static str,
    /// The merchant ships.
    pub by_merchant: &'static str,
    /// The platform ships.
    pub by_platform: &'static str,
    /// Label: method of payment.
    pub payment_method: &'static str,
    /// A method of payment by its code; one that is not known is told as the order system does.
    pub paid_by: fn(&str) -> &str,
    /// Label: number of a payment.
    pub payment_reference: &'static str,
    /// Label: tax number.
    pub tax_number: &'static str,
    /// Label: number of an invoice.
    pub invoice_number: &'static str,
    /// Label: when an invoice was issued.
    pub issued_at: &'static str,
    /// Where an order stands in its list: its place, and how many there are; more, where the list goes on.
    pub place: fn(usize, usize, bool) -> String,
    /// Label: amount.
    pub amount: &'static str,
    /// Label: kind of invoice.
    pub invoice_kind: &'static str,
    /// Label: to whom an invoice is made out.
    pub invoice_title: &'static str,
    /// Heading: what was changed of the order after it was first told.
    pub changes: &'static str,
    /// What of an order changed, by the name of its field.
    pub order_field: fn(&str) -> &str,
    /// What is written for a change that is not shown.
    pub changed: &'static str,
    /// No logistics are known.
    pub no_shipments: &'static str,
    /// No payments are known.
    pub no_payments: &'static str,
    /// No invoice was asked for.
    pub no_invoice: &'static str,
    /// Marks the line that this service order is about.
    pub this_line: &'static str,
    /// Column: refund.
    pub refund_number: &'static str,
    /// Column: state of a refund.
    pub refund_state: &'static str,
    /// Column: asked for at.
    pub requested_at: &'static str,
    /// Column: succeeded at.
    pub succeeded_at: &'static str,
    /// Column: reference of a transfer.
    pub reference: &'static str,
    /// No refunds.
    pub no_refunds: &'static str,
    /// What would bring one.
    pub no_refunds_next: &'static str,
    /// No other orders of this item.
    pub no_history: &'static str,
    /// What would be there.
    pub no_history_next: &'static str,
    /// No other service orders of the same order.
    pub no_same_order: &'static str,
    /// What would be there.
    pub no_same_order_next: &'static str,
    /// A draft was put back; of when.
    pub draft_restored: fn(&str) -> String,
    /// A draft is kept; since when.
    pub draft_kept: fn(&str) -> String,
    /// A draft is in this browser alone.
    pub draft_here_alone: &'static str,
    /// Throws a draft away.
    pub draft_discard: &'static str,
    /// Somebody else has the order open: who, since when.
    pub colleague_looks: fn(&str, &str) -> String,
    /// Somebody else has begun to fill in a form: who, since when they have it open.
    pub colleague_works: fn(&str, &str) -> String,
    /// Asks for personal data in full.
    pub reveal: &'static str,
    /// The question's heading.
    pub reveal_title: &'static str,
    /// What becomes of the answer.
    pub reveal_note: &'static str,
    /// Label: why.
    pub reveal_reason: &'static str,
    /// The data's heading.
    pub revealed: &'static str,
    /// What the consumer wrote, with the numbers in it.
    pub revealed_words: &'static str,
    /// How long it is shown, and how many more can be had today.
    pub revealed_note: fn(u32) -> String,
    /// Hides the data.
    pub reveal_hide: &'static str,
    /// This device has no network.
    pub offline: &'static str,
    /// The server does not answer yet.
    pub reconnecting: &'static str,
    /// Leads to the sign-in page, and back here.
    pub sign_in_again: &'static str,
    /// Somebody else has signed in to this browser.
    pub others_session: &'static str,
    /// A page was not opened, because there is no network.
    pub not_followed: &'static str,
    /// Between two clauses that are written apart.
    pub clause: &'static str,
    /// Who just did what, while a form is being filled in; nobody where what was done says it.
    pub overtaken: fn(Option<&str>, &str) -> String,
    /// Shows it.
    pub show_news: &'static str,
    /// The line is open again.
    pub connected_again: &'static str,
    /// There are newer pages.
    pub new_build: &'static str,
    /// Loads them.
    pub load_anew: &'static str,
    /// The switch: the next order opens once one is handled.
    pub opens_next: &'static str,
    /// Leads to the order that was handled.
    pub see_it: &'static str,
    /// Leaves the order as it is, and opens the next one.
    pub skip: &'static str,
}
