//! Which HTML may be in a body: elements, their kinds, and their attributes.
//! A list and its look-ups. `html` writes what is on it, and `sanitize` applies it once more to all that was written.

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
const OWN_ATTRIBUTES: [(&str, &[&str]); 6] = [
    ("a", &["rel", "data-footnote-ref", "data-footnote-backref"]),
    ("div", &["tabindex", "data-component", "data-slot"]),
    ("input", &["type", "checked", "disabled"]),
    ("pre", &["data-filename"]),
    ("section", &["data-footnotes"]),
    ("span", &["data-component"]),
];

/// Style properties of highlighted code, which mean nothing without its style sheet.
const OWN_STYLE_PROPERTIES: [&str; 8] = [
    "--shiki-dark",
    "--shiki-dark-font-style",
    "--shiki-dark-font-weight",
    "--shiki-dark-text-decoration",
    "--shiki-light",
    "--shiki-light-font-style",
    "--shiki-light-font-weight",
    "--shiki-light-text-decoration",
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
    STYLE_PROPERTIES
        .into_iter()
        .chain(OWN_STYLE_PROPERTIES)
        .collect()
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
            ("img", "onerror"),
            ("div", "srcdoc"),
            ("div", "data-x"),
            ("a", "xlink:href"),
            ("a", "ping"),
            ("form", "action"),
            ("img", "name"),
        ] {
            let own = attributes().remove(element).unwrap_or_default();
            assert!(
                !own.contains(attribute) && !global_attributes().contains(attribute),
                "{element} {attribute}"
            );
        }
    }

    #[test]
    fn what_is_said_of_an_element_is_said_of_one_on_the_list() {
        let named = VOID.iter();
        for name in named.chain(ATTRIBUTES.iter().map(|(name, _)| name)) {
            assert!(element(name).is_some(), "{name}");
        }
    }
}
