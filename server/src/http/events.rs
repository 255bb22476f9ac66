//! The live stream: what changes, as it changes (server-sent events).

use std::{convert::Infallible, future::ready, sync::Arc, time::Duration};

use aftercare_app::request::person::person;
use aftercare_domain::{
    people::party::Actor,
    service_order::query::{EventId, FollowQuery},
    values::time::{Span, Timestamp},
    view::{Changed, Me},
};
use axum::{
    extract::State,
    http::HeaderMap,
    response::sse::{Event, Sse},
};
use futures::{Stream, StreamExt, stream};
use serde::Serialize;
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    time::{Interval, MissedTickBehavior},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        caller,
        permission::{May, ReadEvents},
        query::Query,
    },
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    memory::{
        live_hub::{LiveEvent, LiveHub, Sequenced, Subscription},
        slots::Slot,
    },
    runtime::clock::Clock,
    service::access::sessions::SessionUse,
};

/// The interval of heartbeats, so that proxies do not close an idle stream.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// After how long a subscriber's session is checked again when the check failed.
const ASKED_AGAIN_AFTER: Span = Span::milliseconds(1_000);

/// The routes of the live stream.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(get_events))
}

/// Follow what changes about the service orders that the caller may see. An event `changed` has the order's number, version
/// and node; `presence` has a number and the `others` of the caller's colleagues who have that order open as the caller
/// has; `notified` has the caller's own count of `unread` notifications and the `latest` one; `missed` says that something was not told, so the follower should look again. `server` comes first and has the
/// `build` of the pages, and says by `person` whose stream it is; `opened` says that from here on everything comes. With `Last-Event-ID`, or the parameter of that
/// name, a follower who was cut off is told again what came meanwhile.
#[utoipa::path(get, path = "/api/v1/events", tag = "events", params(
    ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that came"),
    FollowQuery,
), responses(
    (status = 200, description = "The stream, which stays open", content_type = "text/event-stream", body = Changed),
))]
async fn get_events(
    State(context): State<Context>,
    may: May<ReadEvents>,
    Query(query): Query<FollowQuery>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let most = context.config.limits.streams_a_person;
    let slot = context.streams.take(may.caller.id.clone(), most);
    let slot = slot.ok_or_else(|| {
        Problem::new(Code::TooManyStreams)
            .param("most", most)
            .retry_after(HEARTBEAT.as_secs())
    })?;
    // An id that is not text is unknown.
    let header = headers.get("last-event-id");
    let header = header.map(|id| id.to_str().unwrap_or_default());
    let since = header.or(query.last_event_id.as_ref().map(EventId::as_str));
    let following = context.live_hub.follow(since);
    let opening = opening(&context, &may.caller.actor, &following);
    let follower = Subscriber {
        revocations: context.callers.revocations(),
        context: context.clone(),
        id: may.caller.id.clone(),
        ends_at: may.caller.ends_at,
        headers,
        actor: may.caller.actor,
        place: following.place,
        sign: None,
        coming: following.coming,
        heartbeat: heartbeat(),
        _slot: slot,
    };
    let live = stream::unfold(follower, async |mut follower| {
        let event = follower.next().await?;
        Some((event, follower))
    });
    let stopping = context.shutdown.clone();
    let until_stop = live.take_until(Box::pin(async move { stopping.requested().await }));
    Ok(Sse::new(stream::iter(opening).chain(until_stop).map(Ok)))
}

/// The build of the server, and the person of the stream.
#[derive(Serialize)]
struct ServerInfo<'a> {
    build: &'a str,
    person: String,
}

/// The first events of a stream: the server, what was missed, and that it is complete from here on.
fn opening(context: &Context, actor: &Actor, following: &Subscription) -> Vec<Event> {
    let server = ServerInfo {
        build: &context.build,
        person: person(&Me::of(actor.clone())),
    };
    let mut events: Vec<Event> = event("server", &server).into_iter().collect();
    if following.missed {
        events.push(missed());
    }
    let again = following.again.iter();
    events.extend(again.filter_map(|numbered| event_for(numbered, actor, &context.live_hub)));
    let opened = Event::default().event("opened").data("{}");
    events.push(opened.id(context.live_hub.id(following.place)));
    events
}

