//! Definitions of links, `[label]: /target "title"`, and the labels that name them and notes.

use std::collections::{HashMap, HashSet};

use super::link;
use super::node::Target;

/// The longest label, in characters.
const LABEL_MAX: usize = 999;

/// All that a document defines.
#[derive(Default)]
pub(in crate::document) struct Definitions {
    targets: HashMap<String, Target>,
    notes: HashSet<String>,
}

/// One definition.
pub(super) struct Definition {
    identifier: String,
    target: Target,
}

impl Definitions {
    /// Definitions that have these names, and lead nowhere.
    pub(super) fn of_names(labels: &[&str], notes: &[&str]) -> Self {
        let target = |label: &&str| (identifier(label), Target::default());
        Self {
            targets: labels.iter().map(target).collect(),
            notes: notes.iter().map(|note| identifier(note)).collect(),
        }
    }

    /// The first definition of a label counts.
    pub(super) fn put(&mut self, definition: Definition) {
        self.targets
            .entry(definition.identifier)
            .or_insert(definition.target);
    }

    pub(super) fn put_note(&mut self, identifier: &str) {
        self.notes.insert(identifier.to_owned());
    }

    /// Adds what is defined further down.
    pub(super) fn add(&mut self, later: Self) {
        for (identifier, target) in later.targets {
            self.targets.entry(identifier).or_insert(target);
        }
        self.notes.extend(later.notes);
    }

    /// What a label names.
    pub(super) fn target(&self, label: &str) -> Option<&Target> {
        if self.targets.is_empty() || label.len() > LABEL_MAX * 4 {
            return None;
        }
        self.targets.get(&identifier(label))
    }

    pub(super) fn has_note(&self, identifier: &str) -> bool {
        self.notes.contains(identifier)
    }
}

/// Reads a definition at the beginning of a paragraph; tells what follows it, which begins on a new line.
pub(super) fn read(text: &str) -> Option<(Definition, &str)> {
    let trimmed = text.trim_start_matches([' ', '\t']);
    let label_length = label(trimmed)?;
    let written = trimmed.get(1..label_length - 1)?;
    let rest = trimmed.get(label_length..)?.strip_prefix(':')?;
    let rest = skip_space(rest);
    let (url, length) = link::destination(rest)?;
    let after_url = rest.get(length..)?;
    let (title, after) = title_and_rest(after_url)?;
    let definition = Definition {
        identifier: identifier(written),
        target: Target { url, title },
    };
    Some((definition, after))
}

/// The title after a destination, if there is one, and what follows the line that it ends on.
fn title_and_rest(after_url: &str) -> Option<(Option<String>, &str)> {
    let before_title = skip_space(after_url);
    let is_apart = before_title.len() < after_url.len();
    if is_apart
        && let Some((title, length)) = link::title(before_title)
        && let Some(after) = before_title.get(length..).and_then(line_end)
    {
        return Some((Some(title), after));
    }
    line_end(after_url).map(|after| (None, after))
}

/// What comes after a line of which only white space is left.
fn line_end(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', '\t']);
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix('\n')
}

fn skip_space(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\n'])
}

/// The length of a label in brackets at the beginning of `text`, brackets included.
pub(super) fn label(text: &str) -> Option<usize> {
    let body = text.strip_prefix('[')?;
    let mut is_escaped = false;
    let mut has_text = false;
    for (count, (at, c)) in body.char_indices().enumerate() {
        if count > LABEL_MAX {
            return None;
        }
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => return None,
            ']' => return has_text.then_some(at + 2),
            _ => {}
        }
        has_text |= !matches!(c, ' ' | '\t' | '\n');
    }
    None
}

/// The identifier of the note that a label `[^…]` at the beginning of `text` names, and the length of the label.
pub(super) fn note_label(text: &str) -> Option<(String, usize)> {
    let length = label(text)?;
    let name = text.get(..length)?.strip_prefix("[^")?.strip_suffix(']')?;
    let is_name = !name.is_empty() && !name.contains([' ', '\t', '\n']);
    is_name.then(|| (identifier(name), length))
}

/// Labels that differ in case or white space are one (CommonMark 0.31, "matches").
pub(super) fn identifier(label: &str) -> String {
    let words: Vec<&str> = label
        .split([' ', '\t', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    // Upper case of lower case stands in for case folding, which the standard library does not have.
    words.join(" ").to_lowercase().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_ends_with_its_line() {
        for (text, expected) in [
            ("[a]: /b", Some(("/b", None, ""))),
            ("[a]: /b \"c\"\nd", Some(("/b", Some("c"), "d"))),
            ("[a]: /b\n\"c\" d", Some(("/b", None, "\"c\" d"))),
            (
                "[a]:\n  <b c>\n  'd\ne'\nf",
                Some(("b c", Some("d\ne"), "f")),
            ),
            ("[a]: <>", Some(("", None, ""))),
            ("[a]: /b c", None),
            ("[a]: /b\"c\"", Some(("/b\"c\"", None, ""))),
            ("[a]:", None),
            ("[ ]: /b", None),
            ("[a] : /b", None),
        ] {
            let read = read(text)
                .map(|(definition, rest)| (definition.target.url, definition.target.title, rest));
            let expected =
                expected.map(|(url, title, rest)| (url.to_owned(), title.map(str::to_owned), rest));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn labels_match_whatever_their_case() {
        assert_eq!(identifier(" Foo\n bar "), identifier("FOO BAR"));
        assert_eq!(identifier("ẞ"), identifier("SS"));
        assert_eq!(label("[a\\]b] c"), Some(6));
        assert_eq!(label("[a[b]"), None);
        assert_eq!(note_label("[^a b]: c"), None);
        assert_eq!(note_label("[^Ab]: c"), Some(("AB".to_owned(), 5)));
    }
}
