//! Highlighting by the grammars that ship with the binary.
//! They are read when the first block asks for one; which names lead to which grammar is said elsewhere.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use syntect::parsing::{ScopeStackOp, SyntaxSet};

use super::line::{Line, Token};
use super::machine::Machine;
use super::style::Style;
use super::theme::Painter;
use super::words::{self, Words};

/// Every grammar, each still packed until its first use.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The tokens of each line of a language by the grammar of this name.
pub(super) fn highlight<'c>(
    name: &str,
    language: &str,
    code: &'c str,
) -> Option<Vec<Vec<Token<'c>>>> {
    let mut parser = Parser::new(name, language)?;
    code.lines()
        .map(|text| {
            let mut line = Line::new(text);
            parser.parse(&mut line)?;
            Some(line.finish())
        })
        .collect()
}

/// A grammar at some place of a code.
pub(super) struct Parser {
    machine: Machine,
    painter: Painter,
    words: Option<&'static Words>,
    /// What is parsed of a line, with the line end that grammars look for.
    buffer: String,
}

impl Parser {
    /// The grammar of this name before the first line of a language. `None` where no such grammar ships.
    pub(super) fn new(name: &str, language: &str) -> Option<Self> {
        let syntax = GRAMMARS.find_syntax_by_name(name)?;
        Some(Self {
            machine: Machine::new(syntax, &GRAMMARS)?,
            painter: Painter::default(),
            words: words::of_language(language),
            buffer: String::new(),
        })
    }

    /// Styles what has no style yet of the next line.
    pub(super) fn parse(&mut self, line: &mut Line<'_>) -> Option<()> {
        let text = line.rest(usize::MAX);
        self.buffer.clear();
        self.buffer.push_str(text);
        self.buffer.push('\n');
        let changes = self.changes()?;
        let start = line.end();
        for (at, change) in changes {
            self.push(start + at, line);
            self.painter.apply(&change);
        }
        self.push(start + text.len(), line);
        Some(())
    }

    /// Where in the buffer which scopes begin and end.
    fn changes(&mut self) -> Option<Vec<(usize, ScopeStackOp)>> {
        // Syntect panics where a pattern that was built from the code is none. No code is known to get there; if
        // one does, its block stays plain and the half-done state is dropped.
        let parse = || self.machine.next_line(&self.buffer);
        catch_unwind(AssertUnwindSafe(parse)).ok()?
    }

    fn push(&self, end: usize, line: &mut Line<'_>) {
        let style = self.painter.style();
        match self.words {
            Some(words) if style == Style::default() => words.push(end, line),
            _ => line.push(end, style),
        }
    }
}
