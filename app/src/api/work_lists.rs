//! Calls about many service orders at once: what there is to do, saved views, batches, exports.

use aftercare_domain::{
    service_order::view::{BasisList, ToDo},
    teamwork::saved_view::SavedViews,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Api, ApiError, ProblemDocument,
    transport::{ApiCall, IdempotencyKey, Method},
};
use crate::{
    json,
    request::{list_url::LISTED_PATH, query::QueryString},
};

/// What became of one command of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct BatchCommandResult {
    /// The order.
    pub number: String,
    /// The status that the command alone would have been answered with.
    pub status: u16,
    /// The problem, where it was refused.
    #[serde(default)]
    pub problem: Option<ProblemDocument>,
}

/// Numbers of service orders, as the API reads them.
#[derive(Serialize)]
struct NumbersJson<'a> {
    numbers: &'a [String],
}

impl Api {
    /// How much there is to do.
    pub async fn to_do(&self) -> Result<ToDo, ApiError> {
        self.get("/service-orders/to-do").await
    }

    /// The saved views that the visitor sees.
    pub async fn views(&self) -> Result<SavedViews, ApiError> {
        self.get("/views").await
    }

    /// What is needed to decide about up to 200 orders.
    pub async fn bases(&self, numbers: &[String]) -> Result<BasisList, ApiError> {
        let query = QueryString::new().with("numbers", numbers.join(","));
        self.get(&query.on("/service-orders/bases")).await
    }

    /// The numbers of a page of a list (`limit`, `cursor` and filters in `query`, sealed as in the address of its page), and where
    /// the next page begins.
    pub async fn numbers(&self, query: &str) -> Result<(Vec<String>, Option<String>), ApiError> {
        let call = ApiCall {
            path: format!("{LISTED_PATH}?{query}"),
            ..self.call(Method::Get, "", None)
        };
        let page = self.answer(call).await?;
        let page: Value = json::decode(&page).map_err(|_| ApiError::Malformed)?;
        let items = page.get("items").and_then(Value::as_array);
        let numbers = items.into_iter().flatten().filter_map(|item| {
            let number = item.get("number")?.as_str()?;
            Some(number.to_owned())
        });
        let next = page.get("next_cursor").and_then(Value::as_str);
        Ok((numbers.collect(), next.map(str::to_owned)))
    }

    /// Gives commands: each entry with `number` and `command`, up to 200 of them. Each has its own result, in their order.
    pub async fn give(
        &self,
        entries: &[Value],
        key: &IdempotencyKey,
    ) -> Result<Vec<BatchCommandResult>, ApiError> {
        self.post("/service-orders/commands", &entries, key).await
    }

    /// A workbook of up to 5 000 orders.
    pub async fn export(&self, numbers: &[String]) -> Result<Vec<u8>, ApiError> {
        self.post_for_file("/service-orders/export.xlsx", &NumbersJson { numbers })
            .await
    }
}

/// An entry of a batch: a command (as JSON) to an order as it was known.
pub fn batch_entry(number: &str, expected_version: u32, command: &Value) -> Value {
    let mut command = command.clone();
    if let Value::Object(command) = &mut command {
        command.insert("expected_version".to_owned(), expected_version.into());
    }
    json!({ "number": number, "command": command })
}
