//! Where a null may stand in an answer: what the schema says of each field.
//! A failed field that may not be null takes its parent with it, up to the nearest that may (GraphQL, section 6.4.4).

use std::collections::HashMap;

use async_graphql::PathSegment;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, OperationType, Type, TypeKind, TypeSystemDefinition};

use super::response_shape::Shape;

/// The types of all fields of a schema.
#[derive(Debug, Default)]
pub(super) struct Nullability {
    fields: HashMap<String, HashMap<String, Type>>,
    members: HashMap<String, Vec<String>>,
}

/// The types at which operations begin.
const QUERY: &str = "Query";
const MUTATION: &str = "Mutation";
const SUBSCRIPTION: &str = "Subscription";

impl Nullability {
    /// What a schema in its own language says; of one that cannot be read, nothing.
    pub(super) fn of(sdl: &str) -> Self {
        let mut nullability = Self::default();
        let Ok(document) = parse_schema(sdl) else {
            return nullability;
        };
        for definition in document.definitions {
            if let TypeSystemDefinition::Type(definition) = definition {
                let name = definition.node.name.node.to_string();
                nullability.add(name, definition.node.kind);
            }
        }
        nullability
    }

    fn add(&mut self, name: String, kind: TypeKind) {
        let fields = match kind {
            TypeKind::Object(object) => object.fields,
            TypeKind::Interface(interface) => interface.fields,
            TypeKind::Union(union) => {
                let members = union.members.iter().map(|member| member.node.to_string());
                self.members.insert(name, members.collect());
                return;
            }
            _ => return,
        };
        let fields = fields
            .into_iter()
            .map(|field| (field.node.name.node.to_string(), field.node.ty.node));
        self.fields.insert(name, fields.collect());
    }

    /// How much of the path of an error stays: what is behind it is null. `None` means that nothing of the answer stays.
    pub(super) fn length_of_null(&self, shape: &Shape, path: &[PathSegment]) -> Option<usize> {
        let mut nearest = None;
        let root = match shape.kind() {
            OperationType::Mutation => MUTATION,
            OperationType::Query => QUERY,
            OperationType::Subscription => SUBSCRIPTION,
        };
        let mut parent = Some(root.to_owned());
        let mut shape = Some(shape);
        let mut here: Option<&Type> = None;
        for (index, segment) in path.iter().enumerate() {
            here = match segment {
                PathSegment::Field(key) => {
                    let selected = shape.and_then(|shape| shape.field(key));
                    let name = selected.map(|(name, _)| name.as_str());
                    shape = selected.map(|(_, inner)| inner);
                    parent
                        .as_deref()
                        .zip(name)
                        .and_then(|(parent, name)| self.field(parent, name))
                }
                PathSegment::Index(_) => here.and_then(item),
            };
            parent = here.map(named);
            // What the schema does not know may be null.
            if here.is_none_or(|here| here.nullable) {
                nearest = Some(index + 1);
            }
        }
        nearest
    }

    /// The type of a field; members of a union agree in the types of what they share.
    fn field(&self, parent: &str, name: &str) -> Option<&Type> {
        let own = self.fields.get(parent).and_then(|fields| fields.get(name));
        own.or_else(|| {
            let members = self.members.get(parent)?;
            members
                .iter()
                .find_map(|member| self.fields.get(member)?.get(name))
        })
        .or_else(|| self.of_implementation(parent, name))
    }

    /// A field that only some types behind an interface have.
    fn of_implementation(&self, parent: &str, name: &str) -> Option<&Type> {
        self.fields.contains_key(parent).then_some(())?;
        let is_root = |name: &str| [QUERY, MUTATION, SUBSCRIPTION].contains(&name);
        let mut others: Vec<&String> = self.fields.keys().filter(|each| !is_root(each)).collect();
        others.sort();
        others
            .into_iter()
            .find_map(|each| self.fields.get(each)?.get(name))
    }
}

fn item(list: &Type) -> Option<&Type> {
    match &list.base {
        BaseType::List(item) => Some(item),
        BaseType::Named(_) => None,
    }
}

fn named(of: &Type) -> String {
    match &of.base {
        BaseType::List(item) => named(item),
        BaseType::Named(name) => name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    const SDL: &str = "type Mutation { may: Post! must: Post }
        type Subscription { heard: Post! }
        type Query { may: Post must: Post! list: [Post!] any: Any! node: Node }
        type Post implements Node { id: ID! title: String related: [Post!]! }
        type Tag implements Node { id: ID! posts: [Post!]! }
        interface Node { id: ID! }
        union Any = Post | Tag";

    #[test]
    fn a_null_rises_to_the_nearest_that_may_be_null() {
        for (document, path, length) in [
            ("{ may { title } }", r#"["may"]"#, Some(1)),
            ("{ must { title } }", r#"["must"]"#, None),
            ("{ may { title } }", r#"["may", "title"]"#, Some(2)),
            (
                "{ may { related { id } } }",
                r#"["may", "related"]"#,
                Some(1),
            ),
            ("{ x: may { y: related { id } } }", r#"["x", "y"]"#, Some(1)),
            (
                "{ list { related { id } } }",
                r#"["list", 0, "related", 3, "id"]"#,
                Some(1),
            ),
            (
                "{ any { ... on Tag { posts { title } } } }",
                r#"["any", "posts"]"#,
                None,
            ),
            (
                "{ any { ... on Tag { posts { title } } } }",
                r#"["any", "posts", 0, "title"]"#,
                Some(4),
            ),
            (
                "{ node { ... on Post { related { id } } } }",
                r#"["node", "related"]"#,
                Some(1),
            ),
            ("mutation { may { title } }", r#"["may"]"#, None),
            ("mutation { must { title } }", r#"["must"]"#, Some(1)),
            ("subscription { heard { title } }", r#"["heard"]"#, None),
            (
                "{ __schema { types { name } } }",
                r#"["__schema"]"#,
                Some(1),
            ),
        ] {
            let parsed = parse_query(document).unwrap();
            let (_, operation) = parsed.operations.iter().next().unwrap();
            let shape = Shape::of(&operation.node, &parsed);
            let segments: Vec<PathSegment> = serde_json::from_str(path).unwrap();
            let found = Nullability::of(SDL).length_of_null(&shape, &segments);
            assert_eq!(found, length, "{document} {path}");
        }
    }
}
