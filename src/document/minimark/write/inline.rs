//! What stands within a line: text, marks, links, images, code, breaks and whatever else is no block.

use super::super::{Element, Node};
use super::{Context, attribute, component, emphasis, escape, footnote, html, link, tag};

/// A paragraph, without blanks or line ends around it.
pub(super) fn paragraph(nodes: &[Node], context: Context) -> String {
    let mut text = String::new();
    push(&mut text, nodes, None, context.at_line_start());
    let text = trimmed(&text);
    // A tag alone on the first line would begin a block of HTML.
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with('<') && first.ends_with('>') => {
            format!("{first} {rest}")
        }
        _ => text,
    }
}

/// A single line, for a heading or a table cell.
pub(super) fn line(nodes: &[Node], context: Context) -> String {
    let mut text = String::new();
    push(&mut text, nodes, None, context.at_line_start());
    trimmed(&text)
}

/// What stands within marks or brackets that are written already; `after` is the mark that closes them.
pub(super) fn within(nodes: &[Node], after: char, context: Context) -> String {
    let mut text = String::new();
    push(&mut text, nodes, Some(after), context.within_line());
    text
}

/// Cuts blanks off, but none that a backslash stands before.
fn trimmed(text: &str) -> String {
    text.trim_matches(GAP).to_owned()
}

fn push(out: &mut String, nodes: &[Node], closing: Option<char>, context: Context) {
    if context.is_too_deep() {
        return;
    }
    let mut rest = nodes;
    while let Some((node, behind)) = rest.split_first() {
        let texts: Vec<&str> = rest.iter().map_while(Node::as_text).collect();
        rest = match node {
            Node::Text(_) => rest.get(texts.len()..).unwrap_or_default(),
            Node::Element(_) => behind,
        };
        let after = rest
            .iter()
            .find_map(|node| first_char(node, context))
            .or(closing);
        match node {
            Node::Text(_) => escape::push(out, &texts.concat(), after, context),
            Node::Element(element) => push_element(out, element, rest, after, context),
        }
    }
}

/// The first character that a node will be written with, as far as its neighbors care.
fn first_char(node: &Node, context: Context) -> Option<char> {
    let element = match node {
        Node::Text(text) => return text.chars().next(),
        Node::Element(element) => element,
    };
    match element.tag.as_str() {
        tag @ ("strong" | "em" | "del") => first_char_of_marked(element, tag, context),
        "code" => Some('`'),
        "a" | "span" => Some('['),
        "img" => Some('!'),
        "br" => Some('\n'),
        "binding" => Some('{'),
        "sup" if footnote::is_reference(element) => Some('['),
        name if tag::kind(name) == tag::Kind::Component => Some(':'),
        _ => Some('<'),
    }
}

/// A mark that is written, or what is in it where it is not.
fn first_char_of_marked(element: &Element, tag: &str, context: Context) -> Option<char> {
    if context.is_too_deep() {
        return None;
    }
    let is_written = context.marked(tag).is_some();
    let first = element
        .children
        .iter()
        .find_map(|child| first_char(child, context.deeper()))?;
    match (is_written && !GAP.contains(&first), tag) {
        (true, "del") => Some('~'),
        (true, _) => Some('*'),
        (false, _) => Some(first),
    }
}

fn push_element(
    out: &mut String,
    element: &Element,
    behind: &[Node],
    after: Option<char>,
    context: Context,
) {
    match element.tag.as_str() {
        "strong" | "em" | "del" => push_marked(out, element, after, context),
        "code" => push_code(out, element, context),
        "a" => link::push(out, element, context),
        "img" => link::push_image(out, element),
        "br" => push_break(out, behind, context),
        "span" => push_span(out, element, context),
        "binding" => push_binding(out, element),
        "sup" if footnote::is_reference(element) => footnote::push_reference(out, element),
        "input" | "iframe" | "svg" | "video" | "audio" | "picture" | "object" | "textarea"
        | "select" => {
            html::push(out, element, context);
        }
        name if tag::kind(name) == tag::Kind::Component => {
            component::push_inline(out, element, after, context)
        }
        _ => push_tagged(out, element, context),
    }
}

