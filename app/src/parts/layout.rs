//! The layout of a page.

pub mod description_list;
pub mod dialog;
pub mod drawer;
pub mod drop_down;
pub mod filter_bar;
pub mod markup;
pub mod page_header;
pub mod pager;
pub mod table;
pub mod tabs;
