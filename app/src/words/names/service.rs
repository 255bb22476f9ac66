//! Services, how goods come, where they were sold and who carries them.

use aftercare_domain::values::{
    carrier::Carrier,
    channel::Channel,
    service::{AddressPurpose, ServiceMethod, ServiceType},
};

use crate::{request::language::Language, words::Words};

impl Words {
    /// A service.
    pub fn service_type(self, service_type: ServiceType) -> &'static str {
        self.choose(match service_type {
            ServiceType::Return => ("退货", "Return"),
            ServiceType::Exchange => ("换货", "Exchange"),
            ServiceType::Repair => ("维修", "Repair"),
            ServiceType::Supplement => ("补件", "Missing parts"),
        })
    }

    /// A service in the middle of a sentence.
    pub(in crate::words) fn service_in_a_sentence(self, service_type: ServiceType) -> String {
        let name = self.service_type(service_type);
        match self.language {
            Language::Chinese => name.to_owned(),
            Language::English => name.to_lowercase(),
        }
    }

    /// What a service is, in the consumer's words.
    pub fn service_type_hint(self, service_type: ServiceType) -> &'static str {
        self.choose(match service_type {
            ServiceType::Return => (
                "退回商品，退还款项",
                "Send the goods back and get your money back",
            ),
            ServiceType::Exchange => ("换一件同款商品", "Get another piece of the same goods"),
            ServiceType::Repair => ("修好后寄回给您", "We repair it and send it back"),
            ServiceType::Supplement => (
                "补发缺少的配件或赠品",
                "We send what was missing from the box",
            ),
        })
    }

    /// How goods come.
    pub fn service_method(self, method: ServiceMethod) -> &'static str {
        self.choose(match method {
            ServiceMethod::MailIn => ("寄回", "Mail in"),
            ServiceMethod::Pickup => ("上门取件", "Pickup"),
            ServiceMethod::DropOff => ("送店", "Drop off"),
            ServiceMethod::None => ("无需寄回", "Nothing to send"),
        })
    }

    /// What that means for the consumer.
    pub fn service_method_hint(self, method: ServiceMethod) -> &'static str {
        self.choose(match method {
            ServiceMethod::MailIn => (
                "审核通过后自行寄出，并填写快递单号",
                "Send it once approved, and fill in the tracking number",
            ),
            ServiceMethod::Pickup => (
                "审核通过后预约快递员上门",
                "A courier comes for it once approved",
            ),
            ServiceMethod::DropOff => (
                "带到门店，当面交给店员",
                "Bring it to the store and hand it over",
            ),
            ServiceMethod::None => ("商品留在您手中", "You keep the goods"),
        })
    }

    /// A sales channel.
    pub fn channel(self, channel: Channel) -> &'static str {
        self.choose(match channel {
            Channel::YoupinOnline => ("小米有品", "Xiaomi Youpin"),
            Channel::YoupinStore => ("有品线下店", "Youpin store"),
            Channel::MiHome => ("小米之家", "Mi Home"),
            Channel::YoupinJd => ("有品京东店", "Youpin on JD"),
        })
    }

    /// A carrier.
    pub fn carrier(self, carrier: Carrier) -> &'static str {
        self.choose(match carrier {
            Carrier::Sf => ("顺丰速运", "SF Express"),
            Carrier::Jd => ("京东物流", "JD Logistics"),
            Carrier::Zto => ("中通快递", "ZTO"),
            Carrier::Yto => ("圆通速递", "YTO"),
            Carrier::Sto => ("申通快递", "STO"),
            Carrier::Yunda => ("韵达快递", "Yunda"),
            Carrier::Ems => ("中国邮政 EMS", "China Post EMS"),
            Carrier::Jt => ("极兔速递", "J&T Express"),
            Carrier::Deppon => ("德邦快递", "Deppon"),
            Carrier::Other => ("其他快递", "Another carrier"),
        })
    }

    /// What an address is for.
    pub fn address_purpose(self, purpose: AddressPurpose) -> &'static str {
        self.choose(match purpose {
            AddressPurpose::Return => ("退货地址", "return address"),
            AddressPurpose::Exchange => ("换货地址", "exchange address"),
            AddressPurpose::Repair => ("维修地址", "repair address"),
        })
    }
}
