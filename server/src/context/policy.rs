//! The policy in force: what the operator set, from the settings.

use aftercare_domain::policy::{Deadlines, Policy};

use crate::config::Config;

/// The policy that the settings make.
pub fn of_settings(config: &Config) -> Policy {
    Policy {
        deadlines: Deadlines {
            platform: config.deadlines.platform(),
            ..Deadlines::default()
        },
        arbitration_within: config.arbitration.window.span(),
        ..Policy::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_of_the_specification_make_the_policy_of_the_specification() {
        assert_eq!(of_settings(&Config::default()), Policy::default());
    }
}
