//! What of an author's raw HTML a page does not show, for a warning. What it shows is decided in `sanitize`.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, TokenizerOpts};

use super::allowlist;
use super::body::{HTML_NOT_ALLOWED, TOO_MANY_ATTRIBUTES};
use super::crowded::{self, ATTRIBUTES_MAX};
use super::markdown::node::{Kind, Node};
use crate::domain::diagnostic::Diagnostic;

/// How many names a warning lists.
const NAMES_MAX: usize = 10;

/// One warning for all elements and attributes that are not allowed, and one for those that are too many, each at the
/// line of the first.
pub(super) fn warnings(blocks: &[Node]) -> Vec<Diagnostic> {
    let mut found = Found::default();
    found.look_through(blocks);
    let crowded = found.crowded_line.map(too_many);
    let not_allowed = found.line.map(|line| not_allowed(line, found));
    crowded.into_iter().chain(not_allowed).collect()
}

fn too_many(line: u32) -> Diagnostic {
    let message = format!("an element has more than {ATTRIBUTES_MAX} attributes");
    Diagnostic::warning(TOO_MANY_ATTRIBUTES, message)
        .help("the others are left out")
        .at_line(line)
}

fn not_allowed(line: u32, found: Found) -> Diagnostic {
    let names: Vec<String> = found
        .names
        .into_inner()
        .into_iter()
        .take(NAMES_MAX)
        .collect();
    let message = format!(
        "raw HTML that is not allowed is left out: {}",
        names.join(", ")
    );
    Diagnostic::warning(HTML_NOT_ALLOWED, message).at_line(line)
}

#[derive(Default)]
struct Found {
    names: RefCell<BTreeSet<String>>,
    line: Option<u32>,
    crowded_line: Option<u32>,
}

impl Found {
    fn look_through(&mut self, nodes: &[Node]) {
        for node in nodes {
            if let Kind::Html(html) | Kind::HtmlBlock(html) = &node.kind {
                self.look_at(html, node.line);
            } else if node.kind.attributes_len() > ATTRIBUTES_MAX {
                self.crowded_line.get_or_insert(node.line);
            }
            self.look_through(&node.children);
        }
    }

    fn look_at(&mut self, html: &str, line: u32) {
        let known = self.names.borrow().len();
        if crowded::tokenize(html, &*self, TokenizerOpts::default(), || false) {
            self.crowded_line.get_or_insert(line);
        }
        if self.names.borrow().len() > known {
            self.line.get_or_insert(line);
        }
    }
}

impl TokenSink for &Found {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        if tag.kind == TagKind::StartTag {
            let mut names = self.names.borrow_mut();
            if allowlist::element(&tag.name).is_none() {
                names.insert(format!("<{}>", tag.name));
            }
            for attribute in &tag.attrs {
                let name = &*attribute.name.local;
                if name.starts_with("on") || name == "srcdoc" {
                    names.insert(name.to_owned());
                }
            }
        }
        TokenSinkResult::Continue
    }
}
