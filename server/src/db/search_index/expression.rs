//! What is searched for, as each engine writes it. Words are cut before they come here: they are letters and digits, so
//! nothing in them means anything to either engine.

use crate::db::Engine;

/// What an order's words must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// This word is there.
    Word(String),
    /// A word that begins so is there.
    Prefix(String),
    /// All of these fit.
    All(Vec<Expression>),
    /// One of these fits.
    Any(Vec<Expression>),
}

/// How an engine writes expressions.
struct Dialect {
    and: &'static str,
    or: &'static str,
    quote: char,
    prefix: &'static str,
}

impl Dialect {
    const fn of(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self {
                and: " AND ",
                or: " OR ",
                quote: '"',
                prefix: " *",
            },
            Engine::Postgres => Self {
                and: " & ",
                or: " | ",
                quote: '\'',
                prefix: ":*",
            },
        }
    }
}

impl Expression {
    /// The text that the engine parses.
    pub(super) fn write(&self, engine: Engine) -> String {
        let mut text = String::new();
        self.write_in(&Dialect::of(engine), &mut text);
        text
    }

    fn write_in(&self, dialect: &Dialect, text: &mut String) {
        match self {
            Self::Word(word) => quoted(word, dialect, text),
            Self::Prefix(word) => {
                quoted(word, dialect, text);
                text.push_str(dialect.prefix);
            }
            Self::All(parts) => joined(parts, dialect.and, dialect, text),
            Self::Any(parts) => joined(parts, dialect.or, dialect, text),
        }
    }
}

fn quoted(word: &str, dialect: &Dialect, text: &mut String) {
    text.push(dialect.quote);
    text.extend(word.chars().filter(|&c| c != dialect.quote && c != '\\'));
    text.push(dialect.quote);
}

fn joined(parts: &[Expression], by: &str, dialect: &Dialect, text: &mut String) {
    text.push('(');
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            text.push_str(by);
        }
        part.write_in(dialect, text);
    }
    text.push(')');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_is_told_in_its_own_language() {
        let word = |word: &str| Expression::Word(word.to_owned());
        let expression = Expression::All(vec![
            word("净化"),
            Expression::Any(vec![word("a\"b'c\\"), Expression::Prefix("器".to_owned())]),
        ]);
        assert_eq!(
            expression.write(Engine::Sqlite),
            "(\"净化\" AND (\"ab'c\" OR \"器\" *))"
        );
        assert_eq!(
            expression.write(Engine::Postgres),
            "('净化' & ('a\"bc' | '器':*))"
        );
    }
}
