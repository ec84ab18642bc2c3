//! Which links lead away from the site.
//! Whether an address is safe to follow is decided in `sanitize`, for Markdown and raw HTML alike.

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
