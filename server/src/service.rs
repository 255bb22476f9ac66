//! What the product can do: one file a capability. Handlers and commands of the command line call these.

pub mod addresses;
pub mod caller;
pub mod changes;
pub mod consumer_links;
pub mod drafts;
pub mod notifications;
pub mod once;
pub mod orders;
pub mod outbox;
pub mod people;
pub mod policy;
pub mod presence;
pub mod recognised;
pub mod refunds;
pub mod reveals;
pub mod robots;
pub mod sandbox;
pub mod saved_views;
pub mod secret;
pub mod service_orders;
pub mod sessions;
pub mod side;
pub mod sign_in;
pub mod timers;
pub mod tokens;
pub mod verify;
