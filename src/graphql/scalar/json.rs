//! The scalar `JSON`.

use async_graphql::{InputValueResult, Scalar, ScalarType, Value};

/// Any JSON value.
#[derive(Clone, Debug)]
pub(in crate::graphql) struct Json(pub(in crate::graphql) serde_json::Value);

/// Any JSON value.
#[Scalar(name = "JSON")]
impl ScalarType for Json {
    fn parse(value: Value) -> InputValueResult<Self> {
        Ok(Self(value.into_json()?))
    }

    fn to_value(&self) -> Value {
        // Every JSON value is a GraphQL value; the order of an object's keys is kept.
        Value::from_json(self.0.clone()).unwrap_or(Value::Null)
    }
}
