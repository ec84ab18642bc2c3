//! Who sent a request: the secret that came with it, whose that is, and which languages they read.
//! The secret is looked up when a field asks whose it is, and then once a request; a page for readers never does.

use async_graphql::{Context, Result};
use tokio::sync::OnceCell;

use super::{backend, error};
use crate::domain::access::{Caller, Deed};
use crate::domain::locale::Locale;
use crate::service::act::Act;
use crate::service::token::{self, Secret};

/// Data of one request; without it, a stranger asks.
#[derive(Debug, Default)]
pub struct Sender {
    secret: Option<Secret>,
    languages: Vec<String>,
    caller: OnceCell<Option<Caller>>,
}

impl Sender {
    /// Somebody who sent this secret, if any, and reads these languages, the best first.
    pub fn new(secret: Option<Secret>, languages: Vec<String>) -> Self {
        Self {
            secret,
            languages,
            caller: OnceCell::new(),
        }
    }

    async fn caller(&self, ctx: &Context<'_>) -> Result<Option<&Caller>> {
        let Some(secret) = &self.secret else {
            return Ok(None);
        };
        let look_up = async || {
            let store = &backend::writer(ctx)?.store;
            let caller = token::authenticate(store, secret, backend::now(ctx)?).await;
            caller.map_err(|failure| error::of_read(ctx, &failure.into()))
        };
        self.caller
            .get_or_try_init(look_up)
            .await
            .map(Option::as_ref)
    }
}

/// Who asks, if they may do it.
///
/// # Errors
/// `UNAUTHENTICATED` without a valid token, `FORBIDDEN` with one whose role may not.
pub(super) async fn caller<'a>(ctx: &Context<'a>, deed: Deed) -> Result<&'a Caller> {
    let sender = ctx.data_opt::<Sender>();
    let caller = match sender {
        Some(sender) => sender.caller(ctx).await?,
        None => None,
    };
    // What is said to one who has a token is not for others.
    ctx.insert_http_header("cache-control", "no-store");
    match caller {
        Some(caller) if caller.may(deed) => Ok(caller),
        Some(caller) => Err(error::forbidden(caller.role, deed)),
        None => Err(error::unauthenticated(
            sender.is_some_and(|sender| sender.secret.is_some()),
        )),
    }
}

/// Whose token came with the request; `None` where none came.
///
/// # Errors
/// `UNAUTHENTICATED` where one came that is not valid.
pub(super) async fn known_caller<'a>(ctx: &Context<'a>) -> Result<Option<&'a Caller>> {
    match ctx.data_opt::<Sender>() {
        Some(sender) if sender.secret.is_some() => {
            let caller = sender.caller(ctx).await?;
            caller.ok_or_else(|| error::unauthenticated(true)).map(Some)
        }
        _ => Ok(None),
    }
}

/// A change that the sender makes, if they may.
pub(super) async fn act<'a>(ctx: &Context<'a>, deed: Deed) -> Result<Act<'a>> {
    Ok(Act {
        caller: caller(ctx, deed).await?,
        writer: backend::writer(ctx)?,
        now: backend::now(ctx)?,
    })
}

/// The locale of the site in which the sender is told what is wrong: the first of their languages that it has, else its default.
pub(super) fn language(ctx: &Context<'_>) -> Result<Locale> {
    let locales = &backend::site(ctx)?.locales;
    let languages = ctx.data_opt::<Sender>().map(|sender| &sender.languages);
    let mut languages = languages.into_iter().flatten();
    let found = languages.find_map(|tag| match locales.find(tag) {
        Ok(locale) => Some(locale),
        // `de-AT` is told in `de`; `nl` is not told in what is spelled like it.
        Err(unknown) => unknown.nearest.filter(|near| same_language(near, tag)),
    });
    Ok(found.unwrap_or_else(|| locales.default_locale().clone()))
}

fn same_language(locale: &Locale, tag: &str) -> bool {
    let language = |tag: &str| tag.split(['-', '_']).next().map(str::to_ascii_lowercase);
    language(locale.as_str()) == language(tag)
}
