//! Where the text of a block stands in the source: which line it begins on is known from the tree, and the text of a
//! line is always the end of a line of the source. A place that is not certain is none.

use std::collections::HashSet;
use std::ops::Range;

use super::{Part, Writing};
use crate::document::markdown::{self, Written};
use crate::document::segment::{Form, Origin, Segment};

const SPACE: [char; 2] = [' ', '\t'];

/// Elements whose blocks hold no text for readers.
const SILENT: [&str; 6] = ["<script", "<style", "<textarea", "<pre", "<!", "<?"];

pub(super) struct Source<'m> {
    markdown: &'m str,
    lines: Vec<Range<usize>>,
    written: Written,
    /// The lines with the marks of alerts, on which the first paragraph of the alert begins, too.
    alerts: HashSet<u32>,
}

impl<'m> Source<'m> {
    pub(super) fn new(markdown: &'m str, written: Written) -> Self {
        Self {
            markdown,
            lines: lines(markdown),
            written,
            alerts: HashSet::new(),
        }
    }

    /// The texts of the block that a segment was made from.
    pub(super) fn parts(&mut self, segment: &Segment, origin: Origin) -> Vec<Part> {
        let line = origin.line;
        if origin.form == Form::Table {
            return self.cells(line, segment);
        }
        let part = match origin.form {
            Form::Heading => self.heading(line),
            Form::Paragraph => self.paragraph(line),
            Form::Task => self.task(line),
            Form::Alert => self.alert_title(line),
            Form::Label => self.label(line),
            Form::Html => self.html(line),
            Form::Code => self.code(line, segment),
            Form::Component => self.yaml(line, segment),
            Form::Table => None,
        };
        part.into_iter().collect()
    }

    fn heading(&self, number: u32) -> Option<Part> {
        let text = self.text(number)?;
        if let Some(line) = self.after_number_signs(number, text) {
            return Some(self.part(Writing::Heading, vec![line]));
        }
        self.lines_of(Writing::Underlined, number, text)
    }

    /// The title in `# Title #`.
    fn after_number_signs(&self, number: u32, title: &str) -> Option<Range<usize>> {
        let range = self.line(number)?;
        let line = self.markdown.get(range.clone())?.trim_end_matches(SPACE);
        let open = line.trim_end_matches('#');
        let line = match open.ends_with(SPACE) {
            true => open.trim_end_matches(SPACE),
            false => line,
        };
        let before = line.strip_suffix(title)?;
        let is_after_mark =
            before.ends_with(SPACE) && before.trim_end_matches(SPACE).ends_with('#');
        let begin = range.start + before.len();
        is_after_mark.then(|| begin..begin + title.len())
    }

    fn paragraph(&self, number: u32) -> Option<Part> {
        let text = self.text(number)?;
        if !self.alerts.contains(&number) {
            return self.lines_of(Writing::Lines, number, text);
        }
        let (first, after) = text.split_once('\n')?;
        let is_apart = self.is_apart_at(text, first.len());
        is_apart.then(|| self.lines_of(Writing::Lines, number + 1, after))?
    }

    fn task(&self, number: u32) -> Option<Part> {
        let text = self.text(number)?;
        let (_, after) = markdown::task_mark(text)?;
        let passed = text.get(..text.len() - after.len())?;
        let skipped = passed.matches('\n').count();
        self.lines_of(Writing::Lines, number + u32::try_from(skipped).ok()?, after)
    }

    /// What stands after `[!NOTE]` on its line.
    fn alert_title(&mut self, begin: u32) -> Option<Part> {
        let (number, texts) = self.written.texts.range(begin..).next()?;
        let (number, text) = (*number, texts.first()?.clone());
        self.alerts.insert(number);
        let first = text.split('\n').next()?;
        let (_, title) = first.split_once(']')?;
        if title.trim_matches(SPACE).is_empty() || !self.is_apart_at(&text, first.len()) {
            return None;
        }
        self.lines_of(Writing::AlertTitle, number, title)
    }

    /// Whether no mark of a text goes over this place.
    fn is_apart_at(&self, text: &str, at: usize) -> bool {
        let marks = markdown::marks(text, &self.written.definitions);
        marks.iter().all(|mark| {
            let end = mark.close.as_ref().unwrap_or(&mark.open).end;
            mark.open.start >= at || end <= at
        })
    }

    /// The text in the brackets of `:name[text]`.
    fn label(&self, number: u32) -> Option<Part> {
        let text = self.text(number)?;
        let range = self.line(number)?;
        let line = self.markdown.get(range.clone())?;
        let begin = line
            .match_indices(&format!("[{text}]"))
            .map(|(at, _)| at)
            .find(|at| line.get(..*at).is_some_and(is_after_name))?;
        let begin = range.start + begin + 1;
        let label = begin..begin + text.len();
        Some(self.part(Writing::Label, vec![label]))
    }

    fn html(&self, number: u32) -> Option<Part> {
        let html = self.text(number)?;
        let start = html.trim_start().get(..9).unwrap_or(html).to_lowercase();
        if SILENT
            .iter()
            .any(|silent| start.trim_start().starts_with(silent))
        {
            return None;
        }
        self.lines_of(Writing::Html, number, html)
    }

    /// The lines between fences, or those that are indented.
    fn code(&self, number: u32, segment: &Segment) -> Option<Part> {
        let (info, code) = segment.text.split_once('\n')?;
        if code.trim().is_empty() {
            return None;
        }
        let opening = self
            .markdown
            .get(self.line(number)?)?
            .trim_end_matches(SPACE);
        let is_fenced = !info.is_empty() || opening.ends_with("```") || opening.ends_with("~~~");
        self.verbatim(number + u32::from(is_fenced), code)
    }

