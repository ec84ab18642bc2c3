//! One Markdown body in every form that a reader may ask for, made when it is written.
//! This file calls the others of the room in order and knows nothing of Markdown itself.

use super::element::{self, Flavor};
use super::markdown::node::Node;
use super::markdown::{self, NESTING_MAX};
use super::segment::{self, Segment};
use super::toc::{self, TocEntry};
use super::words::{self, Words};
use super::{alerts, dropped, excerpt, headings, html, minimark, page, references, sanitize, text};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::{Locale, TextDirection};
use crate::domain::minimark::Mode;

/// The version of the renderer. It goes up with every change that makes another [`Rendered`] of the same Markdown;
/// what was rendered by an older version is rendered again, and segments of two versions are never compared.
pub const RENDERER: u32 = 3;

/// The longest body that is accepted, in bytes.
pub const BODY_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The code of a body over [`BODY_BYTES_MAX`].
pub const BODY_TOO_LARGE: &str = "BODY_TOO_LARGE";

/// The code of a body whose blocks or marks are nested so deep that the innermost are shown as plain text.
pub const NESTING_TOO_DEEP: &str = "NESTING_TOO_DEEP";

/// The code of a body that names definitions of links so often that the last of them are shown as plain text.
pub const REFERENCES_TOO_LONG: &str = "REFERENCES_TOO_LONG";

/// The code of a body with an element that has more attributes than are read.
pub const TOO_MANY_ATTRIBUTES: &str = "TOO_MANY_ATTRIBUTES";

/// The code of a body with raw HTML of which something was left out.
pub const HTML_NOT_ALLOWED: &str = "HTML_NOT_ALLOWED";

/// What a rendering depends on besides the Markdown.
#[derive(Clone, Debug)]
pub struct Context {
    /// The locale that the body is written in.
    pub locale: Locale,
    /// The direction of the site's default locale; a body in the other one says so.
    pub direction: TextDirection,
    /// The words around footnotes, in that locale.
    pub labels: FootnoteLabels,
    /// The titles of alerts, in that locale.
    pub alerts: AlertLabels,
    /// The site's own host, whose links are not marked as leading away; `None` marks every link with a host.
    pub site_host: Option<String>,
    /// How the tree for Nuxt Content's frontends is made.
    pub minimark: Mode,
}

/// The words that stand around footnotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteLabels {
    /// The heading over the notes, which screen readers read.
    pub heading: String,
    /// What a link from a note back to the text is called; `{ $number }` in it becomes the number of the note.
    pub back_reference: String,
}

/// The titles of alerts that have none of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertLabels {
    /// Of `> [!NOTE]`.
    pub note: String,
    /// Of `> [!TIP]`.
    pub tip: String,
    /// Of `> [!IMPORTANT]`.
    pub important: String,
    /// Of `> [!WARNING]`.
    pub warning: String,
    /// Of `> [!CAUTION]`.
    pub caution: String,
}

/// One body in all its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Sanitized HTML.
    pub html: String,
    /// Plain text, for search and descriptions.
    pub text: String,
    /// All headings from `h2` to `h6`; [`toc::cut`] takes out as many levels as are asked for.
    pub toc: Vec<TocEntry>,
    /// Sanitized HTML of what stands before `<!--more-->`; `None` without one.
    pub excerpt: Option<String>,
    /// How many words there are.
    pub words: Words,
    /// One for each block.
    pub segments: Vec<Segment>,
    /// The tree that Nuxt Content delivers, with its table of contents, as JSON.
    pub minimark: String,
    /// What Nuxt Content takes for title and description where the front matter has none.
    pub nuxt: Summary,
    /// The text of the first block if that is an `h1`; the text of the first block if that is a paragraph, or of a
    /// paragraph right after that `h1`.
    pub own: Summary,
    /// What is wrong with the Markdown; lines count from its first.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a body says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Its title.
    pub title: Option<String>,
    /// What it is about.
    pub description: Option<String>,
}

/// Makes everything of a body that a reader may ask for: one form after the other, since the tree behind each is many
/// times as large as the Markdown, and is put away before the next is made.
pub fn render(markdown: &str, context: &Context) -> Rendered {
    let mut document = markdown::parse(markdown);
    let (minimark, nuxt) = nuxt(&document.blocks, context.minimark);
    let headings = prepare(&mut document.blocks);
    let elements = elements(&document.blocks, context, true);
    let texts = text::of(&elements);
    let own = summary(&elements);
    let written = html::write(&elements);
    drop(elements);
    Rendered {
        html: safe(&written, context),
        text: texts.all,
        toc: toc::nest(headings),
        excerpt: excerpt(&document.blocks, context),
        words: Words {
            prose: words::count_prose(&texts.prose),
            code: words::count_code(&texts.code),
        },
        segments: segment::of_document(&document.blocks),
        minimark,
        nuxt,
        own,
        diagnostics: diagnostics(&document),
    }
}

