//! The messages of `graphql-transport-ws`, read and written.
//! When which may come is [`super::conversation`]'s to say.

use async_graphql::{Response as Executed, ServerError};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::close::Close;
use crate::http::refusal::Refusal;
use crate::http::request::Asked;

/// The longest id, in bytes; clients use counters and UUIDs.
const ID_BYTES_MAX: usize = 256;

/// What the server answers to `connection_init`.
pub(super) const ACKNOWLEDGMENT: &str = r#"{"type":"connection_ack"}"#;

/// What a client may say.
#[derive(Debug)]
pub(super) enum ClientMessage {
    /// Who it is.
    Init(Map<String, Value>),
    /// Whether the server is there.
    Ping(Option<Value>),
    /// That the client is there.
    Pong,
    /// What it would like to be told.
    Subscribe {
        /// The client's name for the operation.
        id: Box<str>,
        /// The operation, or why there is none.
        asked: Result<Asked, Refusal>,
    },
    /// That it has heard enough.
    Complete {
        /// The operation's name.
        id: Box<str>,
    },
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "type")]
    kind: String,
    id: Option<Value>,
    payload: Option<Value>,
}

impl ClientMessage {
    /// Reads a message.
    ///
    /// # Errors
    /// 4400 for what is no message that a client may send.
    pub(super) fn parse(text: &str) -> Result<Self, Close> {
        let envelope: Envelope = serde_json::from_str(text)
            .map_err(|error| Close::malformed(format!("the message cannot be read: {error}")))?;
        match envelope.kind.as_str() {
            "connection_init" => Ok(Self::Init(object(envelope.payload)?.unwrap_or_default())),
            "ping" => Ok(Self::Ping(object(envelope.payload)?.map(Value::Object))),
            "pong" => object(envelope.payload).map(|_| Self::Pong),
            "subscribe" => Ok(Self::Subscribe {
                id: id(envelope.id)?,
                asked: asked(envelope.payload)?,
            }),
            "complete" => Ok(Self::Complete {
                id: id(envelope.id)?,
            }),
            other => Err(Close::malformed(format!(
                "a client sends no message of the type `{}`",
                other.chars().take(40).collect::<String>()
            ))),
        }
    }
}

/// The payload of a message that may have one.
fn object(payload: Option<Value>) -> Result<Option<Map<String, Value>>, Close> {
    match payload {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(payload)) => Ok(Some(payload)),
        Some(_) => Err(Close::malformed("`payload` has to be an object")),
    }
}

fn id(id: Option<Value>) -> Result<Box<str>, Close> {
    match id {
        Some(Value::String(id)) if !id.is_empty() && id.len() <= ID_BYTES_MAX => {
            Ok(id.into_boxed_str())
        }
        _ => Err(Close::malformed(format!(
            "`id` has to be a text of 1 to {ID_BYTES_MAX} bytes"
        ))),
    }
}

/// What is no GraphQL request is no message either; what is one that cannot be executed is an error of this operation alone.
fn asked(payload: Option<Value>) -> Result<Result<Asked, Refusal>, Close> {
    let Some(payload) = object(payload)? else {
        return Err(Close::malformed("`subscribe` needs a `payload`"));
    };
    match Asked::from_value(Value::Object(payload)) {
        Err(refusal) if !refusal.is_well_formed() => Err(Close::malformed(&refusal.error.message)),
        asked => Ok(asked),
    }
}

/// What the server says.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum ServerMessage<'a> {
    Pong {
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<&'a Value>,
    },
    Next {
        id: &'a str,
        payload: &'a Executed,
    },
    Error {
        id: &'a str,
        payload: &'a [ServerError],
    },
    Complete {
        id: &'a str,
    },
}

/// The answer to a ping.
pub(super) fn pong(payload: Option<&Value>) -> String {
    written(&ServerMessage::Pong { payload })
}

/// One result of an operation.
pub(super) fn next(id: &str, executed: &Executed) -> String {
    written(&ServerMessage::Next {
        id,
        payload: executed,
    })
}

/// Why an operation is not executed, or not any further.
pub(super) fn error(id: &str, errors: &[ServerError]) -> String {
    written(&ServerMessage::Error {
        id,
        payload: errors,
    })
}

/// The end of an operation.
pub(super) fn complete(id: &str) -> String {
    written(&ServerMessage::Complete { id })
}

fn written(message: &ServerMessage<'_>) -> String {
    serde_json::to_string(message).unwrap_or_else(|error| {
        tracing::error!(%error, "a message could not be written as JSON");
        String::new()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_or_explained() {
        for (text, expected) in [
            (r#"{"type":"connection_init"}"#, "Init({})"),
            (r#"{"type":"connection_init","payload":null}"#, "Init({})"),
            (r#"{"type":"ping"}"#, "Ping(None)"),
            (r#"{"type":"pong","payload":{"a":1}}"#, "Pong"),
            (r#"{"type":"complete","id":"1"}"#, r#"Complete { id: "1" }"#),
            (
                "x",
                "the message cannot be read: expected value at line 1 column 1",
            ),
            (
                "[]",
                "the message cannot be read: invalid length 0, expected struct Envelope with 3 elements at line 1 column 2",
            ),
            (
                r#"{"id":"1"}"#,
                "the message cannot be read: missing field `type` at line 1 column 10",
            ),
            (
                r#"{"type":"next","id":"1"}"#,
                "a client sends no message of the type `next`",
            ),
            (
                r#"{"type":"connection_init","payload":7}"#,
                "`payload` has to be an object",
            ),
            (
                r#"{"type":"complete","id":""}"#,
                "`id` has to be a text of 1 to 256 bytes",
            ),
            (
                r#"{"type":"subscribe","payload":{"query":"{a}"}}"#,
                "`id` has to be a text of 1 to 256 bytes",
            ),
            (
                r#"{"type":"subscribe","id":"1"}"#,
                "`subscribe` needs a `payload`",
            ),
            (
                r#"{"type":"subscribe","id":"1","payload":{}}"#,
                "the request has no `query`: a GraphQL document as text",
            ),
            (
                r#"{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":[]}}"#,
                "`variables` is a list, not an object",
            ),
        ] {
            let told = match ClientMessage::parse(text) {
                Ok(message) => format!("{message:?}"),
                Err(close) => {
                    assert_eq!(close.code, 4400);
                    close.reason
                }
            };
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn an_operation_s_own_error_is_not_the_connection_s() {
        let text =
            r#"{"type":"subscribe","id":"1","payload":{"extensions":{"persistedQuery":{}}}}"#;
        let Ok(ClientMessage::Subscribe { asked, .. }) = ClientMessage::parse(text) else {
            panic!("not read");
        };
        assert_eq!(asked.unwrap_err().error.message, "PersistedQueryNotFound");
    }

    #[test]
    fn messages_are_written_as_the_protocol_says() {
        let errors = [ServerError::new("no", None)];
        assert_eq!(complete("a\"b"), r#"{"type":"complete","id":"a\"b"}"#);
        assert_eq!(pong(None), r#"{"type":"pong"}"#);
        assert_eq!(
            pong(Some(&serde_json::json!({"a": 1}))),
            r#"{"type":"pong","payload":{"a":1}}"#
        );
        assert_eq!(
            error("1", &errors),
            r#"{"type":"error","id":"1","payload":[{"message":"no"}]}"#
        );
        let data = async_graphql::value!({"a": 1});
        assert_eq!(
            next("1", &Executed::new(data)),
            r#"{"type":"next","id":"1","payload":{"data":{"a":1}}}"#
        );
    }
}
