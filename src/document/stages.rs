//! The stages of a rendering one by one, for measuring and testing alone: `cargo bench`. Nothing else uses them; what
//! readers get is made by `body`.

use super::body::{AlertLabels, Context, FootnoteLabels};
use super::element::{self, Flavor, Node};
use super::{highlight, html, markdown, sanitize};
use crate::domain::locale::{Locale, TextDirection};
use crate::domain::minimark::Mode;

/// Markdown that is read.
pub struct Parsed(markdown::Document);

/// Elements of a page, safe and in place.
pub struct Elements(Vec<Node>);

/// A site in English with no host of its own.
pub fn context() -> Context {
    let text = str::to_owned;
    Context {
        locale: Locale::from_canonical("en"),
        direction: TextDirection::Ltr,
        labels: FootnoteLabels::default(),
        alerts: AlertLabels {
            note: text("Note"),
            tip: text("Tip"),
            important: text("Important"),
            warning: text("Warning"),
            caution: text("Caution"),
        },
        site_host: None,
        minimark: Mode::default(),
    }
}

/// Reads Markdown.
pub fn parse(text: &str) -> Parsed {
    Parsed(markdown::parse(text))
}

/// Makes elements of what was read, raw HTML among them.
pub fn elements(parsed: &Parsed, context: &Context) -> Elements {
    let flavor = Flavor::Page {
        context,
        with_notes: true,
    };
    Elements(element::read(&parsed.0.blocks, flavor))
}

/// Writes elements as HTML, and sanitizes it.
pub fn html(elements: &Elements) -> String {
    sanitize::sanitize(&html::write(&elements.0))
}

/// Highlights code; tells how many lines it has, or 0 where it stays plain.
pub fn highlight(language: &str, code: &str) -> usize {
    highlight::highlight(language, code).map_or(0, |lines| lines.len())
}
