//! The headings, labels and hints of the screens: one structure, filled once in each language.

use super::frame::FrameWords;

/// What every screen may say.
#[derive(Debug)]
pub struct Ui {
    /// Said on many screens.
    pub common: CommonWords,
    /// The frame of the workbench.
    pub frame: FrameWords,
    /// Pages that say what went wrong.
    pub errors: ErrorWords,
    /// Time left.
    pub time: TimeWords,
    /// Filters of a list.
    pub filters: FilterWords,
    /// The list of service orders.
    pub orders: OrderListWords,
    /// The page of a service order.
    pub order: OrderWords,
    /// What stands around its facts.
    pub order_page: super::OrderPageWords,
    /// The bell, and what one wants to be told.
    pub notifications: super::NotificationWords,
}

/// Time left.
#[derive(Debug)]
pub struct TimeWords {
    /// Before the time that is left.
    pub left: &'static str,
    /// Before the time that is left, when it is little.
    pub soon: &'static str,
    /// Before the time since it was over.
    pub overdue: &'static str,
    /// The timer stands still.
    pub paused: &'static str,
    /// No deadline.
    pub no_deadline: &'static str,
}

/// Filters of a list.
#[derive(Debug)]
pub struct FilterWords {
    /// Applies what was typed.
    pub apply: &'static str,
    /// Takes all filters away.
    pub clear: &'static str,
    /// In a menu: no filter.
    pub any: &'static str,
}

/// The list of service orders.
#[derive(Debug)]
pub struct OrderListWords {
    /// The heading.
    pub title: &'static str,
    /// The tabs' name.
    pub nodes: &'static str,
    /// The tab with all open orders.
    pub all: &'static str,
    /// The menu of services.
    pub service_type: &'static str,
    /// The menu of channels.
    pub channel: &'static str,
    /// Column: time left.
    pub column_time_left: &'static str,
    /// Column: number.
    pub column_number: &'static str,
    /// Column: node.
    pub column_node: &'static str,
    /// Column: service.
    pub column_service: &'static str,
    /// Column: goods.
    pub column_goods: &'static str,
    /// Column: consumer.
    pub column_consumer: &'static str,
    /// Column: when it was applied for.
    pub column_applied: &'static str,
    /// Column: reason.
    pub column_reason: &'static str,
    /// Nothing fits the filters.
    pub empty_filtered: &'static str,
    /// What to do then.
    pub empty_filtered_next: &'static str,
    /// Nothing in this node.
    pub empty: &'static str,
    /// What would fill it.
    pub empty_next: &'static str,
    /// Passed by the system.
    pub auto_passed: &'static str,
    /// The consumer urged.
    pub urged: &'static str,
    /// No address to approve with.
    pub address_missing: &'static str,
    /// A return for which no goods come.
    pub goods_stay: &'static str,
    /// Held for a second look.
    pub held: &'static str,
    /// Waits for the consumer's answer.
    pub question_open: &'static str,
}

