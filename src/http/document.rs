//! One GraphQL document: parsed, and found to be of a size that may be executed.
//! Whether it fits the schema is the executor's to say.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, OperationType};

use super::document_size;
use super::error_code::ErrorCode;
use super::refusal::Refusal;
use super::response_shape::Shape;
use super::syntax;
use crate::config::Limits;

/// A document that was parsed and may be executed.
#[derive(Debug)]
pub(super) struct Document {
    /// What the executor takes.
    pub(super) parsed: ExecutableDocument,
    operations: HashMap<Option<Name>, Operation>,
}

/// What has to be known of an operation besides its text.
#[derive(Debug)]
pub(super) struct Operation {
    /// Whether it reads, writes or listens.
    pub(super) kind: OperationType,
    /// The shape of its response.
    pub(super) shape: Shape,
}

impl Document {
    /// Parses a text and measures it.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED`, `GRAPHQL_PARSE_FAILED`, and `GRAPHQL_VALIDATION_FAILED` for fragments that contain themselves.
    pub(super) fn parse(text: &str, limits: &Limits) -> Result<Self, Refusal> {
        let (bytes, bytes_max) = (text.len(), limits.document_bytes);
        if bytes > bytes_max {
            let message = format!("a document has at most {bytes_max} bytes; this one has {bytes}");
            return Err(Refusal::exceeded(message, None));
        }
        document_size::check_brackets(text)?;
        let parsed = parse_query(text).map_err(|error| syntax::refuse(text, &error))?;
        document_size::check(&parsed, limits)?;
        Ok(Self {
            operations: operations(&parsed),
            parsed,
        })
    }

    /// The operation that a request means.
    ///
    /// # Errors
    /// `BAD_INPUT` when there is no such operation, or several and none was named.
    pub(super) fn operation(&self, name: Option<&str>) -> Result<&Operation, Refusal> {
        let refuse =
            |message: String| Err(Refusal::of_document(ErrorCode::BadInput, message, None));
        let mut all = self.operations.values();
        match (name, all.next(), all.next()) {
            (None, Some(only), None) => Ok(only),
            (None, _, _) => refuse(format!(
                "`operationName` has to name one of {}",
                self.listed()
            )),
            (Some(name), _, _) => match self.operations.get(&Some(Name::new(name))) {
                Some(operation) => Ok(operation),
                None => refuse(format!(
                    "the document has no operation `{name}`; it has {}",
                    self.listed()
                )),
            },
        }
    }

    fn listed(&self) -> String {
        let shown = |name: &Option<Name>| match name {
            Some(name) => format!("`{name}`"),
            None => "one without a name".to_owned(),
        };
        let mut names: Vec<String> = self.operations.keys().map(shown).collect();
        names.sort();
        names.truncate(10);
        names.join(", ")
    }
}

fn operations(document: &ExecutableDocument) -> HashMap<Option<Name>, Operation> {
    let operations = document.operations.iter().map(|(name, operation)| {
        let shape = Shape::of(&operation.node, document);
        (
            name.cloned(),
            Operation {
                kind: operation.node.ty,
                shape,
            },
        )
    });
    operations.collect()
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
                Err("the document has no operation `A`; it has one without a name"),
            ),
        ] {
            let document = Document::parse(text, &Limits::default()).unwrap();
            let found = document
                .operation(name)
                .map(|operation| operation.kind)
                .map_err(|refusal| refusal.error.message);
            assert_eq!(found, expected.map_err(str::to_owned), "{text} {name:?}");
        }
    }
}