/// Marks stand beside what they mark: blanks at its ends go out of it.
fn push_marked(out: &mut String, element: &Element, after: Option<char>, context: Context) {
    let Some(context) = context.marked(&element.tag) else {
        // The same mark twice says no more, and its signs would close each other.
        return push(out, &element.children, after, context.deeper());
    };
    // Which sign closes it depends on what is in it.
    let inner = within(&element.children, '"', context);
    let core = inner.trim_matches(GAP);
    if core.is_empty() {
        return push_gap(out, &inner, context.is_open);
    }
    let (before, behind) = inner.split_once(core).unwrap_or((&inner, ""));
    push_gap(out, before, context.is_open);
    let attributes = attribute::mdc(&element.props, &[]);
    let after = if !attributes.is_empty() {
        Some('{')
    } else {
        behind.chars().next().or(after)
    };
    // Struck out text takes no attributes.
    if element.tag == "del" && !attributes.is_empty() {
        html::push_start_tag(out, element);
        out.push_str(&format!("{core}</del>"));
    } else {
        emphasis::push(out, &element.tag, core, after);
        out.push_str(&attributes);
    }
    push_gap(out, behind, true);
}

const GAP: [char; 3] = [' ', '\t', '\n'];

/// A blank or a line end, but none at the beginning of a line.
fn push_gap(out: &mut String, gap: &str, is_open: bool) {
    let begins_block = out.is_empty() && !is_open;
    if gap.is_empty() || begins_block || out.ends_with('\n') {
        return;
    }
    if gap.contains('\n') {
        escape::end_line(out);
    } else {
        out.push(' ');
    }
}

fn push_code(out: &mut String, element: &Element, context: Context) {
    let text = element.text().replace(['\n', '\r'], " ");
    if text.is_empty() {
        out.push_str("<code></code>");
        return;
    }
    // Parsers do not agree on a backslash before a pipe in code in a table.
    if context.is_one_line && text.contains("\\|") {
        return push_tagged(out, element, context);
    }
    // A run of back quotes that touches another is one run with it.
    if out.ends_with('`') {
        out.push_str("<!-- -->");
    }
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let is_padded = text.starts_with('`')
        || text.ends_with('`')
        || (text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty());
    let pad = if is_padded { " " } else { "" };
    out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    out.push_str(&code_attributes(element));
}

/// `lang` says what `className` and `language` would.
fn code_attributes(element: &Element) -> String {
    let Some(language) = element.text_prop("language") else {
        return attribute::mdc(&element.props, &[]);
    };
    let mut props = element.props.clone();
    for made in ["language", "className", "style"] {
        props.shift_remove(made);
    }
    props.insert("lang".to_owned(), language.into());
    attribute::mdc(&props, &[])
}

/// The longest run of a character.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or(0)
}

/// A backslash at the end of the line where the text goes on in the next one, else a tag.
fn push_break(out: &mut String, behind: &[Node], context: Context) {
    let goes_on = matches!(behind.first(), Some(Node::Text(text)) if text.starts_with('\n') && !text.trim().is_empty());
    let has_text = !out.is_empty() && !out.ends_with('\n');
    if goes_on && has_text && !context.is_one_line {
        let kept = out.trim_end_matches([' ', '\t']).len();
        out.truncate(kept);
        out.push('\\');
    } else {
        out.push_str("<br>");
    }
}

fn push_span(out: &mut String, element: &Element, context: Context) {
    let bracketed = Context {
        in_brackets: true,
        ..context
    };
    let text = within(&element.children, ']', bracketed);
    link::escape_image_sign(out);
    let attributes = attribute::mdc(&element.props, &[]);
    out.push_str(&format!("[{text}]{attributes}"));
}

fn push_binding(out: &mut String, element: &Element) {
    let value = element.text_prop("value").unwrap_or_default();
    match element.text_prop("defaultValue") {
        Some(default) => out.push_str(&format!("{{{{ {value} || '{default}' }}}}")),
        None => out.push_str(&format!("{{{{ {value} }}}}")),
    }
}

/// HTML tags with Markdown between them.
pub(super) fn push_tagged(out: &mut String, element: &Element, context: Context) {
    html::push_start_tag(out, element);
    if !tag::is_void(&element.tag) {
        // A tag alone on its line would begin a block.
        let inner = within(&element.children, '<', context);
        match inner.strip_prefix('\n') {
            Some(inner) => out.push_str(&format!(" {inner}")),
            None => out.push_str(&inner),
        }
        out.push_str(&format!("</{}>", element.tag));
    }
}
