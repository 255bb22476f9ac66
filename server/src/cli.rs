//! The command line: one file a command.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::{
    config::Config,
    context::Context,
    http::router,
    runtime::{clock::Clock, entropy::Entropy},
};

mod demo;
mod migrate;
mod serve;
mod token;
mod user;
mod verify;

/// Aftercare, the after-sales service platform.
#[derive(Debug, Parser)]
#[command(name = "aftercare", version)]
struct Cli {
    /// A TOML file with settings; the environment (`AFTERCARE_...`) wins over it.
    #[arg(long, global = true, env = "AFTERCARE_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Debug, Subcommand)]
enum CliCommand {
    /// Serve pages and API until SIGTERM or SIGINT.
    Serve(serve::Serve),
    /// Bring the database's tables up to date.
    Migrate,
    /// People who sign in.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Tokens of integrators.
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Print the OpenAPI document.
    Openapi,
    /// Check the node logs, and that everything else follows from them.
    Verify,
    /// Work with the demo marketplace.
    #[command(subcommand)]
    Demo(demo::DemoCommand),
}

/// What a command ends with when it fails: said once, by [`run`].
type CliError = Box<dyn std::error::Error + Send + Sync>;

/// Parses the arguments of the process and does what they say.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    start_log();
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(CliError::from)
        .and_then(|runtime| runtime.block_on(run_command(cli)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            print_line(&format!("aftercare: {failure}"));
            ExitCode::FAILURE
        }
    }
}

async fn run_command(cli: Cli) -> Result<(), CliError> {
    let config = Config::load(cli.config.as_deref())?;
    match cli.command {
        CliCommand::Serve(serve) => serve.run(config).await,
        CliCommand::Migrate => migrate::run(config).await,
        CliCommand::User(user) => user.run(config).await,
        CliCommand::Token(token) => token.run(config).await,
        CliCommand::Openapi => print_document(),
        CliCommand::Verify => verify::run(config).await,
        CliCommand::Demo(demo) => demo.run(config).await,
    }
}

fn print_document() -> Result<(), CliError> {
    println!("{}", router::document().to_pretty_json()?);
    Ok(())
}

/// What every command uses: this machine's clock and randomness.
async fn open(config: Config) -> Result<Context, CliError> {
    Ok(Context::open(config, Clock::system(), Entropy::system()).await?)
}

fn print_line(line: &str) {
    eprintln!("{line}");
}

/// The log goes to stderr; what a command answers goes to stdout.
fn start_log() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
