//! The scalar `Locale`.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

use crate::domain::locale::Locale;
use crate::graphql::error;

/// A tag as it was written, or in canonical form on its way out.
///
/// Any text is taken in: only the site knows its locales, and a tag it does not know is answered with the nearest one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::graphql) struct LocaleTag(pub(in crate::graphql) String);

/// A BCP 47 language tag in canonical form, such as `en`, `pt-BR` or `zh-Hant`.
#[Scalar(name = "Locale")]
impl ScalarType for LocaleTag {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => Ok(Self(text)),
            _ => {
                let refused: InputValueError<Self> =
                    InputValueError::custom("a locale is a language tag, such as `pt-BR`");
                Err(refused.with_extension("code", error::BAD_INPUT))
            }
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

impl From<&Locale> for LocaleTag {
    fn from(locale: &Locale) -> Self {
        Self(locale.as_str().to_owned())
    }
}
