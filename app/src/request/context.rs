//! The context of a page, known before any call of the API: language, theme, density and the time.
//!
//! The server reads it from the request and gives it in context; the shell writes it into `<html>`; the
//! browser reads it from there. So both render the same words and the same time left.

use aftercare_domain::values::time::Timestamp;
use leptos::prelude::*;

use crate::request::language::Language;

/// The cookie that keeps the language a visitor chose.
pub const LANGUAGE_COOKIE: &str = "aftercare_language";

/// The cookie that keeps the theme a visitor chose.
pub const THEME_COOKIE: &str = "aftercare_theme";

/// The cookie that keeps the density a visitor chose.
pub const DENSITY_COOKIE: &str = "aftercare_density";

/// The cookie that keeps whether the next order opens once one is handled: `no`, or anything else.
pub const OPENS_NEXT_COOKIE: &str = "aftercare_opens_next";

/// The cookie's value for staying on the handled order.
pub const STAYS: &str = "no";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the visitor's system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The id in the cookie and in `data-theme`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of an id; unknown ids follow the system.
    pub fn from_id(id: &str) -> Self {
        match id {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// How close rows and controls stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// Rows of 48 pixels.
    #[default]
    Comfortable,
    /// Rows of 36 pixels.
    Compact,
}

impl Density {
    /// The id in the cookie and in `data-density`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }

    /// The density of an id; unknown ids are comfortable.
    pub fn from_id(id: &str) -> Self {
        if id == Self::Compact.id() {
            Self::Compact
        } else {
            Self::Comfortable
        }
    }
}

/// Language, look and time of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageContext {
    /// The language of every word on the page.
    pub language: Language,
    /// The theme the visitor chose.
    pub theme: Theme,
    /// The density the visitor chose.
    pub density: Density,
    /// Whether the next order of a list opens once one is handled.
    pub opens_next: bool,
    /// The server's time when it rendered the page.
    pub now: Timestamp,
}

impl PageContext {
    /// The context of a request with these headers at the server's time `now`: a cookie decides before
    /// `Accept-Language`.
    pub fn from_headers(headers: &http::HeaderMap, now: Timestamp) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let cookies = text(http::header::COOKIE).unwrap_or_default();
        let language = cookie(cookies, LANGUAGE_COOKIE)
            .and_then(Language::from_tag)
            .or_else(|| text(http::header::ACCEPT_LANGUAGE).map(Language::from_accept_language))
            .unwrap_or_default();
        let theme = cookie(cookies, THEME_COOKIE).map_or(Theme::System, Theme::from_id);
        let density =
            cookie(cookies, DENSITY_COOKIE).map_or(Density::Comfortable, Density::from_id);
        let opens_next = cookie(cookies, OPENS_NEXT_COOKIE) != Some(STAYS);
        Self {
            language,
            theme,
            density,
            opens_next,
            now,
        }
    }

    /// The current context; in the browser, the one that the server wrote into `<html>`.
    ///
    /// Without either (the router asks for the list of paths before there is a request) it is the default
    /// language at the epoch.
    pub fn current() -> Self {
        use_context().or_else(from_document).unwrap_or(Self {
            language: Language::default(),
            theme: Theme::System,
            density: Density::Comfortable,
            opens_next: true,
            now: Timestamp::from_ms(0),
        })
    }
}

/// The value of a cookie of a request.
pub fn cookie_of(headers: &http::HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get(http::header::COOKIE)?.to_str().ok()?;
    cookie(cookies, name).map(str::to_owned)
}

/// The value of a cookie in a `Cookie` header.
fn cookie<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key.trim() == name).then(|| value.trim())
    })
}

#[cfg(feature = "hydrate")]
fn from_document() -> Option<PageContext> {
    let html = document().document_element()?;
    Some(PageContext {
        language: Language::from_tag(&html.get_attribute("lang")?)?,
        theme: Theme::from_id(&html.get_attribute("data-theme").unwrap_or_default()),
        density: Density::from_id(&html.get_attribute("data-density").unwrap_or_default()),
        opens_next: !html.has_attribute("data-stays"),
        now: Timestamp::from_ms(html.get_attribute("data-now-ms")?.parse().ok()?),
    })
}

#[cfg(not(feature = "hydrate"))]
fn from_document() -> Option<PageContext> {
    None
}

/// Keeps a choice for a year in a cookie that pages may read and scripts of other sites may not send.
pub fn keep_in_cookie(name: &str, value: &str) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast as _;

        let Ok(page) = document().dyn_into::<web_sys::HtmlDocument>() else {
            return;
        };
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
        if page.set_cookie(&cookie).is_err() {
            leptos::logging::warn!(
                "this browser keeps no cookies, so the choice lasts for this page"
            );
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (name, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(headers: &[(http::HeaderName, &str)]) -> PageContext {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect();
        PageContext::from_headers(&headers, Timestamp::from_ms(0))
    }

    #[test]
    fn a_first_visit_is_in_the_language_that_the_browser_asks_for() {
        let english = visit(&[(http::header::ACCEPT_LANGUAGE, "en-GB,en;q=0.9")]);
        assert_eq!(english.language, Language::English);
        assert_eq!(visit(&[]).language, Language::Chinese);
    }

    #[test]
    fn the_language_chosen_wins_over_the_browser() {
        let chosen = visit(&[
            (http::header::ACCEPT_LANGUAGE, "en"),
            (
                http::header::COOKIE,
                "a=b; aftercare_language=zh-CN; aftercare_theme=dark; aftercare_density=compact",
            ),
        ]);
        assert_eq!(chosen.language, Language::Chinese);
        assert_eq!(chosen.theme, Theme::Dark);
        assert_eq!(chosen.density, Density::Compact);
    }

    #[test]
    fn a_forged_cookie_changes_nothing() {
        let forged = visit(&[(
            http::header::COOKIE,
            "aftercare_language=<script>; aftercare_theme=\"",
        )]);
        assert_eq!(forged.language, Language::Chinese);
        assert_eq!(forged.theme, Theme::System);
    }
}
