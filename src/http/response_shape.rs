//! The shape that a document gives its response: which keys, in which order.
//! The executor writes fields in the order in which they became ready and leaves out those that failed; GraphQL wants
//! the order of the document and a null (sections 6.4.4 and 7.2.2), so both are put right here.

use std::collections::HashMap;

use async_graphql::parser::types::{
    ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, PathSegment, ServerError, Value};

use super::nullability::Nullability;

/// The keys of one object of the response, each with the shape of what is under it; empty for what is selected whole.
#[derive(Debug, Default)]
pub(super) struct Shape {
    keys: Vec<(Name, Shape)>,
    places: HashMap<Name, usize>,
    /// The field that stands behind the key.
    field: Option<Name>,
    /// Of a whole operation: whether it reads or writes.
    kind: Option<OperationType>,
}

impl Shape {
    /// The shape of an operation. Type conditions are ignored: a key that does not apply is simply not there.
    pub(super) fn of(operation: &OperationDefinition, document: &ExecutableDocument) -> Self {
        let mut shape = Self {
            kind: Some(operation.ty),
            ..Self::default()
        };
        shape.add(&operation.selection_set.node, document);
        shape
    }

    /// Whether the operation reads or writes.
    pub(super) fn kind(&self) -> OperationType {
        self.kind.unwrap_or(OperationType::Query)
    }

    /// Gives every failed field its null, where the schema allows one, and every object the document's order.
    pub(super) fn complete(
        &self,
        data: &mut Value,
        errors: &[ServerError],
        nullability: &Nullability,
    ) {
        for error in errors {
            put_null(data, &error.path);
        }
        for error in errors.iter().filter(|error| !error.path.is_empty()) {
            match nullability.length_of_null(self, &error.path) {
                Some(length) => set_null(data, error.path.get(..length).unwrap_or(&[])),
                None => *data = Value::Null,
            }
        }
        self.order(data);
    }

    /// The field behind a key, and the shape of what is under it.
    pub(super) fn field(&self, key: &str) -> Option<(&Name, &Self)> {
        let (_, inner) = self.keys.get(*self.places.get(key)?)?;
        Some((inner.field.as_ref()?, inner))
    }

    fn add(&mut self, set: &SelectionSet, document: &ExecutableDocument) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    let inner = self.under(&field.node.response_key().node);
                    inner
                        .field
                        .get_or_insert_with(|| field.node.name.node.clone());
                    inner.add(&field.node.selection_set.node, document);
                }
                Selection::InlineFragment(inline) => {
                    self.add(&inline.node.selection_set.node, document)
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node)
                    {
                        self.add(&fragment.node.selection_set.node, document);
                    }
                }
            }
        }
    }

    fn under(&mut self, key: &Name) -> &mut Self {
        let next = self.keys.len();
        let place = *self.places.entry(key.clone()).or_insert(next);
        if place == next {
            self.keys.push((key.clone(), Self::default()));
        }
        #[expect(
            clippy::indexing_slicing,
            reason = "the place was taken from this list, or pushed above"
        )]
        &mut self.keys[place].1
    }

    fn order(&self, value: &mut Value) {
        match value {
            // A scalar may be an object too, and its keys are its own.
            Value::Object(object) if !self.keys.is_empty() => {
                let last = self.keys.len();
                let place = |name: &Name| self.places.get(name).copied().unwrap_or(last);
                if !object.keys().is_sorted_by_key(place) {
                    object.sort_by_cached_key(|name, _| place(name));
                }
                for (name, inner) in object.iter_mut() {
                    if let Some((_, shape)) = self.keys.get(place(name)) {
                        shape.order(inner);
                    }
                }
            }
            Value::List(items) if !self.keys.is_empty() => {
                for item in items {
                    self.order(item);
                }
            }
            _ => {}
        }
    }
}

/// Puts a null where a path leads, whatever is there; where it leads through a null, that is null enough.
fn set_null(value: &mut Value, path: &[PathSegment]) {
    let Some((first, rest)) = path.split_first() else {
        *value = Value::Null;
        return;
    };
    let inner = match (value, first) {
        (Value::Object(object), PathSegment::Field(name)) => object.get_mut(name.as_str()),
        (Value::List(items), PathSegment::Index(index)) => items.get_mut(*index),
        _ => None,
    };
    if let Some(inner) = inner {
        set_null(inner, rest);
    }
}

