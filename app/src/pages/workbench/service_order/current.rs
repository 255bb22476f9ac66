//! The order that the page shows, as it was last heard of.

use aftercare_domain::{
    inspection::InspectionForm,
    service_order::Node,
    view::{Basis, LogLine, OrderView},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::{Api, ApiError},
    clock::ServerClock,
    live::News,
};

/// All that the page shows and decides by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// The order and its situation.
    pub basis: Basis,
    /// The node log.
    pub log: Vec<LogLine>,
    /// The template, while the order waits for its inspection.
    pub inspection_form: Option<InspectionForm>,
}

/// Asks for an order.
pub async fn load(api: &Api, number: &str) -> Result<Loaded, ApiError> {
    let basis = api.service_order_basis(number).await?;
    let log = api.service_order_log(number).await?;
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
    Ok(Loaded {
        basis,
        log,
        inspection_form,
    })
}

/// The order on the page, in context of its parts.
#[derive(Clone, Copy)]
pub struct Current {
    loaded: RwSignal<Loaded>,
    reload: Action<(), ()>,
}

impl Current {
    /// Gives the order in context.
    pub fn provide(loaded: Loaded) -> Self {
        let api = Api::current();
        let clock = use_context::<ServerClock>();
        let loaded = RwSignal::new(loaded);
        let reload = Action::new(move |(): &()| {
            let api = api.clone();
            let number = loaded.with_untracked(|loaded| loaded.basis.order.number.to_string());
            async move {
                // What can't be asked for now is asked for with the next change; the page stays as it is.
                if let Ok(newer) = load(&api, &number).await {
                    loaded.try_set(newer);
                }
            }
        });
        Effect::new(move || {
            let now = loaded.with(|loaded| loaded.basis.now);
            if let Some(clock) = clock {
                clock.set(now);
            }
        });
        let current = Self { loaded, reload };
        provide_context(current);
        current
    }

    /// What is known, tracked.
    pub fn with<T>(self, read: impl FnOnce(&Loaded) -> T) -> T {
        self.loaded.with(read)
    }

    /// What is known at this moment, untracked.
    pub fn peek<T>(self, read: impl FnOnce(&Loaded) -> T) -> T {
        self.loaded.with_untracked(read)
    }

    /// The view of the order.
    pub fn view(self) -> Memo<OrderView> {
        Memo::new(move |_| self.loaded.with(|loaded| loaded.basis.view()))
    }

    /// Asks for the order again.
    pub fn refresh(self) {
        self.reload.dispatch(());
    }

    /// Takes note of news; that of other orders, and what is known already, is none.
    pub fn hear_of(self, news: &News) {
        let is_news = self.peek(|loaded| match news {
            News::Changed(changed) => {
                let order = &loaded.basis.order;
                order.number == changed.number && order.version < changed.version
            }
            News::Missed => true,
        });
        if is_news {
            self.refresh();
        }
    }

    /// The log lines after a version, which is the sequence of the last line then.
    pub fn since(self, version: u32) -> Vec<LogLine> {
        self.with(|loaded| {
            loaded
                .log
                .iter()
                .filter(|line| line.sequence > version)
                .cloned()
                .collect()
        })
    }
}

/// The order in context.
///
/// Its parts are only ever made inside of the page that provides it; outside of it there is nothing to show.
pub fn current() -> Option<Current> {
    use_context()
}
