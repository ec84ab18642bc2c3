//! A tree of Markdown as HTML: the walk, and the elements that have no file of their own.
//! What comes out is well formed but not yet safe: it goes through `sanitize` before anyone sees it.

use comrak::nodes::NodeValue;

use super::body::Context;
use super::escape::push_text;
use super::footnotes::{self, FootnotePlace};
use super::headings::Headings;
use super::markdown::{Node, Step, Walk, position};
use super::raw_html::{RawHtml, Surroundings};
use super::tables::{self, TablePlace};
use super::{alerts, code, links, lists, text};
use crate::domain::diagnostic::Diagnostic;

/// How deep blocks and marks may be nested; what is deeper is written as its text.
pub(super) const NESTING_MAX: usize = 100;

/// What is needed to write HTML.
#[derive(Clone, Copy)]
pub(super) struct Page<'p> {
    pub(super) markdown: &'p str,
    pub(super) context: &'p Context,
    pub(super) headings: &'p Headings,
    /// Whether references to notes are written; an excerpt has no notes to refer to.
    pub(super) with_footnotes: bool,
}

/// HTML, and what was wrong with its source.
pub(super) struct Written {
    pub(super) html: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Writes blocks one after another.
pub(super) fn write<'a>(blocks: impl Iterator<Item = Node<'a>>, page: Page<'_>) -> Written {
    let mut writer = Writer {
        page,
        out: String::new(),
        raw: RawHtml::default(),
        table: TablePlace::default(),
        footnotes: FootnotePlace::default(),
        paragraphs: 0,
        links: 0,
        too_deep: None,
        first_drop: None,
    };
    for block in blocks {
        writer.write_tree(block);
    }
    writer.finish()
}

struct Writer<'p> {
    page: Page<'p>,
    out: String,
    raw: RawHtml,
    table: TablePlace,
    footnotes: FootnotePlace,
    /// How many paragraphs and headings are open.
    paragraphs: usize,
    /// How many links are open.
    links: usize,
    /// Where the first node stands that was nested too deep.
    too_deep: Option<(u32, u32)>,
    /// Where the first raw HTML stands of which something was dropped.
    first_drop: Option<(u32, u32)>,
}

/// Whether the children of a node come next.
enum Children {
    Visit,
    Skip,
}

