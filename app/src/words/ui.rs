//! The headings, labels and hints of the screens: one structure, filled once in each language.

/// What every screen may say.
#[derive(Debug)]
pub struct Ui {
    /// Said on many screens.
    pub common: Common,
    /// The sign-in page.
    pub sign_in: SignIn,
    /// The frame of the workbench.
    pub frame: Frame,
    /// Pages that say what went wrong.
    pub errors: Errors,
}

/// Said on many screens.
#[derive(Debug)]
pub struct Common {
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
    /// Copies a number.
    pub copy: &'static str,
    /// The page before.
    pub previous_page: &'static str,
    /// The page after.
    pub next_page: &'static str,
    /// Back to the first page.
    pub first_page: &'static str,
    /// Between two places of a pager or trail.
    pub back: &'static str,
}

/// The sign-in page.
#[derive(Debug)]
pub struct SignIn {
    /// The heading.
    pub title: &'static str,
    /// The user name's label.
    pub username: &'static str,
    /// The password's label.
    pub password: &'static str,
    /// The button.
    pub submit: &'static str,
    /// While it is being checked.
    pub submitting: &'static str,
    /// For consumers who came here.
    pub consumers: &'static str,
}

/// The frame of the workbench.
#[derive(Debug)]
pub struct Frame {
    /// The navigation's name, for those who hear the page.
    pub navigation: &'static str,
    /// The service orders.
    pub service_orders: &'static str,
    /// Signs out.
    pub sign_out: &'static str,
    /// The visitor's own name, for those who hear the page.
    pub signed_in_as: &'static str,
}

/// Pages that say what went wrong.
#[derive(Debug)]
pub struct Errors {
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
    /// The answer made no sense.
    pub malformed: &'static str,
    /// What to do then.
    pub malformed_next: &'static str,
    /// Leads to the first screen.
    pub home: &'static str,
    /// Leads to another account.
    pub another_account: &'static str,
}
