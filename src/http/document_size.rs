//! What a document would cost, found out before anyone pays for it: nested brackets before it is parsed, selections and
//! depth before it is executed. The schema's own count, its complexity, is the executor's.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, Positioned};

use super::error_code::ErrorCode;
use super::refusal::Refusal;
use crate::config::Limits;

/// How deep brackets of any kind may be nested. The parser calls itself for each level before it counts them, so a
/// document of nothing but brackets would end the process for want of stack.
const BRACKETS_MAX: usize = 96;

/// How deep fragments and fields together may be nested while they are counted.
const LEVELS_MAX: usize = 200;

/// Refuses a text whose brackets are nested too deep for the parser.
pub(super) fn check_brackets(text: &str) -> Result<(), Refusal> {
    match bracket_depth(text) > BRACKETS_MAX {
        true => Err(Refusal::exceeded(
            format!("brackets are nested more than {BRACKETS_MAX} deep"),
            None,
        )),
        false => Ok(()),
    }
}

/// Measures the operations. Fragments are measured once each, since sixteen that contain the next one twice would
/// otherwise be 65,536; the executor walks them all, so the sum is what it costs.
pub(super) fn check(document: &ExecutableDocument, limits: &Limits) -> Result<(), Refusal> {
    let mut measuring = Measuring {
        document,
        fragments: HashMap::new(),
    };
    let mut selections = 0_usize;
    for (_, operation) in document.operations.iter() {
        let size = measuring.set(&operation.node.selection_set, 0)?;
        selections = selections.saturating_add(size.selections);
        if selections > limits.selections {
            let message = format!(
                "a document selects at most {} things, each fragment counted where it is used",
                limits.selections
            );
            return Err(Refusal::exceeded(message, Some(operation.pos)));
        }
        if size.depth > limits.depth {
            let message = format!(
                "fields are nested at most {} deep; here it is {}",
                limits.depth, size.depth
            );
            return Err(Refusal::exceeded(message, Some(operation.pos)));
        }
    }
    Ok(())
}

/// What a selection set comes to once its fragments are in their places.
#[derive(Clone, Copy, Default)]
struct Size {
    selections: usize,
    depth: usize,
}

struct Measuring<'a> {
    document: &'a ExecutableDocument,
    /// `None` while a fragment is being measured.
    fragments: HashMap<&'a Name, Option<Size>>,
}

impl<'a> Measuring<'a> {
    fn set(&mut self, set: &'a Positioned<SelectionSet>, level: usize) -> Result<Size, Refusal> {
        if level > LEVELS_MAX {
            return Err(Refusal::exceeded(
                "fields and fragments are nested too deep".to_owned(),
                Some(set.pos),
            ));
        }
        let mut size = Size::default();
        for selection in &set.node.items {
            let inner = match &selection.node {
                Selection::Field(field) => {
                    let inner = self.set(&field.node.selection_set, level + 1)?;
                    Size {
                        depth: inner.depth + 1,
                        ..inner
                    }
                }
                Selection::InlineFragment(inline) => {
                    self.set(&inline.node.selection_set, level + 1)?
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(&spread.node.fragment_name, level + 1)?
                }
            };
            size.selections = size
                .selections
                .saturating_add(inner.selections)
                .saturating_add(1);
            size.depth = size.depth.max(inner.depth);
        }
        Ok(size)
    }

    /// An unknown fragment comes to nothing: the executor names it.
    fn fragment(&mut self, name: &'a Positioned<Name>, level: usize) -> Result<Size, Refusal> {
        match self.fragments.get(&name.node) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => {
                let message = format!("the fragment `{}` contains itself", name.node);
                return Err(Refusal::of_document(
                    ErrorCode::ValidationFailed,
                    message,
                    Some(name.pos),
                ));
            }
            None => {}
        }
        let Some(fragment) = self.document.fragments.get(&name.node) else {
            return Ok(Size::default());
        };
        self.fragments.insert(&name.node, None);
        let size = self.set(&fragment.node.selection_set, level)?;
        self.fragments.insert(&name.node, Some(size));
        Ok(size)
    }
}

/// The deepest nesting of brackets outside of texts and comments, found without recursion.
fn bracket_depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' | b'[' | b'(' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            b'#' => rest = after_line(after),
            b'"' => rest = after_text(after),
            _ => {}
        }
    }
    deepest
}

fn after_line(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    end.and_then(|end| text.get(end..)).unwrap_or(&[])
}

/// What follows a text whose first quote was read. A block without an end is an empty text and a quote to the parser.
fn after_text(text: &[u8]) -> &[u8] {
    if let Some(block) = text.strip_prefix(b"\"\"") {
        return after_block(block).unwrap_or_else(|| text.get(1..).unwrap_or(&[]));
    }
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        match byte {
            b'"' => return after,
            b'\n' | b'\r' => return rest,
            b'\\' => rest = after.get(1..).unwrap_or(&[]),
            _ => rest = after,
        }
    }
    rest
}