impl Writer<'_> {
    fn write_tree(&mut self, root: Node<'_>) {
        let mut walk = Walk::new(root);
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(node) => {
                    if let Children::Skip = self.enter(node, walk.depth()) {
                        walk.skip(node);
                    }
                }
                Step::Leave(node) => self.leave(node),
            }
        }
    }

    fn enter(&mut self, node: Node<'_>, depth: usize) -> Children {
        let value = &node.data().value;
        if let NodeValue::HtmlInline(html) = value {
            self.write_raw(node, |raw, around, out| raw.write_inline(html, around, out));
            return Children::Skip;
        }
        if self.raw.is_hiding() || self.write_leaf(node, value) {
            return Children::Skip;
        }
        if depth > NESTING_MAX && !matches!(value, NodeValue::TableRow(_) | NodeValue::TableCell) {
            self.flatten(node);
            return Children::Skip;
        }
        if value.block() && !is_part(value) {
            self.raw.make_room_for_block(&mut self.out);
        }
        self.open(node, value);
        self.raw.enter();
        Children::Visit
    }

    /// Writes a node that has no children to visit; false if it is none.
    fn write_leaf(&mut self, node: Node<'_>, value: &NodeValue) -> bool {
        match value {
            NodeValue::Text(literal) => push_text(literal, &mut self.out),
            NodeValue::SoftBreak => self.out.push('\n'),
            NodeValue::LineBreak => self.out.push_str("<br>\n"),
            NodeValue::Code(code) => {
                self.out.push_str("<code>");
                push_text(&code.literal, &mut self.out);
                self.out.push_str("</code>");
            }
            NodeValue::Image(image) => links::push_image(node, image, &mut self.out),
            NodeValue::FootnoteReference(reference) => {
                if self.page.with_footnotes {
                    footnotes::push_reference(reference, &mut self.out);
                }
            }
            NodeValue::HtmlBlock(block) => {
                self.write_raw(node, |raw, around, out| {
                    raw.write_block(&block.literal, around, out)
                });
            }
            NodeValue::CodeBlock(block) => {
                self.raw.make_room_for_block(&mut self.out);
                code::push_block(&block.info, &block.literal, &mut self.out);
            }
            NodeValue::ThematicBreak => {
                self.raw.make_room_for_block(&mut self.out);
                self.out.push_str("<hr>\n");
            }
            _ => return false,
        }
        true
    }

    fn open(&mut self, node: Node<'_>, value: &NodeValue) {
        let out = &mut self.out;
        match value {
            NodeValue::Paragraph if lists::is_tight(node) => {}
            NodeValue::Paragraph => {
                self.paragraphs += 1;
                out.push_str("<p>");
            }
            NodeValue::Heading(heading) => {
                self.paragraphs += 1;
                self.page.headings.push_opening(node, heading.level, out);
            }
            NodeValue::BlockQuote => out.push_str("<blockquote>\n"),
            NodeValue::Alert(alert) => alerts::push_opening(alert, &self.page.context.alerts, out),
            NodeValue::List(list) => lists::push_opening(list, out),
            NodeValue::Item(_) => out.push_str("<li>"),
            NodeValue::TaskItem(task) => lists::push_task_opening(task, out),
            NodeValue::Table(table) => self.table = tables::push_opening(&table.alignments, out),
            NodeValue::TableRow(_) => self.table.push_row_opening(node, out),
            NodeValue::TableCell => self.table.push_cell_opening(out),
            NodeValue::FootnoteDefinition(note) => {
                self.footnotes
                    .push_opening(note, &self.page.context.labels, out)
            }
            NodeValue::Emph => out.push_str("<em>"),
            NodeValue::Strong => out.push_str("<strong>"),
            NodeValue::Strikethrough => out.push_str("<del>"),
            NodeValue::Link(link) => {
                self.links += 1;
                links::push_link(link, self.page.context.site_host.as_deref(), out);
            }
            _ => {}
        }
    }

    fn leave(&mut self, node: Node<'_>) {
        let value = &node.data().value;
        self.raw.leave(&mut self.out);
        let out = &mut self.out;
        match value {
            NodeValue::Paragraph => {
                if ends_note(node) {
                    self.footnotes
                        .push_links_back(&self.page.context.labels, out);
                }
                if lists::is_tight(node) {
                    if node.next_sibling().is_some() {
                        out.push('\n');
                    }
                } else {
                    self.paragraphs -= 1;
                    out.push_str("</p>\n");
                }
            }
            NodeValue::Heading(heading) => {
                self.paragraphs -= 1;
                out.push_str(&format!("</h{}>\n", heading.level));
            }
            NodeValue::BlockQuote => out.push_str("</blockquote>\n"),
            NodeValue::Alert(_) => out.push_str("</div>\n"),
            NodeValue::List(list) => lists::push_closing(list, out),
            NodeValue::Item(_) | NodeValue::TaskItem(_) => out.push_str("</li>\n"),
            NodeValue::Table(_) => tables::push_closing(node, out),
            NodeValue::TableRow(_) => self.table.push_row_closing(out),
            NodeValue::TableCell => self.table.push_cell_closing(out),
            NodeValue::FootnoteDefinition(_) => {
                self.footnotes
                    .push_links_back(&self.page.context.labels, out);
                out.push_str("</li>\n");
            }
            NodeValue::Emph => out.push_str("</em>"),
            NodeValue::Strong => out.push_str("</strong>"),
            NodeValue::Strikethrough => out.push_str("</del>"),
            NodeValue::Link(_) => {
                self.links -= 1;
                out.push_str("</a>");
            }
            _ => {}
        }
    }

    fn write_raw(
        &mut self,
        node: Node<'_>,
        write: impl FnOnce(&mut RawHtml, Surroundings<'_>, &mut String),
    ) {
        let dropped_before = self.raw.dropped.len();
        let around = Surroundings {
            in_paragraph: self.paragraphs > 0,
            in_link: self.links > 0,
            site_host: self.page.context.site_host.as_deref(),
        };
        write(&mut self.raw, around, &mut self.out);
        if self.raw.dropped.len() > dropped_before {
            self.first_drop
                .get_or_insert_with(|| position(node, self.page.markdown));
        }
    }

    /// Writes the text of what is nested too deep.
    fn flatten(&mut self, node: Node<'_>) {
        self.too_deep
            .get_or_insert_with(|| position(node, self.page.markdown));
        push_text(&text::of_tree(node).all, &mut self.out);
    }

    fn finish(mut self) -> Written {
        self.raw.finish(&mut self.out);
        self.footnotes.finish(&mut self.out);
        let mut diagnostics = Vec::new();
        if let Some((line, column)) = self.too_deep {
            let message = format!("blocks or marks are nested more than {NESTING_MAX} deep");
            let help = "what is deeper is shown as plain text; nest less";
            diagnostics.push(
                Diagnostic::warning(super::body::NESTING_TOO_DEEP, message)
                    .help(help)
                    .at(line, column),
            );
        }
        if let Some((line, column)) = self.first_drop {
            let names: Vec<&str> = self
                .raw
                .dropped
                .iter()
                .map(String::as_str)
                .take(10)
                .collect();
            let message = format!(
                "raw HTML that is not allowed is left out: {}",
                names.join(", ")
            );
            diagnostics
                .push(Diagnostic::warning(super::body::HTML_NOT_ALLOWED, message).at(line, column));
        }
        Written {
            html: self.out,
            diagnostics,
        }
    }
}

/// Whether a block cannot stand for itself: nothing comes between it and its parent.
fn is_part(value: &NodeValue) -> bool {
    matches!(
        value,
        NodeValue::Item(_)
            | NodeValue::TaskItem(_)
            | NodeValue::TableRow(_)
            | NodeValue::TableCell
            | NodeValue::FootnoteDefinition(_)
    )
}

/// Whether a paragraph is the last block of a note.
fn ends_note(paragraph: Node<'_>) -> bool {
    paragraph.next_sibling().is_none()
        && paragraph
            .parent()
            .is_some_and(|parent| matches!(parent.data().value, NodeValue::FootnoteDefinition(_)))
}
