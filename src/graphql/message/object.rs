//! The type `Message`.

use async_graphql::SimpleObject;
use serde_json::Value;

use crate::domain::locale::Locale;
use crate::graphql::scalar::{Json, LocaleTag};
use crate::messages::catalog;

/// One interface text, formatted.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Message {
    /// The message's name in the locale files.
    key: String,
    /// The text; empty where the message has attributes alone.
    text: String,
    /// The locale it is written in.
    locale: LocaleTag,
    /// Whether that is another locale than the one asked for.
    is_fallback: bool,
    /// The message's attributes, such as `placeholder`: an object of texts.
    attributes: Json,
}

impl Message {
    /// A message as it was found for a reader of `requested`.
    pub(crate) fn of(message: catalog::Message, requested: &Locale) -> Self {
        let attributes = message.attributes.into_iter();
        let attributes = attributes.map(|(name, text)| (name, Value::String(text)));
        Self {
            key: message.key,
            text: message.text,
            is_fallback: message.locale != *requested,
            locale: LocaleTag::from(&message.locale),
            attributes: Json(Value::Object(attributes.collect())),
        }
    }
}