/// Puts a null where the path of an error leads to nothing. An object all of whose fields failed is a null itself.
fn put_null(value: &mut Value, path: &[PathSegment]) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    match (value, first) {
        (Value::Object(object), PathSegment::Field(name)) => match object.get_mut(name.as_str()) {
            Some(inner) => put_null(inner, rest),
            None => {
                object.insert(Name::new(name), Value::Null);
            }
        },
        (Value::List(items), PathSegment::Index(index)) => {
            if let Some(item) = items.get_mut(*index) {
                put_null(item, rest);
            }
        }
        (value @ Value::Null, PathSegment::Field(name)) if rest.is_empty() => {
            *value = Value::Object([(Name::new(name), Value::Null)].into_iter().collect());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    fn completed(document: &str, data: serde_json::Value, paths: &[serde_json::Value]) -> String {
        let document = parse_query(document).unwrap();
        let (_, operation) = document.operations.iter().next().unwrap();
        let shape = Shape::of(&operation.node, &document);
        let errors: Vec<ServerError> = paths
            .iter()
            .map(|path| {
                let path = serde_json::from_value(path.clone()).unwrap();
                ServerError::new("failed", None).with_path(path)
            })
            .collect();
        let mut data = Value::from_json(data).unwrap();
        shape.complete(&mut data, &errors, &Nullability::default());
        serde_json::to_string(&data).unwrap()
    }

    #[test]
    fn keys_follow_the_document() {
        for (document, data, expected) in [
            (
                "{ a b c }",
                json!({"c": 1, "a": 2, "b": 3}),
                r#"{"a":2,"b":3,"c":1}"#,
            ),
            (
                "{ a { x y } b: a { y } }",
                json!({"b": {"y": 1}, "a": {"y": 1, "x": 2}}),
                r#"{"a":{"x":2,"y":1},"b":{"y":1}}"#,
            ),
            (
                "{ a { x } ...F } fragment F on Q { b a { y x } }",
                json!({"a": {"y": 1, "x": 2}, "b": 3}),
                r#"{"a":{"x":2,"y":1},"b":3}"#,
            ),
            (
                "{ a { ... on B { x } y } }",
                json!({"a": [{"y": 1, "x": 2}, null, {"y": 3}]}),
                r#"{"a":[{"x":2,"y":1},null,{"y":3}]}"#,
            ),
            (
                "{ json }",
                json!({"json": {"z": 1, "a": 2}}),
                r#"{"json":{"z":1,"a":2}}"#,
            ),
        ] {
            assert_eq!(completed(document, data, &[]), expected, "{document}");
        }
    }

    #[test]
    fn a_failed_field_is_null_and_the_rest_of_the_answer_stays() {
        for (document, data, path, expected) in [
            (
                "{ a b }",
                json!({"b": 1}),
                json!(["a"]),
                r#"{"a":null,"b":1}"#,
            ),
            ("{ a }", json!(null), json!(["a"]), r#"{"a":null}"#),
            (
                "{ a { b c } }",
                json!({"a": {"c": 1}}),
                json!(["a", "b"]),
                r#"{"a":{"b":null,"c":1}}"#,
            ),
            (
                "{ a { b } }",
                json!({"a": null}),
                json!(["a", "b"]),
                r#"{"a":{"b":null}}"#,
            ),
            (
                "{ a { b c } }",
                json!({"a": [{"b": 1, "c": 1}, {"c": 2}]}),
                json!(["a", 1, "b"]),
                r#"{"a":[{"b":1,"c":1},{"b":null,"c":2}]}"#,
            ),
            (
                "{ a { b } c }",
                json!({"c": 1}),
                json!(["a", 0, "b"]),
                r#"{"a":null,"c":1}"#,
            ),
            ("{ a }", json!({"a": null}), json!(["a"]), r#"{"a":null}"#),
            ("{ a }", json!({"a": 1}), json!([]), r#"{"a":1}"#),
        ] {
            assert_eq!(
                completed(document, data, std::slice::from_ref(&path)),
                expected,
                "{document} {path}"
            );
        }
    }
}
