//! The scalar `DateTime`.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

use crate::domain::instant::Instant;
use crate::graphql::error;

/// An RFC 3339 instant in UTC.
#[derive(Clone, Copy, Debug)]
pub(in crate::graphql) struct DateTime(pub(in crate::graphql) Instant);

/// An RFC 3339 instant in UTC.
#[Scalar]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let parsed = match &value {
            Value::String(text) => Instant::parse(text),
            _ => None,
        };
        parsed.map(Self).ok_or_else(|| {
            let refused: InputValueError<Self> = InputValueError::custom(
                "an instant is written as in RFC 3339, such as `2026-01-31T12:00:00Z`",
            );
            refused.with_extension("code", error::BAD_INPUT)
        })
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
