//! A time limit for bodies: a client that sends a byte now and then can't hold resources for long.

use std::{
    error::Error,
    future::Future as _,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// A body did not arrive in time.
#[derive(Debug, thiserror::Error)]
#[error("the body did not arrive in time")]
pub(super) struct TooSlow;

/// Whether reading a body broke off because it did not arrive in time.
pub(in crate::http) fn is_too_slow(error: &(dyn Error + 'static)) -> bool {
    error.is::<TooSlow>() || error.source().is_some_and(is_too_slow)
}

/// A body with the time until which all of it has to be there.
#[derive(Debug)]
pub(in crate::http) struct Timely {
    body: Body,
    until: Pin<Box<Sleep>>,
}

impl Timely {
    /// The body, which has to be there within some time. One that is empty is there.
    pub(in crate::http) fn within(time: Duration, body: Body) -> Body {
        if body.is_end_stream() {
            return body;
        }
        Body::new(Self {
            body,
            until: Box::pin(sleep(time)),
        })
    }
}

impl HttpBody for Timely {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(frame) => Poll::Ready(frame),
            Poll::Pending => self
                .until
                .as_mut()
                .poll(cx)
                .map(|()| Some(Err(axum::Error::new(TooSlow)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
