//! The schema as built against the contract it was promised to be, and against its own rules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::outline::{Outline, outline};
use crate::graphql::schema;

/// What the contract has and is not built yet: a type stands for all that it has, a field for its arguments.
const NOT_BUILT: &[&str] = &["Query.search", "SearchConnection", "SearchEdge"];

fn ours() -> Outline {
    outline(&schema::sdl())
}

fn contract() -> Option<Outline> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ISOGLOSS_SHARED").map_or(beside, PathBuf::from);
    let path = folder.join("contract.graphql");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(outline(&text)),
        Err(error) => {
            println!("skipped: {}: {error}", path.display());
            None
        }
    }
}

/// The coordinate of the type that a coordinate lies in.
fn type_of(coordinate: &str) -> &str {
    coordinate.split(['.', ' ']).next().unwrap()
}

/// The coordinate of the field that the coordinate of an argument lies in.
fn field_of(coordinate: &str) -> &str {
    coordinate.split('(').next().unwrap()
}

#[test]
fn what_is_built_is_as_the_contract_says() {
    let Some(contract) = contract() else { return };
    let different: Vec<String> = ours()
        .iter()
        .filter_map(|(coordinate, built)| match contract.get(coordinate) {
            Some(promised) if promised.is == built.is => None,
            Some(promised) => Some(format!(
                "{coordinate}: {} instead of {}",
                built.is, promised.is
            )),
            None => Some(format!("{coordinate}: not in the contract")),
        })
        .collect();
    assert_eq!(different, Vec::<String>::new());
}

#[test]
fn what_is_not_built_is_listed() {
    let Some(contract) = contract() else { return };
    let ours = ours();
    let missing: BTreeSet<&str> = contract
        .keys()
        .filter(|coordinate| !ours.contains_key(*coordinate))
        .map(|coordinate| {
            let owners = [type_of(coordinate), field_of(coordinate)];
            let missing = owners.into_iter().find(|owner| !ours.contains_key(*owner));
            missing.unwrap_or(coordinate)
        })
        .collect();
    let missing: Vec<&str> = missing.into_iter().collect();
    assert_eq!(missing, NOT_BUILT);
}

#[test]
fn everything_is_described() {
    let ours = ours();
    let bare: Vec<&String> = ours
        .iter()
        .filter(|(_, entry)| !entry.is_described)
        .map(|(coordinate, _)| coordinate)
        .collect();
    assert_eq!(bare, Vec::<&String>::new());
}

#[test]
fn one_field_name_has_one_type_in_all_members_of_route() {
    let ours = ours();
    let members: Vec<&str> = ours
        .keys()
        .filter_map(|coordinate| coordinate.strip_prefix("Route = "))
        .collect();
    assert_eq!(members.len(), 6);
    let mut types: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (coordinate, entry) in &ours {
        if let Some((owner, field)) = coordinate.split_once('.')
            && members.contains(&owner)
        {
            types.entry(field).or_default().insert(&entry.is);
        }
    }
    types.retain(|_, types| types.len() > 1);
    assert_eq!(types, BTreeMap::new());
}

#[test]
fn only_nodes_have_an_id() {
    let ours = ours();
    let with_id: Vec<&str> = ours
        .keys()
        .filter_map(|coordinate| coordinate.strip_suffix(".id"))
        .collect();
    assert_eq!(with_id, ["Node", "Post", "Section", "Tag"]);
    for name in ["Post", "Section", "Tag"] {
        assert!(ours.contains_key(&format!("{name} implements Node")));
        assert!(ours.contains_key(&format!("{name} implements Localized")));
    }
}

#[test]
fn the_file_of_the_schema_is_current() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema.graphql");
    let built = schema::sdl();
    assert_eq!(built, schema::sdl());
    if std::env::var_os("ISOGLOSS_UPDATE").is_some() {
        std::fs::write(&path, &built).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == built,
        "schema.graphql is not what the code says; `ISOGLOSS_UPDATE=1 cargo test schema` writes it"
    );
}
