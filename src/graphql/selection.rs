//! Looking ahead: what a request selects of one object, through fragments and aliases.
//! The library's own look-ahead forgets type conditions, so that it would load for a tag what only sections are asked for.
//! What `@skip` and `@include` leave out is gone from the document by the time a field is resolved.

use std::collections::HashMap;

use async_graphql::parser::types::{
    Field, FragmentDefinition, OperationDefinition, Selection, SelectionSet, TypeCondition,
};
use async_graphql::{Context, InputType, Name, Positioned, Value, Variables};
use async_graphql_value::Value as InputValue;

/// The names by which an object may be meant without its own.
const ABSTRACT: [&str; 3] = ["Localized", "Node", "Route"];

/// One field of the request, with all that is needed to look below it.
#[derive(Clone, Copy)]
pub(super) struct Selected<'a> {
    field: &'a Field,
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
}

impl<'a> Selected<'a> {
    /// The field that is being resolved.
    pub(super) fn here(ctx: &Context<'a>) -> Self {
        Self {
            field: &ctx.item.node,
            fragments: &ctx.query_env.fragments,
            operation: &ctx.query_env.operation.node,
            variables: &ctx.query_env.variables,
        }
    }

    /// The field's name in the schema, whatever its alias.
    pub(super) fn name(&self) -> &'a str {
        self.field.name.node.as_str()
    }

    /// What is selected of an object of type `type_name`; a field selected twice is there twice.
    pub(super) fn children(&self, type_name: &str) -> Vec<Self> {
        let mut children = Vec::new();
        self.collect(&self.field.selection_set.node, type_name, &mut children);
        children
    }

    /// The nodes of a connection, under `nodes` and under `edges`: `of` is `Post` for a `PostConnection` and its `PostEdge`s.
    pub(super) fn nodes(&self, of: &str) -> Vec<Self> {
        let (connection, edge) = (format!("{of}Connection"), format!("{of}Edge"));
        let nodes = self
            .children(&connection)
            .into_iter()
            .flat_map(|field| match field.name() {
                "nodes" => vec![field],
                "edges" => {
                    let mut nodes = field.children(&edge);
                    nodes.retain(|child| child.name() == "node");
                    nodes
                }
                _ => Vec::new(),
            });
        nodes.collect()
    }

    /// Whether `field` is selected of an object of type `type_name`.
    pub(super) fn selects(&self, type_name: &str, field: &str) -> bool {
        self.children(type_name)
            .iter()
            .any(|child| child.name() == field)
    }

    /// The value of an argument; `None` where it is absent, or is nothing that the resolver would accept.
    pub(super) fn argument<T: InputType>(&self, name: &str) -> Option<T> {
        let value = self.field.get_argument(name)?;
        let value = self.resolve(value)?;
        T::parse(Some(value)).ok()
    }

    fn collect(&self, set: &'a SelectionSet, type_name: &str, children: &mut Vec<Self>) {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => children.push(Self {
                    field: &field.node,
                    ..*self
                }),
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    if condition.is_none_or(|condition| applies(&condition.node, type_name)) {
                        self.collect(&fragment.node.selection_set.node, type_name, children);
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = self.fragments.get(&spread.node.fragment_name.node);
                    if let Some(Positioned { node, .. }) = fragment
                        && applies(&node.type_condition.node, type_name)
                    {
                        self.collect(&node.selection_set.node, type_name, children);
                    }
                }
            }
        }
    }

    /// A value with its variables filled in; `None` where one of them has no value.
    fn resolve(&self, value: &Positioned<InputValue>) -> Option<Value> {
        let resolved = value.node.clone().into_const_with(|name| {
            let given = self.variables.get(&name).cloned();
            given.or_else(|| self.default_of(&name)).ok_or(())
        });
        resolved.ok()
    }

    fn default_of(&self, variable: &Name) -> Option<Value> {
        let mut definitions = self.operation.variable_definitions.iter();
        let definition = definitions.find(|each| each.node.name.node == *variable)?;
        definition.node.default_value().cloned()
    }
}

fn applies(condition: &TypeCondition, type_name: &str) -> bool {
    let name = condition.on.node.as_str();
    name == type_name || ABSTRACT.contains(&name)
}
