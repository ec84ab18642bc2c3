//! One Markdown body in every form that a reader may ask for, made when it is written.
//! This file calls the others of the room in order and knows nothing of Markdown itself.

use comrak::Arena;

use super::headings;
use super::html::{self, Page};
use super::markdown::{self, Node};
use super::segment::{self, Segment};
use super::toc::{self, TocEntry};
use super::words::{self, Words};
use super::{excerpt, sanitize, text};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;

/// The version of the renderer. It goes up with every change that makes another [`Rendered`] of the same Markdown;
/// what was rendered by an older version is rendered again, and segments of two versions are never compared.
pub const RENDERER: u32 = 1;

/// The longest body that is accepted, in bytes.
pub const BODY_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The code of a body over [`BODY_BYTES_MAX`].
pub const BODY_TOO_LARGE: &str = "BODY_TOO_LARGE";

/// The code of a body whose blocks or marks are nested so deep that the innermost are shown as plain text.
pub const NESTING_TOO_DEEP: &str = "NESTING_TOO_DEEP";

/// The code of a body with raw HTML of which something was left out.
pub const HTML_NOT_ALLOWED: &str = "HTML_NOT_ALLOWED";

/// What a rendering depends on besides the Markdown.
#[derive(Clone, Debug)]
pub struct Context {
    /// The locale that the body is written in.
    pub locale: Locale,
    /// The words around footnotes, in that locale.
    pub labels: FootnoteLabels,
    /// The titles of alerts, in that locale.
    pub alerts: AlertLabels,
    /// The site's own host, whose links are not marked as leading away; `None` marks every link with a host.
    pub site_host: Option<String>,
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
    /// The tree that Nuxt Content delivers, as JSON; not made yet.
    pub minimark: Option<String>,
    /// The text of the first block if that is an `h1`.
    pub title: Option<String>,
    /// The text of the first block if that is a paragraph, or of a paragraph right after that `h1`.
    pub description: Option<String>,
    /// What is wrong with the Markdown; lines count from its first.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes everything of a body that a reader may ask for.
pub fn render(markdown: &str, context: &Context) -> Rendered {
    let arena = Arena::new();
    let document = markdown::parse(&arena, markdown);
    let headings = headings::collect(document);
    let page = Page {
        markdown,
        context,
        headings: &headings,
        with_footnotes: true,
    };
    let whole = html::write(document.children(), page);
    let excerpt = excerpt::blocks_before_marker(document).map(|blocks| {
        html::write(
            blocks,
            Page {
                with_footnotes: false,
                ..page
            },
        )
        .html
    });
    let texts = text::of_tree(document);
    let (title, description) = title_and_description(document);
    Rendered {
        html: sanitize::sanitize(&whole.html),
        excerpt: excerpt.map(|html| sanitize::sanitize(&html)),
        words: Words {
            prose: words::count_prose(&texts.prose),
            code: words::count_code(&texts.code),
        },
        text: texts.all,
        segments: segment::of_document(document),
        minimark: None,
        title,
        description,
        toc: toc::nest(headings.into_listed()),
        diagnostics: whole.diagnostics,
    }
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
fn title_and_description(document: Node<'_>) -> (Option<String>, Option<String>) {
    use comrak::nodes::NodeValue;
    let mut blocks = document
        .children()
        .filter(|block| {
            !matches!(block.data().value, NodeValue::ThematicBreak) && !markdown::is_comment(block)
        })
        .peekable();
    let is_title = |block: &Node<'_>| matches!(&block.data().value, NodeValue::Heading(heading) if heading.level == 1);
    let is_paragraph = |block: &Node<'_>| matches!(block.data().value, NodeValue::Paragraph);
    let text = |block: Node<'_>| {
        Some(markdown::text_of(block).trim().to_owned()).filter(|text| !text.is_empty())
    };
    let title = blocks.next_if(is_title).and_then(text);
    let description = blocks.next_if(is_paragraph).and_then(text);
    (title, description)
}

#[cfg(test)]
mod tests;
