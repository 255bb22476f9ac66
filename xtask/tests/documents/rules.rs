//! Whether `docs/rules.md` and the code speak of the same rules: each id stands there once, each id that code, tests or documents
//! cite stands there, and each rule that is built, be it in part, is named by a test.

use std::collections::BTreeSet;

use crate::tree::{is_document, root, texts};

/// A rule of `docs/rules.md`: a list item of its id in bold, its state as code, and what it says.
struct Rule {
    id: String,
    is_built: bool,
}

fn rules() -> Vec<Rule> {
    let text = std::fs::read_to_string(root().join("docs/rules.md")).expect("docs/rules.md");
    let lines = text.lines().filter_map(|line| line.strip_prefix("- **R-"));
    lines
        .map(|line| {
            let (id, rest) = line.split_once("** `").expect("`built` behind the id");
            let (state, _) = rest.split_once("` ").expect("a sentence behind the state");
            let is_built = match state {
                "built" | "built in part" => true,
                "not built" => false,
                other => panic!("R-{id} is {other}"),
            };
            Rule {
                id: format!("R-{id}"),
                is_built,
            }
        })
        .collect()
}

/// The ids that stand in a text, such as R, a minus sign, capitals, a minus sign and digits.
fn ids(text: &str) -> BTreeSet<String> {
    let is_of_id = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    let words = text.split(|c: char| !is_of_id(c));
    words
        .map(|word| word.trim_matches('-'))
        .filter(|word| {
            let parts: Vec<&str> = word.split('-').collect();
            let [first, names @ .., number] = parts.as_slice() else {
                return false;
            };
            let is_name =
                |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase());
            let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
            *first == "R" && !names.is_empty() && names.iter().all(is_name) && is_number
        })
        .map(ToOwned::to_owned)
        .collect()
}

/// What of a file is test: all of it, or what stands below its `#[cfg(test)]`.
fn tests_of<'t>(path: &str, text: &'t str) -> &'t str {
    if path.contains("/tests/") || path.ends_with("tests.rs") {
        return text;
    }
    text.find("#[cfg(test)]")
        .and_then(|at| text.get(at..))
        .unwrap_or_default()
}

#[test]
fn a_rule_stands_in_the_rules_once() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        assert!(
            seen.insert(rule.id.clone()),
            "{} stands there twice",
            rule.id
        );
    }
    assert!(!seen.is_empty(), "docs/rules.md names no rule");
}

#[test]
fn a_rule_that_is_cited_stands_in_the_rules() {
    let known: BTreeSet<String> = rules().into_iter().map(|rule| rule.id).collect();
    for (path, text) in texts() {
        for id in ids(&text) {
            assert!(
                known.contains(&id),
                "{path} cites {id}, which docs/rules.md does not have"
            );
        }
    }
}

#[test]
fn a_rule_that_is_built_is_named_by_a_test() {
    let texts = texts();
    let named: BTreeSet<String> = texts
        .iter()
        .filter(|(path, _)| !is_document(path))
        .flat_map(|(path, text)| ids(tests_of(path, text)))
        .collect();
    let unproved = rules()
        .into_iter()
        .filter(|rule| rule.is_built && !named.contains(&rule.id));
    let unproved: Vec<String> = unproved.map(|rule| rule.id).collect();
    assert!(
        unproved.is_empty(),
        "no test names {unproved:?}; docs/rules.md says that they are built"
    );
}

#[test]
fn an_id_is_told_from_other_words() {
    let of = |text| ids(text).into_iter().collect::<Vec<_>>();
    let (one, other) = (["R", "REV", "3"].join("-"), ["R", "TIM", "12"].join("-"));
    assert_eq!(
        of(&format!(
            "({one}, {other}): R-, R-3, UTF-8, SR-REV-3, R-Rev-3"
        )),
        [one, other]
    );
}
