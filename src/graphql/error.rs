//! What a client sees when something goes wrong; nowhere else is that decided.
//! An expected failure keeps its sentence and gets a stable code; ours becomes one sentence, logged once here.
//! What the library refuses by itself gets its code from the endpoint.

use async_graphql::{Context, Error, ErrorExtensions, Value};

use crate::domain::access::{Deed, Role};
use crate::domain::fallback::UnknownLocale;
use crate::domain::locale::Locale;
use crate::service::feed::FeedError;
use crate::service::read::ReadError;
use crate::service::token::NOT_VALID;

/// An argument cannot be understood.
pub(super) const BAD_INPUT: &str = "BAD_INPUT";
/// A locale that the site does not have.
pub(super) const UNKNOWN_LOCALE: &str = "UNKNOWN_LOCALE";
/// More was asked for than one request may ask.
pub(super) const LIMIT_EXCEEDED: &str = "LIMIT_EXCEEDED";
/// No token, or one that is not valid.
const UNAUTHENTICATED: &str = "UNAUTHENTICATED";
/// A token whose role may not.
const FORBIDDEN: &str = "FORBIDDEN";
/// Ours.
pub(super) const INTERNAL: &str = "INTERNAL";

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

/// Nobody is known to ask; `has_token` says whether a token came that is not valid.
pub(super) fn unauthenticated(has_token: bool) -> Error {
    Error::new(match has_token {
        true => NOT_VALID,
        false => "this needs a token: send it as `Authorization: Bearer …`",
    })
    .extend_with(|_, extensions| extensions.set("code", UNAUTHENTICATED))
}

/// A preview token that was not made here, or has expired.
pub(super) fn no_preview() -> Error {
    Error::new("the preview token is not valid: it may have expired")
        .extend_with(|_, extensions| extensions.set("code", UNAUTHENTICATED))
}

/// Somebody asks whose role may not.
pub(super) fn forbidden(role: Role, deed: Deed) -> Error {
    let (role, least) = (role.as_str(), deed.least_role().as_str());
    Error::new(format!(
        "a token with the role `{role}` may not do this; it needs `{least}`"
    ))
    .extend_with(|_, extensions| extensions.set("code", FORBIDDEN))
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
        ReadError::Store(cause) => ours(ctx, cause, cause.advice()),
    }
}

/// Why a subscription does not begin, or ends.
pub(super) fn of_feed(failure: &FeedError) -> Error {
    match failure {
        FeedError::UnknownCursor => bad_input("after", "is no cursor of a change of this site"),
        FeedError::TooSlow => too_much(failure),
        FeedError::Store(cause) => {
            tracing::error!(error = %cause, "a subscription fails");
            told(cause.advice())
        }
    }
}

/// A failure of ours: logged with all that is known, told in one sentence. The endpoint adds the id of the request, under
/// which the log has it.
pub(super) fn internal(ctx: &Context<'_>, failure: &dyn std::fmt::Display) -> Error {
    ours(ctx, failure, None)
}

/// The same where something better can be said: what to do.
fn ours(ctx: &Context<'_>, failure: &dyn std::fmt::Display, advice: Option<&str>) -> Error {
    let path = ctx.path_node.map(|node| node.to_string_vec().join("."));
    tracing::error!(path, error = %failure, "a field could not be resolved");
    told(advice)
}

fn told(advice: Option<&str>) -> Error {
    let message = advice
        .unwrap_or("something went wrong on the server; its log tells more under the request id");
    Error::new(message).extend_with(|_, extensions| extensions.set("code", INTERNAL))
}

/// A relation was selected and not loaded: the plan and the resolver disagree.
pub(super) fn not_loaded(ctx: &Context<'_>, relation: &str) -> Error {
    internal(ctx, &format!("`{relation}` was selected and not loaded"))
}
