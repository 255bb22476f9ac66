//! The page of a consumer's link: GET shows who would be signed in, and changes nothing; POST, accepted from our own
//! page only, signs in.

use aftercare_app::{
    pages::consumer::entrance::{Entrance, LINK},
    request::{query::segment, routes::Screen},
};
use aftercare_domain::{
    people::{
        party::{Authority, Role},
        security_event::SecurityEventKind,
    },
    values::personal::masked_name,
};
use axum::{
    body::Body,
    extract::{FromRequestParts as _, Request},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};

use super::{PageInput, PageRenderer, plain_form::form_of};
use crate::{
    db::{DbError, access::consumer_links::Destination},
    http::{
        extract::{caller, cookie, peer::Peer},
        problem::Problem,
    },
    memory::{
        caller::Caller,
        security_log::{Note, Who},
    },
    service::{
        access::{
            consumer_links::{self, HeldLink},
            sessions::SessionUse,
        },
        audit::security_log,
    },
};

const NO_STORE: (header::HeaderName, HeaderValue) =
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));

impl PageRenderer {
    /// Shows the page of a link.
    pub(super) async fn show_entrance(self, request: Request) -> Response {
        let query = request.uri().query().unwrap_or_default().as_bytes();
        let link = url::form_urlencoded::parse(query)
            .find(|(name, _)| name == LINK)
            .map(|(_, link)| link.into_owned());
        self.entrance(request, link.unwrap_or_default()).await
    }

    /// Signs in by a link, which can't be used again.
    pub(super) async fn enter(self, request: Request) -> Response {
        let (mut head, form) = match form_of(request, &self.context).await {
            Ok(form) => form,
            Err(problem) => return problem.into_response(),
        };
        let Ok(peer) = Peer::from_request_parts(&mut head, &self.context).await;
        let link = form.field(LINK).unwrap_or_default().to_owned();
        let sent_along = cookie::secret(&self.context.public_url, &head.headers);
        let entered = consumer_links::enter(&self.context, &link, peer.network(), sent_along).await;
        match entered {
            Ok(Some((opened, destination))) => {
                let consumer = Who::consumer(&destination.consumer);
                security_log::note(Note::of(SecurityEventKind::LinkUsed).by(consumer));
                let cookie = (header::SET_COOKIE, cookie::set(&self.context, &opened));
                match self.place(&destination).await {
                    Ok(place) => {
                        (AppendHeaders([cookie, NO_STORE]), Redirect::to(&place)).into_response()
                    }
                    Err(error) => Problem::from(error).into_response(),
                }
            }
            Ok(None) => {
                head.method = Method::GET;
                let again = Request::from_parts(head, Body::empty());
                self.entrance(again, link).await
            }
            Err(error) => Problem::from(error).into_response(),
        }
    }

    async fn entrance(self, request: Request, link: String) -> Response {
        let looked = self.check_link(request.headers(), link).await;
        match looked {
            Ok(LinkAnswer::LeadOn(place)) => {
                (AppendHeaders([NO_STORE]), Redirect::to(&place)).into_response()
            }
            Ok(LinkAnswer::Show(entrance)) => {
                let status = match entrance {
                    Entrance::Open { .. } => StatusCode::OK,
                    Entrance::Closed => StatusCode::GONE,
                };
                self.consumers(request, PageInput::Entrance(entrance, status))
                    .await
            }
            Err(problem) => problem.into_response(),
        }
    }

    async fn check_link(&self, headers: &HeaderMap, link: String) -> Result<LinkAnswer, Problem> {
        let Some(held) = consumer_links::find(&self.context, &link).await? else {
            return Ok(LinkAnswer::Show(Entrance::Closed));
        };
        let visitor = caller::known(headers, &self.context, SessionUse::ByPage).await?;
        if visitor
            .as_ref()
            .is_some_and(|visitor| covers(visitor, &held.destination))
        {
            // They are signed in already, perhaps by this link: it is not used up.
            return Ok(LinkAnswer::LeadOn(self.place(&held.destination).await?));
        }
        let HeldLink {
            destination,
            name,
            is_open: true,
        } = held
        else {
            return Ok(LinkAnswer::Show(Entrance::Closed));
        };
        let is_another = |visitor: &Caller| match &visitor.actor.role {
            Role::Consumer { consumer, .. } => *consumer != destination.consumer,
            Role::Merchant { .. }
            | Role::Store { .. }
            | Role::Operator
            | Role::ReturnCentre
            | Role::System { .. }
            | Role::ApiClient { .. } => true,
        };
        let signed_in = visitor.filter(is_another);
        // The order system tells consumers by their ids; a name is somebody's, and shown to whoever holds the link.
        let name = if name == destination.consumer.as_str() {
            name
        } else {
            masked_name(&name)
        };
        Ok(LinkAnswer::Show(Entrance::Open {
            link,
            name,
            order: destination.order.map(|order| order.to_string()),
            signed_in: signed_in.map(|visitor| visitor.actor.name),
        }))
    }

    /// The page after signing in by a link.
    async fn place(&self, destination: &Destination) -> Result<String, DbError> {
        let line = consumer_links::line_to_apply_for(&self.context, destination).await?;
        Ok(match line {
            Some((order, line)) => Screen::MyApplication
                .path()
                .replace(":order", &segment(order.as_str()))
                .replace(":line", &line.to_string()),
            None => Screen::MyOrders.path().to_owned(),
        })
    }
}

/// The result of checking a link.
enum LinkAnswer {
    /// They may do already what it is for.
    LeadOn(String),
    /// The page is shown.
    Show(Entrance),
}

/// Whether a caller may already see what a link is for.
fn covers(visitor: &Caller, destination: &Destination) -> bool {
    match visitor.actor.authority() {
        Authority::Consumer(consumer, order) => {
            *consumer == destination.consumer
                && order.is_none_or(|order| Some(order) == destination.order.as_ref())
        }
        Authority::Merchant(..)
        | Authority::Store(_)
        | Authority::Operator
        | Authority::ReturnCentre
        | Authority::System => false,
    }
}
