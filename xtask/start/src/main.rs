//! The first second of `cargo xtask`. On a fresh clone, what builds and tests has to be compiled itself, which takes about a
//! minute: this says so, and then becomes it. It depends on nothing, so that it is there at once.

use std::env;
use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    if !is_compiled() {
        let job = arguments
            .first()
            .map_or("the job", |job| job.to_str().unwrap_or("the job"));
        println!(
            "xtask: first it is compiled itself, about a minute on a fresh clone; then {job} says which steps it has"
        );
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let error = Command::new(cargo)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .args(["run", "--package", "xtask", "--"])
        .args(arguments)
        .exec();
    eprintln!("xtask: cannot start cargo: {error}");
    ExitCode::FAILURE
}

/// Whether it lies beside this program already; cargo still looks whether it is the newest.
fn is_compiled() -> bool {
    env::current_exe().is_ok_and(|own| own.with_file_name("xtask").exists())
}
