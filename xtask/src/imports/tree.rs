//! The modules of a crate, and which of them each names.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};

use super::tokens::{Token, tokens};

/// Where a module stands below the root of its crate; the root itself is nowhere.
pub(super) type Place = Vec<String>;

/// How often a name may stand for another name before it is given up.
const MOST_STEPS: u32 = 8;

/// The modules of a crate.
#[derive(Debug, Default)]
pub(super) struct Tree {
    modules: BTreeMap<Place, Module>,
}

/// A module: what it declares to use, and which paths stand in it.
#[derive(Debug, Default)]
struct Module {
    imports: Vec<Import>,
    paths: Vec<Vec<String>>,
}

/// One name of a `use` declaration.
#[derive(Debug)]
struct Import {
    path: Vec<String>,
    /// By which name; none where everything is meant.
    name: Option<String>,
}

/// What stands before an item.
#[derive(Clone, Copy, Default)]
struct Before {
    /// It is compiled for tests alone.
    is_test: bool,
}

impl Tree {
    /// The modules from a crate's root file on. `read` gives a file's text by its path below the folder of the root.
    pub(super) fn read(root: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<Self> {
        let mut tree = Self::default();
        let text = read(root)?;
        tree.parse(&text, Vec::new(), read)?;
        Ok(tree)
    }

    /// The modules right below the root.
    pub(super) fn rooms(&self) -> BTreeSet<String> {
        let places = self.modules.keys();
        places.filter_map(|place| place.first().cloned()).collect()
    }

    /// Every pair of modules of which the first names the second; neither of them stands in the other.
    pub(super) fn arrows(&self) -> BTreeSet<(Place, Place)> {
        let mut arrows = BTreeSet::new();
        for (place, module) in &self.modules {
            let imported = module.imports.iter().map(|import| &import.path);
            for path in imported.chain(&module.paths) {
                let Some(named) = self.resolve(place, path, MOST_STEPS) else {
                    continue;
                };
                if !named.starts_with(place) && !place.starts_with(&named) {
                    arrows.insert((place.clone(), named));
                }
            }
        }
        arrows
    }

    fn parse(
        &mut self,
        text: &str,
        place: Place,
        read: &dyn Fn(&str) -> Result<String>,
    ) -> Result<()> {
        self.modules.entry(place.clone()).or_default();
        let tokens = tokens(text);
        let mut rest: &[Token] = &tokens;
        // The modules that stand open here, each with how many braces are open around it.
        let mut open: Vec<(Place, usize)> = vec![(place, 0)];
        let mut depth = 0;
        let mut before = Before::default();
        let mut last: Option<&Token> = None;
        while let Some((token, after)) = rest.split_first() {
            let here = open
                .last()
                .map(|(place, _)| place.clone())
                .context("a brace too many")?;
            let module = self.modules.entry(here.clone()).or_default();
            let mut next = after;
            match token {
                Token::Sign('#') if is_test_attribute(after) => before.is_test = true,
                Token::Sign('{') => depth += 1,
                Token::Sign('}') => {
                    depth -= 1;
                    if open.len() > 1 && open.last().is_some_and(|(_, around)| *around == depth) {
                        open.pop();
                    }
                }
                Token::Name(word) if word == "mod" && last != Some(&Token::Into) => {
                    if let Some((name, form, behind)) = declared(after) {
                        let below = [here.as_slice(), &[name]].concat();
                        let is_test = std::mem::take(&mut before).is_test;
                        next = behind;
                        match form {
                            ';' if is_test => {}
                            ';' => self.parse(&read(&file_of(&below))?, below, read)?,
                            _ if is_test => next = behind_block(behind),
                            _ => {
                                self.modules.entry(below.clone()).or_default();
                                open.push((below, depth));
                                depth += 1;
                            }
                        }
                    }
                }
                Token::Name(word) if word == "use" && begins_item(last) => {
                    let end = after.iter().position(|token| *token == Token::Sign(';'));
                    let (tree, behind) = after.split_at(end.unwrap_or(after.len()));
                    if !std::mem::take(&mut before).is_test {
                        add_imports(tree, &[], &mut module.imports);
                    }
                    next = behind;
                }
                // A visibility imports nothing.
                Token::Name(word) if word == "in" && last == Some(&Token::Sign('(')) => {
                    let end = after.iter().position(|token| *token == Token::Sign(')'));
                    next = after.get(end.unwrap_or_default()..).unwrap_or_default();
                }
                Token::Name(word) => {
                    if matches!(word.as_str(), "fn" | "struct" | "enum" | "impl" | "const") {
                        before = Before::default();
                    }
                    let stands_alone = !matches!(last, Some(Token::Into | Token::Sign('.')));
                    if stands_alone && after.first() == Some(&Token::Into) {
                        let (path, behind) = path(rest);
                        module.paths.push(path);
                        next = behind;
                    }
                }
                Token::Into | Token::Sign(_) => {}
            }
            last = Some(token);
            rest = next;
        }
        Ok(())
    }

    /// The innermost module of this crate that a path leads into, seen from a module; none where it leads elsewhere.
    fn resolve(&self, from: &[String], path: &[String], steps: u32) -> Option<Place> {
        let (first, mut rest) = path.split_first()?;
        let mut place = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.to_vec(),
            "super" => {
                let mut place = above(from)?;
                while let Some(("super", behind)) = rest
                    .split_first()
                    .map(|(name, behind)| (name.as_str(), behind))
                {
                    place = above(&place)?;
                    rest = behind;
                }
                place
            }
            name => self.named(from, name, steps)?,
        };
        while let Some((name, behind)) = rest.split_first() {
            let below = [place.as_slice(), std::slice::from_ref(name)].concat();
            if !self.modules.contains_key(&below) {
                break;
            }
            place = below;
            rest = behind;
        }
        Some(place)
    }

