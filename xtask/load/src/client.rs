//! An HTTP/1.1 client that keeps one connection. It does no more than it must, since it shares the two cores with what it
//! measures: requests are written as text, answers are not copied, and their JSON is not read unless somebody asks.

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// The encoding that browsers ask for.
const COMPRESSED: &str = "br";

/// How somebody is recognised: a line of each request's head.
#[derive(Debug, Clone)]
pub(crate) struct LoadCredentials(String);

impl LoadCredentials {
    /// An integrator's token.
    pub(crate) fn token(token: &str) -> Self {
        Self(format!("Authorization: Bearer {token}"))
    }

    /// Signs somebody in, and takes the cookie of their session.
    pub(crate) async fn sign_in(address: &str, username: &str, password: &str) -> Result<Self> {
        let nobody = Self(format!("Origin: http://{address}"));
        let mut client = LoadClient::connect(address, &nobody).await?;
        let body = serde_json::json!({"username": username, "password": password});
        let answer = client
            .post("/api/v1/session", "", &body.to_string())
            .await?;
        let cookie = answer
            .header("set-cookie")
            .context("signing in sets no cookie")?;
        let (pair, _) = cookie.split_once(';').context("a cookie has attributes")?;
        Ok(Self(format!("Cookie: {pair}")))
    }
}

/// One connection, with the credentials that go with every request.
#[derive(Debug)]
pub(crate) struct LoadClient {
    stream: TcpStream,
    /// What the head of every request says.
    every: String,
    /// How the body of an answer may be encoded.
    accepts: &'static str,
    request: String,
    /// The bytes of the last answer.
    answer: Vec<u8>,
    /// The body of a last answer that came in chunks.
    joined: Vec<u8>,
}

/// The answer to a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LoadAnswer<'a> {
    status: u16,
    head: &'a [u8],
    body: &'a [u8],
}

/// What the head of an answer says about its body.
struct Head {
    status: u16,
    /// Where the body begins.
    ends_at: usize,
    /// How long it is; none where it comes in chunks.
    length: Option<usize>,
}

impl LoadClient {
    /// Connects.
    pub(crate) async fn connect(address: &str, credentials: &LoadCredentials) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            every: format!("Host: {address}\r\n{}\r\n", credentials.0),
            accepts: COMPRESSED,
            request: String::new(),
            answer: Vec::new(),
            joined: Vec::new(),
        })
    }

    /// Sends JSON, under an idempotency key unless that is empty; the answer must be a success.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        key: &str,
        body: &str,
    ) -> Result<LoadAnswer<'_>> {
        self.send("POST", path, key, body).await
    }

    /// Sends JSON to a place; the answer must be a success.
    pub(crate) async fn put(&mut self, path: &str, body: &str) -> Result<LoadAnswer<'_>> {
        self.send("PUT", path, "", body).await
    }

    /// Reads, compressed as browsers ask for it; the answer must be a success.
    pub(crate) async fn get(&mut self, path: &str) -> Result<LoadAnswer<'_>> {
        self.send("GET", path, "", "").await
    }

    /// Reads JSON, to be understood here; the answer must be a success.
    pub(crate) async fn get_json(&mut self, path: &str) -> Result<Value> {
        self.accepts = "identity";
        let answer = self.send("GET", path, "", "").await;
        let value = answer.and_then(|answer| answer.json());
        self.accepts = COMPRESSED;
        value
    }

    async fn send(
        &mut self,
        method: &str,
        path: &str,
        key: &str,
        body: &str,
    ) -> Result<LoadAnswer<'_>> {
        self.request.clear();
        for part in [method, " ", path, " HTTP/1.1\r\n", &self.every] {
            self.request.push_str(part);
        }
        if !key.is_empty() {
            for part in ["Idempotency-Key: ", key, "\r\n"] {
                self.request.push_str(part);
            }
        }
        if body.is_empty() {
            for part in ["Accept-Encoding: ", self.accepts, "\r\n\r\n"] {
                self.request.push_str(part);
            }
        } else {
            let length = body.len().to_string();
            for part in [
                "Content-Type: application/json\r\nContent-Length: ",
                &length,
                "\r\n\r\n",
                body,
            ] {
                self.request.push_str(part);
            }
        }
        self.stream.write_all(self.request.as_bytes()).await?;
        let answer = self.receive().await?;
        ensure!(
            (200..300).contains(&answer.status),
            "{method} {path}: {}: {}",
            answer.status,
            String::from_utf8_lossy(answer.body)
        );
        Ok(answer)
    }

    async fn receive(&mut self) -> Result<LoadAnswer<'_>> {
        self.answer.clear();
        let head = loop {
            self.receive_more().await?;
            if let Some(head) = Head::read(&self.answer)? {
                break head;
            }
        };
        if let Some(length) = head.length {
            while self.answer.len() < head.ends_at + length {
                self.receive_more().await?;
            }
        } else {
            while !self.join_chunks(head.ends_at)? {
                self.receive_more().await?;
            }
        }
        let (bytes, rest) = self
            .answer
            .split_at_checked(head.ends_at)
            .context("no head")?;
        Ok(LoadAnswer {
            status: head.status,
            head: bytes,
            body: if head.length.is_some() {
                rest
            } else {
                &self.joined
            },
        })
    }

    async fn receive_more(&mut self) -> Result<()> {
        let received = self.stream.read_buf(&mut self.answer).await?;
        ensure!(received > 0, "the server hung up");
        Ok(())
    }

    /// Joins the chunks of a body, and says whether the last one is there.
    fn join_chunks(&mut self, begins_at: usize) -> Result<bool> {
        self.joined.clear();
        let mut rest = self.answer.get(begins_at..).unwrap_or_default();
        loop {
            let (at, size) = match httparse::parse_chunk_size(rest) {
                Ok(httparse::Status::Complete(found)) => found,
                Ok(httparse::Status::Partial) => return Ok(false),
                Err(_) => bail!("a chunk without its size"),
            };
            let size = usize::try_from(size)?;
            let Some(chunk) = rest.get(at..at + size + 2) else {
                return Ok(false);
            };
            if size == 0 {
                return Ok(true);
            }
            self.joined
                .extend_from_slice(chunk.get(..size).unwrap_or_default());
            rest = rest.get(at + size + 2..).unwrap_or_default();
        }
    }
}

impl Head {
    /// Reads the head, if all of it is there.
    fn read(bytes: &[u8]) -> Result<Option<Self>> {
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut head = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(ends_at) = head.parse(bytes)? else {
            return Ok(None);
        };
        let status = head.code.context("an answer has a status")?;
        let length = match value(head.headers, "content-length") {
            Some(length) => Some(length.parse()?),
            None if value(head.headers, "transfer-encoding").is_some() => None,
            None => Some(0),
        };
        Ok(Some(Self {
            status,
            ends_at,
            length,
        }))
    }
}

fn value<'a>(headers: &[httparse::Header<'a>], name: &str) -> Option<&'a str> {
    let header = headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case(name))?;
    std::str::from_utf8(header.value).ok()
}

impl LoadAnswer<'_> {
    /// The JSON of the body.
    pub(crate) fn json(&self) -> Result<Value> {
        Ok(serde_json::from_slice(self.body)?)
    }

    /// A header.
    fn header(&self, name: &str) -> Option<String> {
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut head = httparse::Response::new(&mut headers);
        head.parse(self.head).ok()?;
        value(head.headers, name).map(str::to_owned)
    }
}
