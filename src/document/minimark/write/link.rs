//! Links and images: their texts, targets and titles.

use super::super::{Element, Node};
use super::{Context, attribute, escape, inline};

/// A link; an address in angle brackets where its text says no more.
pub(super) fn push(out: &mut String, element: &Element, context: Context) {
    let Some(href) = element.text_prop("href") else {
        return inline::push_tagged(out, element, context);
    };
    let attributes = attribute::mdc(&element.props, link_props(element, href));
    if attributes.is_empty() && element.props.get("title").is_none() && is_autolink(element, href) {
        let address = href.strip_prefix("mailto:").unwrap_or(href);
        out.push_str(&format!("<{address}>"));
        return;
    }
    let bracketed = Context {
        in_brackets: true,
        ..context
    };
    let text = inline::within(&element.children, ']', bracketed);
    let target = target(href, element.text_prop("title"));
    escape_image_sign(out);
    out.push_str(&format!("[{text}]({target}){attributes}"));
}

/// Props that the Markdown of the link says already; `nofollow` is given to every link that leads away.
fn link_props(element: &Element, href: &str) -> &'static [&'static str] {
    let is_outside =
        href.starts_with("http://") || href.starts_with("https://") || href.starts_with("//");
    let is_given = element
        .props
        .get("rel")
        .is_some_and(|rel| *rel == serde_json::json!(["nofollow"]));
    if is_outside && is_given {
        &["href", "title", "rel"]
    } else {
        &["href", "title"]
    }
}

fn is_autolink(element: &Element, href: &str) -> bool {
    let [Node::Text(text)] = element.children.as_slice() else {
        return false;
    };
    let is_clean = !text
        .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'));
    let is_web = text == href && (href.starts_with("http://") || href.starts_with("https://"));
    let is_mail = href.strip_prefix("mailto:") == Some(text.as_str())
        && text.contains('@')
        && text.is_ascii();
    is_clean && (is_web || is_mail)
}

/// An image, with its text taken as it is.
pub(super) fn push_image(out: &mut String, element: &Element) {
    let alt = element.text_prop("alt").unwrap_or_default();
    let source = element.text_prop("src").unwrap_or_default();
    let context = Context {
        in_brackets: true,
        is_one_line: true,
        is_open: true,
        ..Context::default()
    };
    let mut text = String::new();
    escape::push(&mut text, alt, Some(']'), context);
    let target = target(source, element.text_prop("title"));
    let attributes = attribute::mdc(&element.props, &["alt", "src", "title"]);
    out.push_str(&format!("![{text}]({target}){attributes}"));
}

/// An exclamation mark before a link would make it an image; text before it knows, but not what was cut at its end.
pub(super) fn escape_image_sign(out: &mut String) {
    if out.ends_with('!') && !out.ends_with("\\!") {
        out.pop();
        out.push_str("\\!");
    }
}

/// What stands in the parentheses of a link or an image.
fn target(href: &str, title: Option<&str>) -> String {
    let has_gaps =
        href.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'));
    let is_bare = !href.is_empty() && !has_gaps && are_balanced(href);
    let escaped = escape_target(href);
    let mut target = if is_bare {
        escaped
    } else {
        format!(
            "<{}>",
            escaped
                .replace('<', "\\<")
                .replace('>', "\\>")
                .replace(['\n', '\r'], "%0A")
        )
    };
    if let Some(title) = title {
        target.push(' ');
        target.push_str(&quoted_title(title));
    }
    target
}

/// A backslash at the end is written as an entity: parsers do not agree on one before a quotation mark.
fn quoted_title(title: &str) -> String {
    let sign = if title.contains('"') && !title.contains('\'') {
        '\''
    } else {
        '"'
    };
    let title = title.replace("\n\n", "\n");
    let mut quoted = String::from(sign);
    let mut chars = title.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_none() => quoted.push_str("&#92;"),
            '\\' => quoted.push_str("\\\\"),
            '&' => quoted.push_str("&amp;"),
            c if c == sign => {
                quoted.push('\\');
                quoted.push(c);
            }
            c => quoted.push(c),
        }
    }
    quoted.push(sign);
    quoted
}

/// Backslashes and entities mean something in addresses too.
fn escape_target(href: &str) -> String {
    let href = href.replace('\\', "\\\\");
    match href.find('&') {
        Some(position) if href.get(position..).is_some_and(|rest| rest.contains(';')) => {
            href.replace('&', "&amp;")
        }
        _ => href,
    }
}

fn are_balanced(href: &str) -> bool {
    let mut open = 0_usize;
    for c in href.chars() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return false,
            ')' => open -= 1,
            _ => {}
        }
    }
    open == 0
}
