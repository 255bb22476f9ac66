//! Calls that the server makes to others: JSON that is posted, over TLS, on a connection of its own each time.
//!
//! Robots get a few messages a minute, so a pool of connections would stand idle; no redirect is followed, no proxy is asked, and
//! an answer that is long or late is given up.

use std::{sync::Arc, time::Duration};

use axum::body::Bytes;
use http::{Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, pki_types::ServerName},
};
use url::Url;

/// How long a call may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer that is read, in bytes.
const LONGEST: usize = 64 * 1024;

/// Makes calls. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Outbound {
    tls: Arc<ClientConfig>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboundAnswer {
    /// Its status.
    pub status: StatusCode,
    /// Its body.
    pub body: Bytes,
}

/// Why there is no answer. Addresses have keys in them: they are not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutboundFault {
    /// Nothing answers there, or what answers is not who it should be.
    #[error("nothing answers")]
    Unreachable,
    /// The answer broke off, or is too long.
    #[error("the answer makes no sense")]
    Malformed,
    /// The answer took too long.
    #[error("the answer took too long")]
    Late,
}

impl Default for Outbound {
    fn default() -> Self {
        Self::new()
    }
}

impl Outbound {
    /// Trusts the authorities that browsers trust.
    pub fn new() -> Self {
        let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        let config = ClientConfig::builder()
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self {
            tls: Arc::new(config),
        }
    }

    /// Posts JSON, and reads the answer.
    pub async fn post(&self, url: &Url, json: String) -> Result<OutboundAnswer, OutboundFault> {
        let call = self.call(url, json);
        let answer = tokio::time::timeout(PATIENCE, call).await;
        answer.unwrap_or(Err(OutboundFault::Late))
    }

    async fn call(&self, url: &Url, json: String) -> Result<OutboundAnswer, OutboundFault> {
        let host = url.host_str().ok_or(OutboundFault::Unreachable)?;
        let port = url
            .port_or_known_default()
            .ok_or(OutboundFault::Unreachable)?;
        let request = request(url, host, json)?;
        let stream = TcpStream::connect((host, port))
            .await
            .map_err(|_| OutboundFault::Unreachable)?;
        if url.scheme() == "http" {
            return exchange(stream, request).await;
        }
        let name = ServerName::try_from(host.to_owned()).map_err(|_| OutboundFault::Unreachable)?;
        let stream = TlsConnector::from(Arc::clone(&self.tls))
            .connect(name, stream)
            .await
            .map_err(|_| OutboundFault::Unreachable)?;
        exchange(stream, request).await
    }
}

fn request(url: &Url, host: &str, json: String) -> Result<Request<Full<Bytes>>, OutboundFault> {
    let target = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let host = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    Request::post(target)
        .header(header::HOST, host)
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .header(header::CONNECTION, "close")
        .body(Full::new(json.into()))
        .map_err(|_| OutboundFault::Unreachable)
}

async fn exchange<S>(
    stream: S,
    request: Request<Full<Bytes>>,
) -> Result<OutboundAnswer, OutboundFault>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|_| OutboundFault::Unreachable)?;
    let answer = async {
        let (head, body) = sender
            .send_request(request)
            .await
            .map_err(|_| OutboundFault::Malformed)?
            .into_parts();
        let body = Limited::new(body, LONGEST).collect().await;
        Ok(OutboundAnswer {
            status: head.status,
            body: body.map_err(|_| OutboundFault::Malformed)?.to_bytes(),
        })
    };
    tokio::pin!(answer);
    // The connection moves what is asked and answered; it may end before the answer has been read.
    tokio::select! {
        biased;
        answer = &mut answer => answer,
        _ = connection => answer.await,
    }
}
