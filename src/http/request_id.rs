//! A name for each request, and the one log line that tells how it was answered.
//! The id goes into every line logged meanwhile and into the answer, so that a reader's report finds its lines.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::Request;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

/// The header in which an id comes and goes.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken over from a client or a proxy.
const BYTES_MAX: usize = 64;

/// The name of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestId(Arc<str>);

impl RequestId {
    /// The id of the request that is being answered; `-` outside of the router.
    pub(super) fn of(extensions: &Extensions) -> Self {
        extensions
            .get()
            .cloned()
            .unwrap_or_else(|| Self("-".into()))
    }

    /// The id.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that the request came with, if it can do no harm in a log; else a new one.
    fn taken_or_made(headers: &HeaderMap) -> Self {
        let given = headers.get(HEADER).and_then(|value| value.to_str().ok());
        match given.filter(|text| is_sane(text)) {
            Some(text) => Self(text.into()),
            None => Self::made(),
        }
    }

    /// Unique in this process by its counter, and among processes by what its hasher was seeded with.
    fn made() -> Self {
        static PROCESS: LazyLock<u64> =
            LazyLock::new(|| RandomState::new().build_hasher().finish());
        static COUNTER: AtomicU64 = AtomicU64::new(1);
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        Self(format!("{:08x}-{number:x}", *PROCESS >> 32).into())
    }
}

/// Names the request, answers it, and logs one line: health checks only for who wants details.
pub(super) async fn name_and_log(mut request: Request, next: Next) -> Response {
    let id = RequestId::taken_or_made(request.headers());
    request.extensions_mut().insert(id.clone());
    let span = tracing::info_span!("request", id = id.as_str());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let is_check = matches!(path.as_str(), "/healthz" | "/readyz");
    let begun = Instant::now();

    let mut answer = next.run(request).instrument(span.clone()).await;

    span.in_scope(|| {
        let status = answer.status().as_u16();
        let took_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        match is_check {
            true => tracing::debug!(%method, path, status, took_us, "answered"),
            false => tracing::info!(%method, path, status, took_us, "answered"),
        }
    });
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        answer.headers_mut().insert(HEADER, value);
    }
    answer
}

fn is_sane(id: &str) -> bool {
    let is_sign =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    !id.is_empty() && id.len() <= BYTES_MAX && id.bytes().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sane_id_is_taken_over_and_any_other_replaced() {
        for (given, is_taken) in [
            ("abc-123_X.y:z", true),
            ("", false),
            ("two words", false),
            ("a\"b", false),
            ("{}", false),
            (&"x".repeat(64), true),
            (&"x".repeat(65), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HEADER, given.parse().unwrap());
            let id = RequestId::taken_or_made(&headers);
            assert_eq!(id.as_str() == given, is_taken, "{given}");
            assert!(is_sane(id.as_str()));
        }
        assert_ne!(RequestId::made(), RequestId::made());
    }
}
