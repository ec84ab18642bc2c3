//! Server-sent events: the "distinct connections mode" of
//! [graphql-sse](https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md), one operation a response.
//! The body is asked for more only when the connection has taken what it had.

use std::convert::Infallible;
use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, ServerError};
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, StreamExt};
use serde::Serialize;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::Visitor;
use super::connections::Seat;
use super::ending::Ending;
use super::outcome::{Outcome, outcomes};
use crate::http::answer::{self, RequestErrors};
use crate::http::endpoint::Endpoint;
use crate::http::error_code::ErrorCode;
use crate::http::negotiation::MediaType;
use crate::http::prepared::Prepared;
use crate::http::refusal::{Refusal, coded};
use crate::service::token::{NOT_VALID, Secret};

/// What proxies such as nginx are told, so that they hand events on at once.
const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// A comment, which clients skip (HTML Living Standard, section 9.2.5). The first one brings the headers out.
const COMMENT: &str = ":\n\n";

/// The last event. It has an empty `data`, without which a browser would not tell of it.
const COMPLETE: &str = "event: complete\ndata:\n\n";

/// What is told to the end of one operation.
struct Events {
    outcomes: BoxStream<'static, Outcome>,
    end: BoxFuture<'static, Ending>,
    comments: Interval,
    is_over: bool,
    _seat: Seat,
}

/// Answers with what comes of an operation.
///
/// # Errors
/// A token cannot be checked now.
pub(in crate::http) async fn event_stream<E: Executor>(
    endpoint: Arc<Endpoint<E>>,
    (prepared, visitor): (Prepared, Visitor),
) -> Result<Response, Refusal> {
    let Some(seat) = endpoint.live.connections.take() else {
        return Ok(endpoint.live.connections.refuse(MediaType::Json));
    };
    let is_subscription = prepared.operation.kind == OperationType::Subscription;
    let secret = visitor.secret.as_ref().filter(|_| is_subscription);
    if let Some(secret) = secret
        && !is_valid(&endpoint, secret, &visitor).await?
    {
        return Ok(event_stream_of_errors(&[token_ended()]));
    }
    let pause = endpoint.live.pace.comment;
    let mut comments = interval_at(Instant::now() + pause, pause);
    comments.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let events = Events {
        end: endpoint.live.ending(secret),
        outcomes: outcomes(endpoint, prepared, &visitor),
        comments,
        is_over: false,
        _seat: seat,
    };
    let told = stream::unfold(events, |mut events| async {
        let chunk = events.next().await?;
        Some((Ok::<_, Infallible>(Bytes::from(chunk)), events))
    });
    let opening = stream::iter([Ok(Bytes::from_static(COMMENT.as_bytes()))]);
    Ok(answer_of(Body::from_stream(opening.chain(told))))
}

/// Answers with a request error, as an event: a browser shows its page nothing of an answer with another status.
pub(in crate::http) fn event_stream_of_refusal(refusal: &Refusal) -> Response {
    event_stream_of_errors(std::slice::from_ref(refusal.error.as_ref()))
}

fn event_stream_of_errors(errors: &[ServerError]) -> Response {
    answer_of(Body::from(last(errors)))
}

impl Events {
    /// The next piece of the body.
    async fn next(&mut self) -> Option<String> {
        if self.is_over {
            return None;
        }
        tokio::select! {
            biased;
            ending = &mut self.end => {
                self.is_over = true;
                Some(match ending {
                    Ending::Stopping => COMPLETE.to_owned(),
                    Ending::TokenEnded => last(&[token_ended()]),
                })
            }
            outcome = self.outcomes.next() => {
                self.comments.reset();
                self.is_over = !matches!(outcome, Some(Outcome::Next(_)));
                Some(match outcome {
                    Some(Outcome::Next(executed)) => next(&executed),
                    Some(Outcome::Refused(errors)) => last(&errors),
                    None => COMPLETE.to_owned(),
                })
            }
            _ = self.comments.tick() => Some(COMMENT.to_owned()),
        }
    }
}

async fn is_valid<E: Executor>(
    endpoint: &Endpoint<E>,
    secret: &Secret,
    visitor: &Visitor,
) -> Result<bool, Refusal> {
    let looking = endpoint.live.tokens.is_valid(secret);
    match tokio::time::timeout(endpoint.limits.timeout, looking).await {
        Ok(Ok(is_valid)) => Ok(is_valid),
        Ok(Err(error)) => {
            tracing::error!(%error, "a token cannot be checked");
            Err(answer::of_failure(visitor.request_id.as_str()))
        }
        Err(_elapsed) => Err(endpoint.timed_out()),
    }
}

fn token_ended() -> ServerError {
    coded(
        ServerError::new(NOT_VALID, None),
        ErrorCode::Unauthenticated,
    )
}

fn last(errors: &[ServerError]) -> String {
    next(&RequestErrors { errors }) + COMPLETE
}

/// JSON has no line breaks of its own, so that one `data` line holds it.
fn next(result: &impl Serialize) -> String {
    let json = serde_json::to_string(result).unwrap_or_else(|error| {
        tracing::error!(%error, "an event could not be written as JSON");
        "{}".to_owned()
    });
    format!("event: next\ndata: {json}\n\n")
}

fn answer_of(body: Body) -> Response {
    let mut answer = Response::new(body);
    for (name, value) in [
        (header::CONTENT_TYPE, "text/event-stream; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::VARY, "accept"),
        (BUFFERING, "no"),
    ] {
        let value = HeaderValue::from_static(value);
        answer.headers_mut().insert(name, value);
    }
    answer
}
