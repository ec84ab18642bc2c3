//! Text that must come back as the same text: a backslash before whatever Markdown or MDC would take for markup.
//! No more of them than needed, since people edit the result.

use icu::properties::props::{GeneralCategory, GeneralCategoryGroup};
use icu::properties::{CodePointMapData, CodePointMapDataBorrowed};

use super::Context;

/// Writes `text` behind what `out` holds already; `after` is what will follow it.
///
/// Where `out` is empty or ends a line, `text` begins a line, unless the context says that something stands before it.
pub(super) fn push(out: &mut String, text: &str, after: Option<char>, context: Context) {
    let mut writer = Writer { out, context };
    let mut lines = text.split(['\n', '\r']).peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        if !is_first {
            writer.end_line();
        }
        let follows = if lines.peek().is_some() {
            Some('\n')
        } else {
            after
        };
        writer.line(line, follows, is_first);
        is_first = false;
    }
}

/// Begins a new line; blanks at the end of the last one would be a hard break, and an empty line would end the paragraph.
pub(super) fn end_line(out: &mut String) {
    let kept = out.trim_end_matches([' ', '\t']).len();
    out.truncate(kept);
    if !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Whether CommonMark takes a character for punctuation.
pub(super) fn is_punctuation(c: char) -> bool {
    const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
        CodePointMapData::<GeneralCategory>::new();
    let category = CATEGORIES.get(c);
    GeneralCategoryGroup::Punctuation.contains(category)
        || GeneralCategoryGroup::Symbol.contains(category)
}

struct Writer<'a> {
    out: &'a mut String,
    context: Context,
}

impl Writer<'_> {
    fn end_line(&mut self) {
        if self.context.is_one_line {
            self.out.push(' ');
            return;
        }
        if self.context.is_open || !self.out.is_empty() {
            end_line(self.out);
        }
    }

    fn begins_line(&self) -> bool {
        !self.context.is_one_line
            && (self.out.ends_with('\n') || (self.out.is_empty() && !self.context.is_open))
    }

    fn line(&mut self, line: &str, follows: Option<char>, is_first: bool) {
        let mut line = line;
        let begins_line = self.begins_line();
        if begins_line || (self.context.is_one_line && self.out.is_empty() && !self.context.is_open)
        {
            line = line.trim_start_matches([' ', '\t']);
        }
        let mut before = self.out.chars().next_back();
        if begins_line {
            line = self.line_start(line, follows);
            before = self.out.chars().next_back().or(before);
        }
        let touches_element = is_first && !self.out.is_empty();
        let mut chars = line.chars().peekable();
        let mut position = 0;
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            let around = Around {
                before,
                next: next.or(follows),
                is_last: next.is_none(),
                touches_element: touches_element && position == 0,
            };
            let rest = line.get(position..).unwrap_or_default();
            if self.needs_escape(c, rest, around) {
                self.out.push('\\');
            }
            self.out.push(c);
            before = Some(c);
            position += c.len_utf8();
        }
    }

    /// Deals with what means something only at the beginning of a line; answers with what is left to write.
    fn line_start<'t>(&mut self, line: &'t str, follows: Option<char>) -> &'t str {
        let Some(first) = line.chars().next() else {
            return line;
        };
        let ends_alone = matches!(follows, None | Some('\n'));
        let is_rule_like = ends_alone
            && line
                .chars()
                .all(|c| matches!(c, '-' | ':' | '|' | '=' | ' ' | '\t'));
        let is_before_space = |rest: &str| match rest.chars().next() {
            Some(c) => matches!(c, ' ' | '\t'),
            None => follows.is_none_or(|c| matches!(c, ' ' | '\t' | '\n')),
        };
        let rest = line.get(first.len_utf8()..).unwrap_or_default();
        let needs_escape = match first {
            '#' => {
                let behind = line.trim_start_matches('#');
                let is_heading = line.len() - behind.len() <= 6 && is_before_space(behind);
                is_heading || self.context.in_component
            }
            '>' => true,
            '~' => line.starts_with("~~~"),
            '+' => is_before_space(rest),
            '-' => is_before_space(rest) || is_rule_like,
            '=' | '|' => is_rule_like,
            ':' => is_rule_like || rest.starts_with(':'),
            _ => false,
        };
        if needs_escape {
            self.out.push('\\');
            self.out.push(first);
            return rest;
        }
        self.list_number(line, is_before_space)
    }

    /// `1. ` and `1) ` would begin a list.
    fn list_number<'t>(
        &mut self,
        line: &'t str,
        is_before_space: impl Fn(&str) -> bool,
    ) -> &'t str {
        let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = line.len() - behind.len();
        let is_mark = behind.starts_with(['.', ')']);
        let rest = behind.get(1..).unwrap_or_default();
        if (1..=9).contains(&digits) && is_mark && is_before_space(rest) {
            self.out.push_str(line.get(..digits).unwrap_or_default());
            self.out.push('\\');
            return behind;
        }
        line
    }

    fn needs_escape(&self, c: char, rest: &str, around: Around) -> bool {
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // Blanks at the edges of an element are written outside its marks, where they part nothing.
        let has_text_before = !self.out.trim().is_empty();
        let has_text_behind = !rest
            .get(c.len_utf8()..)
            .unwrap_or_default()
            .trim()
            .is_empty();
        let is_alone = around.before.is_some_and(|c| matches!(c, ' ' | '\t'))
            && is_space(around.next)
            && has_text_before
            && has_text_behind;
        match c {
            // The mark of a list's number that was written just before has its backslash already.
            '.' | ')' => false,
            '\\' | '`' => true,
            '*' => !is_alone,
            '_' => !(is_alone || (is_word(around.before) && is_word(around.next))),
            '[' => true,
            ']' => self.context.in_brackets,
            '<' => around
                .next
                .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?' | '<')),
            '&' => is_entity(rest),
            '!' => around.is_last && around.next == Some('['),
            '~' => {
                let is_behind_space = around
                    .before
                    .map_or(!self.context.is_open, char::is_whitespace);
                self.context.in_deletion || !is_behind_space
            }
            ':' => {
                let opens = around
                    .before
                    .is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '*' | '_' | '('));
                opens && around.next.is_some_and(|c| c.is_ascii_alphabetic())
            }
            '{' => around.next == Some('{') || around.touches_element,
            // Closing marks of a heading.
            '#' => {
                self.context.is_one_line
                    && is_space(around.before)
                    && rest.trim_matches(['#', ' ']).is_empty()
            }
            _ => false,
        }
    }
}

#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    next: Option<char>,
    is_last: bool,
    touches_element: bool,
}

/// Whether a text that begins with `&` would be read as an entity.
fn is_entity(text: &str) -> bool {
    let Some((name, _)) = text.get(1..).unwrap_or_default().split_once(';') else {
        return false;
    };
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
