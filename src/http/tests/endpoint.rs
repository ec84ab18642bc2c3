//! What `/graphql` answers: documents, envelopes, methods, limits and errors.

use super::*;

#[tokio::test]
async fn documents_by_post() {
    for (document, graphql, json) in [
        ("{ hello }", "200 graphql data", "200 json data"),
        ("query Q { hello }", "200 graphql data", "200 json data"),
        ("mutation { change }", "200 graphql data", "200 json data"),
        (
            "{",
            "400 graphql errors GRAPHQL_PARSE_FAILED",
            "200 json errors GRAPHQL_PARSE_FAILED",
        ),
        (
            "fragment A on Query { hello }",
            "400 graphql errors GRAPHQL_PARSE_FAILED",
            "200 json errors GRAPHQL_PARSE_FAILED",
        ),
        (
            "{ helo }",
            "400 graphql errors GRAPHQL_VALIDATION_FAILED",
            "200 json errors GRAPHQL_VALIDATION_FAILED",
        ),
        (
            "{ hello(name: 3) }",
            "400 graphql errors GRAPHQL_VALIDATION_FAILED",
            "200 json errors GRAPHQL_VALIDATION_FAILED",
        ),
        (
            "query A { hello } query B { hello }",
            "400 graphql errors BAD_INPUT",
            "200 json errors BAD_INPUT",
        ),
        (
            "subscription { x }",
            "400 graphql errors BAD_INPUT",
            "200 json errors BAD_INPUT",
        ),
        (
            "{ nullable }",
            "200 graphql data+errors UNKNOWN_LOCALE",
            "200 json data+errors UNKNOWN_LOCALE",
        ),
        (
            "{ required }",
            "200 graphql data+errors FORBIDDEN",
            "200 json data+errors FORBIDDEN",
        ),
        (
            "{ secretFailure }",
            "200 graphql data+errors INTERNAL",
            "200 json data+errors INTERNAL",
        ),
        (
            "{ knownFailure }",
            "200 graphql data+errors INTERNAL",
            "200 json data+errors INTERNAL",
        ),
        (
            "{ panics }",
            "500 graphql errors INTERNAL",
            "500 json errors INTERNAL",
        ),
        (
            "{ slow }",
            "504 graphql errors TIMEOUT",
            "504 json errors TIMEOUT",
        ),
    ] {
        assert_eq!(
            shown(post(BOTH[0].1, query(document))).await,
            graphql,
            "{document}"
        );
        assert_eq!(
            shown(post(BOTH[1].1, query(document))).await,
            json,
            "{document}"
        );
    }
}

#[tokio::test]
async fn documents_that_cost_too_much() {
    let nested = |depth: usize| {
        format!(
            "{{ {} hello {} }}",
            "nested {".repeat(depth),
            "}".repeat(depth)
        )
    };
    let fragments: String = (0..40)
        .map(|n| format!("fragment f{n} on Query {{ ...f{0} ...f{0} }} ", n + 1))
        .collect();
    for (document, is_fine) in [
        (nested(10), true),
        (nested(19), true),
        (nested(20), false),
        (nested(5_000), false),
        (
            format!(
                "{{ {} }}",
                (0..90).map(|n| format!("a{n}: hello ")).collect::<String>()
            ),
            true,
        ),
        (
            format!(
                "{{ {} }}",
                (0..600)
                    .map(|n| format!("a{n}: hello "))
                    .collect::<String>()
            ),
            false,
        ),
        (format!("{{ {} }}", "__typename ".repeat(2_500)), false),
        (format!("{{ {} }}", "hello ".repeat(5_000)), false),
        (
            format!("{{ ...f0 }} {fragments} fragment f40 on Query {{ hello }}"),
            false,
        ),
        (format!("{{ hello }} #{}", "x".repeat(32 * 1024)), false),
        (format!("{{ hello(name: {}", "[".repeat(30_000)), false),
        (
            format!("{{ {} hello {} }}", "... {".repeat(40), "}".repeat(40)),
            false,
        ),
    ] {
        let start: String = document.chars().take(60).collect();
        let expected = match is_fine {
            true => "200 graphql data",
            false => "400 graphql errors LIMIT_EXCEEDED",
        };
        assert_eq!(
            shown(post(BOTH[0].1, query(&document))).await,
            expected,
            "{start}"
        );
    }
}

