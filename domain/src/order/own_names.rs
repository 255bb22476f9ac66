//! Names that a merchant gives and the platform does not know. Order systems number on their own, so two merchants write the
//! same number, and the same id of a consumer, and mean something else: a merchant's own names begin with the merchant.

use crate::{
    form::FieldError,
    values::id::{ConsumerId, MerchantId, OrderNumber},
};

/// What stands between the merchant and its own name of something.
const BETWEEN: char = ':';

macro_rules! own_names {
    ($($Name:ident,)+) => {$(
        impl $Name {
            /// The merchant's own of this name: `M1002:4711`. One that begins so is one already.
            ///
            /// # Errors
            /// When both together are too long.
            pub fn owned_by(&self, merchant: &MerchantId) -> Result<Self, FieldError> {
                let begin = format!("{merchant}{BETWEEN}");
                if self.as_str().starts_with(&begin) {
                    return Ok(self.clone());
                }
                Self::parse(&format!("{begin}{self}"))
            }
        }
    )+};
}

own_names! {
    OrderNumber,
    ConsumerId,
}

/// The merchants whose own a name would be, if there are merchants of these ids: what stands before each colon of it.
pub fn possible_owners(name: &str) -> Vec<MerchantId> {
    name.match_indices(BETWEEN)
        .filter_map(|(place, _)| MerchantId::parse(name.get(..place)?).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merchant(id: &str) -> MerchantId {
        MerchantId::parse(id).unwrap()
    }

    #[test]
    fn a_merchants_own_number_begins_with_the_merchant_once() {
        let number = OrderNumber::parse("4711").unwrap();
        let own = number.owned_by(&merchant("M1002")).unwrap();
        assert_eq!(own.as_str(), "M1002:4711");
        assert_eq!(own.owned_by(&merchant("M1002")), Ok(own.clone()));
        let other = own.owned_by(&merchant("M1001")).unwrap();
        assert_eq!(other.as_str(), "M1001:M1002:4711");
    }

    #[test]
    fn a_name_that_would_be_too_long_is_refused() {
        let number = OrderNumber::parse(&"1".repeat(60)).unwrap();
        let refused = number.owned_by(&merchant("M1002"));
        assert_eq!(refused, Err(FieldError::too_long(64)));
    }

    #[test]
    fn every_merchant_that_a_name_may_begin_with_is_named() {
        let owners = possible_owners("a:b:1");
        assert_eq!(owners, [merchant("a"), merchant("a:b")]);
        assert_eq!(possible_owners("4711"), []);
        assert_eq!(possible_owners(":1"), []);
    }
}
