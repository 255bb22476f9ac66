//! given / when / then, and sample orders.
