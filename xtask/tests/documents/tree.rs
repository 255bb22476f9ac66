//! The texts of the tree.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Where code, tests and documents stand.
const FOLDERS: [&str; 7] = [
    "domain", "app", "server", "style", "end2end", "xtask", "docs",
];
/// What is made by builds and set-ups.
const MADE: [&str; 4] = ["target", "node_modules", "gallery", "test-results"];
/// How the names of texts end.
const TEXTS: [&str; 5] = [".rs", ".ts", ".mjs", ".sql", ".md"];

/// The top of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the top of the workspace").to_owned()
}

/// Every text of the tree with its path from the top.
pub(crate) fn texts() -> BTreeMap<String, String> {
    let root = root();
    let mut texts = BTreeMap::new();
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    let mut files = entries(&root);
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() && !MADE.contains(&name.as_ref()) {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    for path in files {
        let name = path.to_string_lossy();
        if path.is_file() && TEXTS.iter().any(|end| name.ends_with(end)) {
            let relative = path.strip_prefix(&root).expect("below the top");
            let text = fs::read_to_string(&path).expect("a text");
            texts.insert(relative.display().to_string(), text);
        }
    }
    texts
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of the tree");
    entries
        .map(|entry| entry.expect("an entry").path())
        .collect()
}

/// Whether a text is written for readers, and is no code.
pub(crate) fn is_document(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "md")
}
