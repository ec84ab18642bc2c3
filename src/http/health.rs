//! Whether the process runs, and whether it can answer: for load balancers and orchestrators.
//! A reason for not being ready goes to the log, not to strangers.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// How long readiness may take to be found out.
const READY_WITHIN: Duration = Duration::from_secs(2);

type Checking = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

/// A question that is asked of what the server needs, such as its database; the error is the reason for the log.
#[derive(Clone)]
pub struct Readiness(Arc<dyn Fn() -> Checking + Send + Sync>);

impl Readiness {
    /// Asks `check` each time.
    pub fn new<C, F>(check: C) -> Self
    where
        C: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        Self(Arc::new(move || Box::pin(check())))
    }

    async fn check(&self) -> Result<(), String> {
        match tokio::time::timeout(READY_WITHIN, (self.0)()).await {
            Ok(result) => result,
            Err(_) => Err(format!("no answer within {} s", READY_WITHIN.as_secs())),
        }
    }
}

/// `/healthz`: the process runs.
pub(super) async fn healthz() -> Response {
    status(StatusCode::OK, "up")
}

/// `/readyz`: the process can answer.
pub(super) async fn readyz(readiness: Readiness) -> Response {
    match readiness.check().await {
        Ok(()) => status(StatusCode::OK, "ready"),
        Err(reason) => {
            tracing::warn!(reason, "not ready");
            status(StatusCode::SERVICE_UNAVAILABLE, "not ready")
        }
    }
}

fn status(code: StatusCode, word: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (code, headers, format!("{{\"status\":\"{word}\"}}")).into_response()
}
