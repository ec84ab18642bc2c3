//! Fenced code: from three backticks or tildes to as many of them (CommonMark 0.31, section 4.5).

use super::character_reference;
use super::line::Line;
use super::node::{CodeBlock, Kind, Node};

/// A fence that is open.
pub(super) struct Fence {
    line: u32,
    mark: char,
    size: usize,
    /// Columns that its lines may be indented by without it being part of the code.
    indent: usize,
    language: String,
    meta: String,
    text: Option<String>,
}

impl Fence {
    pub(super) fn begin(line: &Line<'_>) -> Option<Self> {
        let text = line.text_after_indent();
        let mark = text
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let size = text.len() - info.len();
        if size < 3 || (mark == '`' && info.contains('`')) {
            return None;
        }
        let info = info.trim_matches([' ', '\t']);
        let (language, meta) = info.split_once([' ', '\t']).unwrap_or((info, ""));
        Some(Self {
            line: line.number,
            mark,
            size,
            indent: line.indent(),
            language: character_reference::unescape(language).into_owned(),
            meta: character_reference::unescape(meta.trim_start_matches([' ', '\t'])).into_owned(),
            text: None,
        })
    }

    /// Takes a line; tells whether it closes the fence.
    pub(super) fn feed(&mut self, line: &Line<'_>) -> bool {
        if self.is_closed_by(line) {
            return true;
        }
        let mut code = *line;
        code.skip_indent(self.indent);
        match &mut self.text {
            Some(text) => {
                text.push('\n');
                text.push_str(&code.rest());
            }
            None => self.text = Some(code.rest().into_owned()),
        }
        false
    }

    fn is_closed_by(&self, line: &Line<'_>) -> bool {
        let text = line.text_after_indent();
        let after = text.trim_start_matches(self.mark);
        line.indent() < 4
            && text.len() - after.len() >= self.size
            && after.trim_matches([' ', '\t']).is_empty()
    }

    pub(super) fn into_node(self) -> Node {
        let code = CodeBlock {
            language: self.language,
            meta: self.meta,
            text: self.text.unwrap_or_default(),
        };
        Node::leaf(Kind::CodeBlock(code), self.line)
    }
}
