//! The data that service orders stand on.

mod addresses;
mod order_info;
mod orders;
mod tellings;
mod values_of_shops;
