//! `/`: GraphiQL for a browser, a hint for everything else.
//! The page loads GraphiQL from a CDN, pinned by hash; nothing else may run on it.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::negotiation::wants_page;

const PAGE: &str = include_str!("start_page.html");
const SCRIPT: &str = include_str!("start_page.js");

/// What the page may load: its own script and GraphiQL's three files. GraphiQL's editor writes styles into elements.
const POLICY: &str = "default-src 'none'; script-src 'self' https://unpkg.com; \
    style-src 'unsafe-inline' https://unpkg.com; font-src data: https://unpkg.com; img-src 'self' data: https:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page, or a hint in JSON.
pub(super) async fn start_page(headers: HeaderMap) -> Response {
    let mut answer = match wants_page(&headers) {
        true => {
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, POLICY),
            ];
            (headers, PAGE).into_response()
        }
        false => hint(),
    };
    answer
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("accept"));
    answer
}

/// The script of the page, apart from it so that the policy needs no inline code.
pub(super) async fn script() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, SCRIPT).into_response()
}

fn hint() -> Response {
    let hint = serde_json::json!({
        "name": "Isogloss",
        "version": env!("CARGO_PKG_VERSION"),
        "graphql": "/graphql",
        "hint": "POST {\"query\": \"{ locales { code path } }\"} to /graphql, or open this address in a browser",
    });
    (
        [(header::CONTENT_TYPE, "application/json")],
        hint.to_string(),
    )
        .into_response()
}
