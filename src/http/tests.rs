//! The router as a client meets it: a table of requests with the status, the media type and the code they get.
//! Here is the site that is asked, and what holds for every path; `/graphql` has a file of its own.

use async_graphql::{EmptySubscription, Error, Object, OneofObject, Schema};
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::*;
use crate::domain::instant::Instant;
use crate::service::token::testing::Listed;

mod endpoint;
pub(super) mod locale_file;

struct Query;

#[derive(OneofObject)]
enum Choice {
    Key(String),
    Path(String),
}

#[Object]
impl Query {
    async fn hello(&self, name: Option<String>) -> String {
        format!("hello {}", name.as_deref().unwrap_or("world"))
    }

    async fn chosen(&self, by: Choice) -> String {
        match by {
            Choice::Key(key) | Choice::Path(key) => key,
        }
    }

    async fn nested(&self) -> Query {
        Query
    }

    async fn required(&self) -> Result<i32, Error> {
        Err(coded("FORBIDDEN"))
    }

    async fn nullable(&self) -> Result<Option<i32>, Error> {
        Err(coded("UNKNOWN_LOCALE"))
    }

    async fn secret_failure(&self) -> Result<Option<i32>, Error> {
        Err(Error::new("password hunter2 is wrong"))
    }

    async fn known_failure(&self) -> Result<Option<i32>, Error> {
        Err(coded("INTERNAL"))
    }

    async fn panics(&self, is_well: Option<bool>) -> bool {
        is_well.expect("a bug")
    }

    async fn slow(&self) -> i32 {
        tokio::time::sleep(Duration::from_secs(60)).await;
        1
    }

    async fn late(&self, ms: u64) -> u64 {
        tokio::time::sleep(Duration::from_millis(ms)).await;
        ms
    }

    async fn long(&self) -> String {
        "long ".repeat(1000)
    }
}

fn coded(code: &'static str) -> Error {
    use async_graphql::ErrorExtensions;
    Error::new(code.to_lowercase()).extend_with(|_, extensions| extensions.set("code", code))
}

struct Mutation;

#[Object]
impl Mutation {
    async fn change(&self) -> i32 {
        1
    }
}

fn site() -> Router {
    site_that_is(Ok(()))
}

fn site_that_is(ready: Result<(), String>) -> Router {
    let schema = Schema::build(Query, Mutation, EmptySubscription)
        .limit_complexity(500)
        .finish();
    let limits = Limits {
        body_bytes: 50_000,
        complexity: 500,
        timeout: Duration::from_millis(200),
        ..Limits::default()
    };
    let sdl = schema.sdl();
    let backing = Backing {
        site: locale_file::site(),
        news: watch::channel(0).1,
        readiness: Readiness::new(move || std::future::ready(ready.clone())),
        tokens: Listed::default().watch(|| Instant::from_micros(0)),
        connections: Connections::new(10),
    };
    router(schema, &sdl, backing, &limits)
}

async fn send(request: Request<Body>) -> Response<Body> {
    site().oneshot(request).await.unwrap()
}

fn post(accept: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post("/graphql")
        .header("content-type", "application/json")
        .header("accept", accept)
        .body(body.into())
        .unwrap()
}

fn get(accept: &str, uri: &str) -> Request<Body> {
    Request::get(uri)
        .header("accept", accept)
        .body(Body::empty())
        .unwrap()
}

