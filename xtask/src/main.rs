//! The workshop: how Aftercare is built, run, tested and measured. `cargo xtask --help` lists the jobs; each has its file.

mod bench;
mod build;
mod css;
mod dev;
mod fingerprint;
mod icons;
mod imports;
mod layout;
mod postgres;
mod process;
mod progress;
mod setup;
mod site;
mod supply;
mod tally;
mod test;
mod tools;
mod unreached;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::build::Profile;
use crate::layout::Layout;

/// Builds, runs, tests and measures Aftercare.
#[derive(Parser)]
#[command(name = "cargo xtask", version, about)]
struct XtaskCli {
    #[command(subcommand)]
    job: XtaskCommand,
}

#[derive(Subcommand)]
enum XtaskCommand {
    /// Builds the server and what browsers load from it
    Build {
        /// The server optimised, as it is shipped
        #[arg(long)]
        release: bool,
    },
    /// Builds, then serves the demo marketplace at <http://127.0.0.1:3000>, kept under `data/`
    Run {
        /// Passed on to `aftercare serve --demo`
        #[arg(last = true)]
        server: Vec<String>,
    },
    /// Like `run`, and on each change rebuilds what it touches, restarts, and reloads open pages
    Dev {
        /// Passed on to `aftercare serve --demo`
        #[arg(last = true)]
        server: Vec<String>,
    },
    /// Sets up what tests need, then runs everything: format, lints, tests on both databases, browser tests
    Test(test::TestOptions),
    /// Takes a picture of every screen, in each size, look and language, into `end2end/gallery`
    Gallery,
    /// Says which known advisories apply to the packages of cargo
    Audit {
        /// A folder with a copy of the database of advisories that <https://rustsec.org> keeps
        database: PathBuf,
    },
    /// Writes what the product is made of into `target/sbom`, in the format of <https://cyclonedx.org>
    Sbom,
    /// Builds with optimisation and measures throughput, latency, memory, sizes, and what a browser makes of the pages
    Bench(bench::BenchOptions),
}

fn main() -> ExitCode {
    match perform(XtaskCli::parse().job) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(job: XtaskCommand) -> Result<ExitCode> {
    process::stop_children_when_interrupted()?;
    let layout = Layout::of_this_workspace()?;
    match job {
        XtaskCommand::Build { release } => {
            build::everything(&layout, Profile::from_release(release))?;
        }
        XtaskCommand::Run { server } => build::run(&layout, &server)?,
        XtaskCommand::Dev { server } => dev::watch(&layout, &server)?,
        XtaskCommand::Test(choice) => return test::everything(&layout, &choice),
        XtaskCommand::Gallery => test::gallery(&layout)?,
        XtaskCommand::Audit { database } => supply::audit(&layout, &database)?,
        XtaskCommand::Sbom => supply::bill_of_materials(&layout)?,
        XtaskCommand::Bench(choice) => bench::measure(&layout, &choice)?,
    }
    Ok(ExitCode::SUCCESS)
}
