//! Elements and raw HTML as one tree, as a browser would make it: tags that are open in one piece of HTML are closed in
//! another, and what stands where HTML does not allow it moves to where it does.
//! All of it runs through the tree builder of HTML5; raw HTML runs through its tokenizer before.

mod arena;

use std::cell::{Cell, RefCell};

use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, ns};

use super::{Element, Node};
use crate::document::crowded;
use arena::{Arena, VOID, bytes_of, name_of};

/// How deep raw HTML may nest elements; tags that would open deeper ones are left out.
const DEPTH_MAX: usize = 200;

/// How many more elements than twice the tags there may be. Marks that are left open are opened again in every block
/// after them, and a document made for it grows without bounds.
const SURPLUS_MAX: usize = 1_000;

/// Puts raw HTML in its place among the elements around it.
pub(super) fn place(nodes: Vec<Node>) -> Vec<Node> {
    place_in("template", nodes)
}

/// The same for what stands in one block of text; what it leaves open is closed at its end.
pub(super) fn place_text(nodes: Vec<Node>) -> Vec<Node> {
    if nodes.iter().any(has_raw) {
        return place_in("div", nodes);
    }
    nodes
}

fn has_raw(node: &Node) -> bool {
    match node {
        Node::Raw(_) => true,
        Node::Element(element) => element.children.iter().any(has_raw),
        _ => false,
    }
}

fn place_in(context: &str, nodes: Vec<Node>) -> Vec<Node> {
    let feeder = Feeder::new(context);
    feeder.feed_all(nodes);
    feeder.finish()
}

/// Hands tokens to the tree builder, and keeps it from what it does not expect of a tokenizer.
struct Feeder {
    builder: TreeBuilder<usize, Arena>,
    /// The text of the element that is open is no markup, until it is closed.
    raw: RefCell<Option<Raw>>,
    tags: Cell<usize>,
}

#[derive(Clone)]
struct Raw {
    kind: RawKind,
    name: LocalName,
}

impl Feeder {
    fn new(context: &str) -> Self {
        let arena = Arena::new();
        let context = arena.create(name_of(context), Vec::new());
        Self {
            builder: TreeBuilder::new_for_fragment(
                arena,
                context,
                None,
                TreeBuilderOpts::default(),
            ),
            raw: RefCell::new(None),
            tags: Cell::new(0),
        }
    }

    fn feed_all(&self, nodes: Vec<Node>) {
        for node in nodes {
            match node {
                Node::Text(text) => self.feed(Token::CharacterTokens(text.into())),
                Node::Comment(text) => self.feed(Token::CommentToken(text.into())),
                Node::Raw(html) => self.feed_html(html),
                Node::Element(element) => self.feed_element(element),
            }
        }
    }

    fn feed_element(&self, element: Element) {
        let name = LocalName::from(element.tag.as_str());
        self.feed(tag(TagKind::StartTag, name.clone(), element.attributes));
        self.feed_all(element.children);
        if !VOID.contains(&&*name) {
            self.feed(tag(TagKind::EndTag, name, Vec::new()));
        }
    }

    /// Runs HTML through the tokenizer, which goes on where the piece before left off.
    fn feed_html(&self, html: String) {
        let raw = self.raw.borrow().clone();
        let options = TokenizerOpts {
            discard_bom: false,
            initial_state: raw.as_ref().map(|raw| State::RawData(raw.kind)),
            last_start_tag_name: raw.map(|raw| raw.name.to_string()),
            ..TokenizerOpts::default()
        };
        crowded::tokenize(&html, self, options, || self.raw.borrow().is_some());
    }

    fn feed(&self, token: Token) {
        let _result = self.process_token(token, 1);
    }

    fn finish(self) -> Vec<Node> {
        self.builder.sink.into_nodes()
    }

    /// Whether the tree builder must not see this token.
    fn is_left_out(&self, token: &Token) -> bool {
        let Token::TagToken(tag) = token else {
            return matches!(
                token,
                Token::EOFToken | Token::ParseError(_) | Token::DoctypeToken(_)
            ) || (self.raw.borrow().is_some() && matches!(token, Token::CommentToken(_)));
        };
        if tag.kind == TagKind::EndTag {
            return false;
        }
        self.tags.set(self.tags.get() + 1);
        let arena = &self.builder.sink;
        arena
            .bytes_written
            .set(arena.bytes_written.get() + bytes_of(&tag.attrs));
        self.raw.borrow().is_some()
            || &*tag.name == "plaintext"
            || arena.depth.get() >= DEPTH_MAX
            || arena.elements.get() > self.tags.get().saturating_mul(2) + SURPLUS_MAX
    }
}

impl TokenSink for &Feeder {
    type Handle = usize;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<usize> {
        (**self).process_token(token, line)
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Feeder {
    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<usize> {
        if self.is_left_out(&token) {
            return TokenSinkResult::Continue;
        }
        let name = match &token {
            Token::TagToken(tag) => Some((tag.kind, tag.name.clone())),
            _ => None,
        };
        if matches!(name, Some((TagKind::EndTag, _))) {
            self.raw.replace(None);
        }
        let result = self.builder.process_token(token, line);
        match result {
            TokenSinkResult::RawData(kind) => {
                if let Some((_, name)) = name {
                    self.raw.replace(Some(Raw { kind, name }));
                }
                TokenSinkResult::RawData(kind)
            }
            // Scripts are not run, and the encoding is known.
            _ => TokenSinkResult::Continue,
        }
    }
}

fn tag(kind: TagKind, name: LocalName, attributes: Vec<(String, String)>) -> Token {
    let attribute = |(name, value): (String, String)| Attribute {
        name: QualName::new(None, ns!(), LocalName::from(name)),
        value: value.into(),
    };
    Token::TagToken(Tag {
        kind,
        name,
        self_closing: false,
        attrs: attributes.into_iter().map(attribute).collect(),
        had_duplicate_attributes: false,
    })
}
