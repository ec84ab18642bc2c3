//! `/graphql`: one request read, checked, executed and answered, or answered from memory.
//! The steps follow the GraphQL-over-HTTP specification; what a document costs is checked before it is executed.
//! Connections that stay open begin here and go on in [`live`].

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, Response as Executed};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt;

use super::answer;
use super::answer_cache::{Answer, AnswerCache, Question};
use super::document_cache::DocumentCache;
use super::error_code::ErrorCode;
use super::live::{self, Live};
use super::negotiation::{Events, MediaType, wants_page};
use super::nullability::Nullability;
use super::prepared::Prepared;
use super::refusal::Refusal;
use super::request::Asked;
use super::request_id::RequestId;
use super::sender;
use crate::config::Limits;

/// The methods of `/graphql`.
const METHODS: &str = "GET, HEAD, POST, OPTIONS";

/// What `/graphql` needs: an executor, the limits, the documents it has seen, and what open connections share.
pub(super) struct Endpoint<E> {
    pub(super) executor: E,
    pub(super) limits: Limits,
    pub(super) nullability: Nullability,
    pub(super) documents: DocumentCache,
    pub(super) answers: AnswerCache,
    pub(super) live: Live,
}

/// How a request is answered.
enum Reply {
    /// By one response.
    Once(Box<Executed>),
    /// By one that is the same for all readers, made before or kept from now on.
    ForAll(Answer),
    /// By events, as they come.
    Events(Box<(Prepared, live::Visitor)>),
}

impl<E: Executor> Endpoint<E> {
    /// An endpoint that has seen no document yet.
    pub(super) fn new(
        executor: E,
        sdl: &str,
        limits: Limits,
        answers: AnswerCache,
        live: Live,
    ) -> Self {
        Self {
            executor,
            limits,
            nullability: Nullability::of(sdl),
            documents: DocumentCache::default(),
            answers,
            live,
        }
    }

    /// Answers one request, whatever becomes of it: too slow and broken are answers too.
    async fn answer(self: Arc<Self>, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let events = Events::accepted(&parts.headers);
        let media_type = match MediaType::accepted(&parts.headers) {
            Some(media_type) => media_type,
            None if events == Events::No => {
                return answer::of_refusal(&not_acceptable(), MediaType::Json);
            }
            None => MediaType::Json,
        };
        let request_id = RequestId::of(&parts.extensions);
        // A panic leaves nothing of ours half-done: the cache is the only shared state, and it says so itself.
        let work = AssertUnwindSafe(self.execute(&parts, body, events)).catch_unwind();
        let refusal = match tokio::time::timeout(self.limits.timeout, work).await {
            Ok(Ok(Ok(Reply::Once(executed)))) => {
                return answer::of_execution(*executed, media_type, request_id.as_str());
            }
            Ok(Ok(Ok(Reply::ForAll(answer)))) => {
                return answer::for_all(answer, media_type, &parts);
            }
            Ok(Ok(Ok(Reply::Events(begun)))) => {
                match live::event_stream(Arc::clone(&self), *begun).await {
                    Ok(answer) => return answer,
                    Err(refusal) => refusal,
                }
            }
            Ok(Ok(Err(refusal))) => refusal,
            Ok(Err(_panic)) => answer::of_failure(request_id.as_str()),
            Err(_elapsed) => self.timed_out(),
        };
        if events == Events::Preferred && refusal.is_well_formed() {
            return live::event_stream_of_refusal(&refusal);
        }
        let mut answer = answer::of_refusal(&refusal, media_type);
        if parts.method != Method::POST && answer.status() == StatusCode::METHOD_NOT_ALLOWED {
            answer
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static("POST"));
        }
        answer
    }

    async fn execute(&self, parts: &Parts, body: Body, events: Events) -> Result<Reply, Refusal> {
        let is_post = parts.method == Method::POST;
        let asked = match is_post {
            true => Asked::from_body(&parts.headers, body, self.limits.body_bytes).await?,
            false => Asked::from_url(parts.uri.query().unwrap_or(""))?,
        };
        let question = match parts.headers.contains_key(header::AUTHORIZATION) {
            false if events != Events::Preferred => self.answers.question(&asked),
            _ => None,
        };
        if let Some(answer) = question.as_ref().and_then(|it| self.answers.get(it)) {
            return Ok(Reply::ForAll(answer));
        }
        let prepared = self.prepare(asked, |kind| match kind {
            OperationType::Query => Ok(()),
            OperationType::Mutation if is_post => Ok(()),
            OperationType::Mutation => Err(mutation_by_get()),
            OperationType::Subscription if events == Events::No => Err(subscription()),
            OperationType::Subscription => Ok(()),
        })?;
        let is_subscription = prepared.operation.kind == OperationType::Subscription;
        if is_subscription || events == Events::Preferred {
            let visitor = live::Visitor::of(parts);
            return Ok(Reply::Events(Box::new((prepared, visitor))));
        }
        let is_query = prepared.operation.kind == OperationType::Query;
        let executed = self.run(prepared, sender::of(&parts.headers)).await;
        Ok(self.keep(question.filter(|_| is_query), executed))
    }
}

