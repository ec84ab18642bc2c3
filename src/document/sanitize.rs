//! The last gate: HTML that is safe to put into any page, whatever it was made from.
//! Nothing is served that did not come through here. It trusts no other file of this room, not even those that already
//! keep to the same list.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::allowlist;

/// Schemes of addresses that run nothing; `data` is narrowed to pictures below.
const SCHEMES: [&str; 14] = [
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "xmpp", "irc", "ircs", "matrix", "geo",
    "webcal", "data",
];

/// Pictures that may stand in the page itself. SVG is not among them.
const DATA_PICTURES: [&str; 6] = [
    "data:image/png",
    "data:image/jpeg",
    "data:image/gif",
    "data:image/webp",
    "data:image/avif",
    "data:image/x-icon",
];

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(allowlist::elements())
        .clean_content_tags(["script", "style"].into())
        .tag_attributes(allowlist::attributes())
        .generic_attributes(allowlist::global_attributes())
        .filter_style_properties(allowlist::style_properties())
        .url_schemes(SCHEMES.into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(filter_attribute);
    builder
});

/// Lets through what is on the list.
pub(super) fn sanitize(html: &str) -> String {
    BUILDER.clean(html).to_string()
}

fn filter_attribute<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    if is_slow_to_write(value) {
        return None;
    }
    let is_allowed = match (element, attribute) {
        ("input", "type") => value == "checkbox",
        (_, "style") => !value.contains(['(', '\\', '<', '@']),
        (_, "srcset") => value.split(',').all(is_safe_candidate),
        (_, "href" | "src" | "poster") => {
            !has_scheme(value, "data") || (element == "img" && is_data_picture(value))
        }
        _ => true,
    };
    is_allowed.then_some(Cow::Borrowed(value))
}

/// Whether a value is long and has many characters for whose sake the serializer searches all that follows: no such value
/// has a meaning, and a body of them would take minutes.
fn is_slow_to_write(value: &str) -> bool {
    const SEARCHED_BYTES_MAX: usize = 16 * 1024 * 1024;
    // The byte 0xC2 begins a no-break space and many others; the serializer stops at each.
    let stops = || {
        value
            .bytes()
            .filter(|byte| matches!(byte, b'&' | 0xC2))
            .count()
    };
    value.len() > 4096 && value.len().saturating_mul(stops()) > SEARCHED_BYTES_MAX
}

/// Whether one candidate of a `srcset` is an address without a scheme, or with that of the web.
fn is_safe_candidate(candidate: &str) -> bool {
    let address = candidate.split_whitespace().next().unwrap_or_default();
    has_scheme(address, "https") || has_scheme(address, "http") || !address.contains(':')
}

fn is_data_picture(value: &str) -> bool {
    let start: String = value
        .trim_start()
        .chars()
        .take(24)
        .collect::<String>()
        .to_ascii_lowercase();
    DATA_PICTURES.iter().any(|kind| {
        start
            .strip_prefix(kind)
            .is_some_and(|rest| rest.starts_with([';', ',']))
    })
}

fn has_scheme(address: &str, scheme: &str) -> bool {
    // Browsers pass over control characters and line ends when they read a scheme.
    let address: String = address
        .chars()
        .filter(|c| *c > ' ')
        .take(scheme.len() + 1)
        .collect();
    address
        .strip_suffix(':')
        .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}
