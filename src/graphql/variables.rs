//! Variables that a request leaves to their defaults.
//! The library looks at given variables alone when it removes what `@skip` and `@include` leave out, so the defaults have to be
//! among them before a request is executed.

use async_graphql::Variables;
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition};

/// Adds the default of each variable that the operation declares and `variables` lacks.
pub fn fill_defaults(
    variables: &mut Variables,
    document: &ExecutableDocument,
    operation_name: Option<&str>,
) {
    let Some(operation) = operation(document, operation_name) else {
        return;
    };
    for definition in &operation.variable_definitions {
        let name = &definition.node.name.node;
        // A variable without a default stays absent: null would be a value.
        if let Some(default) = &definition.node.default_value
            && !variables.contains_key(name)
        {
            variables.insert(name.clone(), default.node.clone());
        }
    }
}

fn operation<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Option<&'a OperationDefinition> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), _) => Some(&operation.node),
        (DocumentOperations::Multiple(operations), Some(name)) => {
            operations.get(name).map(|operation| &operation.node)
        }
        (DocumentOperations::Multiple(operations), None) => {
            let mut operations = operations.values();
            let only = operations.next().map(|operation| &operation.node);
            only.filter(|_| operations.next().is_none())
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    #[test]
    fn defaults_are_added_and_given_values_stay() {
        let document =
            "query A($a: Int = 1, $b: Boolean = true, $c: Int) { x } query B($a: Int = 2) { x }";
        let document = parse_query(document).unwrap();
        for (given, name, expected) in [
            (json!({}), Some("A"), json!({"a": 1, "b": true})),
            (
                json!({"a": null, "b": false}),
                Some("A"),
                json!({"a": null, "b": false}),
            ),
            (json!({}), Some("B"), json!({"a": 2})),
            (json!({}), Some("C"), json!({})),
            (json!({}), None, json!({})),
        ] {
            let mut variables = Variables::from_json(given);
            fill_defaults(&mut variables, &document, name);
            assert_eq!(
                serde_json::to_value(&variables).unwrap(),
                expected,
                "{name:?}"
            );
        }
    }
}
