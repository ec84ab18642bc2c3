//! Components that stand on lines of their own, as MDC writes them:
//!
//! ```text
//! ::name[Label]{key="value"}
//! ---
//! more: YAML
//! ---
//! Markdown
//! #slot
//! Markdown
//! ::
//! ```
//!
//! Components within a line are read by `inline::component`, on which the short form of one line rests too.

use super::attributes;
use super::block::{self, Outline};
use super::case::kebab;
use super::inline;
use super::line::Line;
use super::node::{Attributes, Component, Kind, Node};

/// A component that is open.
pub(super) struct ComponentReader {
    line: u32,
    /// Columns before the opening line, which no line inside needs to keep.
    indent: usize,
    /// The colons of the opening line, as many as close it.
    size: usize,
    component: Component,
    label: Option<String>,
    depth: usize,
    stage: Stage,
    /// Sections that are done.
    done: Vec<Node>,
    section: Option<Section>,
    outline: Outline,
    code: Code,
    /// The colons of components inside that look like this one, which have to be closed first.
    inner: Vec<usize>,
    /// Columns that all lines inside lose, since a component inside is indented by them.
    inner_indent: usize,
    is_after_blank: bool,
}

/// What comes next in a component.
enum Stage {
    /// The first line, which may open front matter.
    First,
    /// Front matter, up to where it ends.
    FrontMatter(String),
    Content,
}

/// Whether lines are in a fence, where nothing is looked for.
enum Code {
    Outside,
    Inside { is_dedented: bool },
}

/// A slot that is read; the one without a name comes first.
struct Section {
    slot: Option<Component>,
    line: u32,
    reader: block::Reader,
}

/// Whether a block takes more lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fed {
    More,
    Last,
}

/// What the opening line of a component says.
pub(super) struct Opening {
    size: usize,
    component: Component,
    label: Option<String>,
}

impl ComponentReader {
    /// The component whose opening this line is; `depth` is how many containers it stands in.
    pub(super) fn begin(opening: Opening, line: &Line<'_>, depth: usize) -> Self {
        Self {
            line: line.number,
            indent: line.indent(),
            size: opening.size,
            component: opening.component,
            label: opening.label,
            depth,
            stage: Stage::First,
            done: Vec::new(),
            section: None,
            outline: Outline::default(),
            code: Code::Outside,
            inner: Vec::new(),
            inner_indent: 0,
            is_after_blank: false,
        }
    }

    /// Takes a line; tells whether it closes the component.
    pub(super) fn feed(&mut self, line: &Line<'_>) -> Fed {
        match &mut self.stage {
            Stage::First => {
                self.stage = Stage::Content;
                if self.is_front_matter_mark(line) {
                    self.stage = Stage::FrontMatter(String::new());
                    return Fed::More;
                }
                self.feed_content(*line)
            }
            Stage::FrontMatter(yaml) => {
                let mut yaml = std::mem::take(yaml);
                if self.is_front_matter_mark(line) {
                    self.component.yaml = Some(yaml);
                    self.stage = Stage::Content;
                    self.is_after_blank = true;
                } else {
                    yaml.push_str(&line.rest());
                    yaml.push('\n');
                    self.stage = Stage::FrontMatter(yaml);
                }
                Fed::More
            }
            Stage::Content => self.feed_content(*line),
        }
    }

    /// The component with all that is in it, and what its inside defines.
    pub(super) fn into_node(mut self) -> (Node, Outline) {
        if let Stage::FrontMatter(yaml) = std::mem::replace(&mut self.stage, Stage::Content) {
            self.component.yaml = Some(yaml);
        }
        self.close_section();
        let label = self.label.map(|text| {
            Node::new(
                Kind::Label,
                self.line,
                vec![Node::leaf(Kind::Text(text), self.line)],
            )
        });
        let children = label.into_iter().chain(self.done).collect();
        let node = Node::new(Kind::Component(self.component), self.line, children);
        (node, self.outline)
    }

    /// Three or more dashes, indented as the component is.
    fn is_front_matter_mark(&self, line: &Line<'_>) -> bool {
        let text = line.text_after_indent();
        let is_mark =
            text.len() >= 3 && text.bytes().all(|byte| matches!(byte, b'-' | b' ' | b'\t'));
        is_mark && line.indent() == self.indent
    }

    fn feed_content(&mut self, mut line: Line<'_>) -> Fed {
        let is_empty = line.rest().is_empty();
        let was_after_blank = std::mem::replace(&mut self.is_after_blank, is_empty);
        let mut stripped = line.skip_indent(self.indent);
        if was_after_blank {
            self.look_for_indented_component(&line);
        }
        let is_in_code = matches!(self.code, Code::Inside { is_dedented: false });
        let dedent = if is_in_code { 0 } else { self.inner_indent };
        let dedented = line.skip_indent(dedent);
        stripped += dedented;
        if self.note_fence(&line, dedent, dedented) || matches!(self.code, Code::Inside { .. }) {
            return self.push(line);
        }
        if self.inner.is_empty() && stripped == self.indent && self.open_slot(&line) {
            return Fed::More;
        }
        if self.is_closed_by(&line) {
            return Fed::Last;
        }
        self.push(line)
    }

