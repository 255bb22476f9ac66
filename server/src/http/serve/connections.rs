//! The connections of visitors: how many there may be, and what is answered on each.

use std::{
    convert::Infallible,
    io,
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::Arc,
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{
    Request,
    body::Incoming,
    header::{self, HeaderValue},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};
use tower::ServiceExt as _;

use super::{
    descriptors,
    farewell::{Farewell, RequestBody},
    pace::{Pace, Paced, Sent},
};
use crate::{
    config::Http,
    context::Context,
    memory::{
        network::Network,
        slots::{Slot, Slots},
    },
    runtime::shutdown::Shutdown,
};

/// How many files the server has open besides its connections: the database's, those of an export, those of pages.
const OTHER_FILES: usize = 200;

/// What every connection shares.
#[derive(Clone)]
struct ConnectionContext {
    router: Router,
    http: Arc<Http>,
    shutdown: Shutdown,
}

/// The slots that a connection holds while it is open.
struct ConnectionSlots {
    _one_of_all: OwnedSemaphorePermit,
    _one_of_its_network: Option<Slot<Network>>,
    _alive: watch::Receiver<()>,
}

/// Accepts connections and serves them until a shutdown is requested, and then until the last one is closed.
pub(super) async fn answer_all(listener: TcpListener, router: Router, context: &Context) {
    let http = Arc::new(context.config.http.clone());
    let most = http
        .connections
        .min(descriptors::raise().saturating_sub(OTHER_FILES))
        .max(1);
    if most < http.connections {
        tracing::warn!(
            most,
            "fewer connections than `http.connections`: the system lets a process open no more files"
        );
    }
    let open = Arc::new(Semaphore::new(most));
    let of_networks = Slots::default();
    let (last, alive) = watch::channel(());
    let shutdown = &context.shutdown;
    let surroundings = ConnectionContext {
        router,
        http,
        shutdown: shutdown.clone(),
    };
    loop {
        let next = async {
            // When all places are taken, others wait where the system keeps them, for one that is given back.
            let place = Arc::clone(&open).acquire_owned().await.ok()?;
            Some((place, accept(&listener).await))
        };
        let next = tokio::select! {
            biased;
            () = shutdown.requested() => None,
            next = next => next,
        };
        let Some((one_of_all, (stream, address))) = next else {
            break;
        };
        let Ok(one_of_its_network) =
            place_of_network(&of_networks, address.ip(), &surroundings.http)
        else {
            tracing::debug!(%address, "an address has too many connections");
            continue;
        };
        let places = ConnectionSlots {
            _one_of_all: one_of_all,
            _one_of_its_network: one_of_its_network,
            _alive: alive.clone(),
        };
        let surroundings = surroundings.clone();
        tokio::spawn(async move {
            answer(stream, address, surroundings).await;
            drop(places);
        });
    }
    drop((listener, alive));
    last.closed().await;
}

/// This network has too many connections.
struct NetworkFull;

/// The place of a connection among those of its network; none is counted for a proxy that is trusted, by which everybody comes.
fn place_of_network(
    slots: &Slots<Network>,
    address: IpAddr,
    http: &Http,
) -> Result<Option<Slot<Network>>, NetworkFull> {
    if http.trusted_proxies.contain(address) {
        return Ok(None);
    }
    let slot = slots.take(Network::of(address), http.connections_an_address);
    slot.map(Some).ok_or(NetworkFull)
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    /// How long to wait when the system has nothing left to take a connection with.
    const PAUSE: Duration = Duration::from_secs(1);
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                send_at_once(&stream);
                return (stream, address);
            }
            Err(error) if is_of_the_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Whether the visitor had left before they were let in.
fn is_of_the_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

/// A page leaves in several pieces; held back for acknowledgements, its end would come 40 ms late.
fn send_at_once(connection: &TcpStream) {
    if let Err(error) = connection.set_nodelay(true) {
        tracing::debug!(%error, "a connection goes on with delayed sending");
    }
}

/// Answers what is asked for on a connection, until it is closed by either side.
async fn answer(stream: TcpStream, address: SocketAddr, surroundings: ConnectionContext) {
    let ConnectionContext {
        router,
        http,
        shutdown,
    } = surroundings;
    let pace = Pace::begin(&http);
    let stream = TokioIo::new(Farewell::new(
        Paced::new(stream, pace.clone()),
        pace.clone(),
    ));
    let answers = pace.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let answering = answers.answer();
        let mut request =
            request.map(|body| Body::new(RequestBody::new(Body::new(body), answers.clone())));
        request.extensions_mut().insert(ConnectInfo(address));
        let answer = router.clone().oneshot(request);
        let pace = answers.clone();
        async move {
            let Ok(mut answer) = answer.await;
            if pace.is_body_left() {
                // Where the next request begins is not known, so there is none; said, lest the visitor sends one.
                let close = HeaderValue::from_static("close");
                answer.headers_mut().insert(header::CONNECTION, close);
            }
            Ok::<_, Infallible>(answer.map(|body| Sent::new(body, answering)))
        }
    });
    let head = http.head_bytes.get();
    let connection = http1::Builder::new()
        .max_header_size(head)
        .max_buf_size(head)
        // The pace is ours: theirs takes idle connections for slow ones.
        .header_read_timeout(None)
        .serve_connection(stream, service);
    let mut connection = pin!(connection);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            biased;
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    tracing::trace!(%error, "a connection broke off");
                }
                return;
            }
            () = shutdown.requested(), if !is_stopping => {
                is_stopping = true;
                connection.as_mut().graceful_shutdown();
            }
            late = pace.late() => {
                tracing::debug!(%address, ?late, "a connection is closed: its visitor does not go on");
                return;
            }
        }
    }
}
