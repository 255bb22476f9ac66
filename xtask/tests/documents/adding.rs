//! Whether `docs/adding.md` keeps its promises: what a command with an event of its own touches, and what a text.

use std::{collections::BTreeSet, path::Path};

use crate::tree::{root, texts};

/// The most places that a command with an event may touch.
const MAX_PLACES: usize = 10;

/// The heading of the section about commands.
const COMMAND: &str = "A command with an event";

/// The section under a heading.
fn section(heading: &str) -> String {
    let text = std::fs::read_to_string(root().join("docs/adding.md")).expect("docs/adding.md");
    let (_, section) = text
        .split_once(&format!("## {heading}\n"))
        .expect("a section of that heading");
    let (section, _) = section.split_once("\n## ").expect("a section after it");
    section.to_owned()
}

/// The types of the command and of the event that are its example.
fn example(section: &str) -> Vec<String> {
    let (_, line) = section.split_once("Example: ").expect("an example");
    let (line, _) = line.split_once(" (R-").expect("the rule of the example");
    let names = line.split('`').skip(1).step_by(2);
    names.map(ToOwned::to_owned).collect()
}

/// The files and folders to which the numbered items of the list link, in their order.
fn places(section: &str) -> Vec<String> {
    let is_numbered = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit());
    let numbered = section.lines().filter(is_numbered);
    numbered
        .map(|line| {
            let (_, link) = line.split_once("](../").expect("a link to the place");
            let (path, _) = link.split_once(')').expect("the end of the link");
            path.to_owned()
        })
        .collect()
}

/// The source files that name one of the types, but for tests and the histories of the demo marketplace.
fn naming(types: &[String]) -> BTreeSet<String> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let names = |text: &str| {
        text.split(|c| !is_of_name(c))
            .any(|word| types.iter().any(|name| name == word))
    };
    texts()
        .into_iter()
        .filter(|(path, text)| {
            let is_shown = path.contains("/tests/") || path.starts_with("server/src/demo/");
            let is_rust = Path::new(path).extension().is_some_and(|end| end == "rs");
            is_rust && !is_shown && names(text)
        })
        .map(|(path, _)| path)
        .collect()
}

fn stands_in(file: &str, place: &str) -> bool {
    file.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[test]
fn a_command_with_an_event_touches_the_places_that_the_paper_lists_and_no_other() {
    let section = section(COMMAND);
    let types = example(&section);
    assert_eq!(types.len(), 2, "a command and its event: {types:?}");
    let places = places(&section);
    assert!(
        places.len() <= MAX_PLACES,
        "a command touches {} places",
        places.len()
    );
    let naming = naming(&types);
    for file in &naming {
        assert!(
            places.iter().any(|place| stands_in(file, place)),
            "{file} names {types:?}: say what it wants to know in the row of the command or of the event, so that it need \
             not know them by name, or list it in docs/adding.md"
        );
    }
    for place in &places {
        assert!(
            naming.iter().any(|file| stands_in(file, place)),
            "{place} names none of {types:?}: take it out of docs/adding.md"
        );
    }
}

#[test]
fn of_the_places_of_a_command_the_words_alone_are_more_than_one_file() {
    for place in places(&section(COMMAND)) {
        let is_file = root().join(&place).is_file();
        assert!(is_file || place == "app/src/words", "{place} is no file");
    }
}

#[test]
fn a_text_stands_in_one_place_in_both_languages() {
    let section = section("A text on the screen");
    let (_, line) = section.split_once("Example: ").expect("an example");
    let (line, _) = line.split_once(". ").expect("the end of the example");
    let said: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
    assert_eq!(said.len(), 2, "in both languages: {said:?}");
    let place = places(&section);
    let is_source = |path: &str| Path::new(path).extension().is_some_and(|end| end == "rs");
    for text in said {
        let said_in = texts()
            .into_iter()
            .filter(|(path, source)| is_source(path) && source.contains(&format!("{text:?}")))
            .map(|(path, _)| path);
        assert_eq!(said_in.collect::<Vec<_>>(), place, "{text}");
    }
}
