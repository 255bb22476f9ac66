//! The service order that the page shows, as it was last heard of.

use aftercare_domain::{
    refund::Refund,
    service_order::{CommandType, offers::Offer},
    view::{LogLine, OrderView},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    api::{Api, ApiError},
    errand::Errand,
    live::News,
    pages::consumer::errand_form::Form,
    parts::toast::Toasts,
    plain_form::Returned,
    query::Query,
    words::words,
};

/// All that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracked {
    /// The service order.
    pub order: OrderView,
    /// What happened so far.
    pub log: Vec<LogLine>,
    /// The refunds.
    pub refunds: Vec<Refund>,
}

impl Tracked {
    /// Whether a command can be given now.
    pub fn offer(&self, command: CommandType) -> Option<&Offer> {
        self.order
            .allowed_commands
            .iter()
            .find(|offer| offer.command == command)
    }
}

/// Asks for a service order.
pub async fn load(api: &Api, number: &str) -> Result<Tracked, ApiError> {
    let order = api.service_order(number).await?;
    let log = api.service_order_log(number).await?;
    let refunds = if order.refund.refunded.fen() > 0 {
        let own = Query::new().with("service_order", number);
        api.refunds(&own).await?.items
    } else {
        Vec::new()
    };
    Ok(Tracked {
        order,
        log,
        refunds,
    })
}

/// The service order on the page, shared by its parts: each reads what it shows, so that news in one part leaves what is
/// being typed in another alone.
#[derive(Clone, Copy)]
pub struct Current {
    tracked: RwSignal<Tracked>,
    returned: StoredValue<Option<Returned>>,
    reload: Action<(), ()>,
    toasts: Option<Toasts>,
}

impl Current {
    /// The service order, and the form that came back to its page.
    pub fn new(tracked: Tracked, returned: Option<Returned>) -> Self {
        let api = Api::current();
        let tracked = RwSignal::new(tracked);
        let reload = Action::new(move |(): &()| {
            let api = api.clone();
            let number = tracked.with_untracked(|tracked| tracked.order.number.to_string());
            async move {
                // What can't be asked for now is asked for with the next change; the page stays as it is.
                if let Ok(newer) = load(&api, &number).await {
                    tracked.try_set(newer);
                }
            }
        });
        Self {
            tracked,
            returned: StoredValue::new(returned),
            reload,
            toasts: Toasts::current(),
        }
    }

    /// Reads what the page shows; tracked.
    pub fn read<T>(self, read: impl FnOnce(&Tracked) -> T) -> T {
        self.tracked.with(read)
    }

    /// Takes note of news; that of other orders, and what is known already, is none.
    pub fn hear_of(self, news: &News) {
        let is_news = self.tracked.with_untracked(|tracked| match news {
            News::Changed(changed) => {
                tracked.order.number == changed.number && tracked.order.version < changed.version
            }
            News::Missed => true,
        });
        if is_news {
            self.reload.dispatch(());
        }
    }

    /// Gives a command that the consumer can give here.
    pub fn errand(self, command: CommandType) -> Signal<Errand> {
        Signal::derive(move || {
            self.tracked.with(|tracked| Errand::Command {
                number: tracked.order.number.to_string(),
                command,
                expected_version: tracked.order.version,
            })
        })
    }

    /// The form of a command, as it came back to the page.
    pub fn form(self, command: CommandType) -> Form {
        let errand = untrack(|| self.errand(command).get());
        self.returned
            .with_value(|returned| Form::new(&errand, returned.as_ref(), Value::Null))
    }

    /// Takes note of what the consumer has done.
    pub fn on_done(self) -> Callback<OrderView> {
        let done = words().consumer().track.done;
        Callback::new(move |order: OrderView| {
            self.tracked.update(|tracked| tracked.order = order);
            self.reload.dispatch(());
            if let Some(toasts) = self.toasts {
                toasts.say(done);
            }
        })
    }

    /// Asks for the order anew, because it is another one than the consumer saw.
    pub fn on_conflict(self) -> Callback<()> {
        Callback::new(move |()| {
            self.reload.dispatch(());
        })
    }
}
