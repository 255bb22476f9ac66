//! What people see and do: pages that the server renders and the browser hydrates.
//!
//! Reading order: [`request`] (what is known before anything is asked, with the table of screens in [`request::routes`]),
//! [`words`] (every sentence, in both languages), [`api`] (the one door to data), [`parts`] (the kit), [`form`], [`pages`], and
//! [`workbench`] and [`consumer`], one entry point a bundle.
//!
//! The same components run on the server (feature `ssr`), which renders whole pages, and in the browser (feature
//! `hydrate`), which hydrates the islands in them ([`window::island`]) and navigates from page to page ([`browser`]). No clock,
//! randomness or language of the browser's own may reach the first render: the server writes them into the document,
//! and the browser reads them from there.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties, and an event handler its event"
)]

pub mod api;
pub mod browser;
pub mod consumer;
pub mod demo;
pub mod form;
pub mod frame;
pub mod json;
pub mod pages;
pub mod parts;
pub mod request;
pub mod window;
pub mod words;
pub mod workbench;
