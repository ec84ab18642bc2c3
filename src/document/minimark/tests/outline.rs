//! What a reader gets from a body, whatever it is written in: for each block where it stands, its text and its marks.
//! One outline is made of a tree, the other of Markdown, by comrak.

use std::collections::BTreeSet;

use comrak::nodes::{ListType, NodeValue, TableAlignment};
use comrak::{Arena, Options, parse_document};
use serde_json::Value;

use super::super::{Element, Node};

/// One block: the elements around it, then its text with the marks on each part of it.
#[derive(Debug, PartialEq)]
pub(super) struct Block {
    place: String,
    runs: Vec<(BTreeSet<String>, String)>,
}

/// Collects blocks while an inline run is open.
#[derive(Default)]
struct Outline {
    blocks: Vec<Block>,
    place: Vec<String>,
    marks: Vec<String>,
    open: Vec<(BTreeSet<String>, String)>,
}

impl Outline {
    fn text(&mut self, text: &str) {
        let marks: BTreeSet<String> = self.marks.iter().cloned().collect();
        match self.open.last_mut() {
            Some((last, run)) if *last == marks => run.push_str(text),
            _ => self.open.push((marks, text.to_owned())),
        }
    }

    fn marked(&mut self, mark: String, inner: impl FnOnce(&mut Self)) {
        self.marks.push(mark);
        inner(self);
        self.marks.pop();
    }

    fn within(&mut self, place: &str, inner: impl FnOnce(&mut Self)) {
        self.place.push(place.to_owned());
        inner(self);
        self.place.pop();
    }

    /// Ends a block of text; white space counts as one blank, and none at its ends or beside a break.
    fn end(&mut self, kind: &str) {
        let mut runs: Vec<(BTreeSet<String>, String)> = Vec::new();
        let mut had_gap = true;
        for (marks, text) in std::mem::take(&mut self.open) {
            let is_code = marks.contains("code");
            for c in text.chars() {
                let c = if matches!(c, ' ' | '\n' | '\t') && !is_code {
                    ' '
                } else {
                    c
                };
                let is_gap = matches!(c, ' ' | '⏎');
                if c == ' ' && had_gap && !is_code {
                    continue;
                }
                if c == '⏎' {
                    pop_blank(&mut runs);
                }
                had_gap = is_gap && !is_code;
                // Which mark a blank or a break bears cannot be seen.
                let marks = if is_gap && !is_code {
                    BTreeSet::new()
                } else {
                    marks.clone()
                };
                match runs.last_mut() {
                    Some((last, run)) if *last == marks => run.push(c),
                    _ => runs.push((marks, c.to_string())),
                }
            }
        }
        pop_blank(&mut runs);
        while runs
            .last()
            .is_some_and(|(_, run)| run.chars().all(|c| c == '⏎'))
        {
            runs.pop();
            pop_blank(&mut runs);
        }
        if !runs.is_empty() || kind == "hr" {
            self.place.push(kind.to_owned());
            self.blocks.push(Block {
                place: self.place.join(">"),
                runs,
            });
            self.place.pop();
        }
    }

    fn code(&mut self, language: &str, code: &str) {
        let place = format!("{}>pre:{language}", self.place.join(">"));
        self.blocks.push(Block {
            place,
            runs: vec![(BTreeSet::new(), code.to_owned())],
        });
    }
}

fn pop_blank(runs: &mut Vec<(BTreeSet<String>, String)>) {
    let Some((marks, run)) = runs.last_mut() else {
        return;
    };
    if run.ends_with(' ') && !marks.contains("code") {
        run.pop();
        if run.is_empty() {
            runs.pop();
        }
    }
}

/// The outline of a tree.
pub(super) fn of_tree(nodes: &[Node]) -> Vec<Block> {
    let mut outline = Outline::default();
    tree_flow(&mut outline, nodes);
    outline.blocks
}

fn tree_flow(outline: &mut Outline, nodes: &[Node]) {
    for (position, node) in nodes.iter().enumerate() {
        match node {
            Node::Text(_) => tree_inline(outline, node),
            Node::Element(element) => match element.tag.as_str() {
                "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    outline.end("p");
                    tree_inlines(outline, &element.children);
                    outline.end(&element.tag);
                }
                "hr" => {
                    outline.end("p");
                    outline.end("hr");
                }
                "pre" => {
                    outline.end("p");
                    // A fence that says nothing has the language `text` too, but no `meta`.
                    let says_something = ["meta", "highlights", "filename"]
                        .iter()
                        .any(|prop| element.props.contains_key(*prop));
                    let language = element
                        .text_prop("language")
                        .filter(|language| *language != "text" || says_something);
                    outline.code(
                        language.unwrap_or_default(),
                        element.text_prop("code").unwrap_or_default(),
                    );
                }
                "blockquote" | "ul" => tree_container(outline, element, &element.tag),
                "ol" => {
                    let start = element
                        .props
                        .get("start")
                        .and_then(Value::as_u64)
                        .unwrap_or(1);
                    tree_container(outline, element, &format!("ol:{start}"));
                }
                "li" => {
                    let boxed = element
                        .children
                        .first()
                        .and_then(Node::element)
                        .filter(|child| child.tag == "input");
                    let place = boxed.map_or("li".to_owned(), |input| {
                        format!("li:{}", input.props.contains_key("checked"))
                    });
                    tree_container(outline, element, &place);
                }
                "table" | "thead" | "tbody" | "tr" => {
                    outline.end("p");
                    tree_flow(outline, &element.children);
                }
                "th" | "td" => {
                    tree_inlines(outline, &element.children);
                    outline.end(&format!(
                        "cell:{}",
                        element.text_prop("align").unwrap_or_default()
                    ));
                }
                "br" if !matches!(nodes.get(position + 1), Some(Node::Text(text)) if text.starts_with('\n')) => {
                    outline.end("p")
                }
                "style" => {}
                _ => tree_inline(outline, node),
            },
        }
    }
    outline.end("p");
}