#[tokio::test]
async fn envelopes_that_are_no_graphql_request() {
    let refused = |content_type: Option<&'static str>| {
        let mut request = post("*/*", query("mutation { change }"));
        request.headers_mut().remove("content-type");
        if let Some(content_type) = content_type {
            request
                .headers_mut()
                .insert("content-type", HeaderValue::from_static(content_type));
        }
        request
    };
    for (request, expected) in [
        (post("*/*", "{"), "400 json errors BAD_INPUT"),
        (post(BOTH[0].1, "{"), "400 graphql errors BAD_INPUT"),
        (post("*/*", ""), "400 json errors BAD_INPUT"),
        (
            post("*/*", "[{\"query\":\"{hello}\"}]"),
            "400 json errors BAD_INPUT",
        ),
        (
            post("*/*", "{\"query\":\"{hello}\",\"variables\":[]}"),
            "400 json errors BAD_INPUT",
        ),
        (
            post("*/*", " ".repeat(50_001)),
            "413 json errors LIMIT_EXCEEDED",
        ),
        (
            post(
                "*/*",
                Body::from_stream(futures_util::stream::iter(
                    (0..60).map(|_| Ok::<_, std::io::Error>(" ".repeat(1000))),
                )),
            ),
            "413 json errors LIMIT_EXCEEDED",
        ),
        (refused(None), "415 json errors BAD_INPUT"),
        (refused(Some("text/plain")), "415 json errors BAD_INPUT"),
        (
            refused(Some("application/x-www-form-urlencoded")),
            "415 json errors BAD_INPUT",
        ),
        (
            refused(Some("multipart/form-data; boundary=x")),
            "415 json errors BAD_INPUT",
        ),
        (
            refused(Some("application/graphql")),
            "415 json errors BAD_INPUT",
        ),
        (
            refused(Some("application/json; charset=utf-16")),
            "415 json errors BAD_INPUT",
        ),
        (
            refused(Some("application/json; charset=UTF-8")),
            "200 json data",
        ),
        (refused(Some("Application/JSON")), "200 json data"),
        (
            post("text/html", query("{ hello }")),
            "406 json errors BAD_INPUT",
        ),
        (
            post(
                "*/*",
                "{\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"00\"}}}",
            ),
            "200 json errors PERSISTED_QUERY_NOT_FOUND",
        ),
    ] {
        let name = format!("{:?}", request.headers());
        assert_eq!(shown(request).await, expected, "{name}");
    }
}

#[tokio::test]
async fn documents_by_get() {
    for (uri, expected) in [
        ("/graphql?query=%7Bhello%7D", "200 json data"),
        (
            "/graphql?query=mutation%7Bchange%7D",
            "405 json errors BAD_INPUT",
        ),
        (
            "/graphql?query=query+A%7Bhello%7Dmutation+B%7Bchange%7D&operationName=B",
            "405 json errors BAD_INPUT",
        ),
        (
            "/graphql?query=query+A%7Bhello%7Dmutation+B%7Bchange%7D&operationName=A",
            "200 json data",
        ),
        ("/graphql", "400 json errors BAD_INPUT"),
        ("/graphql?query=", "400 json errors BAD_INPUT"),
        ("/graphql?query=%7B", "200 json errors GRAPHQL_PARSE_FAILED"),
        (
            "/graphql?query=%7Bhello%7D&variables=%7B",
            "400 json errors BAD_INPUT",
        ),
    ] {
        assert_eq!(shown(get("application/json", uri)).await, expected, "{uri}");
    }
    let answer = send(get("*/*", "/graphql?query=mutation%7Bchange%7D")).await;
    assert_eq!(answer.headers()["allow"], "POST");
}

