//! Paths, titles and descriptions compared with what the real Nuxt Content makes of the same files.

use serde_json::{Value, json};

use super::*;
use crate::document::front_matter::{self, Rules};
use crate::document::minimark::{self, Element, Node};
use crate::document::testing;

#[test]
fn documents_equal_those_of_the_reference() {
    let Some(folder) = testing::reference_folder() else {
        return;
    };
    let documents = testing::expected_documents();
    for expected in &documents {
        let file = expected["file"].as_str().unwrap();
        let text = std::fs::read_to_string(folder.join("golden/nuxt/content").join(file)).unwrap();
        let text = text.replace("\r\n", "\n");
        let front_matter = front_matter::read(&text, Rules::Nuxt).values;
        let value = |key: &str| front_matter.get(key).and_then(Value::as_str);
        let document = &expected["document"];
        let (heading, paragraph) = first_blocks(&expected["body"]);
        let stem = file.strip_suffix(".md").unwrap();
        let description = description(value("description"), paragraph.as_deref());
        assert_eq!(
            value("path").map_or_else(|| path_of(stem), str::to_owned),
            document["path"],
            "{file}"
        );
        assert_eq!(
            title(value("title"), heading.as_deref(), stem),
            document["title"],
            "{file}"
        );
        assert_eq!(description, document["description"], "{file}");
        let seo = seo(
            front_matter.get("seo").and_then(Value::as_object),
            value("title"),
            heading.as_deref(),
            &description,
        );
        assert_eq!(Value::Object(seo), document["seo"], "{file}");
        assert_eq!(
            front_matter.get("navigation").unwrap_or(&json!(true)),
            &document["navigation"],
            "{file}"
        );
        let bare_stem = stem.split_once('/').unwrap().1;
        if value("path").is_none() {
            assert_eq!(path_of(bare_stem), expected["unprefixed"]["path"], "{file}");
        }
        for (key, value) in document["meta"].as_object().unwrap() {
            assert!(
                front_matter.get(key) == Some(value) || key == "excerpt",
                "{file}: {key}"
            );
        }
    }
}

/// The text of a leading `h1`, and of the paragraph that is or follows it.
fn first_blocks(body: &Value) -> (Option<String>, Option<String>) {
    let (nodes, _) = minimark::read(body);
    let mut blocks = nodes
        .iter()
        .filter_map(Node::element)
        .filter(|element| element.tag != "hr")
        .peekable();
    let heading = blocks
        .next_if(|element| element.tag == "h1")
        .map(Element::text);
    let paragraph = blocks
        .next()
        .filter(|element| element.tag == "p")
        .map(Element::text);
    (heading, paragraph)
}
