//! What a page needs beside the elements of its document: links that lead away are marked, images wait until they are
//! near, code is highlighted and keeps its direction.

use super::body::Context;
use super::element::{Element, Node};
use super::{highlight, links};
use crate::domain::locale::TextDirection;

/// What a link that leads away carries: it vouches for nothing and hands over no window.
const EXTERNAL_REL: &str = "nofollow noopener";

pub(super) fn finish(nodes: &mut [Node], context: &Context) {
    for element in nodes.iter_mut().filter_map(Node::element_mut) {
        match element.tag.as_str() {
            "a" if element
                .attribute("href")
                .is_some_and(|href| links::is_external(href, context.site_host.as_deref())) =>
            {
                element.set("rel", EXTERNAL_REL.to_owned());
            }
            "img" if element.attribute("loading").is_none() => {
                element.set("loading", "lazy".to_owned())
            }
            "pre" if element.attribute("language").is_some() => {
                finish_code(element);
                keep_direction(element, context);
                continue;
            }
            "pre" | "code" => keep_direction(element, context),
            _ => {}
        }
        finish(&mut element.children, context);
    }
}

/// Programs are written from left to right in every language: `f(x) {` would be shown as `} (x)f`.
fn keep_direction(code: &mut Element, context: &Context) {
    let is_from_right = context.locale.direction() == TextDirection::Rtl;
    if is_from_right && code.attribute("dir").is_none() {
        code.set("dir", "ltr".to_owned());
    }
}

/// A block of Markdown code as HTML has it, its lines in color if its language is known.
fn finish_code(pre: &mut Element) {
    let mut attributes = std::mem::take(&mut pre.attributes);
    let mut take = |name: &str| {
        let at = attributes.iter().position(|(known, _)| known == name)?;
        Some(attributes.swap_remove(at).1)
    };
    let (language, code) = (
        take("language").unwrap_or_default(),
        take("code").unwrap_or_default(),
    );
    let lines = take("highlights").unwrap_or_default();
    let lines: Vec<usize> = lines
        .split(' ')
        .filter_map(|line| line.parse().ok())
        .collect();
    if let Some(filename) = take("filename") {
        pre.set("data-filename", filename);
    }
    let tokens = highlight::highlight(&language, code.strip_suffix('\n').unwrap_or(&code));
    let children = match tokens {
        Some(tokens) => {
            pre.set("class", "shiki".to_owned());
            highlight::spans(&tokens, &lines)
        }
        None => vec![Node::Text(code)],
    };
    let mut element = Element::new("code", children);
    if language != "text" {
        element.set("class", format!("language-{language}"));
    }
    pre.children = vec![element.into()];
}
