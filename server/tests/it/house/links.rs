//! Consumers who come by a link.

use aftercare_domain::people::access::Scope;
use reqwest::{Method, header};
use serde_json::Value;

use super::{
    House,
    client::{Answer, Client, send},
};

impl House {
    /// The address on this server of a link, as the platform's order system gets it.
    pub(crate) async fn link(&self, wanted: &Value) -> String {
        let platform = self.with_token(&self.token(None, &[Scope::WriteLinks]).await);
        platform.link(wanted).await
    }

    /// A consumer who came by a link.
    pub(crate) async fn come_by_link(&self, wanted: &Value) -> Client {
        let (consumer, link) = (self.stranger(), self.link(wanted).await);
        let entered = consumer.enter(&link).await;
        assert_eq!(entered.status, 303, "{entered:?}");
        consumer
    }
}

impl Client {
    /// Asks for a link; its address on this server.
    pub(crate) async fn link(&self, wanted: &Value) -> String {
        let made = self.post("/api/v1/consumer-links", wanted).await.success();
        let url = made["url"].as_str().unwrap();
        let path = url.split_once("/consumer/").map(|(_, path)| path);
        format!("/consumer/{}", path.expect("it leads to our door"))
    }

    /// Presses the button of the page to which a link leads.
    pub(crate) async fn enter(&self, link: &str) -> Answer {
        let (path, query) = link.split_once('?').unwrap_or((link, ""));
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        send(request.body(query.to_owned())).await
    }
}
