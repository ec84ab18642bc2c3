//! What a client sees when something goes wrong; nowhere else is that decided.
//! An expected failure keeps its sentence and gets a stable code; ours becomes one sentence and a trace id, logged once here.

use async_graphql::{Context, Error, ErrorExtensions, Response, ServerError, Value};

use crate::domain::fallback::UnknownLocale;
use crate::domain::locale::Locale;
use crate::service::read::ReadError;

/// An argument cannot be understood.
pub const BAD_INPUT: &str = "BAD_INPUT";
/// A locale that the site does not have.
pub const UNKNOWN_LOCALE: &str = "UNKNOWN_LOCALE";
/// More was asked for than one request may ask.
pub const LIMIT_EXCEEDED: &str = "LIMIT_EXCEEDED";
/// The document breaks the schema.
pub const VALIDATION_FAILED: &str = "GRAPHQL_VALIDATION_FAILED";
/// Ours.
pub const INTERNAL: &str = "INTERNAL";

/// Names one request in the logs; the endpoint puts it into the request's data.
#[derive(Clone, Debug)]
pub struct TraceId(pub String);

/// `argument` cannot be understood; `problem` says why and what would be, as the rest of a sentence.
pub(super) fn bad_input(argument: &str, problem: impl std::fmt::Display) -> Error {
    Error::new(format!("`{argument}` {problem}")).extend_with(|_, extensions| {
        extensions.set("code", BAD_INPUT);
        extensions.set("argument", argument);
    })
}

/// `argument` has `count` entries where `limit` are allowed.
pub(super) fn limit_exceeded(argument: &str, count: usize, limit: usize) -> Error {
    let message = format!("`{argument}` has {count} entries; at most {limit} are allowed");
    Error::new(message).extend_with(|_, extensions| {
        extensions.set("code", LIMIT_EXCEEDED);
        extensions.set("argument", argument);
    })
}

/// An answer would be longer than the server sends.
pub(super) fn too_much(problem: &dyn std::fmt::Display) -> Error {
    Error::new(problem.to_string())
        .extend_with(|_, extensions| extensions.set("code", LIMIT_EXCEEDED))
}

/// A locale that the site does not have, with the ones it has.
pub(super) fn unknown_locale(unknown: &UnknownLocale) -> Error {
    let tag = |locale: &Locale| Value::String(locale.as_str().to_owned());
    Error::new(unknown.to_string()).extend_with(|_, extensions| {
        extensions.set("code", UNKNOWN_LOCALE);
        let known: Vec<Value> = unknown.known.iter().map(tag).collect();
        extensions.set("locales", Value::List(known));
        let nearest = unknown.nearest.as_ref().map_or(Value::Null, tag);
        extensions.set("nearest", nearest);
    })
}

/// Why a read failed.
pub(super) fn of_read(ctx: &Context<'_>, failure: &ReadError) -> Error {
    match failure {
        ReadError::UnknownLocale(unknown) => unknown_locale(unknown),
        ReadError::BadInput(message) => Error::new(message.clone())
            .extend_with(|_, extensions| extensions.set("code", BAD_INPUT)),
        ReadError::Store(_) => internal(ctx, failure),
    }
}

/// A failure of ours: logged with all that is known, told in one sentence.
pub(super) fn internal(ctx: &Context<'_>, failure: &dyn std::fmt::Display) -> Error {
    let trace_id = ctx.data_opt::<TraceId>().map(|TraceId(id)| id.clone());
    let path = ctx.path_node.map(|node| node.to_string_vec().join("."));
    tracing::error!(trace_id, path, error = %failure, "a field could not be resolved");
    Error::new("Something went wrong on our side; the trace id finds it in the server's log.")
        .extend_with(|_, extensions| {
            extensions.set("code", INTERNAL);
            if let Some(id) = trace_id {
                extensions.set("traceId", id);
            }
        })
}

/// A relation was selected and not loaded: the plan and the resolver disagree.
pub(super) fn not_loaded(ctx: &Context<'_>, relation: &str) -> Error {
    internal(ctx, &format!("`{relation}` was selected and not loaded"))
}

/// Gives a code to every error that the GraphQL library made by itself.
pub fn complete(response: &mut Response) {
    for error in &mut response.errors {
        complete_one(error);
    }
}

fn complete_one(error: &mut ServerError) {
    let has_code =
        |extensions: &async_graphql::ErrorExtensionValues| extensions.get("code").is_some();
    if error.extensions.as_ref().is_some_and(has_code) {
        return;
    }
    // What the library refuses before it runs anything has no path; what it cannot read of an argument's value has one.
    let code = match error.message.as_str() {
        "Query is too complex." | "Query is nested too deep." => LIMIT_EXCEEDED,
        message if message.contains("recursion") => LIMIT_EXCEEDED,
        _ if error.path.is_empty() => VALIDATION_FAILED,
        _ => BAD_INPUT,
    };
    let extensions = error.extensions.get_or_insert_default();
    extensions.set("code", code);
}
