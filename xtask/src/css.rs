//! Style sheets: an entry file with all that it imports, bundled, minified, and lowered to what the oldest browsers
//! that can run our WASM understand.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

/// Chrome 96 and Safari 15, as lightningcss writes versions: major, minor and patch in a byte each.
const OLDEST_BROWSERS: Browsers = Browsers {
    android: None,
    chrome: Some(96 << 16),
    edge: Some(96 << 16),
    firefox: Some(95 << 16),
    ie: None,
    ios_saf: Some(15 << 16),
    opera: None,
    safari: Some(15 << 16),
    samsung: None,
};

/// The bundled and minified style sheet that begins with this file.
pub(crate) fn bundle(entry: &Path) -> Result<String> {
    let files = FileProvider::new();
    let sheet = Bundler::new(&files, None, ParserOptions::default()).bundle(entry);
    let mut sheet = sheet.map_err(|error| anyhow!("{error}"))?;
    let targets = Targets::from(OLDEST_BROWSERS);
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    })?;
    Ok(printed.code)
}
