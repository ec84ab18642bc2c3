//! What a caller gives a message to write: named texts, numbers, days and instants.
//! How they are written in a locale is `number` and `moment`.

use std::collections::BTreeMap;

use fixed_decimal::{Decimal, FloatPrecision};
use serde_json::{Map, Value as Json};

use super::moment::Moment;
use crate::domain::instant::{Date, Instant};

/// The arguments of a message.
///
/// ```
/// use isogloss::messages::args::Args;
/// let args = Args::new().with("minutes", 4).with("title", "Hello");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Args {
    values: BTreeMap<String, Value>,
    isolating: bool,
}

/// One argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, written as it is; `DATETIME` reads RFC 3339 from it.
    Text(String),
    /// An exact decimal number, written in the message's locale.
    Number(Decimal),
    /// A day or a point in time, written in the message's locale and in UTC.
    Moment(Moment),
}

impl Args {
    /// No arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one argument, or replaces it.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.values.insert(name.into(), value.into());
        self
    }

    /// The members of a JSON object: strings, numbers and booleans (as `true` and `false`, for selectors).
    /// What is null, a list or an object counts as not given, so that the text shows `{$name}`.
    pub fn from_json(members: &Map<String, Json>) -> Self {
        let values = members.iter().filter_map(|(name, member)| {
            let value = match member {
                Json::String(text) => Value::Text(text.clone()),
                Json::Number(number) => Value::Number(decimal(number)?),
                Json::Bool(truth) => Value::Text(truth.to_string()),
                Json::Null | Json::Array(_) | Json::Object(_) => return None,
            };
            Some((name.clone(), value))
        });
        Self {
            values: values.collect(),
            isolating: false,
        }
    }

    /// Wraps what is placed into a text with the marks U+2068 and U+2069, so that its direction cannot disturb the text
    /// around it.
    ///
    /// Off by default: in HTML, in attributes, in a page's title and in JSON-LD the marks are copied, searched and
    /// counted as text, and markup (`<bdi>`, `dir`) does the same work. Turn it on for plain text that mixes directions.
    #[must_use]
    pub fn isolating(mut self) -> Self {
        self.isolating = true;
        self
    }

    pub(super) fn is_isolating(&self) -> bool {
        self.isolating
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }
}

fn decimal(number: &serde_json::Number) -> Option<Decimal> {
    if let Some(integer) = number.as_i64() {
        return Some(integer.into());
    }
    if let Some(integer) = number.as_u64() {
        return Some(integer.into());
    }
    Decimal::try_from_f64(number.as_f64()?, FloatPrecision::RoundTrip).ok()
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number.into())
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Moment(Moment::from(date))
    }
}

impl From<Instant> for Value {
    fn from(instant: Instant) -> Self {
        Self::Moment(Moment::from(instant))
    }
}
