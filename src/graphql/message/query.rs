//! The root field `messages`.

use async_graphql::{Context, Object, Result};

use super::object::Message;
use crate::domain::fallback::Chain;
use crate::graphql::scalar::{Json, LocaleTag};
use crate::graphql::{backend, error};
use crate::messages::args::Args;
use crate::service::site::Site;

/// Interface texts.
#[derive(Default)]
pub(crate) struct MessageQuery;

/// Interface texts.
#[Object]
impl MessageQuery {
    /// Interface texts from the locale files, formatted, each resolved along the locale's fallback chain.
    ///
    /// With neither `keys` nor `prefix`, all of them; a key that no file has is left out.
    async fn messages(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The locale to write in, in any spelling.")] locale: LocaleTag,
        #[graphql(desc = "Replaces the configured chain; `[]` turns fallback off.")]
        fallback: Option<Vec<LocaleTag>>,
        #[graphql(desc = "Only the messages with these keys.")] keys: Option<Vec<String>>,
        #[graphql(desc = "Only the messages whose key begins with this.")] prefix: Option<String>,
        #[graphql(
            desc = "An object of texts, numbers and booleans that the messages place, such as `{\"minutes\": 4}`."
        )]
        args: Option<Json>,
    ) -> Result<Option<Vec<Message>>> {
        let scope = backend::scope(ctx, &locale, fallback.as_deref())?;
        let args = args.map_or(Ok(Args::new()), |Json(args)| self::args(&args))?;
        let catalog = &backend::site(ctx)?.catalog;
        let chain = scope.chain.locales();
        let messages = catalog
            .messages(chain, keys.as_deref(), prefix.as_deref(), &args)
            .map_err(|problem| error::too_much(&problem))?;
        let requested = scope.requested();
        let messages = messages.into_iter();
        Ok(Some(
            messages
                .map(|message| Message::of(message, requested))
                .collect(),
        ))
    }
}

fn args(value: &serde_json::Value) -> Result<Args> {
    match value {
        serde_json::Value::Object(members) => Ok(Args::from_json(members)),
        serde_json::Value::Null => Ok(Args::new()),
        _ => Err(error::bad_input(
            "args",
            "is an object, such as `{\"minutes\": 4}`",
        )),
    }
}

/// How long a post takes to read, in words for its readers.
pub(crate) fn reading_time(site: &Site, chain: &Chain, minutes: i32) -> String {
    let args = Args::new().with("minutes", minutes);
    let message = site.catalog.format(chain.locales(), "reading-time", &args);
    message.map_or_else(|| minutes.to_string(), |message| message.text)
}
