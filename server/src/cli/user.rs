//! `aftercare user add`: somebody who can sign in, and the tenant for whom they act.

use std::io::{IsTerminal, stdin};

use aftercare_domain::{
    form::FieldError,
    people::party::{Party, Position, Role},
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, StoreId, Username},
    },
};
use clap::{Args, Subcommand};

use super::{CliError, open, print_line};
use crate::{
    config::Config,
    db::people::User,
    service::access::{new_password::NewPassword, people::add_user},
};

/// People who sign in.
#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Add somebody. The password is read from standard input, so that no list of processes shows it.
    Add(AddUser),
}

#[derive(Debug, Args)]
pub(super) struct AddUser {
    /// The name by which they sign in.
    #[arg(value_parser = parser(Username::parse))]
    username: Username,
    /// The name that others see; the username when not given.
    #[arg(long)]
    name: Option<String>,
    /// For whom they act: consumer, merchant, store, operator, `return_centre`.
    #[arg(long, value_parser = named(Party::parse, Party::NAMES))]
    party: Party,
    /// The merchant, which is made unless it is there.
    #[arg(long, value_parser = parser(MerchantId::parse))]
    merchant: Option<MerchantId>,
    /// What a merchant's staff are there for; again for each position.
    #[arg(long = "position", value_parser = named(Position::parse, Position::NAMES))]
    positions: Vec<Position>,
    /// The store, which is made unless it is there.
    #[arg(long, value_parser = parser(StoreId::parse))]
    store: Option<StoreId>,
    /// A channel that the store serves; again for each channel.
    #[arg(long = "channel", value_parser = named(Channel::parse, Channel::NAMES))]
    channels: Vec<Channel>,
    /// The consumer.
    #[arg(long, value_parser = parser(ConsumerId::parse))]
    consumer: Option<ConsumerId>,
}

impl UserCommand {
    pub(super) async fn run(self, config: Config) -> Result<(), CliError> {
        let Self::Add(add) = self;
        let role = add.role()?;
        let user = User {
            name: add.name.unwrap_or_else(|| add.username.to_string()),
            username: add.username,
            role,
        };
        let password =
            NewPassword::choose(&read_password()?, &[user.username.as_str(), &user.name])?;
        let context = open(config).await?;
        let added = add_user(&context, user, password).await;
        context.db.close().await;
        Ok(added?)
    }
}

impl AddUser {
    fn role(&self) -> Result<Role, CliError> {
        let needs =
            |option: &str| format!("somebody of the party `{}` needs --{option}", self.party);
        match self.party {
            Party::Consumer => Ok(Role::Consumer {
                consumer: self.consumer.clone().ok_or_else(|| needs("consumer"))?,
                order: None,
            }),
            Party::Merchant if self.positions.is_empty() => Err(needs("position").into()),
            Party::Merchant => Ok(Role::Merchant {
                merchant: self.merchant.clone().ok_or_else(|| needs("merchant"))?,
                positions: self.positions.iter().copied().collect(),
            }),
            Party::Store => Ok(Role::Store {
                store: self.store.clone().ok_or_else(|| needs("store"))?,
                channels: self.channels.iter().copied().collect(),
            }),
            Party::Operator => Ok(Role::Operator),
            Party::ReturnCentre => Ok(Role::ReturnCentre),
            Party::System | Party::ApiClient => Err(
                "nobody signs in as the system; an integrator gets a token (`aftercare token add`)"
                    .into(),
            ),
        }
    }
}

/// Reads one line: the password, and nothing that is typed after it.
fn read_password() -> Result<String, CliError> {
    if stdin().is_terminal() {
        print_line("Password (it is shown while you type; use a pipe to keep it from view):");
    }
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

/// A parser of the domain for the command line.
pub(super) fn parser<T>(
    parse: fn(&str) -> Result<T, FieldError>,
) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |text| parse(text).map_err(|fault| format!("{fault:?}"))
}

/// A parser of one of the domain's enumerations for the command line.
pub(super) fn named<T>(
    parse: fn(&str) -> Option<T>,
    names: &'static [&'static str],
) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |text| parse(text).ok_or_else(|| format!("expected one of {}", names.join(", ")))
}
