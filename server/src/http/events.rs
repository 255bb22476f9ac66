//! The live stream: what changes, as it changes (server-sent events).

use std::{convert::Infallible, time::Duration};

use aftercare_domain::view::Changed;
use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures::{Stream, StreamExt};
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};

use super::permission::{May, ReadEvents};
use crate::context::Context;

/// Follow what changes about the service orders that the caller may see. An event `changed` has the order's number,
/// version and node; `missed` says that the follower was too slow and should look again.
#[utoipa::path(get, path = "/api/v1/events", tag = "events", responses(
    (status = 200, description = "The stream", content_type = "text/event-stream", body = Changed),
))]
pub(super) async fn get_events(
    State(context): State<Context>,
    may: May<ReadEvents>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let actor = may.caller.actor;
    let changes = BroadcastStream::new(context.changes.follow()).filter_map(move |change| {
        let event = match change {
            Ok(change) if change.concerns(&actor) => Event::default()
                .event("changed")
                .json_data(&change.changed)
                .ok(),
            Ok(_) => None,
            Err(BroadcastStreamRecvError::Lagged(_)) => {
                Some(Event::default().event("missed").data("{}"))
            }
        };
        futures::future::ready(event.map(Ok))
    });
    let stopping = context.stopping.clone();
    let until_stop = changes.take_until(Box::pin(async move { stopping.told().await }));
    // At once, so that a follower knows that it misses nothing from here on.
    let opened = futures::stream::once(futures::future::ready(Ok(Event::default()
        .event("opened")
        .data("{}"))));
    Sse::new(opened.chain(until_stop))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}