fn missed() -> Event {
    Event::default().event("missed").data("{}")
}

fn event(name: &str, data: &impl Serialize) -> Option<Event> {
    Event::default().event(name).json_data(data).ok()
}

/// The event for an actor; none where they may not see it.
fn event_for(numbered: &Sequenced, actor: &Actor, changes: &LiveHub) -> Option<Event> {
    let event = match &numbered.told {
        LiveEvent::Changed(change) if change.concerns(actor) => event("changed", &change.changed),
        LiveEvent::Changed(_) => None,
        LiveEvent::Rang(ring) if actor.username.as_ref() == Some(&ring.username) => {
            event("notified", &ring.notified)
        }
        LiveEvent::Rang(_) => None,
        LiveEvent::Gathered(gathering) => event("presence", &gathering.as_seen_by(actor)?),
    };
    Some(event?.id(changes.id(numbered.place)))
}

fn heartbeat() -> Interval {
    let mut heartbeat = tokio::time::interval(HEARTBEAT);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    heartbeat.reset();
    heartbeat
}

/// Waits for a moment of real time; for ever where there is none.
async fn reached(clock: &Clock, at: Option<Timestamp>) {
    match at {
        Some(at) => clock.reached(at).await,
        None => std::future::pending().await,
    }
}

/// A subscriber of the live stream.
struct Subscriber {
    context: Context,
    /// The caller's id, and the headers that they were authenticated by.
    id: String,
    headers: HeaderMap,
    revocations: watch::Receiver<()>,
    /// When their session or token ends, unless it is prolonged.
    ends_at: Option<Timestamp>,
    actor: Actor,
    /// The place of the last event, whether it was sent or filtered out.
    place: u64,
    /// The place of a sign of life that is to be given once all that was told before it has been heard.
    sign: Option<u64>,
    coming: Receiver<Arc<Sequenced>>,
    heartbeat: Interval,
    /// Counts against the limit of streams for a person.
    _slot: Slot<String>,
}

impl Subscriber {
    /// The next event; none at the end of the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            tokio::select! {
                biased;
                Ok(()) = self.revocations.changed() => {
                    if !self.is_still_admitted().await {
                        return None;
                    }
                }
                () = reached(&self.context.clock, self.ends_at) => {
                    if !self.is_still_admitted().await {
                        return None;
                    }
                }
                heard = self.coming.recv() => match heard {
                    Ok(numbered) => {
                        self.place = numbered.place;
                        if let Some(event) = event_for(&numbered, &self.actor, &self.context.live_hub) {
                            return Some(event);
                        }
                    }
                    Err(RecvError::Lagged(_)) => return Some(missed()),
                    Err(RecvError::Closed) => return None,
                },
                () = ready(()), if self.sign.is_some() => {
                    let sign = self.sign.take().unwrap_or_default();
                    self.place = self.place.max(sign);
                    return Some(self.sign_of_life());
                }
                _ = self.heartbeat.tick() => self.sign = Some(self.context.live_hub.last_id()),
            }
        }
    }

    /// Whether they may still subscribe: their session or token may have been revoked, or have ended. A subscription
    /// does not count as activity: the session ends when the person is idle for long.
    async fn is_still_admitted(&mut self) -> bool {
        match caller::known(&self.headers, &self.context, SessionUse::ByPage).await {
            Ok(Some(caller)) if caller.id == self.id => {
                self.ends_at = caller.ends_at;
                true
            }
            Ok(_) => false,
            // Checked again in a moment.
            Err(_) => {
                self.ends_at = Some(ASKED_AGAIN_AFTER.after(self.context.clock.real_now()));
                true
            }
        }
    }

    /// A comment, with the place up to which there was nothing for them: whoever comes back is not told that again.
    fn sign_of_life(&self) -> Event {
        Event::default()
            .comment("")
            .id(self.context.live_hub.id(self.place))
    }
}
