//! `cargo xtask test`: everything that must hold, in order of how soon it tells.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::build::{self, Profile, SiteAudience};
use crate::layout::Layout;
use crate::postgres::{self, Durability, Postgres};
use crate::tally::Tally;
use crate::{imports, process, setup, supply, wasm};

/// Which of the tests.
#[derive(Args)]
pub(crate) struct TestOptions {
    /// Leaves out format, lints and browser
    #[arg(long)]
    fast: bool,
    /// Only tests whose names contain one of these; leaves out format and lints
    filters: Vec<String>,
}

/// What was run so far.
struct TestRecord {
    tally: Tally,
    failed: Vec<&'static str>,
}

/// Sets up, runs the chosen tests to their end even when some fail, and closes with the counts.
pub(crate) fn everything(layout: &Layout, choice: &TestOptions) -> Result<ExitCode> {
    let started = Instant::now();
    let browser = !choice.fast;
    if browser {
        setup::for_testing(layout)?;
    } else {
        setup::for_databases()?;
    }
    let mut record = TestRecord {
        tally: Tally::default(),
        failed: Vec::new(),
    };
    if browser && choice.filters.is_empty() {
        record.step("format", || {
            check(process::cargo(layout.root()).args(["fmt", "--all", "--check"]))
        })?;
        record.step("rooms", || {
            imports::check(layout.root())?;
            Ok(Tally::of_check(true))
        })?;
        record.step("packages", || check_packages(layout))?;
        record.step("lints", || check(&mut host_lints(layout)))?;
        record.step("lints of the bundles", || check(&mut bundle_lints(layout)))?;
    }
    record.step("tests", || host_tests(layout, &choice.filters))?;
    if browser {
        record.step("build", || build_for_browser(layout))?;
        record.step("browser tests", || browser_tests(layout, &choice.filters))?;
    }
    println!("\ntest: {} s", started.elapsed().as_secs());
    if !record.failed.is_empty() {
        println!("test: failed: {}", record.failed.join(", "));
    }
    println!(
        "{} passed, {} failed",
        record.tally.passed, record.tally.failed
    );
    Ok(if record.tally.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl TestRecord {
    fn step(&mut self, name: &'static str, run: impl FnOnce() -> Result<Tally>) -> Result<()> {
        println!("\ntest: {name}");
        let started = Instant::now();
        let outcome = run();
        if process::interrupted() {
            bail!("interrupted");
        }
        let tally = outcome.unwrap_or_else(|error| {
            eprintln!("xtask: {error:#}");
            Tally::of_check(false)
        });
        println!(
            "test: {name}: {} passed, {} failed, {} s",
            tally.passed,
            tally.failed,
            started.elapsed().as_secs()
        );
        if tally.failed > 0 {
            self.failed.push(name);
        }
        self.tally += tally;
        Ok(())
    }
}

fn check(command: &mut Command) -> Result<Tally> {
    process::run(command)?;
    Ok(Tally::of_check(true))
}

/// Each lock file is a check of its own.
fn check_packages(layout: &Layout) -> Result<Tally> {
    supply::check_cargo(layout)?;
    let mut tally = Tally::of_check(true);
    for folder in [layout.end2end(), layout.measures()] {
        supply::check_npm(&folder)?;
        tally += Tally::of_check(true);
    }
    Ok(tally)
}

fn host_lints(layout: &Layout) -> Command {
    let mut cargo = process::cargo(layout.root());
    cargo.args([
        "clippy",
        "--quiet",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]);
    cargo
}

fn bundle_lints(layout: &Layout) -> Command {
    let mut cargo = process::cargo(layout.root());
    cargo
        .args(["clippy", "--quiet", "--package", "aftercare-workbench"])
        .args(["--package", "aftercare-consumer"])
        .args(["--target", wasm::TARGET, "--target-dir"])
        .arg(layout.wasm_target())
        .args(["--", "--deny", "warnings"]);
    cargo
}

/// The tests of domain, app, server and workshop; those of the server run on SQLite and on PostgreSQL.
fn host_tests(layout: &Layout, filters: &[String]) -> Result<Tally> {
    let own = match postgres::given() {
        Some(_) => None,
        None => Some(Postgres::start(Durability::None)?),
    };
    let mut cargo = process::cargo(layout.root());
    if let Some(postgres) = &own {
        cargo.env(postgres::GIVEN_IN, postgres.url());
    }
    if process::works(process::cargo(layout.root()).args(["nextest", "--version"])) {
        cargo
            .args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"])
            .args([
                "--cargo-quiet",
                "--status-level=fail",
                "--final-status-level=slow",
            ])
            .args(filters);
    } else {
        cargo
            .args([
                "test",
                "--quiet",
                "--no-fail-fast",
                "--lib",
                "--bins",
                "--tests",
                "--",
            ])
            .args(filters);
    }
    run_tests(&mut cargo)
}

fn build_for_browser(layout: &Layout) -> Result<Tally> {
    build::server(layout, Profile::Dev)?;
    build::site(layout, SiteAudience::Visitors)?;
    Ok(Tally::of_check(true))
}

fn browser_tests(layout: &Layout, filters: &[String]) -> Result<Tally> {
    process::run(
        Command::new(layout.npm_program("tsc"))
            .current_dir(layout.end2end())
            .arg("--noEmit"),
    )?;
    let mut playwright = playwright(layout, Profile::Dev);
    playwright.args(["test", "--pass-with-no-tests"]);
    if !filters.is_empty() {
        playwright.args(["--grep", &filters.join("|")]);
    }
    run_tests(&mut playwright)
}

/// Playwright, which finds the product that was built.
pub(crate) fn playwright(layout: &Layout, profile: Profile) -> Command {
    let mut playwright = Command::new(layout.npm_program("playwright"));
    playwright
        .current_dir(layout.end2end())
        .env("CHROMIUM", setup::chromium())
        .env(build::SERVER_IN, build::server_binary(layout, profile))
        .env("AFTERCARE_SITE_DIR", layout.site());
    playwright
}

/// Takes a picture of every screen into `end2end/gallery`, for people to look at.
pub(crate) fn gallery(layout: &Layout) -> Result<()> {
    setup::for_testing(layout)?;
    build::server(layout, Profile::Dev)?;
    build::site(layout, SiteAudience::Visitors)?;
    process::run(playwright(layout, Profile::Dev).args(["test", "--config", "gallery.config.ts"]))
}

fn run_tests(command: &mut Command) -> Result<Tally> {
    let mut tally = Tally::default();
    let status = process::watch(command, |line| tally.see(line))?;
    Ok(tally.closed(status))
}
