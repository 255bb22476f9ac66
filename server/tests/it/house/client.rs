//! Somebody who asks the server over HTTP: a browser with its cookie, or an integrator with a token.

use reqwest::{Body, Method, RequestBuilder, header};
use serde_json::{Value, json};

use super::{
    House,
    contract::{self, Received},
    people::PASSWORD,
};

/// A client of a house.
pub(crate) struct Client {
    http: reqwest::Client,
    root: String,
    bearer: Option<String>,
}

/// An answer, read to its end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: header::HeaderMap,
    /// The JSON of the body; null when it is none.
    pub(crate) body: Value,
}

impl Answer {
    /// The `code` of a problem.
    #[track_caller]
    pub(crate) fn code(&self) -> &str {
        self.body["code"]
            .as_str()
            .unwrap_or_else(|| panic!("no problem: {self:?}"))
    }

    /// The fields that a problem names, each with the code of what is wrong.
    #[track_caller]
    pub(crate) fn violations(&self) -> Vec<(&str, &str)> {
        assert_eq!((self.status, self.code()), (422, "invalid"), "{self:?}");
        let violations = self.body["violations"]
            .as_array()
            .expect("a list of violations");
        violations
            .iter()
            .map(|violation| {
                (
                    violation["field"].as_str().unwrap(),
                    violation["code"].as_str().unwrap(),
                )
            })
            .collect()
    }

    /// The body of a success.
    #[track_caller]
    pub(crate) fn success(self) -> Value {
        assert!((200..300).contains(&self.status), "{self:?}");
        self.body
    }
}

impl House {
    /// Somebody whom nobody knows.
    pub(crate) fn stranger(&self) -> Client {
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Client {
            http,
            root: format!("http://{}", self.address),
            bearer: None,
        }
    }

    /// Adds one of the people of the demo marketplace, and signs them in.
    pub(crate) async fn sign_in(&self, username: &str) -> Client {
        self.add(username).await;
        self.sign_in_again(username).await
    }

    /// Signs in somebody who is there.
    pub(crate) async fn sign_in_again(&self, username: &str) -> Client {
        let client = self.stranger();
        let credentials = json!({"username": username, "password": PASSWORD});
        let answer = client.post("/api/v1/session", &credentials).await;
        assert_eq!(answer.status, 204, "{answer:?}");
        client
    }

    /// An integrator with a token.
    pub(crate) fn with_token(&self, token: &str) -> Client {
        Client {
            bearer: Some(token.to_owned()),
            ..self.stranger()
        }
    }
}

impl Client {
    /// A request as a browser makes it from our own pages.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.bare(method, path);
        match &self.bearer {
            Some(token) => request.bearer_auth(token),
            None => request.header(header::ORIGIN, &self.root),
        }
    }

    /// A request from nowhere in particular; with the cookie all the same.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.root))
            .header(header::ACCEPT_LANGUAGE, "en")
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        send(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn post_once(&self, path: &str, key: &str, body: &Value) -> Answer {
        send(
            self.request(Method::POST, path)
                .header("idempotency-key", key)
                .json(body),
        )
        .await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        send(self.request(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        send(self.request(Method::DELETE, path)).await
    }
}

/// Sends a request and reads the whole answer, which must be as the document of the API says.
pub(crate) async fn send(request: RequestBuilder) -> Answer {
    let (http, request) = request.build_split();
    let request = request.expect("a request that can be sent");
    let (method, url) = (request.method().clone(), request.url().clone());
    let sent = request.body().and_then(Body::as_bytes).map(<[u8]>::to_vec);
    let response = http.execute(request).await.expect("the server answers");
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let bytes = response.bytes().await.expect("the answer comes whole");
    contract::assert_kept(&Received {
        method: &method,
        path: url.path(),
        sent: sent.as_deref().unwrap_or_default(),
        status,
        content_type: headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok()),
        body: &bytes,
    });
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Answer {
        status,
        headers,
        body,
    }
}
