//! Texts that were copied from the default locale and not translated.
//! A word alone, a name and what looks like one are often the same in two languages and are not told.

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};
use icu::segmenter::WordSegmenter;
use icu::segmenter::options::WordBreakInvariantOptions;

use super::super::file::{Entry, Pattern};
use super::super::gap::is_marked_same;
use super::super::spot::{self, Mark};
use super::PROBLEMS_MAX;
use super::difference::NAMES;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;

/// Characters of a text that are looked at.
const CHARACTERS_MAX: usize = 1_000;

/// Text and attributes that are those of the default locale, letter for letter.
pub(super) fn problems(expected: &Entry, entry: &Entry, default: &Locale) -> Vec<Diagnostic> {
    if is_name(&entry.key) || is_marked_same(entry) || is_marked_same(expected) {
        return Vec::new();
    }
    let text = entry.value.as_ref().zip(expected.value.as_ref());
    let text = text.filter(|(one, other)| is_copy(one, other));
    let text = text.map(|_| (entry.key.clone(), Mark::Key));
    let attributes = entry.attributes.iter().filter_map(|(name, pattern)| {
        let is_copied = is_copy(pattern, expected.attribute(name)?);
        is_copied.then(|| (format!("{}.{name}", entry.key), Mark::Attribute(name)))
    });
    let copied = text.into_iter().chain(attributes);
    copied
        .take(PROBLEMS_MAX)
        .map(|(name, mark)| {
            let message = format!("`{name}` is the text of `{default}`, not translated");
            let problem = Diagnostic::warning("MESSAGE_UNTRANSLATED", message);
            let problem = problem
                .help("translate it, or write the comment `# same` above it if it is meant to be the same");
            spot::at(problem, entry, mark)
        })
        .collect()
}

fn is_name(key: &str) -> bool {
    NAMES.iter().any(|begin| key.starts_with(begin)) || key.ends_with("-name")
}

fn is_copy(one: &Pattern, other: &Pattern) -> bool {
    one == other && has_words(&texts(one))
}

/// Whether there are two words that a translator would translate.
fn has_words(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| !is_brand(word));
    let words: Vec<&str> = words.collect();
    let text: String = words.join(" ").chars().take(CHARACTERS_MAX).collect();
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut start = 0;
    let words = segmenter.segment_str(&text).filter(|end| {
        let segment = text.get(start..*end).unwrap_or_default();
        start = *end;
        segment.contains(char::is_alphabetic)
    });
    words.count() >= 2
}

/// What is written the same everywhere: `GraphQL`, `OAuth2`, `RSS`, `isogloss.toml`, `/feed`.
fn is_brand(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let is_capital_inside = word.chars().skip(1).any(char::is_uppercase);
    is_capital_inside
        || word.contains(|c: char| c.is_numeric() || matches!(c, '.' | '/' | '@' | '_'))
}

/// All that is text in a pattern, its variants included.
fn texts(pattern: &Pattern) -> String {
    let texts = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => value.clone(),
        PatternElement::Placeable { expression } => match expression {
            Expression::Select { variants, .. } => {
                let variants = variants.iter().map(|variant| texts(&variant.value));
                variants.collect::<Vec<String>>().join(" ")
            }
            Expression::Inline(InlineExpression::StringLiteral { value }) => value.clone(),
            Expression::Inline(_) => " ".to_owned(),
        },
    });
    texts.collect()
}
