//! GraphQL requests as they come over HTTP: a JSON body or the parameters of a URL.
//! What a document says is [`super::document`]; here only the envelope is opened.

use async_graphql::Variables;
use axum::body::{self, Body};
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::error_code::ErrorCode;
use super::refusal::Refusal;

/// One GraphQL request, its document not yet parsed.
#[derive(Debug, PartialEq)]
pub(super) struct Asked {
    /// The document.
    pub query: String,
    /// The operation of the document that is meant; `None` when it has but one.
    pub operation_name: Option<String>,
    /// Values of the operation's variables.
    pub variables: Variables,
}

/// The envelope as the specification names it. Other keys are reserved, so they are ignored.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope {
    query: Option<String>,
    operation_name: Option<String>,
    #[serde(default)]
    variables: Variables,
    extensions: Option<Map<String, Value>>,
}

/// The parameters of a URL; variables and extensions are JSON as text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

impl Asked {
    /// Reads a body of at most `bytes_max` bytes. Only `application/json` is read: what a page of another site can
    /// send without asking, such as `text/plain` or a form, is refused.
    pub(super) async fn from_body(
        headers: &HeaderMap,
        body: Body,
        bytes_max: usize,
    ) -> Result<Self, Refusal> {
        check_content_type(headers)?;
        let too_long = || {
            let message = format!("a request body has at most {bytes_max} bytes");
            Refusal::of_transport(
                StatusCode::PAYLOAD_TOO_LARGE,
                ErrorCode::LimitExceeded,
                message,
            )
        };
        if announced_bytes(headers).is_some_and(|bytes| bytes > bytes_max) {
            return Err(too_long());
        }
        let body = body::to_bytes(body, bytes_max)
            .await
            .map_err(|error| match error_is_length(&error) {
                true => too_long(),
                false => Refusal::malformed("the request body ended too early"),
            })?;
        Self::from_json(&body)
    }

    /// Reads the query part of a URL, without its question mark.
    pub(super) fn from_url(parameters: &str) -> Result<Self, Refusal> {
        let uri = format!("/?{parameters}")
            .parse()
            .map_err(|_| Refusal::malformed("the URL cannot be read"))?;
        let axum::extract::Query(parameters) =
            axum::extract::Query::<Parameters>::try_from_uri(&uri).map_err(|error| {
                Refusal::malformed(format!(
                    "the URL's parameters cannot be read: {}",
                    error.body_text()
                ))
            })?;
        let object = |name: &str, text: Option<String>| match text.as_deref() {
            None | Some("") => Ok(Value::Null),
            Some(text) => serde_json::from_str(text).map_err(|error| {
                Refusal::malformed(format!("the parameter `{name}` is no JSON: {error}"))
            }),
        };
        let mut envelope = Map::new();
        envelope.insert("query".to_owned(), parameters.query.into());
        envelope.insert("operationName".to_owned(), parameters.operation_name.into());
        envelope.insert(
            "variables".to_owned(),
            object("variables", parameters.variables)?,
        );
        envelope.insert(
            "extensions".to_owned(),
            object("extensions", parameters.extensions)?,
        );
        Self::from_value(envelope.into())
    }

    fn from_json(body: &[u8]) -> Result<Self, Refusal> {
        match serde_json::from_slice::<Envelope>(body) {
            Ok(envelope) if !begins_a_list(body) => Self::from_envelope(envelope),
            _ => Err(explain(body)),
        }
    }

    /// Reads an envelope that came as a part of something else.
    pub(super) fn from_value(value: Value) -> Result<Self, Refusal> {
        match serde_json::from_value::<Envelope>(value.clone()) {
            Ok(envelope) => Self::from_envelope(envelope),
            Err(error) => {
                Err(wrong_key(&value).unwrap_or_else(|| Refusal::malformed(error.to_string())))
            }
        }
    }

