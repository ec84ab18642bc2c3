//! Every field of the schema is asked for by some case or story, so that none is without an answer that was looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};
use async_graphql::parser::types::{
    BaseType, DocumentOperations, ExecutableDocument, OperationType, Selection, SelectionSet, Type,
    TypeKind, TypeSystemDefinition,
};
use async_graphql::parser::{parse_query, parse_schema};
use libtest_mimic::Trial;

use crate::Harness;
use crate::case;
use crate::editing::OPERATIONS;

/// By type: its fields, each with the name of what it answers with.
type Types = BTreeMap<String, BTreeMap<String, String>>;

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once("coverage::every_field_is_in_a_case", async |_| {
            every_field_is_in_a_case()
        }),
    ]
}

fn every_field_is_in_a_case() -> Result<()> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql");
    let types = types(&fs::read_to_string(file)?)?;
    let mut asked = BTreeSet::new();
    let cases = case::all()?;
    let cases = cases
        .values()
        .map(|case| (case.name.as_str(), case.query.as_str()));
    for (name, text) in cases.chain([("the stories of editors", OPERATIONS)]) {
        let document = parse_query(text).with_context(|| name.to_owned())?;
        let operations = match &document.operations {
            DocumentOperations::Single(one) => vec![one],
            DocumentOperations::Multiple(all) => all.values().collect(),
        };
        for operation in operations {
            let root = match operation.node.ty {
                OperationType::Mutation => "Mutation",
                OperationType::Query => "Query",
                OperationType::Subscription => "Subscription",
            };
            visit(
                &types,
                &document,
                root,
                &operation.node.selection_set.node,
                &mut asked,
            );
        }
    }
    let fields = types
        .iter()
        .flat_map(|(name, fields)| fields.keys().map(move |field| format!("{name}.{field}")));
    let missing: Vec<String> = fields.filter(|field| !asked.contains(field)).collect();
    ensure!(
        missing.is_empty(),
        "no case asks for:\n{}",
        missing.join("\n")
    );
    Ok(())
}

/// The objects of a schema; interfaces have no answers of their own.
fn types(sdl: &str) -> Result<Types> {
    let mut types = Types::new();
    for definition in parse_schema(sdl)?.definitions {
        if let TypeSystemDefinition::Type(definition) = definition
            && let TypeKind::Object(object) = definition.node.kind
        {
            let fields = object.fields.iter().map(|field| {
                let field = &field.node;
                (field.name.node.to_string(), named(&field.ty.node))
            });
            types.insert(definition.node.name.node.to_string(), fields.collect());
        }
    }
    Ok(types)
}

fn named(of: &Type) -> String {
    match &of.base {
        BaseType::Named(name) => name.to_string(),
        BaseType::List(inner) => named(inner),
    }
}

/// Notes what a selection asks of a type, and goes on with what the fields answer with.
fn visit(
    types: &Types,
    document: &ExecutableDocument,
    name: &str,
    set: &SelectionSet,
    asked: &mut BTreeSet<String>,
) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => {
                let field = &field.node;
                let answer = types
                    .get(name)
                    .and_then(|fields| fields.get(field.name.node.as_str()));
                if let Some(answer) = answer {
                    asked.insert(format!("{name}.{}", field.name.node));
                    visit(types, document, answer, &field.selection_set.node, asked);
                }
            }
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref();
                let on = on.map_or(name, |on| on.node.on.node.as_str());
                visit(
                    types,
                    document,
                    on,
                    &fragment.node.selection_set.node,
                    asked,
                );
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    let on = fragment.node.type_condition.node.on.node.as_str();
                    visit(
                        types,
                        document,
                        on,
                        &fragment.node.selection_set.node,
                        asked,
                    );
                }
            }
        }
    }
}
