//! Which HTML may be in a body: elements, their kinds, and their attributes.
//! A list and its look-ups. `raw_html` applies it to what an author wrote, `sanitize` once more to all that was made.

use std::collections::{HashMap, HashSet};

/// Elements that an author may write, sorted.
const ELEMENTS: [&str; 86] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "menu",
    "meter",
    "nav",
    "ol",
    "output",
    "p",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "search",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

const VOID: [&str; 7] = ["br", "col", "hr", "img", "source", "track", "wbr"];

/// Elements that end an open paragraph (HTML, "in body" insertion mode).
const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Parts of a table, which mean nothing outside one.
const TABLE_PARTS: [&str; 9] = [
    "caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Parts of a table, and itself, between which only other parts may stand.
const TABLE_FRAMES: [&str; 6] = ["colgroup", "table", "tbody", "tfoot", "thead", "tr"];

/// Attributes that any element may have. Ids and classes are the author's; `data-*` is not among them, since scripts
/// of a page act on it.
const GLOBAL_ATTRIBUTES: [&str; 13] = [
    "align",
    "aria-describedby",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "dir",
    "id",
    "itemprop",
    "lang",
    "role",
    "style",
    "title",
];

const ATTRIBUTES: [(&str, &[&str]); 24] = [
    ("a", &["href", "hreflang", "name"]),
    ("audio", &["controls", "loop", "muted", "preload", "src"]),
    ("col", &["span", "width"]),
    ("colgroup", &["span", "width"]),
    ("data", &["value"]),
    ("del", &["datetime"]),
    ("details", &["name", "open"]),
    (
        "img",
        &[
            "alt", "decoding", "height", "loading", "sizes", "src", "srcset", "width",
        ],
    ),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("meter", &["high", "low", "max", "min", "optimum", "value"]),
    ("ol", &["reversed", "start", "type"]),
    ("pre", &["width"]),
    ("progress", &["max", "value"]),
    (
        "source",
        &["height", "media", "sizes", "src", "srcset", "type", "width"],
    ),
    (
        "table",
        &["border", "cellpadding", "cellspacing", "summary", "width"],
    ),
    (
        "td",
        &["colspan", "headers", "height", "rowspan", "valign", "width"],
    ),
    (
        "th",
        &[
            "abbr", "colspan", "headers", "height", "rowspan", "scope", "valign", "width",
        ],
    ),
    ("time", &["datetime"]),
    ("tr", &["valign"]),
    ("track", &["default", "kind", "label", "src", "srclang"]),
    ("ul", &["type"]),
    (
        "video",
        &[
            "controls",
            "height",
            "loop",
            "muted",
            "playsinline",
            "poster",
            "preload",
            "src",
            "width",
        ],
    ),
    ("hr", &["width"]),
];

/// What is written by this room alone, on top of what an author may write.
const OWN_ATTRIBUTES: [(&str, &[&str]); 4] = [
    ("a", &["rel", "data-footnote-ref", "data-footnote-backref"]),
    ("div", &["tabindex"]),
    ("input", &["type", "checked", "disabled"]),
    ("section", &["data-footnotes"]),
];

/// Style properties that cannot load anything and cannot cover the page.
const STYLE_PROPERTIES: [&str; 17] = [
    "background-color",
    "border",
    "border-color",
    "border-radius",
    "color",
    "direction",
    "float",
    "font-style",
    "font-weight",
    "height",
    "max-width",
    "padding",
    "text-align",
    "text-decoration",
    "vertical-align",
    "white-space",
    "width",
];

/// The element of this name, if an author may write it.
pub(super) fn element(name: &str) -> Option<&'static str> {
    ELEMENTS.into_iter().find(|element| *element == name)
}

/// Whether an element never has content.
pub(super) fn is_void(element: &str) -> bool {
    VOID.contains(&element)
}

/// Whether an element ends an open paragraph.
pub(super) fn is_block(element: &str) -> bool {
    BLOCKS.contains(&element)
}

/// Whether an element means nothing outside a table.
pub(super) fn is_table_part(element: &str) -> bool {
    TABLE_PARTS.contains(&element)
}

/// Whether an element has only parts of a table as children.
pub(super) fn is_table_frame(element: &str) -> bool {
    TABLE_FRAMES.contains(&element)
}

/// Whether an author may give an element this attribute.
pub(super) fn has_attribute(element: &str, attribute: &str) -> bool {
    GLOBAL_ATTRIBUTES.contains(&attribute)
        || ATTRIBUTES
            .iter()
            .any(|(name, attributes)| *name == element && attributes.contains(&attribute))
}

/// All elements of a finished body.
pub(super) fn elements() -> HashSet<&'static str> {
    ELEMENTS.into_iter().chain(["input"]).collect()
}

/// All attributes of a finished body that belong to one element.
pub(super) fn attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    let mut by_element: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (element, attributes) in ATTRIBUTES.into_iter().chain(OWN_ATTRIBUTES) {
        by_element.entry(element).or_default().extend(attributes);
    }
    by_element
}

/// All attributes of a finished body that any element may have.
pub(super) fn global_attributes() -> HashSet<&'static str> {
    GLOBAL_ATTRIBUTES.into_iter().collect()
}

/// All style properties of a finished body.
pub(super) fn style_properties() -> HashSet<&'static str> {
    STYLE_PROPERTIES.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_or_embeds_is_on_the_list() {
        for name in [
            "script", "style", "iframe", "object", "embed", "form", "input", "button", "svg",
            "math", "base", "link", "meta",
        ] {
            assert_eq!(element(name), None, "{name}");
        }
        for (element, attribute) in [
            ("a", "onclick"),
            ("a", "target"),
            ("a", "rel"),
            ("img", "onerror"),
            ("div", "srcdoc"),
            ("div", "data-x"),
            ("a", "xlink:href"),
            ("a", "ping"),
            ("form", "action"),
            ("img", "name"),
            ("div", "tabindex"),
        ] {
            assert!(!has_attribute(element, attribute), "{element} {attribute}");
        }
    }

    #[test]
    fn what_is_said_of_an_element_is_said_of_one_on_the_list() {
        let named = VOID
            .iter()
            .chain(&BLOCKS)
            .chain(&TABLE_PARTS)
            .chain(&TABLE_FRAMES);
        for name in named.chain(ATTRIBUTES.iter().map(|(name, _)| name)) {
            assert!(element(name).is_some(), "{name}");
        }
    }
}
