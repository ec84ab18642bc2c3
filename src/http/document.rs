//! One GraphQL document: parsed, and found to be of a size that may be executed.
//! Whether it fits the schema is the executor's to say.

use std::collections::HashMap;

use async_graphql::parser::parse_query;
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType,
};
use async_graphql::{Name, Positioned};

use super::document_size;
use super::error_code::ErrorCode;
use super::refusal::Refusal;
use super::syntax;
use crate::config::Limits;

/// A document that was parsed and may be executed.
#[derive(Debug)]
pub(super) struct Document {
    /// What the executor takes.
    pub parsed: ExecutableDocument,
}

impl Document {
    /// Parses a text and measures it.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED`, `GRAPHQL_PARSE_FAILED`, and `GRAPHQL_VALIDATION_FAILED` for fragments that contain themselves.
    pub(super) fn parse(text: &str, limits: &Limits) -> Result<Self, Refusal> {
        if text.len() > limits.document_bytes {
            let message = format!(
                "a document has at most {} bytes; this one has {}",
                limits.document_bytes,
                text.len()
            );
            return Err(Refusal::exceeded(message, None));
        }
        document_size::check_brackets(text)?;
        let parsed = parse_query(text).map_err(|error| syntax::refuse(text, &error))?;
        document_size::check(&parsed, limits)?;
        Ok(Self { parsed })
    }

    /// The kind of the operation that a request means.
    ///
    /// # Errors
    /// `BAD_INPUT` when there is no such operation, or several and none was named.
    pub(super) fn operation_type(&self, name: Option<&str>) -> Result<OperationType, Refusal> {
        let refuse =
            |message: String| Err(Refusal::of_document(ErrorCode::BadInput, message, None));
        match (&self.parsed.operations, name) {
            (DocumentOperations::Single(operation), None) => Ok(operation.node.ty),
            (DocumentOperations::Single(_), Some(name)) => refuse(format!(
                "the document has no operation `{name}`: its only operation has no name"
            )),
            (DocumentOperations::Multiple(operations), Some(name)) => match operations.get(name) {
                Some(operation) => Ok(operation.node.ty),
                None => refuse(format!(
                    "the document has no operation `{name}`; it has {}",
                    listed(operations)
                )),
            },
            (DocumentOperations::Multiple(operations), None) => {
                let mut all = operations.values();
                match (all.next(), all.next()) {
                    (Some(only), None) => Ok(only.node.ty),
                    _ => refuse(format!(
                        "`operationName` has to name one of {}",
                        listed(operations)
                    )),
                }
            }
        }
    }
}

fn listed(operations: &HashMap<Name, Positioned<OperationDefinition>>) -> String {
    let mut names: Vec<String> = operations.keys().map(|name| format!("`{name}`")).collect();
    names.sort();
    names.truncate(10);
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operation_that_is_meant_is_found() {
        use OperationType::{Mutation, Query};
        let several = "query A { a } mutation B { b }";
        for (text, name, expected) in [
            ("{ a }", None, Ok(Query)),
            ("mutation { a }", None, Ok(Mutation)),
            ("query A { a }", None, Ok(Query)),
            (several, Some("B"), Ok(Mutation)),
            (several, Some("A"), Ok(Query)),
            (
                several,
                None,
                Err("`operationName` has to name one of `A`, `B`"),
            ),
            (
                several,
                Some("C"),
                Err("the document has no operation `C`; it has `A`, `B`"),
            ),
            (
                "{ a }",
                Some("A"),
                Err("the document has no operation `A`: its only operation has no name"),
            ),
        ] {
            let document = Document::parse(text, &Limits::default()).unwrap();
            let found = document
                .operation_type(name)
                .map_err(|refusal| refusal.error.message);
            assert_eq!(found, expected.map_err(str::to_owned), "{text} {name:?}");
        }
    }
}
