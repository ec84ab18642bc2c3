//! Code blocks: fences with language, highlighted lines, file name and whatever else the info string says.

use serde_json::Value;

use super::super::{Element, Node};
use super::inline::longest_run;

/// A fenced code block; `None` for a `pre` that is something else.
pub(super) fn fence(element: &Element) -> Option<String> {
    let code = code(element)?;
    let info = info(element);
    let sign = if info.contains('`') { '~' } else { '`' };
    let fence = sign.to_string().repeat(longest_run(&code, sign).max(2) + 1);
    let end = if code.is_empty() || code.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    Some(format!("{fence}{info}\n{code}{end}{fence}"))
}

fn code(element: &Element) -> Option<String> {
    if let Some(code) = element.text_prop("code") {
        return Some(code.to_owned());
    }
    let [Node::Element(inner)] = element.children.as_slice() else {
        return None;
    };
    let is_text = inner
        .children
        .iter()
        .all(|child| matches!(child, Node::Text(_)));
    (inner.tag == "code" && is_text).then(|| inner.text())
}

fn info(element: &Element) -> String {
    let mut parts = Vec::new();
    let highlights = highlights(element);
    let filename = element
        .text_prop("filename")
        .filter(|name| !name.is_empty());
    let meta = element
        .text_prop("meta")
        .filter(|meta| !meta.trim().is_empty());
    let has_more =
        highlights.is_some() || filename.is_some() || element.text_prop("meta").is_some();
    let language = language(element).filter(|language| language != "text" || has_more);
    parts.extend(language);
    if let Some(filename) = filename {
        let filename = filename.replace('[', "\\[").replace(']', "\\]");
        parts.push(format!("[{filename}]"));
    }
    parts.extend(highlights);
    parts.extend(meta.map(|meta| meta.trim().replace(['\n', '\r'], " ")));
    parts.join(" ")
}

fn language(element: &Element) -> Option<String> {
    if let Some(language) = element.text_prop("language") {
        return Some(language.to_owned()).filter(|language| !language.is_empty());
    }
    let inner = element.children.first().and_then(Node::element);
    [Some(element), inner]
        .into_iter()
        .flatten()
        .find_map(|element| {
            let classes = super::attribute::text(element.props.get("className")?);
            let language = classes
                .split_whitespace()
                .find_map(|class| class.strip_prefix("language-"));
            language.map(str::to_owned)
        })
}

/// `{1,3-5}`.
fn highlights(element: &Element) -> Option<String> {
    let Some(Value::Array(lines)) = element.props.get("highlights") else {
        return None;
    };
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for line in lines.iter().filter_map(Value::as_u64) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => ranges.push((line, line)),
        }
    }
    let texts: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        })
        .collect();
    (!texts.is_empty()).then(|| format!("{{{}}}", texts.join(",")))
}