    /// After a blank line, a component that is indented takes its indentation from all lines that follow.
    fn look_for_indented_component(&mut self, line: &Line<'_>) {
        if self.inner_indent > 0 || matches!(self.code, Code::Inside { .. }) {
            return;
        }
        let rest = line.rest();
        let text = rest.trim_start_matches(' ');
        if text.starts_with(':') {
            self.inner_indent = rest.len() - text.len();
        }
    }

    /// Notes whether this line begins or ends a fence; tells whether it does.
    fn note_fence(&mut self, line: &Line<'_>, dedent: usize, dedented: usize) -> bool {
        let rest = line.rest();
        let marks = rest
            .bytes()
            .take_while(|byte| matches!(byte, b'`' | b'~'))
            .count();
        if marks < 3 {
            return false;
        }
        self.code = match self.code {
            Code::Outside => Code::Inside {
                is_dedented: dedent > 0 && dedented >= dedent,
            },
            Code::Inside { .. } => Code::Outside,
        };
        true
    }

    /// `#name{attributes}`
    fn open_slot(&mut self, line: &Line<'_>) -> bool {
        let rest = line.rest();
        let Some(title) = rest
            .strip_prefix('#')
            .filter(|title| title.starts_with(|c: char| c.is_ascii_alphabetic()))
        else {
            return false;
        };
        let (name, attributes) = slot_title(title);
        self.close_section();
        let slot = Component {
            name: name.trim().to_owned(),
            attributes,
            yaml: None,
        };
        self.section = Some(Section::new(Some(slot), line.number, self.depth + 1));
        true
    }

    fn is_closed_by(&mut self, line: &Line<'_>) -> bool {
        let rest = line.rest();
        let after = rest.trim_start_matches(':');
        let size = rest.len() - after.len();
        if size == 0 {
            return false;
        }
        if let Some(inner) = self.inner.last() {
            if *inner == size {
                self.inner.pop();
            }
            return false;
        }
        if size != self.size {
            return false;
        }
        let is_closed = after.trim_matches([' ', '\t']).is_empty();
        if !is_closed {
            self.inner.push(size);
        }
        is_closed
    }

    fn push(&mut self, line: Line<'_>) -> Fed {
        let depth = self.depth + 1;
        let section = self
            .section
            .get_or_insert_with(|| Section::new(None, line.number, depth));
        section.reader.read_line(line);
        Fed::More
    }

    fn close_section(&mut self) {
        let Some(section) = self.section.take() else {
            return;
        };
        let (blocks, outline) = section.reader.finish();
        self.outline.add(outline);
        match section.slot {
            Some(slot) if slot.name != "default" || !slot.attributes.is_empty() => {
                self.done
                    .push(Node::new(Kind::Slot(slot), section.line, blocks));
            }
            _ => self.done.extend(blocks),
        }
    }
}

impl Section {
    fn new(slot: Option<Component>, line: u32, depth: usize) -> Self {
        Self {
            slot,
            line,
            reader: block::Reader::new(depth),
        }
    }
}

/// `:name[text]{attributes}` if the line holds nothing else.
pub(super) fn alone_on_line(text: &str, line: u32) -> Option<Node> {
    let component = inline::component::read(text, &mut attributes::Passed::default())?;
    let is_alone = text
        .get(component.length..)?
        .trim_matches([' ', '\t'])
        .is_empty();
    is_alone.then(|| component.into_block(line))
}

/// The opening of a component that a line is.
pub(super) fn opening(text: &str) -> Option<Opening> {
    let named = text.trim_start_matches(':');
    let size = text.len() - named.len();
    if size < 2 {
        return None;
    }
    let name = name(named)?;
    let mut rest = named.get(name.len()..)?;
    let mut label = None;
    if let Some(length) = inline::component::label_length(rest) {
        label = Some(rest.get(1..length - 1)?.to_owned());
        rest = rest.get(length..)?;
    }
    let mut given = Attributes::new();
    if rest.starts_with('{')
        && let Some((attributes, length)) = attributes::read(rest, false)
    {
        given = attributes;
        rest = rest.get(length..)?;
    }
    if !rest.trim_matches([' ', '\t']).is_empty() {
        return None;
    }
    let component = Component {
        name: kebab(name),
        attributes: given,
        yaml: None,
    };
    Some(Opening {
        size,
        component,
        label,
    })
}

/// The name of a component at the beginning of `text`.
pub(super) fn name(text: &str) -> Option<&str> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = text
        .bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')))
        .unwrap_or(text.len());
    text.get(..end).filter(|name| !name.ends_with('_'))
}

/// The name of a slot, and its attributes.
fn slot_title(title: &str) -> (&str, Attributes) {
    let mut passed = attributes::Passed::default();
    title
        .match_indices('{')
        .find_map(|(at, _)| {
            let (attributes, _) = passed.read(title.get(at..)?, false)?;
            Some((title.get(..at)?, attributes))
        })
        .unwrap_or((title, Attributes::new()))
}
