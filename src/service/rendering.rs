//! How a document looks to readers: its body rendered with the words of its locale, as the database keeps it.
//! What Markdown means is the room `document`; when something is rendered again is not decided here.

use sha2::{Digest, Sha256};

use super::site::Site;
use crate::document::body::{AlertLabels, Context, FootnoteLabels, RENDERER, Rendered};
use crate::domain::locale::Locale;
use crate::domain::source::SourceDocument;
use crate::messages::args::Args;
use crate::store::rendering::Rendering;

/// What the database keeps of a document that was rendered in the [`context`] of its locale.
pub fn kept(site: &Site, document: &SourceDocument, rendered: &Rendered) -> Rendering {
    let mut rendering = Rendering {
        renderer: renderer_of(site, &document.locale),
        html: rendered.html.clone(),
        minimark: rendered.minimark.clone(),
        text: rendered.text.clone(),
        toc: json(&rendered.toc),
        excerpt: rendered.excerpt.clone(),
        words: count(rendered.words.prose),
        code_words: count(rendered.words.code),
        segments: json(&rendered.segments),
        hash: String::new(),
    };
    rendering.hash = hash(document, &rendering);
    rendering
}

/// What tells the renderings of two versions of this program apart, and those before and after a change of the words that
/// renderings in `locale` contain.
pub fn renderer_of(site: &Site, locale: &Locale) -> String {
    renderer(&context(site, locale))
}

fn renderer(context: &Context) -> String {
    let words = format!("{:?} {:?} {:?}", context.labels, context.alerts, context.site_host);
    format!("{RENDERER}-{}", hexadecimal(&Sha256::digest(words), 8))
}

/// What rendering needs to know of a locale: its words for footnotes and alerts, and the site's own host.
pub fn context(site: &Site, locale: &Locale) -> Context {
    let chain = site.locales.chain(locale);
    let word = |key: &str, otherwise: &str| {
        let message = site.catalog.format(chain.locales(), key, &Args::new());
        message.map_or_else(|| otherwise.to_owned(), |message| message.text)
    };
    Context {
        locale: locale.clone(),
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
    }
}

/// The host of a URL, without scheme and port.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split('/').next()?;
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    Some(host).filter(|host| !host.is_empty())
}

/// Changes with whatever a reader can see of this translation, apart from what all locales share.
fn hash(document: &SourceDocument, rendering: &Rendering) -> String {
    let mut hasher = Sha256::new();
    let seen = [
        format!("{:?} {:?}", document.slug, document.seo),
        document.title.clone(),
        document.description.clone(),
        json(&document.meta),
        document.navigation.to_string(),
        document.stem.clone(),
        document.markdown.clone(),
        rendering.renderer.clone(),
        rendering.html.clone(),
    ];
    for part in seen {
        // The length keeps one part's end from passing for the next one's beginning.
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hexadecimal(&hasher.finalize(), 16)
}

fn hexadecimal(bytes: &[u8], count: usize) -> String {
    bytes.iter().take(count).map(|byte| format!("{byte:02x}")).collect()
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