#[tokio::test]
async fn what_is_the_same_for_all_readers_may_be_stored_and_is_sent_once() {
    let uri = "/graphql?query=%7Bhello%7D";
    let first = send(get("*/*", uri)).await;
    assert_eq!(first.headers()["cache-control"], "no-cache");
    assert_eq!(first.headers()["vary"], "accept, authorization");
    let tag = first.headers()["etag"].clone();
    let conditional = |uri: &str, tag: &HeaderValue| {
        let mut request = get("*/*", uri);
        request.headers_mut().insert("if-none-match", tag.clone());
        request
    };
    let again = send(conditional(uri, &tag)).await;
    assert_eq!(again.status(), 304);
    for name in ["etag", "cache-control", "vary"] {
        assert_eq!(again.headers()[name], first.headers()[name], "{name}");
    }
    assert!(text(again).await.is_empty());
    let mut by_post = post("*/*", query("{ hello }"));
    by_post.headers_mut().insert("if-none-match", tag.clone());
    let by_post = send(by_post).await;
    assert_eq!(
        (by_post.status().as_u16(), &by_post.headers()["etag"]),
        (200, &tag)
    );
    let other = send(conditional("/graphql?query=%7Bnested%7Bhello%7D%7D", &tag)).await;
    assert_eq!(other.status(), 200);
    assert_ne!(other.headers()["etag"], tag);
}

#[tokio::test]
async fn what_is_not_for_all_readers_may_not_be_stored() {
    let mut with_token = get("*/*", "/graphql?query=%7Bhello%7D");
    with_token
        .headers_mut()
        .insert("authorization", HeaderValue::from_static("Bearer x"));
    for request in [
        with_token,
        get("*/*", "/graphql?query=%7Bnullable%7D"),
        get("*/*", "/graphql?query=%7Bhelo%7D"),
        get("*/*", "/graphql?query=mutation%7Bchange%7D"),
        get("text/html", "/graphql"),
        post("*/*", query("mutation { change }")),
    ] {
        let shown = format!("{request:?}");
        let answer = send(request).await;
        assert_eq!(answer.headers()["cache-control"], "no-store", "{shown}");
        assert!(!answer.headers().contains_key("etag"), "{shown}");
    }
}

#[tokio::test]
async fn other_methods_are_named_in_allow() {
    let request = Request::put("/graphql").body(Body::empty()).unwrap();
    let answer = send(request).await;
    assert_eq!(answer.status(), 405);
    assert_eq!(answer.headers()["allow"], "GET, HEAD, POST, OPTIONS");
    assert_eq!(
        body(answer).await["errors"][0]["extensions"]["code"],
        "BAD_INPUT"
    );
}

#[tokio::test]
async fn variables_and_the_operation_s_name_are_handed_on() {
    let request = json!({
        "query": "query A { hello } query B($name: String) { hello(name: $name) }",
        "operationName": "B",
        "variables": { "name": "Ada" },
    });
    let answer = send(post("*/*", request.to_string())).await;
    assert_eq!(
        body(answer).await,
        json!({ "data": { "hello": "hello Ada" } })
    );
}

#[tokio::test]
async fn variables_without_a_value_they_need() {
    let invalid = "400 graphql errors GRAPHQL_VALIDATION_FAILED";
    let include = "query($f: Boolean!) { hello @include(if: $f) }";
    let late = "query($ms: Int!) { late(ms: $ms) }";
    let chosen = "query($f: String) { chosen(by: {key: $f}) }";
    for (document, variables, expected) in [
        (include, json!({}), invalid),
        (include, json!({"f": null}), invalid),
        (include, json!({"f": true}), "200 graphql data"),
        (late, json!({}), invalid),
        (late, json!({"ms": null}), invalid),
        (
            late,
            json!({"ms": 0, "undeclared": null}),
            "200 graphql data",
        ),
        (chosen, json!({"f": "a"}), "200 graphql data"),
        (chosen, json!({}), "200 graphql data+errors BAD_INPUT"),
        (chosen, json!({"f": null}), invalid),
        (
            "query($name: String) { hello(name: $name) }",
            json!({}),
            "200 graphql data",
        ),
    ] {
        let request = json!({ "query": document, "variables": variables });
        assert_eq!(
            shown(post(BOTH[0].1, request.to_string())).await,
            expected,
            "{request}"
        );
    }
    let answer = body(send(post("*/*", query(late))).await).await;
    assert_eq!(
        answer["errors"][0]["message"],
        "the variable `$ms` of type `Int!` is not given"
    );
}

