//! Query strings: what an address asks for.

use std::{borrow::Cow, fmt};

/// A query string in the making: pairs in the order in which they were added, empty values left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryString(Vec<(Cow<'static, str>, String)>);

impl QueryString {
    /// An empty query.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The same with one more pair; an empty value says nothing and is left out.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.push((name.into(), value));
        }
        self
    }

    /// The address of a path with this query.
    pub fn on(&self, path: &str) -> String {
        if self.0.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{self}")
        }
    }
}

impl fmt::Display for QueryString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "&" };
            write!(f, "{separator}{}={}", encoded(name), encoded(value))?;
        }
        Ok(())
    }
}

/// A text as it stands in a path or a query: everything but letters, digits and `-._~/` is percent-encoded.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.extend(hex_digits(byte).map(|digit| digit.to_ascii_uppercase()));
        }
    }
    encoded
}

/// The two hexadecimal digits of a byte.
pub fn hex_digits(byte: u8) -> [char; 2] {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    [digit(byte >> 4), digit(byte & 0xf)]
}

/// A text as one segment of a path: a slash in it does not begin another.
pub fn segment(text: &str) -> String {
    encoded(text).replace('/', "%2F")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_can_not_break_out_of_their_place() {
        let query = QueryString::new()
            .with("q", "a&b=c#d 空")
            .with("node", "")
            .with("n", "1");
        assert_eq!(query.on("/x"), "/x?q=a%26b%3Dc%23d%20%E7%A9%BA&n=1");
        assert_eq!(QueryString::new().on("/x"), "/x");
        assert_eq!(segment("../a/b?"), "..%2Fa%2Fb%3F");
    }
}
