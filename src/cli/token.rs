//! `isogloss token`: makes, lists and revokes tokens, for who has the machine.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::site::{connect_existing, open_site, open_store};
use super::table::Table;
use super::{Format, present, print};
use crate::config::Config;
use crate::domain::access::{Caller, Role};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::service::act::{Act, Writer};
use crate::service::problem::{Problem, WriteError};
use crate::service::site::Site;
use crate::service::token::{self, NewToken};
use crate::store::Store;
use crate::store::token::TokenRow;

/// Makes, lists and revokes the tokens with which editors and translators come.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss token create --name anna --role editor
  isogloss token create --name berta --role translator --locale de --locale fr
  isogloss token create --name deploy --role admin --expires-at 2027-01-01T00:00:00Z --format json
  isogloss token list
  isogloss token revoke anna")]
pub struct Token {
    /// What to do
    #[command(subcommand)]
    pub command: TokenCommand,
}

/// What is done with tokens.
#[derive(Clone, Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token; its secret is printed this once
    #[command(after_help = "Examples:
  isogloss token create --name anna --role editor
  isogloss token create --name berta --role translator --locale de")]
    Create(Create),
    /// List all tokens, revoked ones included
    #[command(after_help = "Examples:
  isogloss token list --format json")]
    List {
        /// For people or for programs
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Revoke a token, with effect on its next request
    #[command(after_help = "Examples:
  isogloss token revoke anna")]
    Revoke {
        /// Whose it is
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// A token that is wanted.
#[derive(Clone, Debug, Args)]
pub struct Create {
    /// Whose it is; revisions name their author by it
    #[arg(long)]
    pub name: String,
    /// What it allows
    #[arg(long)]
    pub role: RoleName,
    /// Where it may write, as often as needed [default: everywhere]
    #[arg(long = "locale", value_name = "TAG")]
    pub locales: Vec<String>,
    /// Until when it is valid, such as 2027-01-01T00:00:00Z [default: until it is revoked]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub expires_at: Option<Instant>,
    /// For people or for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// The names of roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    /// Reads drafts, and writes texts in its locales
    Translator,
    /// Writes and publishes
    Editor,
    /// Hands out tokens, too
    Admin,
}

fn instant(text: &str) -> Result<Instant, String> {
    let read = Instant::parse(text);
    read.ok_or_else(|| {
        "an instant is written as in RFC 3339, such as 2027-01-01T00:00:00Z".to_owned()
    })
}

/// Does it.
pub async fn run(arguments: &Token, config: &Config) -> Result<ExitCode> {
    let site = open_site(config, print::problems)?;
    let store = match arguments.command {
        TokenCommand::Create(_) => open_store(config, &site, print::problems).await?,
        TokenCommand::List { .. } | TokenCommand::Revoke { .. } => connect_existing(config).await?,
    };
    match &arguments.command {
        TokenCommand::Create(create) => create.run(&site, &store).await?,
        TokenCommand::List { format } => list(&store, *format).await?,
        TokenCommand::Revoke { name } => revoke(&site, &store, name).await?,
    }
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// A writer for a command or a server.
pub fn writer(site: &Arc<Site>, store: &Store) -> Writer {
    Writer {
        site: Arc::clone(site),
        store: store.clone(),
        ids: Arc::new(present::ids()),
        randomness: present::randomness,
    }
}

impl Create {
    async fn run(&self, site: &Arc<Site>, store: &Store) -> Result<()> {
        let new = NewToken {
            name: self.name.clone(),
            role: self.role.into(),
            locales: (!self.locales.is_empty()).then(|| self.locales.clone()),
            expires_at: self.expires_at,
        };
        let secret = make(site, store, &new).await?;
        match self.format {
            Format::Json => print::line(json!({
                "name": new.name.trim(),
                "role": new.role.as_str(),
                "secret": secret,
            })),
            Format::Text => {
                print::line(&secret);
                print::line(
                    "It is shown this once. Send it as `Authorization: Bearer …`, or paste it into the playground.",
                );
            }
        }
        Ok(())
    }
}

/// Makes a token; answers with its secret.
pub async fn make(site: &Arc<Site>, store: &Store, new: &NewToken) -> Result<String> {
    let writer = writer(site, store);
    let caller = Caller::operator();
    let act = Act {
        writer: &writer,
        caller: &caller,
        now: present::now(),
    };
    match token::create(&act, new).await {
        Ok(secret) => Ok(secret.reveal().to_owned()),
        Err(error) => Err(told(site, error)),
    }
}

async fn list(store: &Store, format: Format) -> Result<()> {
    let tokens = token::list(store).await?;
    let now = present::now();
    match format {
        Format::Json => {
            let tokens: Vec<Value> = tokens.iter().map(|token| as_json(token, now)).collect();
            print::line(Value::Array(tokens));
        }
        Format::Text => {
            let mut table = Table::new(["name", "role", "locales", "state", "expires", "made"]);
            for token in &tokens {
                let expires = token.expires_at.map(|end| end.to_string());
                table.row([
                    token.name.clone(),
                    token.role.as_str().to_owned(),
                    tags(token).map_or_else(|| "all".to_owned(), |tags| tags.join(" ")),
                    state(token, now).to_owned(),
                    expires.unwrap_or_default(),
                    token.created_at.to_string(),
                ]);
            }
            table.write(&mut anstream::stdout())?;
        }
    }
    Ok(())
}

async fn revoke(site: &Arc<Site>, store: &Store, name: &str) -> Result<()> {
    let writer = writer(site, store);
    let caller = Caller::operator();
    let act = Act {
        writer: &writer,
        caller: &caller,
        now: present::now(),
    };
    match token::revoke(&act, name).await {
        Ok(()) => print::line(format_args!("revoked: {name}")),
        Err(WriteError::Refused(_)) => {
            bail!("there is no valid token `{name}`; `isogloss token list` shows all")
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn as_json(token: &TokenRow, now: Instant) -> Value {
    let time = |instant: Option<Instant>| instant.map(|instant| instant.to_string());
    json!({
        "name": token.name,
        "role": token.role.as_str(),
        "locales": tags(token),
        "state": state(token, now),
        "expiresAt": time(token.expires_at),
        "revokedAt": time(token.revoked_at),
        "createdAt": token.created_at.to_string(),
    })
}

fn tags(token: &TokenRow) -> Option<Vec<String>> {
    let locales = token.locales.as_ref()?;
    Some(locales.iter().map(Locale::to_string).collect())
}

fn state(token: &TokenRow, now: Instant) -> &'static str {
    match token.revoked_at {
        Some(_) => "revoked",
        None if token::is_valid(token, now) => "valid",
        None => "expired",
    }
}

/// An error as the command line tells it: all problems, in the words of the default locale.
fn told(site: &Site, error: WriteError) -> anyhow::Error {
    let WriteError::Refused(problems) = error else {
        return error.into();
    };
    let words = |problem: &Problem| {
        let message = problem.words(site, site.locales.default_locale());
        match &problem.suggestion {
            Some(suggestion) => format!("{message} ({suggestion}?)"),
            None => message,
        }
    };
    let told: Vec<String> = problems.iter().map(words).collect();
    anyhow!("{}", told.join(" "))
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Translator => Self::Translator,
            RoleName::Editor => Self::Editor,
            RoleName::Admin => Self::Admin,
        }
    }
}
