//! Who takes part, and who does what.

use aftercare_domain::{
    people::party::{Party, Position},
    policy::responsibility::{Responsible, Step},
};

use crate::words::Words;

impl Words {
    /// A party.
    pub fn party(self, party: Party) -> &'static str {
        self.choose(match party {
            Party::Consumer => ("用户", "Consumer"),
            Party::Merchant => ("商家", "Merchant"),
            Party::Store => ("门店", "Store"),
            Party::Operator => ("平台运营", "Platform operator"),
            Party::ReturnCentre => ("平台退换中心", "Return centre"),
            Party::System => ("系统", "System"),
            Party::ApiClient => ("接口", "API client"),
        })
    }

    /// A position at a merchant.
    pub fn position(self, position: Position) -> &'static str {
        self.choose(match position {
            Position::Owner => ("店主", "Owner"),
            Position::Agent => ("客服", "Agent"),
            Position::Receiver => ("仓管", "Receiver"),
            Position::Inspector => ("质检", "Inspector"),
            Position::Technician => ("维修", "Technician"),
            Position::Finance => ("财务", "Finance"),
        })
    }

    /// Who does a step.
    pub fn responsible(self, responsible: Responsible) -> &'static str {
        self.choose(match responsible {
            Responsible::Consumer => ("用户", "Consumer"),
            Responsible::Merchant => ("商家", "Merchant"),
            Responsible::Store => ("门店", "Store"),
            Responsible::Platform => ("平台", "Platform"),
        })
    }

    /// A step of the channel matrix.
    pub fn step(self, step: Step) -> &'static str {
        self.choose(match step {
            Step::Apply => ("申请", "application"),
            Step::Review => ("审核", "review"),
            Step::Receive => ("收货", "receipt"),
            Step::Inspect => ("质检", "inspection"),
            Step::Handle => ("处理", "handling"),
        })
    }
}
