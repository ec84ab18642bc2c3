//! GraphQL over HTTP: the router, the endpoint, negotiation, health, locale files, a page to try queries on, and connections
//! that stay open to be told of changes.
//! No resolver and no SQL lives here; the executor is handed in.

mod answer;
mod answer_cache;
mod document;
mod document_cache;
mod document_size;
mod endpoint;
mod entity_tag;
mod error_code;
mod generations;
mod health;
mod live;
mod locale_file;
mod negotiation;
mod nullability;
mod patience;
mod playground;
mod prepared;
mod refusal;
mod request;
mod request_id;
mod response_shape;
mod sender;
mod server;
mod style_sheet;
mod syntax;

use std::sync::Arc;
use std::time::Duration;

use async_graphql::Executor;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware;
use axum::routing::{MethodRouter, get};
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::config::Limits;
use crate::service::site::LiveSite;
use crate::service::token::TokenWatch;
use answer_cache::AnswerCache;
use endpoint::Endpoint;
use live::{Live, Pace};
use locale_file::{LocaleFiles, locale_file};

pub use health::Readiness;
pub use live::Connections;
pub use server::{Held, ListenError, STOP_WITHIN, hold, serve, stop_signal};

/// What the server needs beside an executor.
#[derive(Clone)]
pub struct Backing {
    /// Its locales and texts.
    pub site: LiveSite,
    /// The newest change that is known: answers are kept until there is a newer one.
    pub news: watch::Receiver<i64>,
    /// Whether it can answer.
    pub readiness: Readiness,
    /// When a connection that came with a token may stay open no longer.
    pub tokens: TokenWatch,
    /// Those that stay open.
    pub connections: Connections,
}

/// Every path that the server answers. `sdl` is the executor's schema in its own language.
pub fn router<E: Executor>(executor: E, sdl: &str, backing: Backing, limits: &Limits) -> Router {
    let Backing {
        site,
        news,
        readiness,
        tokens,
        connections,
    } = backing;
    let live = Live {
        connections,
        tokens,
        pace: Pace::default(),
    };
    let answers = AnswerCache::new(limits.cache_bytes, news, site.clone());
    let endpoint = Endpoint::new(executor, sdl, *limits, answers, live);
    routes(endpoint, site, readiness)
}

fn routes<E: Executor>(endpoint: Endpoint<E>, site: LiveSite, readiness: Readiness) -> Router {
    let endpoint = Arc::new(endpoint);
    let graphql = MethodRouter::new()
        .get(endpoint::get::<E>)
        .post(endpoint::post::<E>)
        .fallback(endpoint::other)
        // What may be stored says so itself.
        .layer(default_header(header::CACHE_CONTROL, "no-store"));
    let files = Arc::new(LocaleFiles::new(site));
    Router::new()
        .route("/graphql", graphql.with_state(endpoint))
        .route("/", get(playground::page))
        .route("/playground/{file}", get(playground::asset))
        .route("/highlight.css", get(style_sheet::style_sheet))
        .route("/locales/{file}", get(locale_file).with_state(files))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(move || health::readyz(readiness.clone())))
        .fallback(nothing_here)
        .layer(CompressionLayer::new())
        .layer(cross_origin())
        .layer(default_header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ))
        .layer(default_header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(default_header(header::X_FRAME_OPTIONS, "DENY"))
        .layer(default_header(header::REFERRER_POLICY, "no-referrer"))
        .layer(middleware::from_fn(request_id::name_and_log))
}

/// Pages of every origin may read, since what is read is public. Cookies and other credentials of the browser are not
/// sent: a token has to be put into the header by a page that knows it.
fn cross_origin() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([
            header::ACCEPT,
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::IF_NONE_MATCH,
            request_id::HEADER,
        ])
        .expose_headers([header::ETAG, request_id::HEADER])
        .max_age(Duration::from_secs(24 * 60 * 60))
}

fn default_header(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

async fn nothing_here() -> (StatusCode, &'static str) {
    (
        StatusCode::NOT_FOUND,
        "nothing is here; GraphQL is at /graphql\n",
    )
}

#[cfg(test)]
mod tests;
