//! Programs of cargo that aren't part of the toolchain: each in the version that is named here, kept under `target/tools`.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::layout::Layout;
use crate::process;

/// A program from the registry of cargo.
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Checks licences, bans and sources of packages.
pub(crate) const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};
/// Compares packages with a database of advisories.
pub(crate) const AUDIT: Tool = Tool {
    name: "cargo-audit",
    version: "0.22.2",
};
/// Lists packages in the format of <https://cyclonedx.org>.
pub(crate) const CYCLONEDX: Tool = Tool {
    name: "cargo-cyclonedx",
    version: "0.5.9",
};

impl Tool {
    /// Where the program lies; compiles it when it isn't there yet.
    pub(crate) fn program(&self, layout: &Layout) -> Result<PathBuf> {
        let Self { name, version } = self;
        let folder = layout.tools().join(format!("{name}-{version}"));
        let program = folder.join("bin").join(name);
        if !program.is_file() {
            println!("setup: {name} {version}");
            process::run(
                process::cargo(layout.root())
                    .args(["install", name, "--version", version, "--locked", "--debug"])
                    .arg("--root")
                    .arg(&folder),
            )
            .with_context(|| format!("{name} {version} can't be installed"))?;
        }
        Ok(program)
    }
}
