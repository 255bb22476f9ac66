//! `aftercare serve`: listens until it is told to stop.

use std::net::SocketAddr;

use aftercare_app::{
    demo::{Group, PASSWORD},
    request::{language::Language, routes::Screen},
};
use aftercare_domain::values::time::Timestamp;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use super::{CliError, open, print_line};
use crate::{config::Config, context::Context, demo, http::serve::serve};

#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// Fill an empty database with the demo marketplace, and let its clock be moved. Only on a loopback address.
    #[arg(long)]
    demo: bool,
    /// Make the demo marketplace as it stands at this time (RFC 3339), from which its clock goes on: the same at every
    /// start. Where there is one already, it stays.
    #[arg(long, requires = "demo", value_parser = at)]
    demo_at: Option<Timestamp>,
    /// Serve a database with the demo marketplace in it without --demo, on any address: for measurements. Its people,
    /// operators among them, sign in with a published password.
    #[arg(long, conflicts_with = "demo")]
    allow_demo_people: bool,
}

fn at(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).map_err(|_| "a time such as 2026-06-15T02:00:00Z is expected".to_owned())
}

impl Serve {
    pub(super) async fn run(self, config: Config) -> Result<(), CliError> {
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
        self.check_people(&context).await?;
        if !self.demo && context.config.signing_key_file.is_none() {
            tracing::warn!(
                "the key that signs what the server gives out is kept in the database: whoever has a copy of that can sign \
                 as well. To keep it elsewhere, name a file with 32 characters or more in `signing_key_file`"
            );
        }
        if let Some(at) = self.demo_at {
            demo::begin_at(&context, at).await?;
        }
        if self.demo {
            if demo::is_empty(&context).await? {
                print_line("making the demo marketplace: orders, and a year of service orders");
            }
            demo::fill_if_empty(&context).await?;
        }
        println!("listening on http://{address}");
        if self.demo {
            print_line(&demo_urls(&format!("http://{address}")));
        }
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

impl Serve {
    /// Nobody serves the people of the demo to the world, or real people with a clock that can be moved, by mistake.
    async fn check_people(&self, context: &Context) -> Result<(), CliError> {
        let has_demo = demo::is_there(context).await?;
        if has_demo && !self.demo && !self.allow_demo_people {
            return Err(
                "this database holds the demo marketplace, whose people, an operator among them, sign in with a published \
                 password. Serve it with --demo, or name another database in `database_url`; --allow-demo-people serves \
                 it all the same"
                    .into(),
            );
        }
        if self.demo && !has_demo && !demo::is_empty(context).await? {
            return Err(
                "this database has people of its own: --demo would let its clock be moved, and is for an empty database. \
                 Serve it without --demo, or name another database in `database_url`"
                    .into(),
            );
        }
        Ok(())
    }
}

/// Where to go in the demo, and as whom, for whoever reads what the server prints.
fn demo_urls(root: &str) -> String {
    let words = Language::English.demo();
    let mut lines = vec![
        String::new(),
        "The demo marketplace is ready. Open one of these:".to_owned(),
        format!(
            "  {root}{:<22} sign in, with one click",
            Screen::SignIn.path()
        ),
        format!(
            "  {root}{:<22} what consumers see, on a phone",
            Screen::MyOrders.path()
        ),
        format!("  {root}{:<22} the API", "/api/docs/"),
        String::new(),
        format!("Its people, whose password is {PASSWORD}:"),
    ];
    for person in Group::ALL.into_iter().flat_map(Group::people) {
        let (who, what) = (words.who(person), words.what_to_look_at(person));
        lines.push(format!("  {:<14} {who:<28} {what}", person.username()));
    }
    lines.push(String::new());
    lines.push("Ctrl-C stops it.".to_owned());
    lines.join("\n")
}

fn refusal(address: SocketAddr) -> String {
    format!(
        "--demo has people with a published password: it listens on a loopback address only, and {address} is none"
    )
}
