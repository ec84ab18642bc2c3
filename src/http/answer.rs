//! What the executor said, as an HTTP answer: status, media type, and a code on every error.
//! Errors that nobody gave a code are the server's own fault and are not shown.

use async_graphql::{ErrorExtensionValues, Response as Executed, ServerError, Value};
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::answer_cache::Answer;
use super::entity_tag;
use super::error_code::ErrorCode;
use super::negotiation::MediaType;
use super::refusal::{Refusal, coded};

/// How many errors of one document are told; a short document can have thousands.
const REQUEST_ERRORS_MAX: usize = 20;

/// The executor's sentence for a document whose cost is above the limit.
const TOO_COMPLEX: &str = "Query is too complex.";

/// The body of a response that has no `data`, since nothing was executed.
#[derive(Serialize)]
pub(super) struct RequestErrors<'a> {
    pub(super) errors: &'a [ServerError],
}

/// The answer to a request that was executed, or that the executor found invalid.
pub(super) fn of_execution(
    mut executed: Executed,
    media_type: MediaType,
    request_id: &str,
) -> Response {
    let is_request_error = complete(&mut executed, request_id);
    let headers = std::mem::take(&mut executed.http_headers);
    let mut answer = if is_request_error {
        let status = status_of_request_error(&executed.errors, media_type);
        json(
            status,
            media_type,
            &RequestErrors {
                errors: &executed.errors,
            },
        )
    } else {
        json(StatusCode::OK, media_type, &executed)
    };
    answer.headers_mut().extend(headers);
    answer
}

/// Gives every error its code, and leaves out most of very many; answers whether nothing was executed.
pub(super) fn complete(executed: &mut Executed, request_id: &str) -> bool {
    let is_request_error = is_request_error(executed);
    if is_request_error {
        executed.errors.truncate(REQUEST_ERRORS_MAX);
    }
    for error in &mut executed.errors {
        complete_error(error, is_request_error, request_id);
    }
    is_request_error
}

/// An answer that is the same for all readers, which who asks by GET is not sent again.
pub(super) fn for_all(answer: Answer, media_type: MediaType, asked: &Parts) -> Response {
    let unconditional = HeaderMap::new();
    let headers = match asked.method == Method::POST {
        true => &unconditional,
        false => &asked.headers,
    };
    // With a token, the same question may have another answer.
    let vary = [(header::VARY, "accept, authorization")];
    let content_type = [(header::CONTENT_TYPE, media_type.as_str())];
    let content = (content_type, answer.json);
    let answer = entity_tag::not_sent_again(&answer.tag, headers, content);
    (vary, answer).into_response()
}

/// Says how much a document may cost where the executor only says that it costs too much.
pub(super) fn name_the_limit(errors: &mut [ServerError], complexity_max: usize) {
    for error in errors {
        if error.path.is_empty() && error.message == TOO_COMPLEX {
            error.message = format!(
                "a query may cost at most {complexity_max}; ask for smaller pages or fewer fields"
            );
            *error = coded(error.clone(), ErrorCode::LimitExceeded);
        }
    }
}

/// The answer to a request that is not executed.
pub(super) fn of_refusal(refusal: &Refusal, media_type: MediaType) -> Response {
    let errors = std::slice::from_ref(refusal.error.as_ref());
    json(
        refusal.status(media_type),
        media_type,
        &RequestErrors { errors },
    )
}

/// The answer when the server failed: one sentence, and the id under which the log tells more.
pub(super) fn of_failure(request_id: &str) -> Refusal {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let mut refusal =
        Refusal::of_transport(status, ErrorCode::Internal, internal_message(request_id));
    name_request(&mut refusal.error, request_id);
    refusal
}

/// The data is null and no error names a field: nothing was executed.
fn is_request_error(executed: &Executed) -> bool {
    executed.data == Value::Null
        && !executed.errors.is_empty()
        && executed.errors.iter().all(|error| error.path.is_empty())
}

fn status_of_request_error(errors: &[ServerError], media_type: MediaType) -> StatusCode {
    let is_ours = errors
        .iter()
        .any(|error| code_of(error) == Some(ErrorCode::Internal.as_str()));
    match (is_ours, media_type) {
        (true, _) => StatusCode::INTERNAL_SERVER_ERROR,
        (false, MediaType::Json) => StatusCode::OK,
        (false, MediaType::GraphqlResponse) => StatusCode::BAD_REQUEST,
    }
}

/// Gives an error its code, and an internal one the request's id.
fn complete_error(error: &mut ServerError, is_request_error: bool, request_id: &str) {
    if code_of(error).is_none() {
        let code = match is_request_error {
            true => code_of_invalid(&error.message),
            false => code_of_uncoded_field(&error.message),
        };
        if code == ErrorCode::Internal {
            tracing::error!(path = ?error.path, error = error.message, "a field failed");
            error.message = internal_message(request_id);
        }
        *error = coded(error.clone(), code);
    }
    if code_of(error) == Some(ErrorCode::Internal.as_str()) {
        name_request(error, request_id);
    }
}

fn code_of(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code),
        _ => None,
    }
}

/// The executor's own limits come without a code; their sentences are pinned by a test.
fn code_of_invalid(message: &str) -> ErrorCode {
    let is_limit = message == "Query is nested too deep."
        || message.starts_with("The recursion depth of the query")
        || message.starts_with("The number of directives");
    match is_limit {
        true => ErrorCode::LimitExceeded,
        false => ErrorCode::ValidationFailed,
    }
}

/// The executor reads arguments while it executes; a value or a variable that fits no type is the client's, all else is ours.
fn code_of_uncoded_field(message: &str) -> ErrorCode {
    let is_unfit = message.starts_with("Failed to parse ")
        || message.starts_with("Expected input type ")
        || (message.starts_with("Variable ") && message.ends_with(" is not defined."));
    match is_unfit {
        true => ErrorCode::BadInput,
        false => ErrorCode::Internal,
    }
}

fn internal_message(request_id: &str) -> String {
    format!(
        "something went wrong on the server; its log tells more under the request id {request_id}"
    )
}

fn name_request(error: &mut ServerError, request_id: &str) {
    let extensions = error
        .extensions
        .get_or_insert_with(ErrorExtensionValues::default);
    extensions.set("requestId", request_id);
}

fn json(status: StatusCode, media_type: MediaType, body: &impl Serialize) -> Response {
    let (status, bytes) = match serde_json::to_vec(body) {
        Ok(bytes) => (status, bytes),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written as JSON");
            (StatusCode::INTERNAL_SERVER_ERROR, Vec::new())
        }
    };
    let mut answer = Response::new(Body::from(bytes));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media_type.as_str()),
    );
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    answer
}
