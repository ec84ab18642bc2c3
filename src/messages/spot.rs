//! Where in its file a message says something. The syntax tree has no positions, so names are looked for in the text.
//! A name is found where its kind may stand; what stands there twice is found at its first place.

use super::file::Entry;
use crate::domain::diagnostic::{Diagnostic, Place};

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark<'a> {
    /// The message itself.
    Key,
    /// `$name`
    Variable(&'a str),
    /// A reference: `key`, `-term`, `key.attribute`.
    Text(&'a str),
    /// `NAME(`
    Function(&'a str),
    /// `[key]`
    Variant(&'a str),
    /// `.name =`
    Attribute(&'a str),
}

/// The problem at its place in an entry, with the line that shows it.
pub(super) fn at(problem: Diagnostic, entry: &Entry, mark: Mark<'_>) -> Diagnostic {
    let text = entry.text();
    let offset = offset(text, mark);
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let before_in_line = before.get(start..).unwrap_or_default();
    let after = text.get(offset..).unwrap_or_default().lines().next();
    let columns = before_in_line.chars().count();
    let mut problem = problem.showing(before_in_line, after.unwrap_or_default().trim_end());
    problem.place = Some(Place {
        line: entry
            .place
            .line
            .map(|first| first.saturating_add(count(before.matches('\n').count()))),
        column: Some(count(columns).saturating_add(1)),
        file: entry.place.file.clone(),
    });
    problem
}

/// Where the mark begins, in bytes; at the key where it is not found.
fn offset(text: &str, mark: Mark<'_>) -> usize {
    let name = match mark {
        Mark::Key => return 0,
        Mark::Variable(name) => format!("${name}"),
        Mark::Attribute(name) => format!(".{name}"),
        Mark::Text(name) | Mark::Function(name) | Mark::Variant(name) => name.to_owned(),
    };
    let mut found = text.match_indices(name.as_str());
    let found = found.find(|(at, _)| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at + name.len()..).unwrap_or_default();
        fits(mark, before, after)
    });
    found.map_or(0, |(at, _)| at)
}

fn fits(mark: Mark<'_>, before: &str, after: &str) -> bool {
    let goes_on = after.starts_with(is_of_name);
    let previous = before.trim_end().chars().next_back();
    let next = after.trim_start().chars().next();
    let is_placed = matches!(previous, Some('{' | '(' | ','));
    match mark {
        Mark::Key => true,
        Mark::Variable(_) => !goes_on,
        Mark::Text(name) => {
            let is_longer = !name.contains('.') && after.starts_with('.');
            is_placed && !goes_on && !is_longer
        }
        Mark::Function(_) => is_placed && !goes_on && next == Some('('),
        Mark::Variant(_) => previous == Some('[') && next == Some(']'),
        Mark::Attribute(_) => {
            let begins_line = before.trim_end_matches(' ').ends_with('\n');
            begins_line && !goes_on && next == Some('=')
        }
    }
}

fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn names_are_found_where_their_kind_stands() {
        let text = "# a\nb = few { $few ->\n    [few] -t few { few.few } { few }\n   *[other] { few-er }\n}\n    .few = é { F(few, FEW(-t)) }\n";
        let (entries, _) = file::parse("a.ftl", text.as_bytes());
        for (mark, place, shown) in [
            (Mark::Key, "a.ftl:2:1", "b = few { $few ->"),
            (Mark::Variable("few"), "a.ftl:2:11", "b = few { $few ->"),
            (
                Mark::Variant("few"),
                "a.ftl:3:6",
                "    [few] -t few { few.few } { few }",
            ),
            (
                Mark::Text("few.few"),
                "a.ftl:3:20",
                "    [few] -t few { few.few } { few }",
            ),
            (
                Mark::Text("few"),
                "a.ftl:3:32",
                "    [few] -t few { few.few } { few }",
            ),
            (
                Mark::Attribute("few"),
                "a.ftl:6:5",
                "    .few = é { F(few, FEW(-t)) }",
            ),
            (
                Mark::Function("FEW"),
                "a.ftl:6:23",
                "    .few = é { F(few, FEW(-t)) }",
            ),
            (
                Mark::Text("-t"),
                "a.ftl:6:27",
                "    .few = é { F(few, FEW(-t)) }",
            ),
            (Mark::Text("unknown"), "a.ftl:2:1", "b = few { $few ->"),
        ] {
            let problem = at(Diagnostic::error("X", "x"), &entries[0], mark);
            assert_eq!(
                problem.place.as_ref().unwrap().to_string(),
                place,
                "{mark:?}"
            );
            let excerpt = problem.excerpt().unwrap();
            let line = format!("{}{}", excerpt.before, excerpt.after);
            assert_eq!(line, shown, "{mark:?}");
        }
    }
}
