//! `/`: the playground for a browser, a hint for everything else; `/playground/…`: the files that the page loads.
//! `build.rs` makes and lists them, GraphiQL or the small page; nothing here knows what is in them.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::entity_tag;
use super::negotiation::wants_page;

include!(concat!(env!("OUT_DIR"), "/playground.rs"));

const PAGE: &str = "index.html";

/// What the page may load: files of this server. GraphiQL's editor writes styles into elements.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    font-src 'self' data:; img-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; \
    manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// An embedded file.
struct Embedded {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
    tag: String,
}

static EMBEDDED: LazyLock<Vec<Embedded>> = LazyLock::new(|| {
    let embedded = FILES.iter().map(|&(name, content_type, bytes)| Embedded {
        name,
        content_type,
        bytes,
        tag: entity_tag::of(bytes),
    });
    embedded.collect()
});

/// The page, or a hint in JSON.
pub(super) async fn page(headers: HeaderMap) -> Response {
    let mut answer = match wants_page(&headers) {
        true => file(PAGE, &headers),
        false => hint(),
    };
    answer
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("accept"));
    answer
}

/// A file that the page loads.
pub(super) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    file(&name, &headers)
}

/// The file with this name. A browser asks each time whether it changed, since the next version has the same names.
fn file(name: &str, headers: &HeaderMap) -> Response {
    let Some(file) = EMBEDDED.iter().find(|file| file.name == name) else {
        return (StatusCode::NOT_FOUND, "the playground has no such file\n").into_response();
    };
    let policy = [(header::CONTENT_SECURITY_POLICY, POLICY)];
    let content_type = [(header::CONTENT_TYPE, file.content_type)];
    let answer = entity_tag::not_sent_again(&file.tag, headers, (content_type, file.bytes));
    (policy, answer).into_response()
}

fn hint() -> Response {
    let hint = serde_json::json!({
        "name": "Isogloss",
        "version": env!("CARGO_PKG_VERSION"),
        "graphql": "/graphql",
        "playground": if IS_FULL { "full" } else { "small" },
        "hint": "POST {\"query\": \"{ locales { code path } }\"} to /graphql, or open this address in a browser",
    });
    (
        [(header::CONTENT_TYPE, "application/json")],
        hint.to_string(),
    )
        .into_response()
}
