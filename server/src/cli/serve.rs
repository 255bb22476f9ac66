//! `aftercare serve`: listens until it is told to stop.

use std::net::SocketAddr;

use aftercare_domain::time::Timestamp;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use super::{Failure, open};
use crate::{config::Config, demo, http::serve::serve};

#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// Fill an empty database with the demo marketplace, and let its clock be moved. Only on a loopback address.
    #[arg(long)]
    demo: bool,
    /// Make the demo marketplace as it stands at this time (RFC 3339), from which its clock goes on: the same at every
    /// start. Where there is one already, it stays.
    #[arg(long, requires = "demo", value_parser = at)]
    demo_at: Option<Timestamp>,
}

fn at(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).map_err(|_| "a time such as 2026-06-15T02:00:00Z is expected".to_owned())
}

impl Serve {
    pub(super) async fn run(self, config: Config) -> Result<(), Failure> {
        let listener = TcpListener::bind(&config.listen).await.map_err(|error| {
            format!(
                "can't listen on `{}` (key `listen`): {error}",
                config.listen
            )
        })?;
        let address = listener.local_addr()?;
        if self.demo && !address.ip().is_loopback() {
            return Err(refusal(address).into());
        }
        // Heard from here on, so that a stop during the start is not lost.
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut context = open(config).await?;
        context.sandbox = self.demo;
        context.listens_on(address);
        if let Some(at) = self.demo_at {
            demo::begin_at(&context, at).await?;
        }
        if self.demo {
            demo::fill_if_empty(&context).await?;
        }
        println!("listening on http://{address}");
        serve(listener, context, async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
        .await?;
        Ok(())
    }
}

fn refusal(address: SocketAddr) -> String {
    format!(
        "--demo has people with a published password: it listens on a loopback address only, and {address} is none"
    )
}
