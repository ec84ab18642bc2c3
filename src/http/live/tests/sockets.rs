//! WebSockets as a client meets them.

use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use super::*;

#[tokio::test]
async fn every_kind_of_operation_is_told() {
    let server = Server::start().await;
    let mut client = server.client().await;
    for (document, expected) in [
        (
            "{ hello isSent }",
            vec![r#"next 1 {"hello":"world","isSent":true}"#, "complete 1"],
        ),
        (
            "subscription { numbers(count: 2, pauseMs: 1) }",
            vec![
                r#"next 1 {"numbers":0}"#,
                r#"next 1 {"numbers":1}"#,
                "complete 1",
            ],
        ),
        ("{", vec!["error 1 GRAPHQL_PARSE_FAILED"]),
        ("{ helo }", vec!["error 1 GRAPHQL_VALIDATION_FAILED"]),
        (
            "subscription { numbers(count: 2) }",
            vec!["error 1 GRAPHQL_VALIDATION_FAILED"],
        ),
        (
            "query ($a: Int!) { hello @include(if: $a) }",
            vec!["error 1 GRAPHQL_VALIDATION_FAILED"],
        ),
        (
            "{ a: hello } query B { hello }",
            vec!["error 1 GRAPHQL_PARSE_FAILED"],
        ),
        (
            "query A { hello } query B { hello }",
            vec!["error 1 BAD_INPUT"],
        ),
        ("{ slow }", vec!["error 1 TIMEOUT"]),
        (
            "subscription { closed }",
            vec!["next 1 null INTERNAL", "complete 1"],
        ),
        (
            "subscription { panics(at: 1) }",
            vec![r#"next 1 {"panics":0}"#, "error 1 INTERNAL"],
        ),
    ] {
        client.subscribe("1", document).await;
        for told in expected {
            assert_eq!(client.told().await, told, "{document}");
        }
    }
    let long = format!(
        "{{ {} }}",
        (0..60).map(|n| format!("a{n}: hello ")).collect::<String>()
    );
    client.subscribe("1", &long).await;
    assert_eq!(client.told().await, "error 1 LIMIT_EXCEEDED");
}

#[tokio::test]
async fn two_operations_run_at_once_and_end_from_either_side() {
    let server = Server::start().await;
    let mut client = server.client().await;
    client.subscribe("a", "subscription { silence }").await;
    client
        .subscribe("b", "subscription { numbers(count: 1, pauseMs: 50) }")
        .await;
    assert_eq!(client.told().await, r#"next b {"numbers":0}"#);
    assert_eq!(client.told().await, "complete b");
    client.say(json!({"type": "complete", "id": "a"})).await;
    client.subscribe("a", "{ hello }").await;
    assert_eq!(client.told().await, r#"next a {"hello":"world"}"#);
    assert_eq!(client.told().await, "complete a");
    client
        .subscribe("c", "subscription { numbers(count: 1000, pauseMs: 1) }")
        .await;
    assert_eq!(client.told().await, r#"next c {"numbers":0}"#);
    client.say(json!({"type": "complete", "id": "c"})).await;
    client
        .say(json!({"type": "ping", "payload": {"x": 1}}))
        .await;
    loop {
        let message = client.hear().await;
        if message["type"] == "pong" {
            assert_eq!(message, json!({"type": "pong", "payload": {"x": 1}}));
            break;
        }
    }
    client.subscribe("d", "{ hello }").await;
    assert_eq!(client.told().await, r#"next d {"hello":"world"}"#);
}

#[tokio::test]
async fn one_operation_too_many_is_refused_alone() {
    let server = Server::start().await;
    let mut client = server.client().await;
    for id in 0..=conversation::OPERATIONS_MAX {
        client
            .subscribe(&id.to_string(), "subscription { silence }")
            .await;
    }
    assert_eq!(client.told().await, "error 100 LIMIT_EXCEEDED");
}

#[tokio::test]
async fn what_breaks_the_protocol_closes_the_connection() {
    let server = Server::start().await;
    let init = json!({"type": "connection_init"}).to_string();
    let subscribe = |document: &str| {
        json!({"type": "subscribe", "id": "a", "payload": {"query": document}}).to_string()
    };
    let silence = subscribe("subscription { silence }");
    let with = |payload: Value| json!({"type": "connection_init", "payload": payload}).to_string();
    for (messages, code, reason) in [
        (vec!["nonsense"], 4400, "the message cannot be read"),
        (
            vec![&init, r#"{"type":"next"}"#],
            4400,
            "a client sends no message of the type `next`",
        ),
        (vec![&silence], 4401, "send `connection_init`"),
        (
            vec![&with(json!({"token": "wrong"}))],
            4403,
            "the token is not valid",
        ),
        (
            vec![&with(json!({"Authorization": "Basic x"}))],
            4403,
            "the payload needs",
        ),
        (
            vec![&init, &silence, &silence],
            4409,
            "Subscriber for a already exists",
        ),
        (vec![&init, &init], 4429, "Too many initialisation requests"),
        (
            vec![&init, &subscribe(&"x".repeat(10_000))],
            1009,
            "a message has at most 10000 bytes",
        ),
    ] {
        let mut client = server.connect().await;
        for message in &messages {
            client.write(*message).await;
        }
        let closed = client.closed().await;
        assert_eq!(closed.0, code, "{closed:?}");
        assert!(closed.1.starts_with(reason), "{closed:?}");
    }
    for (rsv1, text, code) in [(false, b"\xff", 1007), (true, b"a", 1002)] {
        let mut frame = Frame::message(text.to_vec(), OpCode::Data(Data::Text), true);
        frame.header_mut().rsv1 = rsv1;
        let mut client = server.client().await;
        client.0.send(Message::Frame(frame)).await.unwrap();
        assert_eq!(client.closed().await.0, code);
    }
    let mut client = server.client().await;
    client
        .0
        .send(Message::Binary(vec![1].into()))
        .await
        .unwrap();
    assert_eq!(client.closed().await.0, 4400);
    server.until_open(0).await;
}

#[tokio::test]
async fn another_subprotocol_is_turned_away() {
    let server = Server::start().await;
    let mut client = server.connect_as(None, None).await;
    assert_eq!(client.closed().await.0, 4406);
    server.until_open(0).await;
}

#[tokio::test]
async fn who_does_not_say_anything_is_closed() {
    let server = Server::with(hurried(), 10, None).await;
    let mut client = server.connect().await;
    assert_eq!(client.closed().await.0, 4408);
}

#[tokio::test]
async fn a_token_comes_by_header_or_by_payload_and_its_end_closes() {
    let server = Server::start().await;
    server.listed.add("good", None);
    server.listed.add("old", Some(NOW));
    let header = ("good", json!({"type": "connection_init"}));
    let payload = (
        "old",
        json!({"type": "connection_init", "payload": {"authorization": "Bearer good"}}),
    );
    let mut clients = Vec::new();
    for (token, init) in [header, payload] {
        let mut client = server
            .connect_as(Some("graphql-transport-ws"), Some(token))
            .await;
        client.say(init).await;
        assert_eq!(client.told().await, "connection_ack -");
        client.subscribe("1", "subscription { silence }").await;
        clients.push(client);
    }
    let mut expired = server
        .connect_as(Some("graphql-transport-ws"), Some("old"))
        .await;
    expired.say(json!({"type": "connection_init"})).await;
    assert_eq!(expired.closed().await.0, 4403);
    let mut stranger = server.client().await;
    server.tokens.look().await.unwrap();
    server.listed.revoke("good", NOW);
    server.tokens.look().await.unwrap();
    for mut client in clients {
        let (code, reason) = client.closed().await;
        assert_eq!(code, 4403);
        assert!(reason.contains("revoked"), "{reason}");
    }
    stranger.subscribe("1", "{ hello }").await;
    assert_eq!(stranger.told().await, r#"next 1 {"hello":"world"}"#);
}

#[tokio::test]
async fn a_database_that_is_away_closes_nothing_that_is_open() {
    let server = Server::start().await;
    server.listed.add("good", None);
    let init = json!({"type": "connection_init", "payload": {"token": "good"}});
    let mut open = server.connect().await;
    open.say(init.clone()).await;
    assert_eq!(open.told().await, "connection_ack -");
    server.listed.go_away();
    assert!(server.tokens.look().await.is_err());
    let mut new = server.connect().await;
    new.say(init).await;
    // Clients try again after this code, and not after others.
    assert_eq!(new.closed().await.0, 1013);
    open.subscribe("1", "{ hello }").await;
    assert_eq!(open.told().await, r#"next 1 {"hello":"world"}"#);
}

#[tokio::test]
async fn a_stop_closes_at_once_and_is_waited_for() {
    let server = Server::start().await;
    let mut client = server.client().await;
    client.subscribe("1", "subscription { silence }").await;
    server.stop.send(()).unwrap();
    let begun = std::time::Instant::now();
    let (code, reason) = client.closed().await;
    assert_eq!(
        (code, reason.as_str()),
        (1001, "the server is stopping; connect again")
    );
    // The client's answer to the close.
    let _ = client.0.next().await;
    server.serving.await.unwrap().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert_eq!(server.connections.count(), 0);
}

#[tokio::test]
async fn who_is_silent_is_pinged_and_who_does_not_answer_is_dropped() {
    let server = Server::with(hurried(), 10, None).await;
    let mut client = server.client().await;
    // Whoever reads answers pings, and stays.
    for _ in 0..8 {
        assert!(matches!(client.frame().await, Message::Ping(_)));
    }
    let silent = server.client().await;
    server.until_open(2).await;
    drop(client);
    server.until_open(1).await;
    server.until_open(0).await;
    drop(silent);
}

#[tokio::test]
async fn who_reads_slowly_is_not_queued_for_and_then_cut() {
    let within = Some(Duration::from_millis(300));
    let server = Server::with(Pace::default(), 10, within).await;
    let mut client = server.client().await;
    client.subscribe("1", "subscription { flood }").await;
    server.until_open(0).await;
    // What the kernel's buffers hold, and one more.
    let made = server.made.0.load(Ordering::Relaxed);
    assert!(made < 300, "{made}");
}

#[tokio::test]
async fn one_connection_too_many_is_refused_before_it_is_one() {
    let server = Server::with(Pace::default(), 1, None).await;
    let client = server.client().await;
    let asked = reqwest::Client::new()
        .get(format!("http://{}/graphql", server.address))
        .header("connection", "upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
        .send();
    let answer = asked.await.unwrap();
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.headers()["retry-after"], "5");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
    drop(client);
    server.until_open(0).await;
    server.client().await;
}
