//! The kit: what pages are made of. One file a part.

pub mod appearance;
pub mod button;
pub mod choice_cards;
pub mod command_form;
pub mod connection;
pub mod copy_button;
pub mod count_input;
pub mod description_list;
pub mod dialog;
pub mod drawer;
pub mod drop_down;
pub mod empty;
pub mod field;
pub mod filter_bar;
pub mod first_fault;
pub mod icon;
pub mod language_switch;

pub mod markup;
pub mod money_input;
pub mod node_steps;
pub mod page_header;
pub mod pager;
pub mod palette;
pub mod problem_panel;
pub mod result_page;
pub mod select;
pub mod table;
pub mod tabs;
pub mod taken_over;
pub mod text_area;
pub mod text_input;
pub mod time_left;
pub mod timeline;
pub mod toast;
pub mod typed;
