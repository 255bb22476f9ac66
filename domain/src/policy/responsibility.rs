//! Who is responsible for which step: the channel matrix 售后服务职能分解 (docs/rules.md § 1.1), as data.

use serde::{Deserialize, Serialize};

use crate::{
    form::named::named,
    people::party::Authority,
    values::{channel::Channel, service::ServiceType},
};

named! {
    /// A step of the workflow that a party is responsible for.
    pub enum Step {
        /// 用户申请售后: where an application comes from.
        Apply = "apply",
        /// 售后审核: the application is reviewed.
        Review = "review",
        /// 不良品收货: the goods are received.
        Receive = "receive",
        /// 收货质检: the goods are inspected.
        Inspect = "inspect",
        /// 退换处理, 维修处理: it is decided how the consumer is helped.
        Handle = "handle",
    }
}

named! {
    /// Where an application comes from, or who does a step.
    pub enum Responsible {
        /// The consumer, by the channel's online order (有品线上订单, 京东线上订单).
        Consumer = "consumer",
        /// The merchant that sold the goods.
        Merchant = "merchant",
        /// The store where the goods were sold.
        Store = "store",
        /// The platform (有品) itself.
        Platform = "platform",
    }
}

named! {
    /// The two tables of the matrix.
    pub enum ServiceFamily {
        /// 退换货服务; supplements go with it.
        ReturnExchange = "return_exchange",
        /// 维修服务: repairs alone.
        Repair = "repair",
    }
}

impl ServiceType {
    /// The table of the matrix that it is in.
    pub const fn family(self) -> ServiceFamily {
        match self {
            Self::Return | Self::Exchange | Self::Supplement => ServiceFamily::ReturnExchange,
            Self::Repair => ServiceFamily::Repair,
        }
    }
}

impl Responsible {
    /// Whether somebody acts for this party.
    pub fn is(self, authority: &Authority<'_>) -> bool {
        match authority {
            Authority::Consumer(..) => self == Self::Consumer,
            Authority::Merchant(..) => self == Self::Merchant,
            Authority::Store(_) => self == Self::Store,
            Authority::Operator => self == Self::Platform,
            Authority::System => true,
            Authority::ReturnCentre => false,
        }
    }
}

/// One row of the matrix: who does the five steps of a family of services in a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatrixRow {
    /// The channel that the row is about.
    pub channel: Channel,
    /// The services that the row is about.
    pub family: ServiceFamily,
    /// Where the application comes from.
    pub apply: Responsible,
    /// Who reviews the application.
    pub review: Responsible,
    /// Who receives the goods.
    pub receive: Responsible,
    /// Who inspects the goods.
    pub inspect: Responsible,
    /// Who handles the order.
    pub handle: Responsible,
}

/// The channel matrix, editable by the operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ChannelMatrix(Vec<MatrixRow>);

impl ChannelMatrix {
    /// The rows of the matrix: each channel and family once.
    pub fn rows(&self) -> &[MatrixRow] {
        &self.0
    }

    /// Who is responsible for a step; the merchant where the matrix has no row.
    pub fn responsible(
        &self,
        channel: Channel,
        service_type: ServiceType,
        step: Step,
    ) -> Responsible {
        let family = service_type.family();
        let row = self
            .0
            .iter()
            .find(|row| row.channel == channel && row.family == family);
        row.map_or(Responsible::Merchant, |row| match step {
            Step::Apply => row.apply,
            Step::Review => row.review,
            Step::Receive => row.receive,
            Step::Inspect => row.inspect,
            Step::Handle => row.handle,
        })
    }
}

impl Default for ChannelMatrix {
    /// The matrix of the manual.
    fn default() -> Self {
        use Responsible::{Consumer, Merchant, Platform, Store};
        use ServiceFamily::{Repair, ReturnExchange};
        let row = |channel, family, [apply, review, receive, inspect, handle]: [Responsible; 5]| {
            MatrixRow {
                channel,
                family,
                apply,
                review,
                receive,
                inspect,
                handle,
            }
        };
        let by_merchant = |apply| [apply, Merchant, Merchant, Merchant, Merchant];
        Self(vec![
            row(Channel::YoupinOnline, ReturnExchange, by_merchant(Consumer)),
            row(Channel::YoupinStore, ReturnExchange, [Store; 5]),
            row(Channel::MiHome, ReturnExchange, [Store; 5]),
            row(
                Channel::YoupinJd,
                ReturnExchange,
                [Consumer, Platform, Platform, Platform, Platform],
            ),
            row(Channel::YoupinOnline, Repair, by_merchant(Consumer)),
            row(Channel::YoupinStore, Repair, by_merchant(Store)),
            row(Channel::MiHome, Repair, by_merchant(Store)),
            row(Channel::YoupinJd, Repair, by_merchant(Consumer)),
        ])
    }
}
