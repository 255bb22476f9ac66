//! The order that the page shows, as it was last heard of.

use std::collections::BTreeSet;

use aftercare_domain::{
    draft::Draft,
    inspection::InspectionForm,
    presence::Colleague,
    service_order::{CommandType, Node, ServiceOrder},
    view::{Basis, LogLine, OrderView},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::{Api, ApiError},
    page::Turning,
};

/// The attribute in which the page hands over what its islands share.
pub const LOADED_DATA: &str = "data-loaded";

/// In the page's query: tell what has happened since this version.
pub const SINCE: &str = "since";

/// All that the islands of the page show and decide by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// The order and its situation.
    pub basis: Basis,
    /// The nodes that the order has come through.
    pub visited: BTreeSet<Node>,
    /// The template, while the order waits for its inspection.
    pub inspection_form: Option<InspectionForm>,
    /// What the visitor has typed into its forms and not sent yet, the latest first.
    pub drafts: Vec<Draft>,
}

/// Asks for an order, whose log is known.
pub async fn load(api: &Api, number: &str, log: &[LogLine]) -> Result<Loaded, ApiError> {
    let basis = api.service_order_basis(number).await?;
    let inspection_form = match basis.order.node() {
        Node::PendingInspection => Some(api.inspection_form(number).await?),
        Node::PendingReview
        | Node::PendingShipment
        | Node::PendingReceipt
        | Node::PendingException
        | Node::PendingHandling
        | Node::InRepair
        | Node::PendingReturn
        | Node::Completed
        | Node::Cancelled
        | Node::Declined => None,
    };
    // Without its drafts an order can be worked on all the same.
    let drafts = api.drafts(number).await;
    Ok(Loaded {
        basis,
        visited: log.iter().map(|line| line.result).collect(),
        inspection_form,
        drafts: drafts.map_or_else(|_| Vec::new(), |drafts| drafts.items),
    })
}

/// The order on the page, in context of its islands.
#[derive(Clone, Copy)]
pub struct Current {
    loaded: RwSignal<Loaded>,
    /// What a command that is on its way makes of the order, as far as this browser can tell.
    foreseen: RwSignal<Option<ServiceOrder>>,
    /// The forms that somebody has begun to fill in.
    touched: RwSignal<BTreeSet<CommandType>>,
    /// Who else has the order open.
    colleagues: RwSignal<Vec<Colleague>>,
}

impl Current {
    /// An order as it was loaded.
    pub fn of(loaded: Loaded) -> Self {
        Self {
            loaded: RwSignal::new(loaded),
            foreseen: RwSignal::new(None),
            touched: RwSignal::new(BTreeSet::new()),
            colleagues: RwSignal::new(Vec::new()),
        }
    }

    /// What is known, tracked.
    pub fn with<T>(self, read: impl FnOnce(&Loaded) -> T) -> T {
        self.loaded.with(read)
    }

    /// What is known at this moment, untracked.
    pub fn peek<T>(self, read: impl FnOnce(&Loaded) -> T) -> T {
        self.loaded.with_untracked(read)
    }

    /// The view of the order as it is known.
    pub fn view(self) -> Memo<OrderView> {
        Memo::new(move |_| self.loaded.with(|loaded| loaded.basis.view()))
    }

    /// The view of the order as it will be once what is on its way has arrived.
    pub fn outlook(self) -> Memo<OrderView> {
        Memo::new(move |_| {
            self.loaded.with(|loaded| match self.foreseen.get() {
                Some(order) => {
                    let mut basis = loaded.basis.clone();
                    basis.order = order;
                    basis.view()
                }
                None => loaded.basis.view(),
            })
        })
    }

    /// Whether something is on its way that is shown already.
    pub fn is_pending(self) -> bool {
        self.foreseen.with(Option::is_some)
    }

    /// Shows what a command that is on its way makes of the order.
    pub fn foresee(self, order: ServiceOrder) {
        self.foreseen.set(Some(order));
    }

    /// What was foreseen did not come.
    pub fn roll_back(self) {
        self.foreseen.set(None);
    }

    /// The order's number.
    pub fn number(self) -> String {
        self.peek(|loaded| loaded.basis.order.number.to_string())
    }

    /// Takes note whether somebody has begun to fill in a form. The page, and this with it, may be gone by then.
    pub fn set_touched(self, command: CommandType, is_touched: bool) {
        let is_known = self
            .touched
            .try_with_untracked(|touched| touched.contains(&command));
        if is_known == Some(!is_touched) {
            self.touched.update(|touched| {
                if is_touched {
                    touched.insert(command);
                } else {
                    touched.remove(&command);
                }
            });
        }
    }

    /// Whether somebody has begun to fill in a form; tracked.
    pub fn is_touched(self) -> bool {
        self.touched.with(|touched| !touched.is_empty())
    }

    /// Whether somebody has begun to fill in a form, untracked.
    pub fn is_touched_untracked(self) -> bool {
        let touched = self
            .touched
            .try_with_untracked(|touched| !touched.is_empty());
        touched.unwrap_or_default()
    }

    /// Who else has the order open.
    pub fn colleagues(self) -> Vec<Colleague> {
        self.colleagues.get()
    }

    /// Takes over who else has the order open. The page, and this with it, may be gone by then.
    pub fn meet(self, colleagues: Vec<Colleague>) {
        let known = self
            .colleagues
            .try_with_untracked(|known| *known == colleagues);
        if known == Some(false) {
            self.colleagues.set(colleagues);
        }
    }

    /// Takes over what is known now.
    pub fn take(self, loaded: Loaded) {
        self.loaded.set(loaded);
        self.foreseen.set(None);
    }
}

/// The order in context.
///
/// Its parts are only ever made inside of the page that provides it; outside of it there is nothing to show.
pub fn current() -> Option<Current> {
    use_context()
}

/// Asks for the page as it is now; with a version, also for what has happened since.
pub fn renew(turning: Option<Turning>, since: Option<u32>) {
    if let Some(turning) = turning {
        turning.renew(since);
    }
}
