//! Code as elements, and what the info string of a block says: `ts [nuxt.config.ts] {1,3-5} meta`.

use super::{Element, Node};
use crate::document::markdown::attributes::text_of;
use crate::document::markdown::node::{Code, CodeBlock};

/// The most lines of a block that may be highlighted.
const HIGHLIGHTS_MAX: usize = 10_000;

/// The most lines of a document that may be highlighted: a range of any length takes a few bytes.
pub(super) const ALL_HIGHLIGHTS_MAX: usize = 50_000;

/// What an info string says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Info {
    language: Option<String>,
    filename: Option<String>,
    /// Lines, from 1.
    highlights: Vec<usize>,
    /// What is left; `None` if there is no info string.
    meta: Option<String>,
}

/// `highlights_left` is how many lines of the document may still be highlighted.
pub(super) fn block(block: &CodeBlock, highlights_left: &mut usize) -> Element {
    let highlights_max = HIGHLIGHTS_MAX.min(*highlights_left);
    let info = Info::read(
        &format!("{} {}", block.language, block.meta),
        highlights_max,
    );
    *highlights_left -= info.highlights.len();
    let text = if block.text.is_empty() {
        String::new()
    } else {
        without_tabs(&block.text) + "\n"
    };
    // A line end right after the opening tag of `pre` is none to HTML.
    let shown = text.strip_prefix('\n').unwrap_or(&text).to_owned();
    let code = Element::new("code", vec![Node::Text(shown)]).with("__ignoreMap", "");
    let language = info.language.unwrap_or_else(|| "text".to_owned());
    let mut pre = Element::new("pre", vec![code.into()])
        .with("class", format!("language-{language}"))
        .with("language", language)
        .with("code", text);
    if let Some(filename) = info.filename {
        pre.set("filename", filename);
    }
    if let Some(meta) = info.meta {
        pre.set("meta", meta);
    }
    if !info.highlights.is_empty() {
        let lines: Vec<String> = info.highlights.iter().map(usize::to_string).collect();
        pre.set("highlights", lines.join(" "));
    }
    pre
}

/// `` `text`{lang="ts"} ``
pub(super) fn inline(code: &Code) -> Element {
    let mut element = Element::new("code", vec![Node::text(code.text.clone())]);
    let mut classes = text_of(&code.attributes, "class")
        .unwrap_or_default()
        .to_owned();
    for (name, value) in &code.attributes {
        if !matches!(name.as_str(), "class" | "lang" | "language") {
            element.set_chosen(name, value.text().to_owned());
        }
    }
    let language = text_of(&code.attributes, "language")
        .or_else(|| text_of(&code.attributes, "lang"))
        .filter(|language| !language.is_empty());
    if let Some(language) = language {
        element.set("language", language.to_owned());
        classes.push_str(" language-");
        classes.push_str(language);
    }
    if !classes.trim().is_empty() {
        element.set("class", classes);
    }
    element
}

impl Info {
    fn read(info: &str, highlights_max: usize) -> Self {
        if info.trim().is_empty() {
            return Self::default();
        }
        let language = language(info);
        let highlights = between(info, '{', '}', str::find);
        let filename = between(info, '[', ']', str::rfind);
        let mut meta = info.replacen(language.unwrap_or_default(), "", 1);
        for (open, inner, close) in [("{", highlights, "}"), ("[", filename, "]")] {
            if let Some(inner) = inner {
                meta = meta.replacen(&format!("{open}{inner}{close}"), "", 1);
            }
        }
        Self {
            language: language.map(str::to_owned),
            filename: filename.filter(|name| !name.is_empty()).map(unescaped),
            highlights: lines(highlights.unwrap_or_default(), highlights_max),
            meta: Some(meta.trim().to_owned()),
        }
    }
}

/// The first word, without what `{`, `|` or `[` begins.
fn language(info: &str) -> Option<&str> {
    let end = info.find(['{', '|', '[']).filter(|at| at + 1 < info.len());
    let info = info.get(..end.unwrap_or(info.len()))?;
    let word = info.split([' ', '\t']).next()?;
    (!word.is_empty()).then_some(word)
}

fn between(
    info: &str,
    open: char,
    close: char,
    find_close: impl Fn(&str, char) -> Option<usize>,
) -> Option<&str> {
    let after = info.get(info.find(open)? + 1..)?;
    after.get(..find_close(after, close)?)
}

/// A backslash before a mark is left out.
fn unescaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut characters = name.chars().peekable();
    while let Some(c) = characters.next() {
        let escapes = c == '\\'
            && characters
                .peek()
                .is_some_and(|next| r"[]{}().*+?^$|".contains(*next));
        if !escapes {
            text.push(c);
        }
    }
    text
}

/// `1,3-5` are four lines.
fn lines(ranges: &str, count_max: usize) -> Vec<usize> {
    let number = |text: &str| text.trim().parse::<usize>().unwrap_or_default();
    ranges
        .split(',')
        .filter(|range| !range.is_empty())
        .flat_map(|range| {
            let mut ends = range.trim().split('-');
            let start = ends.next().map(number).unwrap_or_default();
            let end = ends
                .next()
                .map(number)
                .filter(|end| *end > 0)
                .unwrap_or(start);
            start..=end
        })
        .take(count_max)
        .collect()
}

/// Tabs reach to the next of the columns 4, 8, 12…
fn without_tabs(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_owned();
    }
    let mut spaced = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let width = 4 - column % 4;
                spaced.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' => {
                spaced.push(c);
                column = 0;
            }
            _ => {
                spaced.push(c);
                column += c.len_utf16();
            }
        }
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_info_string_is_taken_apart() {
        for (info, language, filename, highlights, meta) in [
            ("ts ", Some("ts"), None, &[][..], Some("")),
            (
                "ts[nuxt.config.ts] ",
                Some("ts"),
                Some("nuxt.config.ts"),
                &[],
                Some(""),
            ),
            (
                "ts {1,3-5} [a] b",
                Some("ts"),
                Some("a"),
                &[1, 3, 4, 5],
                Some("b"),
            ),
            (
                "ts [\\[id\\].vue]",
                Some("ts"),
                Some("[id].vue"),
                &[],
                Some(""),
            ),
            (" ", None, None, &[], None),
            (
                "{1-99999999}",
                None,
                None,
                &(1..=10_000).collect::<Vec<_>>(),
                Some(""),
            ),
        ] {
            let expected = Info {
                language: language.map(str::to_owned),
                filename: filename.map(str::to_owned),
                highlights: highlights.to_vec(),
                meta: meta.map(str::to_owned),
            };
            assert_eq!(Info::read(info, HIGHLIGHTS_MAX), expected, "{info}");
        }
    }

    #[test]
    fn all_blocks_together_have_only_so_many_highlights() {
        let code = CodeBlock {
            meta: "{1-9999}".to_owned(),
            ..CodeBlock::default()
        };
        let mut left = 15_000;
        let mut count = || {
            let pre = block(&code, &mut left);
            let lines = pre.attribute("highlights").unwrap_or_default();
            lines.split_whitespace().count()
        };
        assert_eq!([count(), count(), count()], [9999, 5001, 0]);
    }

    #[test]
    fn tabs_become_spaces() {
        assert_eq!(without_tabs("\ta\n a\tb"), "    a\n a  b");
    }
}
