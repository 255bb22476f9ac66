//! Closing a connection so that its last answer arrives.
//!
//! Whoever is refused before all of their request was read still sends the rest of it. A socket that is closed then answers
//! what comes with a reset, and the reset takes away the answer that the visitor has not read yet. So sending is closed first,
//! and what still comes is thrown away for a while.

use std::{
    future::Future as _,
    io,
    mem::MaybeUninit,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

use super::pace::Pace;

/// For how long what a refused visitor still sends is thrown away: long enough to read the answer meanwhile.
const PATIENCE: Duration = Duration::from_secs(5);

/// The body of a request, which reports to the pace when all of it was read.
#[derive(Debug)]
pub(super) struct RequestBody {
    body: Body,
    pace: Pace,
}

impl RequestBody {
    /// A body that begins to be read.
    pub(super) fn new(body: Body, pace: Pace) -> Self {
        pace.body(!body.is_end_stream());
        Self { body, pace }
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if frame.is_none() || self.body.is_end_stream() {
            self.pace.body(false);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A stream that is closed as the head of this file says.
#[derive(Debug)]
pub(super) struct Farewell<T> {
    stream: T,
    pace: Pace,
    closing: Option<Pin<Box<Sleep>>>,
}

impl<T> Farewell<T> {
    /// A stream at this pace.
    pub(super) fn new(stream: T, pace: Pace) -> Self {
        Self {
            stream,
            pace,
            closing: None,
        }
    }
}

impl<T: AsyncRead + Unpin> Farewell<T> {
    /// Discards what still arrives, until the client is done.
    fn poll_rest(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut space = [MaybeUninit::uninit(); 4096];
        loop {
            let mut buffer = ReadBuf::uninit(&mut space);
            match ready!(Pin::new(&mut self.stream).poll_read(cx, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => {}
                Ok(()) | Err(_) => return Poll::Ready(()),
            }
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Farewell<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Farewell<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.closing.is_none() {
            ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
            if !self.pace.is_visitor_sending() {
                return Poll::Ready(Ok(()));
            }
            self.closing = Some(Box::pin(sleep(PATIENCE)));
        }
        if let Some(until) = &mut self.closing
            && until.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(Ok(()));
        }
        self.poll_rest(cx).map(Ok)
    }
}
