//! The command `aftercare`.

use std::process::ExitCode;

fn main() -> ExitCode {
    aftercare_server::cli::run()
}
