//! What is done with a request whatever it came over: from its envelope to what the executor takes, and from what the
//! executor said to what may be told. How it is told is the transport's business.

use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, Request as GraphqlRequest, Response as Executed};

use super::answer;
use super::document::Document;
use super::endpoint::Endpoint;
use super::error_code::ErrorCode;
use super::refusal::Refusal;
use super::request::Asked;
use crate::graphql::sender::Sender;
use crate::graphql::variables::{check_required, fill_defaults};

/// A request that may be executed.
pub(super) struct Prepared {
    /// What the executor takes, its document still as text.
    pub(super) request: GraphqlRequest,
    /// What has to be known of its operation.
    pub(super) operation: ChosenOperation,
}

/// The operation that a request means.
#[derive(Clone)]
pub(super) struct ChosenOperation {
    /// Whether it reads, writes or listens.
    pub(super) kind: OperationType,
    document: Arc<Document>,
    name: Option<String>,
}

impl<E: Executor> Endpoint<E> {
    /// Parses, measures and checks a request; `allow` says whether the transport takes operations of its kind.
    ///
    /// # Errors
    /// Those of the document, of the choice of its operation and of its variables, and what `allow` says.
    pub(super) fn prepare(
        &self,
        asked: Asked,
        allow: impl FnOnce(OperationType) -> Result<(), Refusal>,
    ) -> Result<Prepared, Refusal> {
        let document = self.documents.get_or_parse(&asked.query, &self.limits)?;
        let name = asked.operation_name;
        let kind = document.operation(name.as_deref())?.kind;
        allow(kind)?;
        let mut variables = asked.variables;
        fill_defaults(&mut variables, &document.parsed, name.as_deref());
        check_required(&variables, &document.parsed, name.as_deref()).map_err(|missing| {
            Refusal::of_document(
                ErrorCode::ValidationFailed,
                missing.message,
                Some(missing.at),
            )
        })?;
        let mut request = GraphqlRequest::new(asked.query).variables(variables);
        request.operation_name.clone_from(&name);
        let operation = ChosenOperation {
            kind,
            document,
            name,
        };
        Ok(Prepared { request, operation })
    }

    /// Executes a query or a mutation.
    pub(super) async fn run(&self, prepared: Prepared, sender: Sender) -> Executed {
        let Prepared { request, operation } = prepared;
        let mut request = request.data(sender);
        request.set_parsed_query(operation.document.parsed.clone());
        let mut executed = self.executor.execute(request).await;
        self.complete(&operation, &mut executed);
        executed
    }

    /// Puts what was executed into the form that the specification wants: nulls, order, and what a limit is.
    pub(super) fn complete(&self, operation: &ChosenOperation, executed: &mut Executed) {
        answer::name_the_limit(&mut executed.errors, self.limits.complexity);
        // It was found when the request was prepared.
        if let Ok(found) = operation.document.operation(operation.name.as_deref()) {
            let errors = &executed.errors;
            found
                .shape
                .complete(&mut executed.data, errors, &self.nullability);
        }
    }

    /// What a request that took too long is told.
    pub(super) fn timed_out(&self) -> Refusal {
        let timeout_ms = self.limits.timeout.as_millis();
        let message = format!("the request took longer than {timeout_ms} ms");
        let status = axum::http::StatusCode::GATEWAY_TIMEOUT;
        Refusal::of_transport(status, ErrorCode::Timeout, message)
    }
}
