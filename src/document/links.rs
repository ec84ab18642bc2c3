//! Links and images: how their addresses are written, and which of them lead away from the site.
//! Whether an address is safe to follow is decided in `sanitize`, for Markdown and raw HTML alike.

use comrak::html::escape_href;
use comrak::nodes::NodeLink;

use super::escape::push_value;
use super::markdown::Node;
use super::text;

/// What a link that leads away carries: it vouches for nothing and hands over no window.
pub(super) const EXTERNAL_REL: &str = " rel=\"nofollow noopener\"";

/// What an image carries: it is loaded when it comes near the view.
pub(super) const LAZY: &str = " loading=\"lazy\"";

/// Opens a link.
pub(super) fn push_link(link: &NodeLink, site_host: Option<&str>, out: &mut String) {
    out.push_str("<a href=\"");
    push_address(&link.url, out);
    out.push('"');
    push_title(&link.title, out);
    if is_external(&link.url, site_host) {
        out.push_str(EXTERNAL_REL);
    }
    out.push('>');
}

/// Writes an image whose alternative text is what is written inside it.
pub(super) fn push_image(node: Node<'_>, image: &NodeLink, out: &mut String) {
    out.push_str("<img src=\"");
    push_address(&image.url, out);
    out.push_str("\" alt=\"");
    push_value(&text::of_inlines(node), out);
    out.push('"');
    push_title(&image.title, out);
    out.push_str(LAZY);
    out.push('>');
}

/// Writes an address percent-encoded, letters of other scripts included.
pub(super) fn push_address(url: &str, out: &mut String) {
    // Writing to a string cannot fail.
    let _infallible = escape_href(out, url, false);
}

/// Whether an address leads to a host other than the site's. What cannot be told for sure counts as external: `href` may
/// still have entities in it.
pub(super) fn is_external(href: &str, site_host: Option<&str>) -> bool {
    let href: String = href
        .trim_matches(|c: char| c <= ' ')
        .replace(['\t', '\n', '\r'], "")
        .replace('\\', "/");
    let after_scheme = match href.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => rest,
            _ => return false,
        },
        _ => &href,
    };
    let Some(authority) = after_scheme.strip_prefix("//") else {
        let first_segment = href.split(['/', '?', '#']).next().unwrap_or_default();
        return first_segment.contains('&') || after_scheme.len() < href.len();
    };
    let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    site_host.is_none_or(|site_host| !host.eq_ignore_ascii_case(site_host))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

fn push_title(title: &str, out: &mut String) {
    if !title.is_empty() {
        out.push_str(" title=\"");
        push_value(title, out);
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_external_when_it_leads_to_another_host() {
        for (href, external) in [
            ("/a", false),
            ("a/b:c", false),
            ("#a", false),
            ("?a=b&c=d", false),
            ("../a.md", false),
            ("", false),
            ("mailto:me@other.org", false),
            ("tel:+1", false),
            ("https://example.com", false),
            ("https://EXAMPLE.com/a?b", false),
            ("http://user@example.com#a", false),
            ("//example.com/a", false),
            ("https://other.org/example.com", true),
            ("https://example.com@other.org", true),
            ("https://example.com.other.org", true),
            ("//other.org", true),
            ("\\\\other.org", true),
            ("/\\other.org", true),
            (" \u{1}HTTPS://other.org", true),
            ("ht\ntps://other.org", true),
            ("https:other.org", true),
            ("&#104;ttps://other.org", true),
            ("https&colon;//other.org", true),
        ] {
            assert_eq!(is_external(href, Some("example.com")), external, "{href:?}");
        }
        assert!(is_external("https://example.com", None));
    }
}