    /// The lines after the opening line of a component and `---`.
    fn yaml(&self, number: u32, segment: &Segment) -> Option<Part> {
        let (_, yaml) = segment.text.split_once('\n')?;
        let is_blank = |number: &u32| {
            let line = self
                .line(*number)
                .and_then(|range| self.markdown.get(range));
            line.is_some_and(|line| line.trim().is_empty())
        };
        let begin = (number + 2..).find(|number| !is_blank(number))?;
        self.verbatim(begin, yaml)
    }

    fn verbatim(&self, begin: u32, text: &str) -> Option<Part> {
        let lines = (begin..)
            .zip(text.split('\n'))
            .map(|(number, text)| self.end_of_line(number, text));
        let lines = lines.collect::<Option<_>>()?;
        Some(self.part(Writing::Verbatim, lines))
    }

    /// The cells of a table whose head is on this line; the rule under it is passed over.
    fn cells(&self, head: u32, segment: &Segment) -> Vec<Part> {
        let mut parts = Vec::new();
        let rows = (0..segment.text.split('\n').count()).zip([head].into_iter().chain(head + 2..));
        for (row, number) in rows {
            let Some(places) = self.row(number) else {
                continue;
            };
            for (column, place) in places.into_iter().enumerate() {
                parts.push(Part {
                    cell: Some((row, column)),
                    ..self.part(Writing::Cell, vec![place])
                });
            }
        }
        parts.retain(|part| !part.text.is_empty());
        parts
    }

    /// The cells of one row. What a quote or an item has before the row may look like a cell of its own.
    fn row(&self, number: u32) -> Option<Vec<Range<usize>>> {
        let cells = self.written.texts.get(&number)?;
        let range = self.line(number)?;
        let line = self.markdown.get(range.clone())?;
        let mut found = markdown::cell_ranges(line);
        let is = |found: &[Range<usize>]| {
            let mut pairs = found.iter().zip(cells);
            pairs.all(|(at, cell)| markdown::cell_text(line, at) == *cell)
        };
        if !is(&found) {
            let begin = found.first_mut()?;
            let written = markdown::with_escaped_bars(cells.first()?);
            let is_end = line.get(begin.clone())?.ends_with(&written);
            match is_end && !written.is_empty() {
                true => begin.start = begin.end - written.len(),
                false => {
                    found.remove(0);
                }
            }
        }
        let shift = |at: Range<usize>| range.start + at.start..range.start + at.end;
        is(&found).then(|| found.into_iter().take(cells.len()).map(shift).collect())
    }

    fn lines_of(&self, writing: Writing, number: u32, text: &str) -> Option<Part> {
        let blank = text.len() - text.trim_start_matches([' ', '\t', '\n']).len();
        let (passed, text) = text.split_at_checked(blank)?;
        let skipped = u32::try_from(passed.matches('\n').count()).ok()?;
        let lines = (number + skipped..)
            .zip(text.split('\n'))
            .map(|(number, text)| self.end_of_line(number, text.trim_start_matches(SPACE)));
        let lines = lines.collect::<Option<_>>()?;
        Some(self.part(writing, lines))
    }

    /// Where this text ends a line, white space after it aside.
    fn end_of_line(&self, number: u32, text: &str) -> Option<Range<usize>> {
        let range = self.line(number)?;
        let line = self.markdown.get(range.clone())?;
        let before = line
            .strip_suffix(text)
            .or_else(|| line.trim_end_matches(SPACE).strip_suffix(text))?;
        let begin = range.start + before.len();
        Some(begin..begin + text.len())
    }

    fn part(&self, writing: Writing, lines: Vec<Range<usize>>) -> Part {
        let texts: Vec<&str> = lines
            .iter()
            .map(|line| self.markdown.get(line.clone()).unwrap_or_default())
            .collect();
        let text = match writing {
            Writing::Cell => markdown::cell_text(texts.first().unwrap_or(&""), &(0..usize::MAX)),
            _ => texts.join("\n"),
        };
        let marks = match writing {
            Writing::Verbatim => Vec::new(),
            Writing::Html => markdown::tags_of(&text),
            _ => markdown::marks(&text, &self.written.definitions),
        };
        Part {
            cell: None,
            text,
            writing,
            marks,
            lines,
        }
    }

    fn text(&self, number: u32) -> Option<&str> {
        self.written
            .texts
            .get(&number)
            .and_then(|texts| texts.first())
            .map(String::as_str)
    }

    /// The bytes of a line, counted from 1.
    fn line(&self, number: u32) -> Option<Range<usize>> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.lines.get(index).cloned()
    }
}

/// The bytes of all lines, without their ends.
fn lines(markdown: &str) -> Vec<Range<usize>> {
    let mut begin = 0;
    let mut ranges = Vec::new();
    for line in markdown::lines(markdown) {
        let end = begin + line.len();
        ranges.push(begin..end);
        let after = markdown.get(end..).unwrap_or_default();
        begin = end + if after.starts_with("\r\n") { 2 } else { 1 };
    }
    ranges
}

/// Whether a text ends with a colon and a name.
fn is_after_name(before: &str) -> bool {
    let is_in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let without_name = before.trim_end_matches(is_in_name);
    without_name.len() < before.len() && without_name.ends_with(':')
}
