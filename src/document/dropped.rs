//! What of an author's raw HTML a page does not show, for a warning. What it shows is decided in `sanitize`.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::allowlist;
use super::body::HTML_NOT_ALLOWED;
use super::markdown::node::{Kind, Node};
use crate::domain::diagnostic::Diagnostic;

/// How many names a warning lists.
const NAMES_MAX: usize = 10;

/// One warning for all that is left out, at the line of the first.
pub(super) fn warning(blocks: &[Node]) -> Option<Diagnostic> {
    let mut found = Found::default();
    found.look_through(blocks);
    let line = found.line?;
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
    Some(Diagnostic::warning(HTML_NOT_ALLOWED, message).at_line(line))
}

#[derive(Default)]
struct Found {
    names: RefCell<BTreeSet<String>>,
    line: Option<u32>,
}

impl Found {
    fn look_through(&mut self, nodes: &[Node]) {
        for node in nodes {
            if let Kind::Html(html) | Kind::HtmlBlock(html) = &node.kind {
                self.look_at(html, node.line);
            }
            self.look_through(&node.children);
        }
    }

    fn look_at(&mut self, html: &str, line: u32) {
        let known = self.names.borrow().len();
        let input = BufferQueue::default();
        input.push_back(html.into());
        let tokenizer = Tokenizer::new(&*self, TokenizerOpts::default());
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
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
