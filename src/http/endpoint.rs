//! `/graphql`: one request read, checked, executed and answered.
//! The steps follow the GraphQL-over-HTTP specification; what a document costs is checked before it is executed.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, Request as GraphqlRequest, Response as Executed};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt;

use super::answer;
use super::document_cache::DocumentCache;
use super::error_code::ErrorCode;
use super::negotiation::{MediaType, wants_page};
use super::nullability::Nullability;
use super::refusal::Refusal;
use super::request::Asked;
use super::request_id::RequestId;
use super::sender;
use crate::config::Limits;
use crate::graphql::variables::{check_required, fill_defaults};

/// The methods of `/graphql`.
const METHODS: &str = "GET, HEAD, POST, OPTIONS";

/// What `/graphql` needs: an executor, the limits, and the documents it has seen.
pub(super) struct Endpoint<E> {
    executor: E,
    limits: Limits,
    nullability: Nullability,
    documents: DocumentCache,
}

impl<E: Executor> Endpoint<E> {
    /// An endpoint that has seen no document yet.
    pub(super) fn new(executor: E, sdl: &str, limits: Limits) -> Self {
        Self {
            executor,
            limits,
            nullability: Nullability::of(sdl),
            documents: DocumentCache::default(),
        }
    }

    /// Answers one request, whatever becomes of it: too slow and broken are answers too.
    async fn answer(&self, request: Request) -> Response {
        let Some(media_type) = MediaType::accepted(request.headers()) else {
            return answer::of_refusal(&not_acceptable(), MediaType::Json);
        };
        let request_id = RequestId::of(request.extensions());
        let is_get = request.method() != Method::POST;
        // A panic leaves nothing of ours half-done: the cache is the only shared state, and it says so itself.
        let work = AssertUnwindSafe(self.execute(request)).catch_unwind();
        let refusal = match tokio::time::timeout(self.limits.timeout, work).await {
            Ok(Ok(Ok(executed))) => {
                return answer::of_execution(executed, media_type, request_id.as_str());
            }
            Ok(Ok(Err(refusal))) => refusal,
            Ok(Err(_panic)) => answer::of_failure(request_id.as_str()),
            Err(_elapsed) => self.timed_out(),
        };
        let mut answer = answer::of_refusal(&refusal, media_type);
        if is_get && answer.status() == StatusCode::METHOD_NOT_ALLOWED {
            answer
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static("POST"));
        }
        answer
    }

    async fn execute(&self, request: Request) -> Result<Executed, Refusal> {
        let (parts, body) = request.into_parts();
        let is_post = parts.method == Method::POST;
        let asked = match is_post {
            true => Asked::from_body(&parts.headers, body, self.limits.body_bytes).await?,
            false => Asked::from_url(parts.uri.query().unwrap_or(""))?,
        };
        let document = self.documents.get_or_parse(&asked.query, &self.limits)?;
        let operation = document.operation(asked.operation_name.as_deref())?;
        match operation.kind {
            OperationType::Query => {}
            OperationType::Mutation if is_post => {}
            OperationType::Mutation => return Err(mutation_by_get()),
            OperationType::Subscription => return Err(subscription()),
        }
        let mut variables = asked.variables;
        let operation_name = asked.operation_name.as_deref();
        fill_defaults(&mut variables, &document.parsed, operation_name);
        check_required(&variables, &document.parsed, operation_name).map_err(|missing| {
            Refusal::of_document(
                ErrorCode::ValidationFailed,
                missing.message,
                Some(missing.at),
            )
        })?;
        let mut prepared = GraphqlRequest::new(asked.query)
            .variables(variables)
            .data(sender::of(&parts.headers));
        prepared.operation_name = asked.operation_name;
        prepared.set_parsed_query(document.parsed.clone());
        let mut executed = self.executor.execute(prepared).await;
        answer::name_the_limit(&mut executed.errors, self.limits.complexity);
        operation
            .shape
            .complete(&mut executed.data, &executed.errors, &self.nullability);
        Ok(executed)
    }

    fn timed_out(&self) -> Refusal {
        let timeout_ms = self.limits.timeout.as_millis();
        let message = format!("the request took longer than {timeout_ms} ms");
        Refusal::of_transport(StatusCode::GATEWAY_TIMEOUT, ErrorCode::Timeout, message)
    }
}

/// POST: queries and mutations.
pub(super) async fn post<E: Executor>(
    State(endpoint): State<Arc<Endpoint<E>>>,
    request: Request,
) -> Response {
    endpoint.answer(request).await
}

/// GET and HEAD: queries. A browser that comes without one is led to the page where queries are written.
pub(super) async fn get<E: Executor>(
    State(endpoint): State<Arc<Endpoint<E>>>,
    request: Request,
) -> Response {
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
    let message = "answers are `application/graphql-response+json` or `application/json`; `Accept` allows neither";
    Refusal::of_transport(StatusCode::NOT_ACCEPTABLE, ErrorCode::BadInput, message)
}

/// GET is safe by definition (RFC 9110, section 9.2.1): links, prefetching and crawlers must change nothing.
fn mutation_by_get() -> Refusal {
    let message = "a mutation is sent by POST; GET only reads";
    Refusal::of_transport(StatusCode::METHOD_NOT_ALLOWED, ErrorCode::BadInput, message)
}

fn subscription() -> Refusal {
    let message = "a subscription is not answered by one response; only queries and mutations are";
    Refusal::of_document(ErrorCode::BadInput, message, None)
}
