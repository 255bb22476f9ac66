//! What is asked for, and how the goods come.

use crate::form::{FieldError, named::named};

named! {
    /// The service that the consumer applies for.
    pub enum ServiceType offered as ServiceType {
        /// 退货: the goods go back, and money comes.
        Return = "return",
        /// 换货: other goods come for those that go back.
        Exchange = "exchange",
        /// 维修: the goods are repaired and come back.
        Repair = "repair",
        /// 补件: missing parts come.
        Supplement = "supplement",
    }
}

named! {
    /// How the consumer hands the goods over.
    pub enum ServiceMethod offered as ServiceMethod {
        /// 寄回: the consumer sends them by a carrier.
        MailIn = "mail_in",
        /// 上门取件: a carrier picks them up at the consumer's.
        Pickup = "pickup",
        /// 送店: the consumer brings them to a store.
        DropOff = "drop_off",
        /// 无需寄回: for supplements alone. Earlier releases took it for returns too: such orders are there, and stay readable.
        None = "none",
    }
}

impl ServiceType {
    /// The methods that fit: a supplement needs no goods back, everything else does. Money for goods that stay with the
    /// consumer is 直赔, which a person grants.
    pub const fn methods(self) -> &'static [ServiceMethod] {
        match self {
            Self::Return | Self::Exchange | Self::Repair => &[
                ServiceMethod::MailIn,
                ServiceMethod::Pickup,
                ServiceMethod::DropOff,
            ],
            Self::Supplement => &[ServiceMethod::None],
        }
    }

    /// Whether goods can come so for it; the methods that can be chosen instead, where they can't.
    pub(crate) fn check_method(self, method: ServiceMethod) -> Result<(), FieldError> {
        if self.methods().contains(&method) {
            return Ok(());
        }
        let allowed: Vec<&str> = self.methods().iter().map(|method| method.name()).collect();
        Err(FieldError::not_one_of(&allowed))
    }

    /// Which of a product's addresses receives the goods; none where none come.
    pub const fn address_purpose(self) -> Option<AddressPurpose> {
        match self {
            Self::Return => Some(AddressPurpose::Return),
            Self::Exchange => Some(AddressPurpose::Exchange),
            Self::Repair => Some(AddressPurpose::Repair),
            Self::Supplement => None,
        }
    }
}

impl ServiceMethod {
    /// Whether goods come at all.
    pub const fn brings_goods(self) -> bool {
        match self {
            Self::MailIn | Self::Pickup | Self::DropOff => true,
            Self::None => false,
        }
    }
}

named! {
    /// What a product's address is for (R-ADR-1).
    pub enum AddressPurpose {
        /// 退货地址: where returned goods go.
        Return = "return",
        /// 换货地址: where goods to be exchanged go.
        Exchange = "exchange",
        /// 维修地址: where goods to be repaired go.
        Repair = "repair",
    }
}
