//! What comes of an operation that is told over a connection: one result, or many, or the reason why there is none.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::Context;

use async_graphql::parser::types::OperationType;
use async_graphql::{Data, Executor, Response as Executed, ServerError};
use futures_util::stream::{self, BoxStream, StreamExt};
use tracing::{Instrument, Span};

use super::Visitor;
use crate::http::answer;
use crate::http::endpoint::Endpoint;
use crate::http::prepared::{ChosenOperation, Prepared};
use crate::http::refusal::Refusal;
use crate::http::request_id::RequestId;

/// One thing that comes of an operation. The end of the stream is its end.
pub(super) enum Outcome {
    /// A result.
    Next(Executed),
    /// Why nothing is executed, or nothing any more. It is the last: who has it does not ask for more.
    Refused(Vec<ServerError>),
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![*refusal.error])
    }
}

/// Begins an operation. Nothing is done until the stream is polled, and nothing beyond what is polled.
///
/// Who sent it is data of the session and not of the request, which a schema that is replaced meanwhile executes again.
pub(super) fn outcomes<E: Executor>(
    endpoint: Arc<Endpoint<E>>,
    prepared: Prepared,
    visitor: &Visitor,
) -> BoxStream<'static, Outcome> {
    let Prepared { request, operation } = prepared;
    let mut session = Data::default();
    session.insert(visitor.sender());
    let executed = endpoint
        .executor
        .execute_stream(request, Some(Arc::new(session)));
    let finish = Finish {
        endpoint,
        operation,
        request_id: visitor.request_id.clone(),
    };
    // A panic leaves nothing of ours half-done: what was polled is not polled again.
    let mut executed = AssertUnwindSafe(executed).catch_unwind();
    if finish.operation.kind == OperationType::Subscription {
        let poll = move |cx: &mut Context<'_>| {
            // Entered anew each time: ten thousand who listen need no span while there is nothing to tell.
            let polled = span(&finish.request_id).in_scope(|| executed.poll_next_unpin(cx));
            polled.map(|item| item.map(|item| finish.outcome(item)))
        };
        return stream::poll_fn(poll).boxed();
    }
    let (within, span) = (finish.endpoint.limits.timeout, span(&finish.request_id));
    let only = async move {
        match tokio::time::timeout(within, executed.next()).await {
            Ok(item) => item.map(|item| finish.outcome(item)),
            Err(_elapsed) => Some(finish.endpoint.timed_out().into()),
        }
    };
    let only = only.instrument(span);
    stream::once(only).filter_map(std::future::ready).boxed()
}

/// Where lines of the log belong that are written meanwhile: as for every other request, they bear its id.
fn span(request_id: &RequestId) -> Span {
    tracing::info_span!("request", id = request_id.as_str())
}

/// What is done with each result.
struct Finish<E> {
    endpoint: Arc<Endpoint<E>>,
    operation: ChosenOperation,
    request_id: RequestId,
}

impl<E: Executor> Finish<E> {
    fn outcome(&self, item: Result<Executed, Box<dyn Any + Send>>) -> Outcome {
        let _in_span = span(&self.request_id).entered();
        let Ok(mut executed) = item else {
            return answer::of_failure(self.request_id.as_str()).into();
        };
        self.endpoint.complete(&self.operation, &mut executed);
        match answer::complete(&mut executed, self.request_id.as_str()) {
            true => Outcome::Refused(executed.errors),
            false => Outcome::Next(executed),
        }
    }
}
