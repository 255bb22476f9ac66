//! Style sheets: an entry file with all that it imports, bundled, minified, and lowered to what the oldest browsers
//! that can run our WASM understand, by `lightningcss` from npm.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::layout::Layout;
use crate::process;

/// The oldest browsers that can run our WASM.
const OLDEST_BROWSERS: &str = "chrome 96, firefox 95, safari 15, ios_saf 15";

/// The bundled and minified style sheet of this name.
pub(crate) fn bundle(layout: &Layout, name: &str) -> Result<Vec<u8>> {
    let entry = layout.style().join(name).with_extension("css");
    let bundled = layout.site_cache().join(format!("{name}.bundled.css"));
    process::run(
        Command::new(layout.npm_program("lightningcss"))
            .args(["--bundle", "--minify", "--targets", OLDEST_BROWSERS])
            .arg("--output-file")
            .arg(&bundled)
            .arg(&entry),
    )
    .with_context(|| format!("cannot bundle {}", entry.display()))?;
    let sheet = fs::read(&bundled)?;
    fs::remove_file(bundled)?;
    Ok(sheet)
}
