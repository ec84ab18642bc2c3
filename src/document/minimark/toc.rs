//! The table of contents that Nuxt Content delivers beside a tree. A document may say in its front matter how deep it
//! is, or that there is none: `toc: false`, `toc: { depth: 3, searchDepth: 3 }`.

use serde_json::{Map, Value, json};

use super::{DEPTH_MAX, Element, Node};
use crate::document::toc::{self, TocEntry};

/// What is listed.
struct Options {
    title: String,
    /// How many levels of headings, from `h2`.
    depth: usize,
    /// How many levels of elements are looked through.
    search_depth: usize,
}

/// The `toc` of a body about which the front matter says nothing.
pub(super) fn of(nodes: &[Node]) -> Value {
    make(nodes, &Options::read(&Value::Null))
}

/// A body whose front matter has a `toc`.
///
/// ```
/// use isogloss::document::minimark::with_toc;
/// use serde_json::json;
/// let body = json!({ "type": "minimark", "value": [["h4", { "id": "a" }, "A"]], "toc": { "links": [] } });
/// assert_eq!(with_toc(body.clone(), &json!(false)).get("toc"), None);
/// assert_eq!(with_toc(body, &json!({ "depth": 3 }))["toc"]["links"][0]["id"], "a");
/// ```
pub fn with_toc(mut body: Value, options: &Value) -> Value {
    let toc = (*options != Value::Bool(false)).then(|| {
        let (nodes, _) = super::read(&body);
        make(&nodes, &Options::read(options))
    });
    if let Value::Object(body) = &mut body {
        match toc {
            Some(toc) => body.insert("toc".to_owned(), toc),
            None => body.remove("toc"),
        };
    }
    body
}

impl Options {
    fn read(options: &Value) -> Self {
        let number = |name: &str| options.get(name).and_then(Value::as_u64);
        let number = |name: &str| number(name).and_then(|number| usize::try_from(number).ok());
        Self {
            title: options
                .get("title")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            depth: number("depth").unwrap_or(2),
            search_depth: number("searchDepth").unwrap_or(2).min(DEPTH_MAX),
        }
    }
}

fn make(nodes: &[Node], options: &Options) -> Value {
    // The reference takes a depth that there is not for the least.
    let levels = if (1..=5).contains(&options.depth) {
        options.depth
    } else {
        1
    };
    let mut listed = Vec::new();
    collect(nodes, options.search_depth, levels, &mut listed);
    json!({
        "title": options.title,
        "searchDepth": options.search_depth,
        "depth": options.depth,
        "links": links(&toc::nest(listed)),
    })
}

fn collect(nodes: &[Node], search_depth: usize, levels: usize, listed: &mut Vec<TocEntry>) {
    if search_depth == 0 {
        return;
    }
    for element in nodes.iter().filter_map(Node::element) {
        listed.extend(entry(element).filter(|entry| usize::from(entry.depth) <= levels + 1));
        collect(&element.children, search_depth - 1, levels, listed);
    }
}

fn entry(element: &Element) -> Option<TocEntry> {
    let depth = match element.tag.as_bytes() {
        [b'h', digit @ b'2'..=b'6'] => digit - b'0',
        _ => return None,
    };
    Some(TocEntry {
        anchor: element.text_prop("id").unwrap_or_default().to_owned(),
        depth,
        text: element.text(),
        children: Vec::new(),
    })
}

fn links(entries: &[TocEntry]) -> Value {
    let link = |entry: &TocEntry| {
        let mut link = Map::new();
        link.insert("id".to_owned(), entry.anchor.as_str().into());
        link.insert("depth".to_owned(), entry.depth.into());
        link.insert("text".to_owned(), entry.text.as_str().into());
        if !entry.children.is_empty() {
            link.insert("children".to_owned(), links(&entry.children));
        }
        Value::Object(link)
    };
    entries.iter().map(link).collect()
}
