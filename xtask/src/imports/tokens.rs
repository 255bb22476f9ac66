//! The tokens of a Rust file, as far as its imports are made of them: names, `::` and signs. Comments, texts, characters and
//! lifetimes are left out.

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or a keyword.
    Name(String),
    /// `::`
    Into,
    /// Any other sign, or a number's first digits.
    Sign(char),
}

/// The tokens of a text, in their order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if let Some(length) = ignored(rest) {
            length
        } else if rest.starts_with("::") {
            found.push(Token::Into);
            2
        } else if first.is_alphabetic() || first == '_' {
            let length = word(rest);
            found.push(Token::Name(rest.chars().take(length).collect()));
            bytes(rest, length)
        } else {
            found.push(Token::Sign(first));
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    found
}

/// How many bytes are to be left out here; none where a token begins.
fn ignored(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if first.is_whitespace() {
        Some(first.len_utf8())
    } else if rest.starts_with("//") {
        Some(rest.find('\n').unwrap_or(rest.len()))
    } else if rest.starts_with("/*") {
        Some(block_comment(rest))
    } else if first == '\'' {
        Some(character_or_lifetime(rest))
    } else {
        text(rest).or_else(|| raw_name(rest))
    }
}

/// The characters of the word at the beginning.
fn word(rest: &str) -> usize {
    rest.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .count()
}

/// The bytes of so many characters at the beginning.
fn bytes(rest: &str, characters: usize) -> usize {
    rest.chars().take(characters).map(char::len_utf8).sum()
}

/// The `r#` before a name that is a keyword elsewhere.
fn raw_name(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix("r#")?.chars().next()?;
    name.is_alphabetic().then_some(2)
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// A text, plain or raw, of characters or of bytes.
fn text(rest: &str) -> Option<usize> {
    let bare = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    let before = rest.len() - bare.len();
    if let Some(raw) = bare.strip_prefix('r') {
        let marks = raw.chars().take_while(|c| *c == '#').count();
        let body = raw.get(marks..)?.strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(marks));
        let length = body.find(&end).map_or(body.len(), |at| at + end.len());
        return Some(before + 1 + marks + 1 + length);
    }
    let body = bare.strip_prefix('"')?;
    Some(before + 1 + until(body, '"'))
}

/// `'a'`, `'\n'`, or the lifetime `'a`.
fn character_or_lifetime(rest: &str) -> usize {
    let body = rest.get(1..).unwrap_or_default();
    let mut characters = body.chars();
    let (first, second) = (characters.next(), characters.next());
    if first == Some('\\') || second == Some('\'') {
        1 + until(body, '\'')
    } else {
        1 + bytes(body, word(body))
    }
}

/// The bytes up to a closing sign and with it; what stands behind a backslash closes nothing.
fn until(body: &str, closing: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == closing => return at + c.len_utf8(),
            _ => {}
        }
    }
    body.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let name = |token| match token {
            Token::Name(name) => Some(name),
            Token::Into | Token::Sign(_) => None,
        };
        tokens(text).into_iter().filter_map(name).collect()
    }

    #[test]
    fn what_stands_in_texts_and_comments_is_no_name() {
        let text = r##"a "b \" b" r#"c " c"# b"d" /* e /* e */ e */ f // g
            'h' '\'' 'i j<'k> r#use l"##;
        assert_eq!(names(text), ["a", "f", "j", "use", "l"]);
    }

    #[test]
    fn a_path_is_names_with_signs_between() {
        let one = |name: &str| Token::Name(name.to_owned());
        assert_eq!(
            tokens("a::b;"),
            [one("a"), Token::Into, one("b"), Token::Sign(';')]
        );
    }
}
