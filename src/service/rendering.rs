//! How a document looks to readers: its body rendered with the words of its locale, as the database keeps it.
//! What Markdown means is the room `document`; when something is rendered again is not decided here.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::problem::WriteError;
use super::read::view::BodyView;
use super::site::Site;
pub use crate::document::body::refusal;
pub use crate::document::stylesheet;

use crate::document::body::{self, AlertLabels, Context, FootnoteLabels, RENDERER, Rendered};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::hexadecimal::hexadecimal;
use crate::domain::locale::Locale;
use crate::domain::source::SourceDocument;
use crate::messages::args::Args;
use crate::store::rendering::Rendering;
use crate::store::revision::RevisionRow;

/// Renders a document's body.
pub fn render(site: &Site, document: &SourceDocument) -> Rendering {
    let context = context(site, &document.locale);
    keep(body::render(&document.markdown, &context), &context)
}

/// Renders a body that is to be saved, apart from the threads that answer requests.
///
/// # Errors
/// [`WriteError::Rendering`] where rendering it fails, which is a defect.
pub async fn of_body(
    site: &Arc<Site>,
    locale: &Locale,
    markdown: String,
) -> Result<Rendering, WriteError> {
    let (site, locale) = (Arc::clone(site), locale.clone());
    let work = move || {
        let context = context(&site, &locale);
        keep(body::render(&markdown, &context), &context)
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| WriteError::Rendering)
}

/// Renders a body that is not saved, with what is wrong with it.
///
/// # Errors
/// [`WriteError::Rendering`] where rendering it fails, which is a defect.
pub async fn preview(
    site: &Arc<Site>,
    locale: &Locale,
    markdown: String,
) -> Result<(BodyView, Vec<Diagnostic>), WriteError> {
    let (site, locale) = (Arc::clone(site), locale.clone());
    let work = move || {
        let rendered = body::render(&markdown, &context(&site, &locale));
        let view = BodyView {
            toc: json(&rendered.toc),
            markdown,
            html: rendered.html,
            text: rendered.text,
            excerpt: rendered.excerpt,
            minimark: Some(rendered.minimark),
        };
        (view, rendered.diagnostics)
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| WriteError::Rendering)
}

/// Renders a saved revision, ready to be kept.
pub fn of_revision(site: &Site, locale: &Locale, revision: &RevisionRow) -> Rendering {
    let context = context(site, locale);
    seal(
        keep(body::render(&revision.markdown, &context), &context),
        revision,
    )
}

/// What was rendered in this context, as the database keeps it; its hash is still to be made by [`seal`].
pub fn keep(rendered: Rendered, context: &Context) -> Rendering {
    Rendering {
        renderer: renderer(context),
        html: rendered.html,
        minimark: Some(rendered.minimark),
        text: rendered.text,
        toc: json(&rendered.toc),
        excerpt: rendered.excerpt,
        words: count(rendered.words.prose),
        code_words: count(rendered.words.code),
        segments: json(&rendered.segments),
        hash: String::new(),
    }
}

/// The hash of a post as clients know it: it changes with a rendering, and with what all locales share.
pub(super) fn public_hash(rendering: &str, shared_version: i32) -> String {
    format!("{rendering}-{shared_version}")
}

/// Adds the hash, which changes with whatever a reader can see of the translation, apart from what all locales share.
pub fn seal(rendering: Rendering, revision: &RevisionRow) -> Rendering {
    let mut hasher = Sha256::new();
    for part in [
        &format!("{:?} {:?}", revision.seo, revision.navigation),
        &revision.slug,
        &revision.title,
        &revision.description,
        &revision.meta,
        &revision.markdown,
        &rendering.renderer,
        &rendering.html,
    ] {
        // The length keeps one part's end from passing for the next one's beginning.
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    Rendering {
        hash: hexadecimal(hasher.finalize().iter().take(16)),
        ..rendering
    }
}

/// What tells the renderings of two versions of this program apart, and those before and after a change of the words that
/// renderings in `locale` contain.
pub fn renderer_of(site: &Site, locale: &Locale) -> String {
    renderer(&context(site, locale))
}

fn renderer(context: &Context) -> String {
    let words = format!(
        "{:?} {:?} {:?} {:?} {:?}",
        context.labels, context.alerts, context.site_host, context.minimark, context.direction
    );
    format!(
        "{RENDERER}-{}",
        hexadecimal(Sha256::digest(words).iter().take(8))
    )
}

/// What the rendering of a body in `locale` depends on besides its text.
pub fn context(site: &Site, locale: &Locale) -> Context {
    let chain = site.locales.chain(locale);
    let word = |key: &str, otherwise: &str| {
        let message = site.catalog.format(chain.locales(), key, &Args::new());
        message.map_or_else(|| otherwise.to_owned(), |message| message.text)
    };
    Context {
        locale: locale.clone(),
        direction: site.locales.default_locale().direction(),
        labels: FootnoteLabels {
            heading: word("footnotes-label", "Footnotes"),
            // Without its argument the message shows where the number goes.
            back_reference: word("footnote-back", "Back to reference {$number}"),
        },
        alerts: AlertLabels {
            note: word("alert-note", "Note"),
            tip: word("alert-tip", "Tip"),
            important: word("alert-important", "Important"),
            warning: word("alert-warning", "Warning"),
            caution: word("alert-caution", "Caution"),
        },
        site_host: host(&site.url).map(str::to_owned),
        minimark: site.minimark,
    }
}

/// The host of a URL, without scheme and port.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split('/').next()?;
    let host = authority
        .rsplit_once(':')
        .map_or(authority, |(host, _)| host);
    Some(host).filter(|host| !host.is_empty())
}

fn json(value: &impl serde::Serialize) -> String {
    // Texts and numbers alone: this cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}

fn count(words: u32) -> i32 {
    i32::try_from(words).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_what_links_are_compared_with() {
        for (url, expected) in [
            ("https://example.org", Some("example.org")),
            ("http://localhost:8080", Some("localhost")),
            ("https://example.org/blog", Some("example.org")),
            ("", None),
        ] {
            assert_eq!(host(url), expected, "{url}");
        }
    }
}
