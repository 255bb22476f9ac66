//! The pace of a connection: until when its visitor must have gone on.
//!
//! A head has to arrive within a time from its first byte, a new connection has as long to begin with one, and a connection on
//! which nothing is asked for any more is closed later. While an answer is made there is no hurry for the visitor; while it is
//! sent they must take some of it now and then. (How long a body may take is the matter of whoever reads it.)

use std::{
    future::{Future as _, poll_fn},
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, sleep_until},
};

use crate::config::Http;

/// The pace of one connection. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Pace(Arc<Mutex<PaceState>>);

#[derive(Debug)]
struct PaceState {
    phase: PacePhase,
    /// Since when nothing is taken of what is sent.
    stalled_since: Option<Instant>,
    /// Whether a body began to arrive that was not read to its end.
    is_body_left: bool,
    times: Times,
}

/// What the connection waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PacePhase {
    /// The whole of a head, some of which may be there.
    Head { since: Instant },
    /// The server.
    Answer,
    /// The next head, or the end.
    Idle { since: Instant },
}

#[derive(Debug, Clone, Copy)]
struct Times {
    head: Duration,
    idle: Duration,
    send: Duration,
}

/// Why a connection was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Late {
    /// No head came, or not all of it.
    Head,
    /// Nothing was asked for any more.
    Idle,
    /// Nothing was taken of an answer.
    Send,
}

impl Pace {
    /// Of a connection that begins.
    pub(super) fn begin(http: &Http) -> Self {
        Self(Arc::new(Mutex::new(PaceState {
            phase: PacePhase::Head {
                since: Instant::now(),
            },
            stalled_since: None,
            is_body_left: false,
            times: Times {
                head: http.head_timeout.duration(),
                idle: http.idle_timeout.duration(),
                send: http.send_timeout.duration(),
            },
        })))
    }

    fn with<T>(&self, act: impl FnOnce(&mut PaceState) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A head is there: until the end of its answer it is the server's turn.
    pub(super) fn answer(&self) -> Answering {
        self.with(|state| state.phase = PacePhase::Answer);
        Answering(self.clone())
    }

    fn received(&self) {
        self.with(|state| {
            if let PacePhase::Idle { .. } = state.phase {
                let since = Instant::now();
                state.phase = PacePhase::Head { since };
            }
        });
    }

    /// Whether there is something left to read of the body that arrives.
    pub(super) fn body(&self, is_left: bool) {
        self.with(|state| state.is_body_left = is_left);
    }

    /// Whether a body was begun to be sent and not read to its end.
    pub(super) fn is_body_left(&self) -> bool {
        self.with(|state| state.is_body_left)
    }

    /// Whether the visitor may still be sending what nobody reads any more: the rest of a body, or of a head that is too long.
    pub(super) fn is_visitor_sending(&self) -> bool {
        self.with(|state| state.is_body_left || matches!(state.phase, PacePhase::Head { .. }))
    }

    fn sending(&self, is_stalled: bool) {
        self.with(|state| {
            state.stalled_since =
                is_stalled.then(|| state.stalled_since.unwrap_or_else(Instant::now));
        });
    }

    fn deadline(&self) -> Option<(Instant, Late)> {
        self.with(|state| {
            let of_phase = match state.phase {
                PacePhase::Head { since } => Some((since + state.times.head, Late::Head)),
                PacePhase::Idle { since } => Some((since + state.times.idle, Late::Idle)),
                PacePhase::Answer => None,
            };
            let of_sending = state
                .stalled_since
                .map(|since| (since + state.times.send, Late::Send));
            of_phase
                .into_iter()
                .chain(of_sending)
                .min_by_key(|(at, _)| *at)
        })
    }

    /// Waits until the visitor is late. To be polled after the connection, in the same task: what the connection does there
    /// may move the deadline.
    pub(super) async fn late(&self) -> Late {
        let mut alarm = Box::pin(sleep_until(Instant::now()));
        poll_fn(move |cx| {
            let Some((at, why)) = self.deadline() else {
                return Poll::Pending;
            };
            if alarm.deadline() != at {
                alarm.as_mut().reset(at);
            }
            alarm.as_mut().poll(cx).map(|()| why)
        })
        .await
    }
}

/// An answer that is being made or sent; when it is dropped, the connection is idle.
#[derive(Debug)]
pub(super) struct Answering(Pace);

impl Drop for Answering {
    fn drop(&mut self) {
        let since = Instant::now();
        self.0.with(|state| state.phase = PacePhase::Idle { since });
    }
}

/// The body of an answer, with the word that it is being sent.
#[derive(Debug)]
pub(super) struct Sent {
    body: Body,
    _answering: Answering,
}

impl Sent {
    /// A body that is being sent.
    pub(super) fn new(body: Body, answering: Answering) -> Self {
        Self {
            body,
            _answering: answering,
        }
    }
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A stream that reports its bytes to the pace.
#[derive(Debug)]
pub(super) struct Paced<T> {
    stream: T,
    pace: Pace,
}

impl<T> Paced<T> {
    /// A stream at this pace.
    pub(super) fn new(stream: T, pace: Pace) -> Self {
        Self { stream, pace }
    }

    fn record_write<U>(&self, written: Poll<io::Result<U>>) -> Poll<io::Result<U>> {
        self.pace.sending(written.is_pending());
        written
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Paced<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.pace.received();
        }
        read
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Paced<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.record_write(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.record_write(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