#[tokio::test]
async fn a_cost_above_the_limit_names_the_limit() {
    let fields: String = (0..501).map(|n| format!("a{n}: hello ")).collect();
    let answer = body(send(post("*/*", query(&format!("{{ {fields} }}")))).await).await;
    let error = &answer["errors"][0];
    assert_eq!(
        error["message"],
        "a query may cost at most 500; ask for smaller pages or fewer fields"
    );
    assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED");
}

#[tokio::test]
async fn a_failed_field_is_null_and_the_order_is_the_document_s() {
    let document = "{ slower: late(ms: 20) nullable sooner: late(ms: 0) nested { nullable } }";
    let answer = text(send(post("*/*", query(document))).await).await;
    let data = "{\"data\":{\"slower\":20,\"nullable\":null,\"sooner\":0,\"nested\":{\"nullable\":null}},\"errors\":";
    assert!(answer.starts_with(data), "{answer}");
}

#[tokio::test]
async fn a_document_full_of_mistakes_gets_some_of_its_errors() {
    let document = format!(
        "{{ {} }}",
        (0..100).map(|n| format!("a{n} ")).collect::<String>()
    );
    let answer = body(send(post("*/*", query(&document))).await).await;
    assert_eq!(answer["errors"].as_array().unwrap().len(), 20);
}

#[tokio::test]
async fn errors_say_what_is_wrong_and_where() {
    for (document, message, line, column) in [
        (
            "{\n  hello(\n}",
            "the document cannot be read at line 3, column 1: expected a name, found `}`",
            3,
            1,
        ),
        (
            "{ helo }",
            "Unknown field \"helo\" on type \"Query\". Did you mean \"hello\"?",
            1,
            3,
        ),
    ] {
        let error = body(send(post("*/*", query(document))).await).await["errors"][0].clone();
        assert_eq!(error["message"], message);
        assert_eq!(
            error["locations"],
            json!([{ "line": line, "column": column }])
        );
    }
}

#[tokio::test]
async fn the_server_s_own_failures_show_a_request_id_and_nothing_else() {
    for document in ["{ secretFailure }", "{ knownFailure }", "{ panics }"] {
        let mut request = post("*/*", query(document));
        request
            .headers_mut()
            .insert("x-request-id", HeaderValue::from_static("report-7"));
        let answer = send(request).await;
        assert_eq!(answer.headers()["x-request-id"], "report-7");
        let text = text(answer).await;
        assert!(
            !text.contains("hunter2") && !text.contains("a bug"),
            "{text}"
        );
        let body: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            body["errors"][0]["extensions"]["requestId"], "report-7",
            "{text}"
        );
    }
}

#[tokio::test]
async fn introspection_by_a_playground_is_within_the_limits() {
    let of_type = "ofType { kind name ".repeat(9) + &"}".repeat(9);
    let document = format!(
        "query IntrospectionQuery {{ __schema {{ queryType {{ name }} types {{ ...FullType }} directives {{ name args {{ ...InputValue }} }} }} }}
        fragment FullType on __Type {{ kind name fields(includeDeprecated: true) {{ name args {{ ...InputValue }} type {{ ...TypeRef }} }}
          inputFields {{ ...InputValue }} interfaces {{ ...TypeRef }} enumValues {{ name }} possibleTypes {{ ...TypeRef }} }}
        fragment InputValue on __InputValue {{ name type {{ ...TypeRef }} defaultValue }}
        fragment TypeRef on __Type {{ kind name {of_type} }}"
    );
    assert_eq!(shown(post("*/*", query(&document))).await, "200 json data");
}
