//! Reference files for the tests of this room: real payloads, and what the reference makes of real content.
//! They lie beside the repository; where they are absent, tests say so and check nothing.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The folder of reference files, if it is there.
pub(crate) fn reference_folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ISOGLOSS_SHARED").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no reference files at {}", folder.display());
    None
}

/// Folders that hold a `_payload.json` with a document, and its `decoded.json`.
pub(crate) fn payload_folders() -> Vec<PathBuf> {
    let Some(folder) = reference_folder() else {
        return Vec::new();
    };
    let mut found = vec![folder.join("seed")];
    collect(
        &folder.join("golden/nuxt/payloads"),
        "decoded.json",
        &mut found,
    );
    found
        .iter()
        .map(|path| {
            if path.is_dir() {
                path.clone()
            } else {
                path.parent().unwrap().to_owned()
            }
        })
        .collect()
}

/// What the reference makes of each file of the corpus, without those it drops.
pub(crate) fn expected_documents() -> Vec<Value> {
    let Some(folder) = reference_folder() else {
        return Vec::new();
    };
    let mut files = Vec::new();
    collect(&folder.join("golden/nuxt/expected"), ".json", &mut files);
    files.retain(|file| !file.to_string_lossy().ends_with(".shiki.json"));
    let read =
        |file: &PathBuf| serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let documents: Vec<Value> = files.iter().map(read).collect();
    documents
        .into_iter()
        .filter(|document| document.get("document").is_some())
        .collect()
}

/// Everything with a body, in reading order, each path once.
pub(crate) fn documents_in(value: &Value) -> Vec<&Value> {
    let mut found = match value {
        Value::Object(object) if object.contains_key("body") && object.contains_key("path") => {
            vec![value]
        }
        Value::Object(object) => object.values().flat_map(documents_in).collect(),
        Value::Array(list) => list.iter().flat_map(documents_in).collect(),
        _ => Vec::new(),
    };
    let mut paths = std::collections::HashSet::new();
    found.retain(|document| paths.insert(document["path"].to_string()));
    found
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            collect(&entry, ending, found);
        } else if entry.to_string_lossy().ends_with(ending) {
            found.push(entry);
        }
    }
}
