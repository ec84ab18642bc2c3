//! Who sent a request, as its headers say: the token of `Authorization` and the languages of `Accept-Language`.
//! Whose token it is, and whether the site has the languages, is found out elsewhere.

use axum::http::{HeaderMap, HeaderName, header};

use crate::graphql::sender::Sender;
use crate::service::token::Secret;

/// How many languages of a header are looked at.
const LANGUAGES_MAX: usize = 20;

/// The sender of a request with these headers.
pub(super) fn of(headers: &HeaderMap) -> Sender {
    Sender::new(secret_of(headers), languages_of(headers))
}

/// The token that came with a request.
pub(super) fn secret_of(headers: &HeaderMap) -> Option<Secret> {
    text(headers, header::AUTHORIZATION).and_then(bearer)
}

/// The languages that the sender reads, the best first.
pub(super) fn languages_of(headers: &HeaderMap) -> Vec<String> {
    languages(text(headers, header::ACCEPT_LANGUAGE).unwrap_or(""))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The token of an `Authorization` header (RFC 6750); the scheme is written in any case.
pub(super) fn bearer(header: &str) -> Option<Secret> {
    let (scheme, token) = header.trim().split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| Secret::new(token))
}

/// The languages of an `Accept-Language` header (RFC 9110, section 12.5.4), the best first; those that are refused are not
/// there.
fn languages(header: &str) -> Vec<String> {
    let mut languages: Vec<(f32, &str)> = header
        .split(',')
        .take(LANGUAGES_MAX)
        .filter_map(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            let tag = parts.next().filter(|tag| !tag.is_empty() && *tag != "*")?;
            let quality = parts.find_map(|part| part.strip_prefix("q="));
            let quality = quality.map_or(Some(1.0), |text| text.parse::<f32>().ok())?;
            (quality > 0.0).then_some((quality, tag))
        })
        .collect();
    // Stable: languages of one quality stay in the order of the header.
    languages.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    languages
        .into_iter()
        .map(|(_, tag)| tag.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_language_is_first() {
        for (header, expected) in [
            ("de", vec!["de"]),
            ("en;q=0.5, de-AT, fr;q=0.9", vec!["de-AT", "fr", "en"]),
            ("*, en;q=0, ru;q=0.1", vec!["ru"]),
            ("de;q=x, en", vec!["en"]),
            ("", vec![]),
        ] {
            assert_eq!(languages(header), expected, "{header}");
        }
    }

    #[test]
    fn a_token_is_a_bearer_s() {
        for (header, token) in [
            ("Bearer abc", Some("abc")),
            ("bearer  abc ", Some("abc")),
            ("Basic abc", None),
            ("Bearer", None),
            ("Bearer ", None),
        ] {
            let found = bearer(header);
            assert_eq!(found.as_ref().map(Secret::reveal), token, "{header}");
        }
    }
}
