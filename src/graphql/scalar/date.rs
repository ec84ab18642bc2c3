//! The scalar `Date`.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

use crate::domain::instant;
use crate::graphql::error;

/// An ISO 8601 calendar date.
#[derive(Clone, Copy, Debug)]
pub(in crate::graphql) struct Date(pub(in crate::graphql) instant::Date);

/// An ISO 8601 calendar date.
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let parsed = match &value {
            Value::String(text) => instant::Date::parse(text),
            _ => None,
        };
        parsed.map(Self).ok_or_else(|| {
            let refused: InputValueError<Self> =
                InputValueError::custom("a date is written `YYYY-MM-DD`");
            refused.with_extension("code", error::BAD_INPUT)
        })
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