fn after_block(text: &[u8]) -> Option<&[u8]> {
    let mut rest = text;
    loop {
        if let Some(after) = rest.strip_prefix(b"\\\"\"\"") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix(b"\"\"\"") {
            return Some(after);
        } else {
            rest = rest.get(1..)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::Document;
    use super::*;

    fn told(text: &str) -> String {
        let limits = Limits {
            depth: 5,
            selections: 50,
            document_bytes: 40_000,
            ..Limits::default()
        };
        match Document::parse(text, &limits) {
            Ok(_) => "fine".to_owned(),
            Err(refusal) => {
                let code = refusal
                    .error
                    .extensions
                    .unwrap()
                    .get("code")
                    .unwrap()
                    .to_string();
                format!("{} {}", code.trim_matches('"'), refusal.error.message)
            }
        }
    }

    #[test]
    fn size_is_counted_with_fragments_in_their_places() {
        let many = "LIMIT_EXCEEDED a document selects at most 50 things, each fragment counted where it is used";
        let doubling: String = (0..30)
            .map(|n| format!("fragment f{n} on Q {{ ...f{} ...f{} }} ", n + 1, n + 1))
            .collect();
        let chained: String = (0..900)
            .map(|n| format!("fragment f{n} on Q {{ ...f{} }} ", n + 1))
            .collect();
        for (text, expected) in [
            ("{ a { b { c { d { e } } } } }".to_owned(), "fine"),
            (
                "{ a { b { c { d { e { f } } } } } }".to_owned(),
                "LIMIT_EXCEEDED fields are nested at most 5 deep; here it is 6",
            ),
            (
                "{ ...A } fragment A on Q { a { ...B } } fragment B on Q { b { c } }".to_owned(),
                "fine",
            ),
            (format!("{{ {} }}", "__typename ".repeat(50)), "fine"),
            (format!("{{ {} }}", "__typename ".repeat(51)), many),
            (
                format!(
                    "{{ {} }}",
                    (0..51).map(|n| format!("a{n}: a ")).collect::<String>()
                ),
                many,
            ),
            (
                format!("query A {{ {0} }} query B {{ {0} }}", "a ".repeat(30)),
                many,
            ),
            (
                format!("{{ ...f0 }} {doubling} fragment f30 on Q {{ a }}"),
                many,
            ),
            (
                format!("{{ ...f0 }} {chained} fragment f900 on Q {{ a }}"),
                "LIMIT_EXCEEDED fields and fragments are nested too deep",
            ),
            (
                "{ ...A } fragment A on Q { ...B ...B } fragment B on Q { ...A ...A }".to_owned(),
                "GRAPHQL_VALIDATION_FAILED the fragment `A` contains itself",
            ),
            ("{ ...Missing }".to_owned(), "fine"),
            (
                "#".repeat(40_001),
                "LIMIT_EXCEEDED a document has at most 40000 bytes; this one has 40001",
            ),
        ] {
            assert_eq!(
                told(&text),
                expected,
                "{}",
                text.chars().take(80).collect::<String>()
            );
        }
    }

    #[test]
    fn brackets_without_end_do_not_end_the_process() {
        let deep = "LIMIT_EXCEEDED brackets are nested more than 96 deep";
        for text in [
            "{a".repeat(13_000),
            format!("{{ a(b: {}", "[".repeat(30_000)),
            format!("{{ a(b: {}", "{c:".repeat(10_000)),
            format!("query($a: {}", "[".repeat(30_000)),
            format!("{{ a(b: [\"\"\"x\" {}", "[".repeat(30_000)),
            format!("{{ a(b: [\"\\\"\" {}", "[".repeat(30_000)),
            format!("{{ a(b: \"x\n {}", "[".repeat(30_000)),
            format!("{{ # [\r {}", "a{".repeat(10_000)),
        ] {
            assert_eq!(
                told(&text),
                deep,
                "{}",
                text.chars().take(40).collect::<String>()
            );
        }
    }

    #[test]
    fn brackets_in_texts_and_comments_do_not_count() {
        let many = "[".repeat(200);
        for text in [
            format!("{{ a(b: \"{many}\") }}"),
            format!("{{ a(b: \"\\\"{many}\") }}"),
            format!("{{ a(b: \"\"\"{many} \" \\\"\"\" {many}\"\"\") }}"),
            format!("{{ a # {many}\n }}"),
        ] {
            assert_eq!(told(&text), "fine", "{text}");
        }
    }
}