async fn text(answer: Response<Body>) -> String {
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

async fn body(answer: Response<Body>) -> Value {
    serde_json::from_str(&text(answer).await).unwrap()
}

/// Status, media type, the keys of the body, and the codes of its errors, such as `400 graphql errors PARSE`.
async fn shown(request: Request<Body>) -> String {
    let answer = send(request).await;
    let status = answer.status().as_u16();
    let media_type = match answer.headers()["content-type"].to_str().unwrap() {
        "application/graphql-response+json; charset=utf-8" => "graphql",
        "application/json; charset=utf-8" => "json",
        other => panic!("{other}"),
    };
    let body = body(answer).await;
    let keys: Vec<&str> = body
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let codes: Vec<&str> = body["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| error["extensions"]["code"].as_str().unwrap())
        .collect();
    format!(
        "{status} {media_type} {} {}",
        keys.join("+"),
        codes.join(" ")
    )
    .trim_end()
    .to_owned()
}

const BOTH: [(&str, &str); 2] = [
    ("graphql", "application/graphql-response+json"),
    ("json", "application/json"),
];

fn query(text: &str) -> String {
    json!({ "query": text }).to_string()
}

#[tokio::test]
async fn a_browser_gets_a_page_and_others_a_hint() {
    let browser = "text/html,application/xhtml+xml,*/*;q=0.8";
    let page = send(get(browser, "/")).await;
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    assert!(text(page).await.contains("src=\"/playground/"));
    let hint = body(send(get("*/*", "/")).await).await;
    assert_eq!(hint["graphql"], "/graphql");
    let led = send(get(browser, "/graphql")).await;
    assert_eq!(
        (led.status().as_u16(), &led.headers()["location"]),
        (307, &HeaderValue::from_static("/"))
    );
    let style_sheet = send(get("*/*", "/highlight.css")).await;
    assert_eq!(
        style_sheet.headers()["content-type"],
        "text/css; charset=utf-8"
    );
    assert!(text(style_sheet).await.contains("var(--shiki-dark)"));
    assert_eq!(send(get("*/*", "/nowhere")).await.status(), 404);
}

/// What stands in quotes in a page and leads to a file of the playground or to another server.
fn addresses(page: &str) -> Vec<&str> {
    let values = page.split('"').skip(1).step_by(2);
    let is_address = |value: &&str| value.starts_with("/playground/") || value.contains("//");
    values.filter(is_address).collect()
}

#[tokio::test]
async fn the_playground_loads_files_of_this_server_alone() {
    let page = send(get("text/html", "/")).await;
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; "));
    assert!(!policy.contains("http") && !policy.contains("unsafe-eval"));
    let page = text(page).await;
    assert!(!page.contains("<script>") && !page.contains("<style>"));
    let mut content_types = Vec::new();
    for uri in addresses(&page) {
        let file = send(get("*/*", uri)).await;
        assert_eq!(file.status(), 200, "{uri}");
        content_types.push(file.headers()["content-type"].to_str().unwrap().to_owned());
    }
    for needed in ["text/javascript; charset=utf-8", "text/css; charset=utf-8"] {
        assert!(
            content_types.iter().any(|it| it == needed),
            "{content_types:?}"
        );
    }
    for uri in ["/playground/nothing.js", "/playground/..%2Fmod.rs"] {
        assert_eq!(send(get("*/*", uri)).await.status(), 404, "{uri}");
    }
}

#[tokio::test]
async fn a_file_that_the_browser_has_is_not_sent_again() {
    let mut request = get("text/html", "/");
    let page = send(request).await;
    assert_eq!(page.headers()["cache-control"], "no-cache");
    request = get("text/html", "/");
    request
        .headers_mut()
        .insert("if-none-match", page.headers()["etag"].clone());
    let again = send(request).await;
    assert_eq!(again.status(), 304);
    assert!(text(again).await.is_empty());
}

#[tokio::test]
async fn health_is_of_the_process_and_readiness_of_what_it_needs() {
    for (ready, uri, status) in [
        (Ok(()), "/healthz", 200),
        (Ok(()), "/readyz", 200),
        (Err("no database".to_owned()), "/healthz", 200),
        (Err("no database".to_owned()), "/readyz", 503),
    ] {
        let answer = site_that_is(ready).oneshot(get("*/*", uri)).await.unwrap();
        assert_eq!(answer.status(), status, "{uri}");
        assert!(!text(answer).await.contains("database"));
    }
}

#[tokio::test]
async fn every_answer_carries_its_guards() {
    for uri in [
        "/",
        "/graphql?query=%7Bhello%7D",
        "/graphql",
        "/nowhere",
        "/healthz",
        "/locales/en.ftl",
        "/locales/fr.ftl",
    ] {
        let answer = send(get("*/*", uri)).await;
        let headers = answer.headers();
        for name in [
            "x-request-id",
            "content-security-policy",
            "x-frame-options",
            "referrer-policy",
        ] {
            assert!(headers.contains_key(name), "{uri} {name}");
        }
        assert_eq!(headers["x-content-type-options"], "nosniff", "{uri}");
    }
}

#[tokio::test]
async fn long_answers_are_compressed_for_who_can_read_them() {
    let mut request = post(BOTH[0].1, query("{ long }"));
    assert!(
        !send(request)
            .await
            .headers()
            .contains_key("content-encoding")
    );
    request = post(BOTH[0].1, query("{ long }"));
    request
        .headers_mut()
        .insert("accept-encoding", HeaderValue::from_static("gzip"));
    let answer = send(request).await;
    assert_eq!(answer.headers()["content-encoding"], "gzip");
    assert!(
        to_bytes(answer.into_body(), usize::MAX)
            .await
            .unwrap()
            .len()
            < 500
    );
}

#[tokio::test]
async fn pages_of_other_origins_may_read_without_credentials() {
    let preflight = Request::options("/graphql")
        .header("origin", "https://example.com")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type")
        .body(Body::empty())
        .unwrap();
    let answer = send(preflight).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    assert!(
        !answer
            .headers()
            .contains_key("access-control-allow-credentials")
    );
    assert!(
        answer.headers()["access-control-allow-headers"]
            .to_str()
            .unwrap()
            .contains("content-type")
    );
}
