//! An HTTP/1.1 client that keeps one connection: cheap, since it shares the two cores with what it measures.

use anyhow::{Context as _, Result, ensure};
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::{
    body::Incoming,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// One connection, with the credentials that go with every request.
#[derive(Debug)]
pub(crate) struct Client {
    address: String,
    credentials: (header::HeaderName, String),
    sender: SendRequest<Full<Bytes>>,
}

impl Client {
    /// Connects with an integrator's token.
    pub(crate) async fn with_token(address: &str, token: &str) -> Result<Self> {
        Self::connect(address, (header::AUTHORIZATION, format!("Bearer {token}"))).await
    }

    /// Signs a person in, and gives the cookie of their session.
    pub(crate) async fn sign_in(address: &str, credentials: &Value) -> Result<String> {
        let mut client =
            Self::connect(address, (header::ORIGIN, format!("http://{address}"))).await?;
        let answer = client
            .answer(Method::POST, "/api/v1/session", Some(credentials))
            .await?;
        let cookie = answer
            .headers()
            .get(header::SET_COOKIE)
            .context("signing in sets no cookie")?;
        let (pair, _) = cookie
            .to_str()?
            .split_once(';')
            .context("a cookie has attributes")?;
        Ok(pair.to_owned())
    }

    /// Connects with a person's session.
    pub(crate) async fn with_cookie(address: &str, cookie: &str) -> Result<Self> {
        Self::connect(address, (header::COOKIE, cookie.to_owned())).await
    }

    async fn connect(address: &str, credentials: (header::HeaderName, String)) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self {
            address: address.to_owned(),
            credentials,
            sender,
        })
    }

    /// Sends JSON and reads the JSON answer, which must be a success.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value> {
        let (status, answer) = self.exchange(method.clone(), path, body).await?;
        ensure!(
            status.is_success(),
            "{method} {path}: {status}: {}",
            String::from_utf8_lossy(&answer)
        );
        if answer.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&answer).with_context(|| format!("{method} {path} answered no JSON"))
    }

    /// Reads a page, which must be a success; answers its length.
    pub(crate) async fn page(&mut self, path: &str) -> Result<usize> {
        let (status, answer) = self.exchange(Method::GET, path, None).await?;
        ensure!(status.is_success(), "GET {path}: {status}");
        Ok(answer.len())
    }

    async fn exchange(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<(StatusCode, Bytes)> {
        let answer = self.answer(method, path, body).await?;
        let status = answer.status();
        Ok((status, answer.into_body().collect().await?.to_bytes()))
    }

    async fn answer(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Response<Incoming>> {
        let (name, value) = &self.credentials;
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.address)
            .header(header::CONTENT_TYPE, "application/json")
            .header(name, value);
        let body = match body {
            Some(json) => Bytes::from(serde_json::to_vec(json)?),
            None => Bytes::new(),
        };
        self.sender.ready().await?;
        Ok(self
            .sender
            .send_request(request.body(Full::new(body))?)
            .await?)
    }
}