/// The tree that Nuxt Content delivers as JSON, and what it says of itself there.
fn nuxt(blocks: &[Node], mode: Mode) -> (String, Summary) {
    let tree = minimark::of_blocks(blocks, mode);
    let summary = Summary {
        title: tree.title(),
        description: tree.description(),
    };
    (minimark::to_json(&tree.nodes), summary)
}

/// HTML of what stands before `<!--more-->`.
fn excerpt(blocks: &[Node], context: &Context) -> Option<String> {
    let before = excerpt::blocks_before_marker(blocks)?;
    let written = html::write(&elements(before, context, false));
    Some(safe(&written, context))
}

fn elements(blocks: &[Node], context: &Context, with_notes: bool) -> Vec<element::Node> {
    let flavor = Flavor::Page {
        context,
        with_notes,
    };
    let mut elements = element::read(blocks, flavor);
    page::finish(&mut elements, context);
    elements
}

fn safe(html: &str, context: &Context) -> String {
    with_direction(sanitize::sanitize(html), context)
}

/// HTML in a box that names language and direction, if that is not the direction of the site: a page that knows of its
/// own language alone would set it the wrong way.
fn with_direction(html: String, context: &Context) -> String {
    let direction = context.locale.direction();
    if direction == context.direction {
        return html;
    }
    let direction = match direction {
        TextDirection::Ltr => "ltr",
        TextDirection::Rtl => "rtl",
    };
    format!(
        "<div dir=\"{direction}\" lang=\"{}\">\n{html}\n</div>",
        context.locale
    )
}

/// The blocks of a body, to be compared with those of another state of it.
pub fn segments(markdown: &str) -> Vec<Segment> {
    segment::of_document(&read(markdown).blocks)
}

/// A body as it is read for a page.
pub(super) fn read(markdown: &str) -> markdown::Document {
    let mut document = markdown::parse(markdown);
    prepare(&mut document.blocks);
    document
}

/// Makes of the blocks what a page shows better than Nuxt Content's tree; returns the headings to list.
pub(super) fn prepare(blocks: &mut Vec<Node>) -> Vec<TocEntry> {
    alerts::find(blocks);
    references::resolve(blocks);
    headings::give_ids(blocks)
}

fn diagnostics(document: &markdown::Document) -> Vec<Diagnostic> {
    let too_deep = document.too_deep.map(|line| {
        let message = format!("blocks or marks are nested more than {NESTING_MAX} deep");
        Diagnostic::warning(NESTING_TOO_DEEP, message)
            .help("what is deeper is shown as plain text; nest less")
            .at_line(line)
    });
    let too_often = document.too_often.map(|line| {
        let message = "definitions of links are named so often that the page would be far longer than its text";
        Diagnostic::warning(REFERENCES_TOO_LONG, message)
            .help("from here on names of long targets are shown as plain text; name them less often")
            .at_line(line)
    });
    too_deep
        .into_iter()
        .chain(too_often)
        .chain(dropped::warnings(&document.blocks))
        .collect()
}

/// Why a body is refused before it is rendered; `None` if it is not.
pub fn refusal(markdown: &str) -> Option<Diagnostic> {
    (markdown.len() > BODY_BYTES_MAX).then(|| {
        let message = format!(
            "the body has {} bytes, more than {BODY_BYTES_MAX}",
            markdown.len()
        );
        Diagnostic::error(BODY_TOO_LARGE, message).help("split it into several posts")
    })
}

/// Title and description as Nuxt Content takes them from a body: rules and comments are passed over.
fn summary(elements: &[element::Node]) -> Summary {
    let mut blocks = elements
        .iter()
        .filter_map(element::Node::element)
        .filter(|element| element.tag != "hr")
        .peekable();
    let text = |element: &element::Element| {
        Some(element.text().trim().to_owned()).filter(|text| !text.is_empty())
    };
    let title = blocks.next_if(|element| element.tag == "h1").and_then(text);
    let description = blocks.next_if(|element| element.tag == "p").and_then(text);
    Summary { title, description }
}

#[cfg(test)]
pub(super) mod tests;
