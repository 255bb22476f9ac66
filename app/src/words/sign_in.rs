//! The words of the sign-in page. No code in the browser says them.

/// The sign-in page.
#[derive(Debug)]
pub struct SignInWords {
    /// The heading.
    pub title: &'static str,
    /// The user name's label.
    pub username: &'static str,
    /// No user name was given.
    pub username_missing: &'static str,
    /// The password's label.
    pub password: &'static str,
    /// No password was given.
    pub password_missing: &'static str,
    /// Shows what was typed as the password.
    pub show_password: &'static str,
    /// The button.
    pub submit: &'static str,
    /// For consumers who came here.
    pub consumers: &'static str,
}
