//! Real Nuxt content and real payloads, read and compared with what the reference makes of them.
//! The reference files lie beside the repository; where they are absent, tests say so and check nothing.

use serde_json::{Value, json};

use super::read::{Options, Reading, read};
use super::render::speechless;
use super::write::write;
use crate::document::front_matter::Rules;
use crate::document::testing;
use crate::domain::locale::Locale;
use crate::domain::source::SourceDocument;

fn nuxt() -> Options {
    Options {
        rules: Rules::Nuxt,
        ..Options::default()
    }
}

fn read_quietly(path: &std::path::Path, options: &Options) -> Reading {
    read(path, options, &speechless, &|_| {})
}

#[test]
fn a_nuxt_tree_has_the_paths_titles_and_descriptions_of_the_reference() {
    let Some(folder) = testing::reference_folder() else {
        return;
    };
    let reading = read_quietly(&folder.join("golden/nuxt/content"), &nuxt());
    let by_file = |file: &str| {
        let mut documents = reading.source.documents.iter();
        documents.find(|document| document.file == file)
    };
    let mut compared = 0;
    for expected in testing::expected_documents() {
        let file = expected["file"].as_str().unwrap();
        if file.contains("/.") {
            continue;
        }
        let document = by_file(file).unwrap_or_else(|| panic!("{file} was lost"));
        let expected = &expected["document"];
        let path = expected["path"].as_str().unwrap();
        let prefix = format!("/{}", document.locale);
        let rest = path.strip_prefix(&prefix).unwrap_or(path);
        assert_eq!(document.rest().as_str(), rest.trim_matches('/'), "{file}");
        assert_eq!(document.title, expected["title"], "{file}");
        assert_eq!(document.description, expected["description"], "{file}");
        compared += 1;
    }
    assert!(compared >= 45, "{compared}");
}

#[test]
fn the_seed_payload_says_what_was_decoded_from_it() {
    let Some(folder) = testing::reference_folder() else {
        return;
    };
    let seed = folder.join("seed/_payload.json");
    let text = std::fs::read_to_string(folder.join("seed/decoded.json")).unwrap();
    let decoded: Value = serde_json::from_str(&text).unwrap();
    let decoded = &decoded["data"]["blog-en-fastapi-vs-django-2024"];
    let reading = read_quietly(&seed, &Options::default());
    assert_eq!(reading.diagnostics, []);
    assert_payload_document(&reading.source.documents[0], decoded);
    let target = tempfile::tempdir().unwrap();
    write(target.path(), &reading.source, &Options::default());
    let again = read_quietly(target.path(), &Options::default());
    assert_eq!(again.diagnostics, []);
    assert_payload_document(&again.source.documents[0], decoded);
    let html = |reading: &Reading| reading.renderings.values().next().unwrap().html.clone();
    assert_eq!(html(&again), html(&reading));
}

fn assert_payload_document(document: &SourceDocument, decoded: &Value) {
    let slug = document.slug.as_ref().map(|slug| slug.as_str());
    let shown = json!({
        "title": document.title,
        "description": document.description,
        "path": format!("/{}/{}", document.locale, document.rest()),
        "slug": slug,
        "stem": document.stem,
        "extension": document.extension,
        "date": document.date.map(|date| date.to_string()),
        "tags": document.tags,
        "navigation": document.navigation,
        "meta": document.meta,
        "readTime": document.front_matter.get("readTime"),
    });
    for (key, value) in shown.as_object().unwrap() {
        assert_eq!(*value, decoded[key], "{key}");
    }
}

#[test]
fn a_payload_that_names_no_locale_needs_one() {
    let payload = r#"[{"data":1},{"page":2},{"id":3,"path":4,"body":5,"stem":8,"extension":9},
        "pages/about.md","/about",{"type":6,"value":7},"minimark",[],"about","md"]"#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("_payload.json");
    std::fs::write(&path, payload).unwrap();
    let reading = read_quietly(&path, &Options::default());
    let codes: Vec<&str> = reading.diagnostics.iter().map(|each| each.code).collect();
    assert_eq!(
        (codes, reading.source.documents.len()),
        (vec!["NO_LOCALE"], 0)
    );
    let options = Options {
        locale: Locale::parse("de").ok(),
        ..Options::default()
    };
    let reading = read_quietly(&path, &options);
    let document = &reading.source.documents[0];
    assert_eq!(
        (document.file.as_str(), document.stem.as_str()),
        ("de/about.md", "about")
    );
    assert_eq!(
        (document.key.as_str(), document.rest().as_str()),
        ("about", "about")
    );
}
