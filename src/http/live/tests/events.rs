//! Server-sent events as a client meets them.

use reqwest::{RequestBuilder, Response};

use super::*;

const EVENTS: &str = "text/event-stream";

fn post(server: &Server, accept: &str, document: &str) -> RequestBuilder {
    reqwest::Client::new()
        .post(format!("http://{}/graphql", server.address))
        .header("accept", accept)
        .json(&json!({ "query": document }))
}

async fn chunk(answer: &mut Response) -> String {
    let chunk = tokio::time::timeout(Duration::from_secs(5), answer.chunk()).await;
    let bytes = chunk.unwrap().unwrap().unwrap_or_default();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The events of an answer, short: `next {"data":…}`, `complete `.
async fn told(answer: Response) -> Vec<String> {
    assert_eq!(answer.status(), 200);
    let text = answer.text().await.unwrap();
    let events = text
        .split("\n\n")
        .filter(|event| event.starts_with("event"));
    let short = |event: &str| event.replace("event: ", "").replace("\ndata:", "");
    events.map(short).collect()
}

#[tokio::test]
async fn a_subscription_is_told_event_by_event() {
    let server = Server::start().await;
    let document = "subscription { numbers(count: 2, pauseMs: 300) }";
    let asked = post(&server, EVENTS, document).header("accept-encoding", "gzip");
    let mut answer = asked.send().await.unwrap();
    let headers = answer.headers();
    assert_eq!(headers["content-type"], "text/event-stream; charset=utf-8");
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(headers["x-accel-buffering"], "no");
    assert!(!headers.contains_key("content-encoding"));
    let begun = std::time::Instant::now();
    assert_eq!(chunk(&mut answer).await, ":\n\n");
    assert!(begun.elapsed() < Duration::from_millis(200));
    let first = "event: next\ndata: {\"data\":{\"numbers\":0}}\n\n";
    assert_eq!(chunk(&mut answer).await, first);
    assert!(begun.elapsed() < Duration::from_millis(550), "not at once");
    let rest = answer.text().await.unwrap();
    let second = "event: next\ndata: {\"data\":{\"numbers\":1}}\n\n";
    assert_eq!(rest, format!("{second}event: complete\ndata:\n\n"));
    server.until_open(0).await;
}

#[tokio::test]
async fn every_operation_is_told_where_events_are_preferred() {
    let server = Server::start().await;
    for (document, expected) in [
        (
            "{ hello isSent }",
            r#"next {"data":{"hello":"world","isSent":true}}"#,
        ),
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ helo }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { helo }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ slow }", "TIMEOUT"),
        ("subscription { panics(at: 0) }", "INTERNAL"),
    ] {
        let told = told(post(&server, EVENTS, document).send().await.unwrap()).await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].starts_with("next {") && told[0].contains(expected),
            "{told:?}"
        );
        assert_eq!(told[1], "complete");
    }
}

#[tokio::test]
async fn events_are_for_subscriptions_where_json_is_taken_as_well() {
    let server = Server::start().await;
    let both = "application/graphql-response+json, application/json, text/event-stream";
    let answer = post(&server, both, "{ hello }").send().await.unwrap();
    assert_eq!(
        answer.headers()["content-type"],
        "application/graphql-response+json; charset=utf-8"
    );
    let document = "subscription { numbers(count: 1, pauseMs: 0) }";
    let answer = post(&server, both, document).send().await.unwrap();
    assert_eq!(told(answer).await.len(), 2);
    let answer = post(&server, "application/json", document).send().await;
    let body: Value = answer.unwrap().json().await.unwrap();
    let message = body["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains("text/event-stream") && message.contains("graphql-transport-ws"));
}

#[tokio::test]
async fn a_subscription_may_be_asked_for_by_get() {
    let server = Server::start().await;
    let uri = format!(
        "http://{}/graphql?query=subscription%7Bnumbers(count:1,pauseMs:0)%7D",
        server.address
    );
    let answer = reqwest::Client::new().get(uri).header("accept", EVENTS);
    assert_eq!(told(answer.send().await.unwrap()).await.len(), 2);
}

#[tokio::test]
async fn comments_break_the_silence_and_a_client_that_leaves_is_noticed() {
    let server = Server::with(hurried(), 10, None).await;
    let mut answer = post(&server, EVENTS, "subscription { silence }")
        .send()
        .await
        .unwrap();
    for _ in 0..4 {
        assert_eq!(chunk(&mut answer).await, ":\n\n");
    }
    server.until_open(1).await;
    drop(answer);
    server.until_open(0).await;
}

#[tokio::test]
async fn a_token_that_ends_is_told_as_the_last_event() {
    let server = Server::start().await;
    server.listed.add("good", None);
    let document = "subscription { silence }";
    let wrong = post(&server, EVENTS, document).bearer_auth("wrong");
    let wrong = told(wrong.send().await.unwrap()).await;
    assert!(wrong[0].contains("UNAUTHENTICATED"), "{wrong:?}");
    let good = post(&server, EVENTS, document).bearer_auth("good");
    let good = good.send().await.unwrap();
    server.listed.revoke("good", NOW);
    server.tokens.look().await.unwrap();
    let good = told(good).await;
    assert!(good[0].contains("UNAUTHENTICATED"), "{good:?}");
    assert_eq!(good[1], "complete");
}

#[tokio::test]
async fn a_stop_completes_at_once() {
    let server = Server::start().await;
    let answer = post(&server, EVENTS, "subscription { silence }");
    let answer = answer.send().await.unwrap();
    server.stop.send(()).unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(told(answer).await, ["complete"]);
    server.serving.await.unwrap().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn who_reads_slowly_is_not_queued_for_and_then_cut() {
    let within = Some(Duration::from_millis(300));
    let server = Server::with(Pace::default(), 10, within).await;
    let answer = post(&server, EVENTS, "subscription { flood }");
    let answer = answer.send().await.unwrap();
    server.until_open(0).await;
    let made = server.made.0.load(Ordering::Relaxed);
    assert!(made < 300, "{made}");
    drop(answer);
}
