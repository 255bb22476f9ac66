//! The command `aftercare`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Requests and batches are made of many small pieces: with the C library's own allocator they take a third of the time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    aftercare_server::cli::run()
}
