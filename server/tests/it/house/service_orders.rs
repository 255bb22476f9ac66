//! What tests about service orders begin with: sales, addresses, applications.

use aftercare_domain::{people::access::Scope, values::id::MerchantId};
use aftercare_server::db;
use serde_json::{Value, json};

use super::{
    House,
    client::{Answer, Client},
    people::{CONSUMER, MERCHANT},
};

/// An address as a body has it.
pub(crate) fn consignee() -> Value {
    json!({
        "name": "李雷", "phone": "13800138000", "province": "北京市", "city": "北京市", "district": "海淀区",
        "street": "清河中街 68 号",
    })
}

/// An order of one line with so many pieces, delivered four days before a house opens.
pub(crate) fn sale(channel: &str, pieces: u32) -> Value {
    json!({
        "channel": channel, "merchant_id": MERCHANT, "consumer_id": CONSUMER, "shipped_by": "merchant",
        "paid_at": "2026-11-16T02:00:00Z", "shipped_at": "2026-11-17T02:00:00Z", "delivered_at": "2026-11-19T02:00:00Z",
        "lines": [{
            "line_number": 1, "spu": "spu-1", "sku": "sku-1", "title": "空气净化器 4 Lite", "category": "air-purifier",
            "quantity": pieces, "paid": 100_000 * i64::from(pieces), "freight": 1_000,
        }],
    })
}

/// An application for one piece of the first line of an order.
pub(crate) fn application(order_number: &str, service_type: &str, service_method: &str) -> Value {
    json!({
        "order_number": order_number, "line_number": 1, "quantity": 1, "service_type": service_type,
        "service_method": service_method, "reason_code": "quality_defect", "description": "开机后有异响",
        "contact": {"name": "韩梅梅", "phone": "13900139000"}, "return_to": consignee(),
    })
}

impl House {
    /// Tells an order of one line with so many pieces; its merchant has all addresses.
    pub(crate) async fn sell(&self, order_number: &str, channel: &str, pieces: u32) {
        self.sell_as(order_number, &sale(channel, pieces)).await;
    }

    /// The same for a merchant without addresses.
    pub(crate) async fn sell_without_addresses(
        &self,
        order_number: &str,
        channel: &str,
        pieces: u32,
    ) {
        self.tell(order_number, &sale(channel, pieces)).await;
    }

    /// Tells an order; its merchant has all addresses.
    pub(crate) async fn sell_as(&self, order_number: &str, sale: &Value) {
        self.tell(order_number, sale).await;
        let merchant = sale["merchant_id"].as_str().unwrap();
        let platform = self.with_token(&self.token(None, &[Scope::WriteAddresses]).await);
        for place in ["default", "spu-1/return", "spu-1/exchange", "spu-1/repair"] {
            let address = format!("/api/v1/addresses/{place}?merchant={merchant}");
            platform.put(&address, &consignee()).await.success();
        }
    }

    async fn tell(&self, order_number: &str, sale: &Value) {
        let merchant = MerchantId::parse(sale["merchant_id"].as_str().unwrap()).unwrap();
        let at = self.context.clock.now();
        let put = self.context.db.write(move |connection| {
            Box::pin(async move {
                db::people::tenants::put_merchant(connection, &merchant, "小米生态链", at).await
            })
        });
        put.await.unwrap();
        let platform = self.with_token(&self.token(None, &[Scope::WriteOrders]).await);
        let path = format!("/api/v1/orders/{order_number}");
        platform.put(&path, sale).await.success();
    }

    /// The people of a merchant's order, signed in.
    pub(crate) async fn people<const N: usize>(&self, usernames: [&str; N]) -> [Client; N] {
        let mut clients = Vec::with_capacity(N);
        for username in usernames {
            clients.push(self.sign_in(username).await);
        }
        clients.try_into().ok().unwrap()
    }
}

impl Client {
    /// Applies, and gives the number.
    pub(crate) async fn apply(&self, application: &Value) -> String {
        let order = self.post("/api/v1/service-orders", application).await;
        assert_eq!(order.status, 201, "{order:?}");
        order.body["number"].as_str().unwrap().to_owned()
    }

    /// Gives a command.
    pub(crate) async fn command(&self, number: &str, command: &Value) -> Answer {
        self.post(
            &format!("/api/v1/service-orders/{number}/commands"),
            command,
        )
        .await
    }

    /// An order.
    pub(crate) async fn order(&self, number: &str) -> Value {
        self.get(&format!("/api/v1/service-orders/{number}"))
            .await
            .success()
    }

    /// The types of the lines of an order's log.
    pub(crate) async fn log(&self, number: &str) -> Vec<String> {
        let log = self
            .get(&format!("/api/v1/service-orders/{number}/log"))
            .await
            .success();
        let lines = log.as_array().expect("a list");
        lines
            .iter()
            .map(|line| line["type"].as_str().unwrap().to_owned())
            .collect()
    }
}
