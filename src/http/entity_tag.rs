//! Answers that a client may have already: their entity tags (RFC 9110, section 8.8.3).

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::domain::hexadecimal::hexadecimal;

/// The tag of these bytes. Weak, since it is the same for what is compressed.
pub(super) fn of(bytes: &[u8]) -> String {
    let hash = hexadecimal(Sha256::digest(bytes).iter().take(8));
    format!("W/\"{hash}\"")
}

/// An answer that a client may store, and asks for again each time (RFC 9111, section 5.2.2.4): without the content if it
/// has that already.
pub(super) fn not_sent_again(tag: &str, asked: &HeaderMap, content: impl IntoResponse) -> Response {
    let about = [(header::ETAG, tag), (header::CACHE_CONTROL, "no-cache")];
    match is_known(tag, asked) {
        true => (StatusCode::NOT_MODIFIED, about).into_response(),
        false => (about, content).into_response(),
    }
}

/// Whether the client says that it has what carries this tag; a strong and a weak tag are the same here.
fn is_known(tag: &str, headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || opaque(known) == opaque(tag))
}

fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_among_others_weak_or_strong() {
        let tag = of(b"text");
        assert_eq!(tag, of(b"text"));
        assert_ne!(tag, of(b"other"));
        for (sent, expected) in [
            (tag.clone(), true),
            (opaque(&tag).to_owned(), true),
            (format!("\"a\", {tag} , W/\"b\""), true),
            ("*".to_owned(), true),
            (of(b"other"), false),
            (String::new(), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, sent.parse().unwrap());
            assert_eq!(is_known(&tag, &headers), expected, "{sent}");
        }
        assert!(!is_known(&tag, &HeaderMap::new()));
    }
}