/// The page of a service order.
#[derive(Debug)]
pub struct OrderWords {
    /// Leads back to the list.
    pub back: &'static str,
    /// Said of a step behind.
    pub step_done: &'static str,
    /// Said of the step now.
    pub step_current: &'static str,
    /// Said of a step ahead.
    pub step_ahead: &'static str,
    /// Said of a step left out.
    pub step_skipped: &'static str,
    /// Who is responsible.
    pub responsible: &'static str,
    /// Who works on it.
    pub assignee: &'static str,
    /// Nobody works on it.
    pub nobody: &'static str,
    /// At the deadline.
    pub at_deadline: &'static str,
    /// The goods.
    pub goods: &'static str,
    /// The application.
    pub application: &'static str,
    /// Goods on their way here.
    pub shipment: &'static str,
    /// The receipt.
    pub receipt: &'static str,
    /// The exception.
    pub exception: &'static str,
    /// The inspection.
    pub inspection: &'static str,
    /// The handling.
    pub handling: &'static str,
    /// The repair.
    pub repair: &'static str,
    /// Goods on their way to the consumer.
    pub return_shipment: &'static str,
    /// The refund.
    pub refund: &'static str,
    /// The node log.
    pub log: &'static str,
    /// What can be done now.
    pub actions: &'static str,
    /// What can't be done now.
    pub unavailable: &'static str,
    /// Nothing can be done.
    pub nothing_to_do: &'static str,
    /// Why not.
    pub nothing_to_do_next: &'static str,
    /// Before the consequences.
    pub then: &'static str,
    /// Between two consequences.
    pub and_then: &'static str,
    /// Before the suggested method.
    pub suggested: &'static str,
    /// Somebody else was faster.
    pub conflict: &'static str,
    /// What was sent is shown already, and not yet kept.
    pub saving: &'static str,
    /// What to do then.
    pub conflict_next: &'static str,
    /// It was done.
    pub done: &'static str,
    /// Label: product.
    pub product: &'static str,
    /// Label: SKU.
    pub sku: &'static str,
    /// Label: order number.
    pub order_number: &'static str,
    /// Label: channel.
    pub channel: &'static str,
    /// Label: quantity.
    pub quantity: &'static str,
    /// Label: delivered.
    pub delivered_at: &'static str,
    /// Label: paid.
    pub paid: &'static str,
    /// Label: paid for the pieces that came, where they are fewer than were applied for.
    pub paid_for_received: &'static str,
    /// Label: refunded.
    pub refunded: &'static str,
    /// Label: refundable.
    pub refundable: &'static str,
    /// Label: service.
    pub service: &'static str,
    /// Label: applied for, when it is another service now.
    pub applied_for: &'static str,
    /// Label: warranty.
    pub warranty: &'static str,
    /// Until, after the warranty.
    pub warranty_until: &'static str,
    /// Label: reason.
    pub reason: &'static str,
    /// Label: description.
    pub description: &'static str,
    /// Label: contact.
    pub contact: &'static str,
    /// Label: where goods go back to.
    pub return_to: &'static str,
    /// Label: serial number.
    pub serial_number: &'static str,
    /// Label: the caller's number.
    pub external_id: &'static str,
    /// Label: when.
    pub applied_at: &'static str,
    /// Label: parcel.
    pub parcel: &'static str,
    /// Label: where the goods go.
    pub receiving_address: &'static str,
    /// Label: pickup.
    pub pickup: &'static str,
    /// Label: question.
    pub question: &'static str,
    /// Label: answer.
    pub answer: &'static str,
    /// Label: remark.
    pub remark: &'static str,
    /// Label: conclusion.
    pub conclusion: &'static str,
    /// Label: liability.
    pub liability: &'static str,
    /// Label: fault.
    pub fault: &'static str,
    /// Label: method.
    pub method: &'static str,
    /// Label: quote.
    pub quote: &'static str,
    /// The quote was accepted.
    pub quote_accepted: &'static str,
    /// The quote is open.
    pub quote_open: &'static str,
    /// Label: parts.
    pub parts: &'static str,
    /// Label: consignee.
    pub consignee: &'static str,
    /// Label: details of the repair.
    pub details: &'static str,
    /// Label: review date of an exception that is held.
    pub review_on: &'static str,
    /// Label: intact goods.
    pub intact: &'static str,
    /// It changed while the page was open.
    pub changed: &'static str,
}

/// Said on many screens.
#[derive(Debug)]
pub struct CommonWords {
    /// The name of the product.
    pub product: &'static str,
    /// Under the name of the product.
    pub tagline: &'static str,
    /// Leads past the navigation.
    pub skip_to_content: &'static str,
    /// The language switch.
    pub language: &'static str,
    /// The theme switch.
    pub theme: &'static str,
    /// Follows the system's theme.
    pub theme_system: &'static str,
    /// Always light.
    pub theme_light: &'static str,
    /// Always dark.
    pub theme_dark: &'static str,
    /// How close things stand.
    pub density: &'static str,
    /// Rows of 48 pixels.
    pub density_comfortable: &'static str,
    /// Rows of 36 pixels.
    pub density_compact: &'static str,
    /// While something loads.
    pub loading: &'static str,
    /// Sends a form.
    pub submit: &'static str,
    /// While a form is being sent.
    pub submitting: &'static str,
    /// Closes without doing anything.
    pub cancel: &'static str,
    /// Closes a panel.
    pub close: &'static str,
    /// Tries again.
    pub retry: &'static str,
    /// Marks a field that may be empty.
    pub optional: &'static str,
    /// In a choice that has none yet.
    pub choose: &'static str,
    /// For a fact that isn't there.
    pub none: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// No.
    pub no: &'static str,
    /// One more entry of a list.
    pub add: &'static str,
    /// One entry less.
    pub remove: &'static str,
    /// One less.
    pub fewer: &'static str,
    /// One more.
    pub more: &'static str,
    /// Copies a number.
    pub copy: &'static str,
    /// It is copied.
    pub copied: &'static str,
    /// The pager's name.
    pub pages: &'static str,
    /// The page after.
    pub next_page: &'static str,
    /// Back to the first page.
    pub first_page: &'static str,
    /// Between two places of a pager or trail.
    pub back: &'static str,
}

/// Pages that say what went wrong.
#[derive(Debug)]
pub struct ErrorWords {
    /// Leads to the sign-in page.
    pub sign_in: &'static str,
    /// There is no such page.
    pub not_found: &'static str,
    /// What to do then.
    pub not_found_next: &'static str,
    /// This person may not see the page.
    pub forbidden: &'static str,
    /// What to do then.
    pub forbidden_next: &'static str,
    /// Nothing answers.
    pub offline: &'static str,
    /// What to do then.
    pub offline_next: &'static str,
    /// The answer takes too long.
    pub timed_out: &'static str,
    /// What to do then.
    pub timed_out_next: &'static str,
    /// The session has ended.
    pub session_ended: &'static str,
    /// What to do then.
    pub session_ended_next: &'static str,
    /// The answer made no sense.
    pub malformed: &'static str,
    /// What to do then.
    pub malformed_next: &'static str,
    /// Leads to the first screen.
    pub home: &'static str,
    /// Leads to another account.
    pub another_account: &'static str,
}
