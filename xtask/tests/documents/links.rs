//! Whether the links of the documents lead somewhere.

use crate::tree::{is_document, root, texts};

/// Where the links of a text lead, but for those to other hosts and to places within it.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1);
    let targets = targets.filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    targets
        .filter(|target| !target.contains("://") && !target.starts_with('#'))
        .map(|target| target.split_once('#').map_or(target, |(path, _)| path))
}

#[test]
fn every_link_of_a_document_leads_to_a_file_of_the_tree() {
    let mut lost = Vec::new();
    for (path, text) in texts() {
        if is_document(&path) {
            let file = root().join(&path);
            let folder = file.parent().expect("a folder");
            let missing = links(&text).filter(|target| !folder.join(target).exists());
            lost.extend(missing.map(|target| format!("{path}: {target}")));
        }
    }
    assert!(lost.is_empty(), "links that lead nowhere: {lost:#?}");
}