impl<E> Endpoint<E> {
    /// Keeps an answer that is whole and for everybody.
    fn keep(&self, question: Option<Question>, executed: Executed) -> Reply {
        let is_whole = executed.errors.is_empty();
        // What is for nobody else says so in a header.
        let is_for_all = executed.http_headers.is_empty();
        let Some(question) = question.filter(|_| is_whole && is_for_all) else {
            return Reply::Once(Box::new(executed));
        };
        let Ok(answer) = serde_json::to_vec(&executed).map(Answer::new) else {
            return Reply::Once(Box::new(executed));
        };
        self.answers.put(question, answer.clone());
        Reply::ForAll(answer)
    }
}

/// POST: queries and mutations, and subscriptions as events.
pub(super) async fn post<E: Executor>(
    State(endpoint): State<Arc<Endpoint<E>>>,
    request: Request,
) -> Response {
    endpoint.answer(request).await
}

/// GET: queries, subscriptions as events, and everything over a WebSocket. A browser that opens `/graphql` is led to the
/// playground.
pub(super) async fn get<E: Executor>(
    State(endpoint): State<Arc<Endpoint<E>>>,
    request: Request,
) -> Response {
    if live::is_upgrade(request.headers()) {
        return live::upgrade(endpoint, request).await;
    }
    if request.uri().query().is_none() && wants_page(request.headers()) {
        return Redirect::temporary("/").into_response();
    }
    endpoint.answer(request).await
}

/// Every other method.
pub(super) async fn other(request: Request) -> Response {
    let message = format!(
        "`/graphql` is asked by GET or POST, not by {}",
        request.method()
    );
    let refusal =
        Refusal::of_transport(StatusCode::METHOD_NOT_ALLOWED, ErrorCode::BadInput, message);
    let media_type = MediaType::accepted(request.headers()).unwrap_or(MediaType::Json);
    let mut answer = answer::of_refusal(&refusal, media_type);
    answer
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static(METHODS));
    answer
}

fn not_acceptable() -> Refusal {
    let message = "answers are `application/graphql-response+json`, `application/json` or `text/event-stream`; `Accept` allows none of them";
    Refusal::of_transport(StatusCode::NOT_ACCEPTABLE, ErrorCode::BadInput, message)
}

/// GET is safe by definition (RFC 9110, section 9.2.1): links, prefetching and crawlers must change nothing.
fn mutation_by_get() -> Refusal {
    let message = "a mutation is sent by POST; GET only reads";
    Refusal::of_transport(StatusCode::METHOD_NOT_ALLOWED, ErrorCode::BadInput, message)
}

fn subscription() -> Refusal {
    let message = "a subscription is not answered by one response: ask with `Accept: text/event-stream`, or over a \
         WebSocket with the subprotocol `graphql-transport-ws`";
    Refusal::of_document(ErrorCode::BadInput, message, None)
}
