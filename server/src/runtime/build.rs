//! Which build of the pages is served: a page that is open learns by it that there is a newer one.

use std::{fs, path::Path};

use crate::runtime::secret;

/// The hash of a site's manifest, which names every file by its content; the version where there is no site.
pub(crate) fn of_site(folder: &Path) -> String {
    const SHORT: usize = 16;
    match fs::read(folder.join("manifest.json")) {
        Ok(manifest) => secret::digest_of(&[&manifest])
            .chars()
            .take(SHORT)
            .collect(),
        Err(_) => env!("CARGO_PKG_VERSION").to_owned(),
    }
}
