//! A schema's text as a flat list of what a client may rely on.

use std::collections::BTreeMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    FieldDefinition, InputValueDefinition, ServiceDocument, TypeDefinition, TypeKind,
    TypeSystemDefinition,
};
use async_graphql::{Name, Positioned};

/// Each type, field, argument, value and member by its coordinate, such as `Post.related(first:)`, with what it is.
pub(super) type Outline = BTreeMap<String, Entry>;

/// What stands at a coordinate.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Type and default of a field or argument, kind of a type.
    pub(super) is: String,
    /// Whether it is described.
    pub(super) is_described: bool,
}

/// Reads a schema.
pub(super) fn outline(sdl: &str) -> Outline {
    let document: ServiceDocument = parse_schema(sdl).unwrap();
    let mut outline = Outline::new();
    for definition in document.definitions {
        if let TypeSystemDefinition::Type(Positioned { node, .. }) = definition {
            add_type(&mut outline, &node);
        }
    }
    outline
}

fn add_type(outline: &mut Outline, definition: &TypeDefinition) {
    let name = definition.name.node.as_str();
    let mut add = |coordinate: String, is: String, is_described: bool| {
        outline.insert(coordinate, Entry { is, is_described });
    };
    let kind = match &definition.kind {
        TypeKind::Scalar => "scalar",
        TypeKind::Object(object) => {
            for interface in &object.implements {
                add(
                    format!("{name} implements {}", interface.node),
                    String::new(),
                    true,
                );
            }
            add_fields(&mut add, name, &object.fields);
            "type"
        }
        TypeKind::Interface(interface) => {
            add_fields(&mut add, name, &interface.fields);
            "interface"
        }
        TypeKind::Union(union) => {
            for Positioned { node, .. } in &union.members {
                add(format!("{name} = {node}"), String::new(), true);
            }
            "union"
        }
        TypeKind::Enum(values) => {
            for Positioned { node, .. } in &values.values {
                let is_described = node.description.is_some();
                add(
                    format!("{name}.{}", node.value.node),
                    String::new(),
                    is_described,
                );
            }
            "enum"
        }
        TypeKind::InputObject(input) => {
            for Positioned { node, .. } in &input.fields {
                add(
                    format!("{name}.{}", node.name.node),
                    value(node),
                    node.description.is_some(),
                );
            }
            "input"
        }
    };
    let one_of = definition
        .directives
        .iter()
        .any(|each| each.node.name.node == "oneOf");
    let kind = if one_of { "input @oneOf" } else { kind };
    add(
        name.to_owned(),
        kind.to_owned(),
        definition.description.is_some(),
    );
}

fn add_fields(
    add: &mut impl FnMut(String, String, bool),
    type_name: &str,
    fields: &[Positioned<FieldDefinition>],
) {
    for Positioned { node: field, .. } in fields {
        let coordinate = format!("{type_name}.{}", field.name.node);
        for Positioned { node, .. } in &field.arguments {
            let name: &Name = &node.name.node;
            add(
                format!("{coordinate}({name}:)"),
                value(node),
                node.description.is_some(),
            );
        }
        add(
            coordinate,
            field.ty.node.to_string(),
            field.description.is_some(),
        );
    }
}

fn value(definition: &InputValueDefinition) -> String {
    match &definition.default_value {
        Some(default) => format!("{} = {}", definition.ty.node, default.node),
        None => definition.ty.node.to_string(),
    }
}
