//! The token in the payload of `connection_init`, where browsers have to put it: they cannot set headers of WebSockets.

use serde_json::{Map, Value};

use super::close::Close;
use crate::http::sender;
use crate::service::token::Secret;

/// The token: `{"Authorization": "Bearer …"}`, its key in any case, or `{"token": "…"}`. Null and empty mean none.
///
/// # Errors
/// Something else is there, so that the client takes itself for somebody it would not be.
pub(super) fn secret(payload: &Map<String, Value>) -> Result<Option<Secret>, Close> {
    let mut found = None;
    for (key, value) in payload {
        let is_header = key.eq_ignore_ascii_case("authorization");
        if !is_header && key != "token" {
            continue;
        }
        let text = match value {
            Value::Null => continue,
            Value::String(text) if text.trim().is_empty() => continue,
            Value::String(text) => text,
            _ => return Err(unreadable()),
        };
        found = Some(match is_header {
            true => sender::bearer(text).ok_or_else(unreadable)?,
            false => Secret::new(text.trim()),
        });
    }
    Ok(found)
}

fn unreadable() -> Close {
    Close::forbidden("the payload needs `\"Authorization\": \"Bearer …\"`, or `\"token\": \"…\"`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_in_either_form() {
        for (payload, expected) in [
            ("{}", Ok(None)),
            (r#"{"Authorization": "Bearer abc"}"#, Ok(Some("abc"))),
            (r#"{"AUTHORIZATION": "bearer abc"}"#, Ok(Some("abc"))),
            (
                r#"{"token": " abc ", "headers": {"a": 1}}"#,
                Ok(Some("abc")),
            ),
            (r#"{"authorization": "", "token": null}"#, Ok(None)),
            (r#"{"authorization": "Basic abc"}"#, Err(4403)),
            (r#"{"token": 7}"#, Err(4403)),
        ] {
            let payload: Map<String, Value> = serde_json::from_str(payload).unwrap();
            let found = secret(&payload);
            let found = found.as_ref().map(|secret| secret.as_ref());
            let shown = found.map(|secret| secret.map(Secret::reveal));
            assert_eq!(shown.map_err(|close| close.code), expected, "{payload:?}");
        }
    }
}
