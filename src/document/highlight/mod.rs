//! Code blocks as tokens in the colors of a light and a dark theme, and those tokens as HTML.
//! Nothing here reads an info string or writes the block around the lines.

mod changes;
mod console;
mod dialects;
mod grammar;
mod html;
mod languages;
mod lexicon;
mod line;
mod machine;
mod rules;
mod style;
mod stylesheet;
mod theme;
mod words;
mod work;

#[cfg(test)]
mod tests;

use languages::Language;

pub(super) use html::spans;
pub(super) use line::Token;
pub use stylesheet::stylesheet;

/// The tokens of each line, without its line end. `None` where the code is to stay plain.
pub(super) fn highlight<'c>(language: &str, code: &'c str) -> Option<Vec<Vec<Token<'c>>>> {
    let language = languages::find(language)?;
    if work::is_too_much(code) {
        return None;
    }
    match language {
        Language::Grammar(name) => grammar::highlight(name, name, code),
        Language::Borrowed { grammar, name } => grammar::highlight(grammar, name, code),
        Language::Lexicon(lexicon) => Some(lexicon::highlight(lexicon, code)),
        Language::Console => console::highlight(code),
    }
}
