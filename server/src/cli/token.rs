//! `aftercare token add`: a token for an integrator, printed once.

use aftercare_domain::{
    form::{Field as _, FieldError, Violation},
    people::{
        access::{Scope, TokenDays, TokenRequest},
        party::Organisation,
        security_event::SecurityEventKind,
    },
    values::{id::MerchantId, text::Name},
};
use clap::{Args, Subcommand};

use super::{
    CliError, open,
    user::{named, parser},
};
use crate::{
    config::Config,
    memory::security_log::Note,
    runtime::secret::Proof,
    service::{
        Error,
        access::tokens::{self, TokenMaker},
        audit::security_log,
    },
    write::idempotency,
};

/// Tokens of integrators.
#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Make a token and print it; it is not shown again.
    Add(AddToken),
}

#[derive(Debug, Args)]
pub(super) struct AddToken {
    /// What it is for, so that it can be told from others later.
    #[arg(long, value_parser = parser(Name::parse))]
    name: Name,
    /// What it may be used for; again for each scope.
    #[arg(long = "scope", required = true, value_parser = named(Scope::parse, Scope::NAMES))]
    scopes: Vec<Scope>,
    /// The merchant for which it acts; without one it acts for the platform.
    #[arg(long, value_parser = parser(MerchantId::parse))]
    merchant: Option<MerchantId>,
    /// After how many days it ends, up to 730; a year when not given.
    #[arg(long = "days", value_parser = parser(days))]
    lasts_days: Option<TokenDays>,
}

fn days(text: &str) -> Result<TokenDays, FieldError> {
    let days: u16 = text
        .parse()
        .map_err(|_| FieldError::wrong_type("integer"))?;
    TokenDays::read(&days.into())
}

/// What is wrong with a token that was asked for.
fn said(violations: &[Violation]) -> &'static str {
    if violations
        .iter()
        .any(|violation| violation.field.starts_with("scopes"))
    {
        "a scope of the platform is none for a merchant's token"
    } else {
        "there is no such merchant"
    }
}

impl TokenCommand {
    pub(super) async fn run(self, config: Config) -> Result<(), CliError> {
        let Self::Add(AddToken {
            name,
            scopes,
            merchant,
            lasts_days,
        }) = self;
        let request = TokenRequest {
            name,
            scopes,
            merchant_id: merchant,
            lasts_days,
        };
        let context = open(config).await?;
        let making = TokenMaker {
            created_by: "command line".to_owned(),
            proof: Proof::of_machine(&context.entropy),
            call: idempotency::IdempotentRequest::default(),
        };
        let added = tokens::add(&context, request, making).await;
        let noted = match &added {
            Ok(token) => {
                let merchant = token.merchant_id.clone();
                let side = merchant.map_or(Organisation::Platform, Organisation::Merchant);
                let made = Note::of(SecurityEventKind::TokenMade).about(&token.id);
                security_log::note_at_command_line(&context, made, side).await
            }
            Err(_) => Ok(()),
        };
        context.db.close().await;
        noted?;
        match added {
            Ok(token) => {
                println!("{}", token.token.unwrap_or_default());
                Ok(())
            }
            Err(Error::Invalid(violations)) => Err(said(&violations).into()),
            Err(refusal) => Err(refusal.into()),
        }
    }
}
