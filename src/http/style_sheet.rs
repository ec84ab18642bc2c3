//! `/highlight.css`: the colors of highlighted code, for frontends that bring no theme of their own.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::service::rendering::stylesheet;

/// The style sheet. It changes with the server alone, so a day is no risk.
pub(super) async fn style_sheet() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (headers, stylesheet()).into_response()
}