    fn from_envelope(envelope: Envelope) -> Result<Self, Refusal> {
        let is_hash_alone = envelope
            .extensions
            .is_some_and(|map| map.contains_key("persistedQuery"));
        match envelope.query {
            Some(query) if !query.is_empty() => Ok(Self {
                query,
                operation_name: envelope.operation_name.filter(|name| !name.is_empty()),
                variables: envelope.variables,
            }),
            // The message is the one by which clients recognize that they should send the document itself.
            _ if is_hash_alone => Err(Refusal::of_document(
                ErrorCode::PersistedQueryNotFound,
                "PersistedQueryNotFound",
                None,
            )),
            _ => Err(Refusal::malformed(
                "the request has no `query`: a GraphQL document as text",
            )),
        }
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let given = headers
        .get(header::CONTENT_TYPE)
        .map(|value| value.to_str().unwrap_or(""));
    let (media_type, parameters) = match given.unwrap_or("").split_once(';') {
        Some((media_type, parameters)) => (media_type.trim(), parameters.trim()),
        None => (given.unwrap_or("").trim(), ""),
    };
    let charset = parameters.to_ascii_lowercase();
    let is_utf8 =
        !charset.contains("charset=") || charset.contains("utf-8") || charset.contains("utf8");
    if media_type.eq_ignore_ascii_case("application/json") && is_utf8 {
        return Ok(());
    }
    let found = match given {
        None => "nothing".to_owned(),
        Some(given) => format!("`{given}`"),
    };
    let message =
        format!("the `Content-Type` of a request is `application/json` in UTF-8, not {found}");
    Err(Refusal::of_transport(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ErrorCode::BadInput,
        message,
    ))
}

fn announced_bytes(headers: &HeaderMap) -> Option<usize> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

/// Whether the limit ended the reading, and not the client.
fn error_is_length(error: &axum::Error) -> bool {
    let source = std::error::Error::source(error);
    source.is_some_and(|source| source.to_string().contains("length limit"))
}

fn begins_a_list(body: &[u8]) -> bool {
    body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[')
}

/// The reason why a body is no GraphQL request, found on a second look that only bad requests pay for.
fn explain(body: &[u8]) -> Refusal {
    match serde_json::from_slice::<Value>(body) {
        Err(_) if body.iter().all(u8::is_ascii_whitespace) => {
            Refusal::malformed("the request body is empty")
        }
        Err(error) => Refusal::malformed(format!("the request body is no JSON: {error}")),
        Ok(Value::Array(_)) => {
            Refusal::malformed("batches are not supported: send one request at a time")
        }
        Ok(value) => wrong_key(&value)
            .unwrap_or_else(|| Refusal::malformed("the request body has the same key twice")),
    }
}

fn wrong_key(envelope: &Value) -> Option<Refusal> {
    let Value::Object(envelope) = envelope else {
        return Some(Refusal::malformed(format!(
            "the request body is {}, not an object",
            kind(envelope)
        )));
    };
    let wrong = |key: &str, wanted: &str, is_right: fn(&Value) -> bool| {
        let value = envelope
            .get(key)
            .filter(|value| !value.is_null() && !is_right(value))?;
        Some(Refusal::malformed(format!(
            "`{key}` is {}, not {wanted}",
            kind(value)
        )))
    };
    wrong("query", "text", Value::is_string)
        .or_else(|| wrong("operationName", "text", Value::is_string))
        .or_else(|| wrong("variables", "an object", Value::is_object))
        .or_else(|| wrong("extensions", "an object", Value::is_object))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(result: Result<Asked, Refusal>) -> String {
        match result {
            Ok(asked) => format!(
                "{} {:?} {}",
                asked.query, asked.operation_name, asked.variables
            ),
            Err(refusal) => refusal.error.message,
        }
    }

    #[test]
    fn bodies_are_read_or_explained() {
        for (body, expected) in [
            (r#"{"query":"{a}"}"#, "{a} None {}"),
            (
                r#" {"query":"{a}","operationName":"Q","variables":{"x":[1]},"more":1}"#,
                r#"{a} Some("Q") {x: [1]}"#,
            ),
            (
                r#"{"query":"{a}","operationName":null,"variables":null,"extensions":null}"#,
                "{a} None {}",
            ),
            (r#"{"query":"{a}","operationName":""}"#, "{a} None {}"),
            ("", "the request body is empty"),
            (
                "NONSENSE",
                "the request body is no JSON: expected value at line 1 column 1",
            ),
            (
                r#"{"query":"#,
                "the request body is no JSON: EOF while parsing a value at line 1 column 9",
            ),
            (
                r#"[{"query":"{a}"}]"#,
                "batches are not supported: send one request at a time",
            ),
            (
                "[]",
                "batches are not supported: send one request at a time",
            ),
            (
                r#"["{a}", null, {}, null]"#,
                "batches are not supported: send one request at a time",
            ),
            ("3", "the request body is a number, not an object"),
            (
                "{}",
                "the request has no `query`: a GraphQL document as text",
            ),
            (
                r#"{"query":""}"#,
                "the request has no `query`: a GraphQL document as text",
            ),
            (
                r#"{"qeury":"{a}"}"#,
                "the request has no `query`: a GraphQL document as text",
            ),
            (r#"{"query":7}"#, "`query` is a number, not text"),
            (
                r#"{"query":"{a}","variables":[7]}"#,
                "`variables` is a list, not an object",
            ),
            (
                r#"{"query":"{a}","variables":"{}"}"#,
                "`variables` is text, not an object",
            ),
            (
                r#"{"query":"{a}","operationName":[]}"#,
                "`operationName` is a list, not text",
            ),
            (
                r#"{"query":"{a}","extensions":0}"#,
                "`extensions` is a number, not an object",
            ),
            (
                r#"{"query":"{a}","query":"{b}"}"#,
                "the request body has the same key twice",
            ),
            (
                r#"{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}"#,
                "PersistedQueryNotFound",
            ),
        ] {
            assert_eq!(told(Asked::from_json(body.as_bytes())), expected, "{body}");
        }
        assert!(
            told(Asked::from_json(b"{\"query\":\"\xff\"}"))
                .starts_with("the request body is no JSON: ")
        );
    }

    #[test]
    fn urls_are_read_or_explained() {
        for (url, expected) in [
            ("query=%7Ba%7D", "{a} None {}"),
            (
                "query=%7Ba%7D&operationName=Q&variables=%7B%22x%22%3A1%7D",
                r#"{a} Some("Q") {x: 1}"#,
            ),
            ("query={a}&operationName=&variables=&other=1", "{a} None {}"),
            ("query=a+b", "a b None {}"),
            ("", "the request has no `query`: a GraphQL document as text"),
            (
                "query=",
                "the request has no `query`: a GraphQL document as text",
            ),
            (
                "query={a}&variables={",
                "the parameter `variables` is no JSON: EOF while parsing an object at line 1 column 1",
            ),
            (
                "query={a}&variables=[1]",
                "`variables` is a list, not an object",
            ),
            (
                "query={a}&extensions=1",
                "`extensions` is a number, not an object",
            ),
        ] {
            let url = url.replace('{', "%7B").replace('}', "%7D");
            assert_eq!(told(Asked::from_url(&url)), expected, "{url}");
        }
        assert!(
            told(Asked::from_url("query=a&query=b"))
                .starts_with("the URL's parameters cannot be read")
        );
    }
}
