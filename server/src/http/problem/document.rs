//! The document of a problem (RFC 9457), in words.

use aftercare_app::{request::language::Language, words::format};
use aftercare_domain::values::time::Span;
use serde_json::{Map, Value, json};

use super::Problem;

impl Problem {
    /// The document in a language.
    pub fn document(&self, language: Language) -> Value {
        let (title, detail) = self.kind.words(language, &self.params);
        let detail = match self.retry_after_seconds {
            Some(seconds) => detail.replace("{retry_after}", &wait(seconds, language)),
            None => detail,
        };
        let mut document = Map::new();
        let code = self.kind.code();
        document.insert(
            "type".to_owned(),
            json!(format!("urn:aftercare:problem:{code}")),
        );
        document.insert("title".to_owned(), json!(title));
        document.insert("status".to_owned(), json!(self.status().as_u16()));
        document.insert("detail".to_owned(), json!(detail));
        document.insert("code".to_owned(), json!(code));
        for (name, value) in self.params.iter().chain(&self.members) {
            document
                .entry(name.clone())
                .or_insert_with(|| value.clone());
        }
        Value::Object(document)
    }
}

/// How long to wait, in seconds below a minute, and above in minutes, hours and days that have gone by then for certain.
fn wait(seconds: u64, language: Language) -> String {
    if seconds < 60 {
        return match (language, seconds) {
            (Language::Chinese, _) => format!(" {seconds} 秒"),
            (Language::English, 1) => "1 second".to_owned(),
            (Language::English, _) => format!("{seconds} seconds"),
        };
    }
    let minutes = i64::try_from(seconds.div_ceil(60)).unwrap_or(i64::MAX / 60_000);
    let length = format::duration(Span::minutes(minutes), language);
    match language {
        Language::Chinese => format!(" {length}"),
        Language::English => length,
    }
}

/// Replaces each `{name}` by its parameter.
pub(super) fn fill(detail: &str, params: &Map<String, Value>) -> String {
    params
        .iter()
        .fold(detail.to_owned(), |text, (name, value)| {
            let shown = match value {
                Value::String(string) => string.clone(),
                Value::Array(entries) => listed(entries),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
                    value.to_string()
                }
            };
            text.replace(&format!("{{{name}}}"), &shown)
        })
}

/// Names, one after another.
fn listed(names: &[Value]) -> String {
    let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
    names.join(", ")
}
