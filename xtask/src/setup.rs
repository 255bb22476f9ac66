//! What a fresh machine lacks, installed once. Each step looks first, and says what to do where it can't help.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::layout::Layout;
use crate::{fingerprint, postgres, process, wasm};

/// What building needs: the WASM target, and from npm what makes bundles and style sheets small.
pub(crate) fn for_building(layout: &Layout) -> Result<()> {
    wasm_target(layout)?;
    npm_packages(&layout.end2end())
}

/// What testing needs besides: rustfmt and clippy, a browser, Chinese fonts and PostgreSQL.
pub(crate) fn for_testing(layout: &Layout) -> Result<()> {
    for_building(layout)?;
    rust_component(layout, "rustfmt", "fmt")?;
    rust_component(layout, "clippy", "clippy")?;
    debian_packages(&missing_for_browsers())?;
    for_databases()
}

/// What measuring needs besides what building needs: PostgreSQL, a browser with Chinese fonts, and Lighthouse from npm.
pub(crate) fn for_measuring(layout: &Layout) -> Result<()> {
    for_building(layout)?;
    debian_packages(&missing_for_browsers())?;
    npm_packages(&layout.measures())?;
    for_databases()
}

/// PostgreSQL's server, unless one is given.
pub(crate) fn for_databases() -> Result<()> {
    if postgres::given().is_some() || postgres::find_programs().is_some() {
        return Ok(());
    }
    debian_packages(&["postgresql"])
}

/// The browser that the tests drive: `CHROMIUM`, or Debian's.
pub(crate) fn chromium() -> PathBuf {
    std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from)
}

fn wasm_target(layout: &Layout) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc
        .current_dir(layout.root())
        .args(["--print", "target-libdir", "--target", wasm::TARGET]);
    if Path::new(&process::read(&mut rustc)?).is_dir() {
        return Ok(());
    }
    println!("setup: adding the WASM target");
    process::run(Command::new("rustup").current_dir(layout.root()).args([
        "target",
        "add",
        wasm::TARGET,
    ]))
    .with_context(|| {
        format!(
            "the toolchain has no target {}; add it by hand",
            wasm::TARGET
        )
    })
}

fn rust_component(layout: &Layout, component: &str, subcommand: &str) -> Result<()> {
    if process::works(process::cargo(layout.root()).args([subcommand, "--version"])) {
        return Ok(());
    }
    println!("setup: adding {component}");
    process::run(Command::new("rustup").current_dir(layout.root()).args([
        "component",
        "add",
        component,
    ]))
    .with_context(|| format!("the toolchain has no {component}; add it by hand"))
}

/// `npm ci` in a folder whenever its lock file is another than that of the last time.
fn npm_packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock =
        fs::read(&lock).with_context(|| format!("{} names the npm packages", lock.display()))?;
    let wanted = fingerprint::of(&[&lock]);
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if !process::works(Command::new("npm").arg("--version")) {
        debian_packages(&["nodejs", "npm"])
            .context("Node.js 20 or newer with npm is needed (wasm-opt, browser tests)")?;
    }
    println!("setup: npm packages");
    process::run(
        Command::new("npm")
            .current_dir(folder)
            .args(["ci", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    fs::write(stamp, wanted).context("cannot remember the npm packages")
}

fn missing_for_browsers() -> Vec<&'static str> {
    let mut missing = Vec::new();
    if !chromium().is_file() {
        missing.push("chromium");
    }
    let fonts = process::read(Command::new("fc-list").args([":lang=zh-cn", "family"]));
    if fonts.map_or(true, |families| families.is_empty()) {
        missing.extend(["fontconfig", "fonts-noto-cjk"]);
    }
    missing
}

fn debian_packages(missing: &[&str]) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let root = process::read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    if !root || !process::works(Command::new("apt-get").arg("--version")) {
        bail!("these are missing, and only root can install them with apt-get: {names}");
    }
    println!("setup: apt-get install {names}");
    process::run(apt_get().args(["update", "--quiet"]))?;
    process::run(
        apt_get()
            .args(["install", "--quiet", "--yes", "--no-install-recommends"])
            .args(missing),
    )
    .with_context(|| format!("install these by hand: {names}"))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