fn tree_container(outline: &mut Outline, element: &Element, place: &str) {
    outline.end("p");
    outline.within(place, |outline| tree_flow(outline, &element.children));
}

fn tree_inlines(outline: &mut Outline, nodes: &[Node]) {
    for node in nodes {
        tree_inline(outline, node);
    }
}

fn tree_inline(outline: &mut Outline, node: &Node) {
    let element = match node {
        Node::Text(text) => return outline.text(text),
        Node::Element(element) => element,
    };
    match element.tag.as_str() {
        "br" => outline.text("⏎"),
        "code" => {
            let text = element.text();
            outline.marked("code".to_owned(), |outline| outline.text(&text));
        }
        "img" => outline.text(&format!(
            "⟦{}|{}⟧",
            element.text_prop("alt").unwrap_or_default(),
            element.text_prop("src").unwrap_or_default()
        )),
        "span" if element.props.is_empty() => outline.text(&format!("[{}]", element.text())),
        "input" => {}
        "a" => {
            let mark = link(
                element.text_prop("href").unwrap_or_default(),
                element.text_prop("title").unwrap_or_default(),
            );
            outline.marked(mark, |outline| tree_inlines(outline, &element.children));
        }
        tag => outline.marked(tag.to_owned(), |outline| {
            tree_inlines(outline, &element.children)
        }),
    }
}

fn link(href: &str, title: &str) -> String {
    format!("a|{href}|{title}")
}

/// The outline of Markdown.
pub(super) fn of_markdown(markdown: &str) -> Vec<Block> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    let arena = Arena::new();
    let mut outline = Outline::default();
    markdown_node(&mut outline, parse_document(&arena, markdown, &options));
    outline.blocks
}

fn markdown_node<'a>(outline: &mut Outline, node: comrak::Node<'a>) {
    let value = node.data.borrow().value.clone();
    let children = |outline: &mut Outline| {
        node.children()
            .for_each(|child| markdown_node(outline, child))
    };
    match value {
        NodeValue::Paragraph => {
            children(outline);
            outline.end("p");
        }
        NodeValue::Heading(heading) => {
            children(outline);
            outline.end(&format!("h{}", heading.level));
        }
        NodeValue::ThematicBreak => outline.end("hr"),
        NodeValue::CodeBlock(code) => outline.code(
            code.info.split(' ').next().unwrap_or_default(),
            &code.literal,
        ),
        NodeValue::BlockQuote => outline.within("blockquote", children),
        NodeValue::List(list) => match list.list_type {
            ListType::Bullet => outline.within("ul", children),
            ListType::Ordered => outline.within(&format!("ol:{}", list.start), children),
        },
        NodeValue::Item(_) => outline.within("li", children),
        NodeValue::TaskItem(task) => {
            outline.within(&format!("li:{}", task.symbol.is_some()), children)
        }
        NodeValue::TableCell => {
            children(outline);
            let column =
                std::iter::successors(node.previous_sibling(), |cell| cell.previous_sibling())
                    .count();
            let table = node.parent().and_then(|row| row.parent()).unwrap();
            let align = match &table.data.borrow().value {
                NodeValue::Table(table) => match table.alignments[column] {
                    TableAlignment::Left => "left",
                    TableAlignment::Center => "center",
                    TableAlignment::Right => "right",
                    TableAlignment::None => "",
                },
                _ => "",
            };
            outline.end(&format!("cell:{align}"));
        }
        NodeValue::Text(text) => outline.text(&text),
        NodeValue::SoftBreak => outline.text(" "),
        NodeValue::LineBreak => outline.text("⏎"),
        NodeValue::Code(code) => {
            outline.marked("code".to_owned(), |outline| outline.text(&code.literal))
        }
        NodeValue::Emph => outline.marked("em".to_owned(), children),
        NodeValue::Strong => outline.marked("strong".to_owned(), children),
        NodeValue::Strikethrough => outline.marked("del".to_owned(), children),
        NodeValue::Link(to) => outline.marked(link(&to.url, &to.title), children),
        NodeValue::Image(to) => {
            let alt: String = node
                .descendants()
                .filter_map(|child| {
                    child
                        .data
                        .borrow()
                        .value
                        .text()
                        .map(|text| text.to_string())
                })
                .collect();
            outline.text(&format!("⟦{alt}|{}⟧", to.url));
        }
        NodeValue::HtmlInline(html) => html_tag(outline, &html),
        _ => children(outline),
    }
}

fn html_tag(outline: &mut Outline, html: &str) {
    let inside = html.trim_matches(['<', '>', '/']);
    let name = inside.split(' ').next().unwrap_or_default().to_owned();
    match name.as_str() {
        "br" => outline.text("⏎"),
        "!--" => {}
        _ if html.starts_with("</") => {
            if let Some(position) = outline.marks.iter().rposition(|mark| *mark == name) {
                outline.marks.remove(position);
            }
        }
        _ => outline.marks.push(name),
    }
}
