//! What comes in from outside: which packages may, what is known against them, and the list of them all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::layout::Layout;
use crate::process;
use crate::tools;

/// The licences that packages of npm may have. None of them is part of the product: they build it and test it, but for the
/// icons (ISC).
const NPM_LICENCES: [&str; 9] = [
    "(MIT OR CC0-1.0)",
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "ISC",
    "MIT",
    "MPL-2.0",
];
/// Where packages of npm may come from, if their lock says where.
const NPM_REGISTRY: &str = "https://registry.npmjs.org/";

/// The packages whose binaries people run or download.
const SHIPPED: [&str; 3] = [
    "aftercare-server",
    "aftercare-workbench",
    "aftercare-consumer",
];

/// Fails when a package of cargo has a licence, a source or a name that `deny.toml` doesn't let in.
pub(crate) fn check_cargo(layout: &Layout) -> Result<()> {
    process::run(
        Command::new(tools::DENY.program(layout)?)
            .current_dir(layout.root())
            .args(["--log-level", "error", "--locked", "check"])
            .args(["--hide-inclusion-graph", "licenses", "bans", "sources"]),
    )
}

/// Fails when a package of npm in this folder's lock has no checksum, another source than the registry, or a licence that is not
/// let in.
pub(crate) fn check_npm(folder: &Path) -> Result<()> {
    let path = folder.join("package-lock.json");
    let lock = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let lock: NpmLock = serde_json::from_slice(&lock)?;
    let faults = lock.faults();
    ensure!(
        faults.is_empty(),
        "{}: {}",
        path.display(),
        faults.join("; ")
    );
    Ok(())
}

/// Says which advisories of a database apply to the packages of cargo; fails when one of them is a vulnerability.
pub(crate) fn audit(layout: &Layout, database: &Path) -> Result<()> {
    let database = fs::canonicalize(database)
        .with_context(|| format!("there is no advisory database at {}", database.display()))?;
    process::run(
        Command::new(tools::AUDIT.program(layout)?)
            .current_dir(layout.root())
            .args(["audit", "--no-fetch", "--stale", "--db"])
            .arg(database),
    )
}

/// Writes what the product is made of: a file for each binary, and one for what builds and tests it.
pub(crate) fn bill_of_materials(layout: &Layout) -> Result<()> {
    let program = tools::CYCLONEDX.program(layout)?;
    let folder = layout.bill_of_materials();
    fs::create_dir_all(&folder)?;
    process::run(
        Command::new(program)
            .current_dir(layout.root())
            .args(["cyclonedx", "--format", "json", "--all", "--target", "all"])
            .args(["--spec-version", "1.5"]),
    )?;
    let written = process::read(process::cargo(layout.root()).args([
        "metadata",
        "--no-deps",
        "--format-version",
        "1",
    ]))?;
    let workspace: Workspace = serde_json::from_str(&written)?;
    for package in workspace.packages {
        let name = package.name;
        let list = Path::new(&package.manifest_path).with_file_name(format!("{name}.cdx.json"));
        if SHIPPED.contains(&name.as_str()) {
            fs::copy(&list, folder.join(format!("{name}.cdx.json")))
                .with_context(|| format!("{} was not written", list.display()))?;
        }
        fs::remove_file(list)?;
    }
    let npm = process::read(Command::new("npm").current_dir(layout.end2end()).args([
        "sbom",
        "--sbom-format",
        "cyclonedx",
        "--package-lock-only",
    ]))?;
    fs::write(folder.join("tools.cdx.json"), npm)?;
    println!("sbom: {}", folder.display());
    Ok(())
}

/// What cargo says of the workspace.
#[derive(Deserialize)]
struct Workspace {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: String,
}

/// A `package-lock.json`.
#[derive(Deserialize)]
struct NpmLock {
    packages: BTreeMap<String, NpmPackage>,
}

#[derive(Deserialize)]
struct NpmPackage {
    integrity: Option<String>,
    resolved: Option<String>,
    license: Option<String>,
    #[serde(default)]
    link: bool,
}

impl NpmLock {
    /// What is wrong, a line a package.
    fn faults(&self) -> Vec<String> {
        let installed = self.packages.iter().filter(|(place, _)| !place.is_empty());
        installed
            .filter_map(|(place, package)| Some(format!("{place}: {}", package.fault()?)))
            .collect()
    }
}

impl NpmPackage {
    fn fault(&self) -> Option<String> {
        if self.link {
            return Some("a link to a folder".to_owned());
        }
        if let Some(source) = &self.resolved
            && !source.starts_with(NPM_REGISTRY)
        {
            return Some(format!("from {source}"));
        }
        if !self
            .integrity
            .as_deref()
            .is_some_and(|sum| sum.starts_with("sha512-"))
        {
            return Some("without a checksum".to_owned());
        }
        // A few say their licence in a file alone.
        self.license
            .as_ref()
            .filter(|licence| !NPM_LICENCES.contains(&licence.as_str()))
            .map(|licence| format!("licence {licence}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_of(package: &str) -> Option<String> {
        let package: NpmPackage = serde_json::from_str(package).unwrap();
        package.fault()
    }

    #[test]
    fn a_package_of_npm_has_a_checksum_a_licence_and_comes_from_the_registry() {
        let sum = r#""integrity":"sha512-Aa==""#;
        assert_eq!(fault_of(&format!(r#"{{{sum},"license":"MIT"}}"#)), None);
        let registry = r#""resolved":"https://registry.npmjs.org/a/-/a-1.0.0.tgz""#;
        assert_eq!(fault_of(&format!("{{{sum},{registry}}}")), None);
        for (package, fault) in [
            (r#"{"license":"MIT"}"#.to_owned(), "without a checksum"),
            (
                r#"{"integrity":"sha1-Aa=="}"#.to_owned(),
                "without a checksum",
            ),
            (
                format!(r#"{{{sum},"license":"AGPL-3.0"}}"#),
                "licence AGPL-3.0",
            ),
            (
                format!(r#"{{{sum},"resolved":"git+ssh://git@example.com/a.git"}}"#),
                "from git+ssh://git@example.com/a.git",
            ),
            (r#"{"link":true}"#.to_owned(), "a link to a folder"),
        ] {
            assert_eq!(fault_of(&package).as_deref(), Some(fault), "{package}");
        }
    }
}
