//! What kind of element a name stands for: HTML that is a block, HTML within a line, or a component.

/// Kinds of elements, as far as writing cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// HTML that stands by itself.
    Block,
    /// HTML within a line of text.
    Inline,
    /// Anything else: an MDC component.
    Component,
}

/// The kind of an element.
pub(super) fn kind(tag: &str) -> Kind {
    if BLOCKS.contains(&tag) {
        Kind::Block
    } else if INLINES.contains(&tag) || tag == "binding" {
        Kind::Inline
    } else {
        Kind::Component
    }
}

/// Elements that have no end tag (HTML Living Standard, section 13.1.2).
pub(super) fn is_void(tag: &str) -> bool {
    const VOID: [&str; 13] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ];
    VOID.contains(&tag)
}

/// Elements whose text has no entities.
pub(super) fn is_raw_text(tag: &str) -> bool {
    matches!(tag, "script" | "style")
}

/// Elements within which Markdown goes on after an empty line (CommonMark 4.6, kind 6).
pub(super) fn holds_markdown(tag: &str) -> bool {
    const HOLDERS: [&str; 16] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "div",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "main",
        "nav",
        "section",
    ];
    HOLDERS.contains(&tag)
}

const BLOCKS: [&str; 58] = [
    "address",
    "article",
    "aside",
    "base",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "search",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

const INLINES: [&str; 59] = [
    "a", "abbr", "acronym", "area", "audio", "b", "bdi", "bdo", "big", "br", "button", "canvas",
    "cite", "code", "data", "datalist", "del", "dfn", "em", "embed", "font", "i", "iframe", "img",
    "input", "ins", "kbd", "label", "map", "mark", "meter", "noscript", "object", "optgroup",
    "option", "output", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "select",
    "small", "source", "span", "strike", "strong", "sub", "sup", "svg", "textarea", "time",
    "track", "u", "var", "video",
];
