//! The variables of a request before it is executed: those it leaves to their defaults, and those it must not leave out.
//! The library looks at given variables alone when it removes what `@skip` and `@include` leave out, and never asks whether
//! a required one is there; whether a value fits its type otherwise is still the library's to say.

use async_graphql::parser::types::{
    BaseType, DocumentOperations, ExecutableDocument, OperationDefinition, Type,
};
use async_graphql::{Pos, Value, Variables};

/// A variable without the value that its type requires (GraphQL, section 6.1.2).
#[derive(Debug, PartialEq, Eq)]
pub struct MissingValue {
    /// Names the variable and its type, and says what is wrong.
    pub message: String,
    /// Where the variable is declared.
    pub at: Pos,
}

/// Checks that every required variable of the operation is there and no null is given where none is allowed. Variables
/// that the operation does not declare are nobody's concern.
///
/// # Errors
/// The first variable, in the order of the document, that lacks a value.
pub fn check_required(
    variables: &Variables,
    document: &ExecutableDocument,
    operation_name: Option<&str>,
) -> Result<(), MissingValue> {
    let definitions = operation(document, operation_name)
        .into_iter()
        .flat_map(|operation| &operation.variable_definitions);
    for definition in definitions {
        let name = &definition.node.name.node;
        let var_type = &definition.node.var_type.node;
        let problem = match variables.get(name) {
            None if var_type.nullable || definition.node.default_value.is_some() => continue,
            None => "is not given",
            Some(value) if allows_nulls_of(var_type, value) => continue,
            Some(Value::Null) => "is null",
            Some(_) => "has a null among its items",
        };
        return Err(MissingValue {
            message: format!("the variable `${name}` of type `{var_type}` {problem}"),
            at: definition.pos,
        });
    }
    Ok(())
}

/// Whether every null in a value, itself or an item of it, is one that the type allows.
fn allows_nulls_of(value_type: &Type, value: &Value) -> bool {
    match (&value_type.base, value) {
        (_, Value::Null) => value_type.nullable,
        (BaseType::List(item_type), Value::List(items)) => {
            items.iter().all(|item| allows_nulls_of(item_type, item))
        }
        _ => true,
    }
}

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

    #[test]
    fn a_required_variable_is_given_and_not_null() {
        let missing = |name: &str, problem: &str| Some(format!("the variable `${name}` {problem}"));
        for (declared, given, expected) in [
            ("$a: Int!", json!({"a": 1}), None),
            (
                "$a: Int!",
                json!({}),
                missing("a", "of type `Int!` is not given"),
            ),
            (
                "$a: Int!",
                json!({"a": null}),
                missing("a", "of type `Int!` is null"),
            ),
            ("$a: Int! = 1", json!({}), None),
            (
                "$a: Int! = 1",
                json!({"a": null}),
                missing("a", "of type `Int!` is null"),
            ),
            ("$a: Int", json!({}), None),
            ("$a: Int", json!({"a": null, "unknown": null}), None),
            (
                "$a: Int, $b: [Int!]!",
                json!({}),
                missing("b", "of type `[Int!]!` is not given"),
            ),
            ("$b: [Int!]!", json!({"b": []}), None),
            ("$b: [Int]", json!({"b": [null]}), None),
            (
                "$b: [[Int!]]",
                json!({"b": [null, [1, null]]}),
                missing("b", "of type `[[Int!]]` has a null among its items"),
            ),
        ] {
            let document = parse_query(format!("query ({declared}) {{ x }}")).unwrap();
            let variables = Variables::from_json(given.clone());
            let message = check_required(&variables, &document, None)
                .err()
                .map(|missing| missing.message);
            assert_eq!(message, expected, "{declared} {given}");
        }
    }
}