    /// The module that a name stands for in a module.
    fn named(&self, from: &[String], name: &str, steps: u32) -> Option<Place> {
        let steps = steps.checked_sub(1)?;
        let below = [from, &[name.to_owned()]].concat();
        if self.modules.contains_key(&below) {
            return Some(below);
        }
        let imports = &self.modules.get(from)?.imports;
        for import in imports {
            match import.name.as_deref() {
                Some(bound) if bound == name => {
                    let place = self.resolve(from, &import.path, steps)?;
                    // A name of something in a module is no name of the module.
                    let is_module = import.path.last() == place.last()
                        || import.path.last().is_some_and(|last| last == "self");
                    return is_module.then_some(place);
                }
                None if import.path.iter().all(|part| part == "super") => {
                    let parent = self.resolve(from, &import.path, steps)?;
                    return self.named(&parent, name, steps);
                }
                Some(_) | None => {}
            }
        }
        None
    }
}

fn above(place: &[String]) -> Option<Place> {
    place.split_last().map(|(_, above)| above.to_vec())
}

fn file_of(place: &[String]) -> String {
    format!("{}.rs", place.join("/"))
}

/// Whether `[cfg(test)]` follows.
fn is_test_attribute(after: &[Token]) -> bool {
    let name = |name: &str| Token::Name(name.to_owned());
    after.starts_with(&[
        Token::Sign('['),
        name("cfg"),
        Token::Sign('('),
        name("test"),
        Token::Sign(')'),
        Token::Sign(']'),
    ])
}

/// The name of a module that is declared, whether by a file (`;`) or right here (`{`), and what follows.
fn declared(after: &[Token]) -> Option<(String, char, &[Token])> {
    match after {
        [
            Token::Name(name),
            Token::Sign(form @ (';' | '{')),
            behind @ ..,
        ] => Some((name.clone(), *form, behind)),
        _ => None,
    }
}

/// What follows a block that is open.
fn behind_block(mut rest: &[Token]) -> &[Token] {
    let mut depth = 1_usize;
    while let Some((token, behind)) = rest.split_first() {
        match token {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => depth -= 1,
            Token::Name(_) | Token::Into | Token::Sign(_) => {}
        }
        rest = behind;
        if depth == 0 {
            break;
        }
    }
    rest
}

/// Whether an item can begin after this token.
fn begins_item(last: Option<&Token>) -> bool {
    match last {
        None | Some(Token::Sign(';' | '{' | '}' | ']' | ')')) => true,
        Some(Token::Name(word)) => word == "pub",
        Some(Token::Into | Token::Sign(_)) => false,
    }
}

/// The names of a path that begins here, and what follows it.
fn path(mut rest: &[Token]) -> (Vec<String>, &[Token]) {
    let mut names = Vec::new();
    while let [Token::Name(name), behind @ ..] = rest {
        names.push(name.clone());
        match behind {
            [Token::Into, after @ ..] if matches!(after, [Token::Name(_), ..]) => rest = after,
            _ => return (names, behind),
        }
    }
    (names, rest)
}

/// Adds what a tree of a `use` declaration names, below a prefix.
fn add_imports(tree: &[Token], prefix: &[String], imports: &mut Vec<Import>) {
    let (names, rest) = path(tree);
    let path = [prefix, &names].concat();
    match rest {
        [Token::Into, Token::Sign('*'), ..] => imports.push(Import { path, name: None }),
        [Token::Into, Token::Sign('{'), inner @ ..] | [Token::Sign('{'), inner @ ..] => {
            for part in parts(inner) {
                add_imports(part, &path, imports);
            }
        }
        [Token::Name(word), Token::Name(alias), ..] if word == "as" => imports.push(Import {
            path,
            name: Some(alias.clone()),
        }),
        _ => {
            let own = path.iter().rev().find(|name| *name != "self").cloned();
            imports.push(Import { path, name: own });
        }
    }
}

/// The parts between the commas of a group that is open.
fn parts(inner: &[Token]) -> Vec<&[Token]> {
    let mut parts = Vec::new();
    let (mut begin, mut depth) = (0, 0_usize);
    for (at, token) in inner.iter().enumerate() {
        let closes = *token == Token::Sign('}');
        if depth == 0 && (closes || *token == Token::Sign(',')) {
            parts.extend(inner.get(begin..at).filter(|part| !part.is_empty()));
            begin = at + 1;
            if closes {
                break;
            }
        } else if *token == Token::Sign('{') {
            depth += 1;
        } else if closes {
            depth -= 1;
        }
    }
    parts
}
