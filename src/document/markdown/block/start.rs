//! What a line begins, by how it begins.

use crate::document::markdown::component::{self, Opening};
use crate::document::markdown::fence::Fence;
use crate::document::markdown::html_block::HtmlBlock;
use crate::document::markdown::line::Line;
use crate::document::markdown::list;
use crate::document::markdown::node::Node;

/// What a line that is indented by less than four columns begins, other than a paragraph.
pub(super) enum Start<'l> {
    Heading(u8, &'l str),
    ThematicBreak,
    Fence(Fence),
    Html(HtmlBlock),
    Component(Opening),
    /// A component of a line of text that has the line for itself.
    Inline(Node),
}

impl<'l> Start<'l> {
    pub(super) fn of(line: &Line<'l>, interrupts: bool) -> Option<Self> {
        let text = line.text_after_indent();
        match text.bytes().next()? {
            b'#' => heading(text).map(|(level, text)| Self::Heading(level, text)),
            b'`' | b'~' => Fence::begin(line).map(Self::Fence),
            b'<' => HtmlBlock::begin(line, interrupts).map(Self::Html),
            b'*' | b'-' | b'_' if list::is_thematic_break(text) => Some(Self::ThematicBreak),
            b':' => component::opening(text)
                .map(Self::Component)
                .or_else(|| component::alone_on_line(text, line.number).map(Self::Inline)),
            _ => None,
        }
    }
}

/// `# Title #`: level and text.
fn heading(text: &str) -> Option<(u8, &str)> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let title = text.get(level..)?;
    let is_heading = level <= 6 && (title.is_empty() || title.starts_with([' ', '\t']));
    if !is_heading {
        return None;
    }
    let title = title.trim_matches([' ', '\t']);
    let unmarked = title.trim_end_matches('#');
    let is_closed = unmarked.is_empty() || unmarked.ends_with([' ', '\t']);
    let title = if is_closed {
        unmarked.trim_end_matches([' ', '\t'])
    } else {
        title
    };
    Some((u8::try_from(level).ok()?, title))
}

/// `===` is level 1, `---` level 2.
pub(super) fn underline_level(text: &str) -> Option<u8> {
    let text = text.trim_end_matches([' ', '\t']);
    let is_all = |mark: u8| !text.is_empty() && text.bytes().all(|byte| byte == mark);
    match () {
        () if is_all(b'=') => Some(1),
        () if is_all(b'-') => Some(2),
        () => None,
    }
}
