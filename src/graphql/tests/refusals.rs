//! What a client is told when a request cannot be answered: before any database is asked.

use async_graphql::Request;
use serde_json::{Value, json};

use super::fixture;
use crate::graphql::schema;

async fn errors(query: &str) -> Vec<Value> {
    let schema =
        schema::without_reader(fixture::site(), fixture::clock(), schema::Limits::default());
    let response = schema.execute(Request::new(query)).await;
    let errors = response.errors.iter();
    errors
        .map(|error| serde_json::to_value(error).unwrap())
        .collect()
}

#[tokio::test]
async fn an_unknown_locale_names_the_known_ones_and_the_nearest() {
    for (query, nearest) in [
        ("{ posts(locale: \"dee\") { totalCount } }", json!("de")),
        ("{ posts(locale: \"pt\") { totalCount } }", json!("pt-BR")),
        (
            "{ tags(locale: \"klingonese\") { totalCount } }",
            Value::Null,
        ),
        (
            "{ route(path: \"/en\", fallback: [\"en\", \"klingonese\"]) { __typename } }",
            Value::Null,
        ),
        ("{ paths(locale: \"de_DE\") { totalCount } }", json!("de")),
        ("{ navigation(locale: \"de-CH\") { title } }", json!("de")),
        ("{ messages(locale: \"de-CH\") { key } }", json!("de")),
        (
            "{ post(by: {key: \"a\"}, locale: \"de-CH\") { key } }",
            json!("de"),
        ),
        (
            "{ posts(locale: \"en\", filter: {translatedInto: {none: [\"de-CH\"]}}) { totalCount } }",
            json!("de"),
        ),
    ] {
        let errors = errors(query).await;
        assert_eq!(errors.len(), 1, "{query}");
        let extensions = &errors[0]["extensions"];
        assert_eq!(extensions["code"], "UNKNOWN_LOCALE", "{query}");
        assert_eq!(
            extensions["locales"],
            json!(["en", "de", "pt-BR", "ru"]),
            "{query}"
        );
        assert_eq!(extensions["nearest"], nearest, "{query}");
    }
}

#[tokio::test]
async fn bad_input_is_named() {
    for (query, code, message) in [
        (
            "{ posts(locale: \"en\", first: 101) { totalCount } }",
            "BAD_INPUT",
            "`first` is 101; allowed is 1 to 100",
        ),
        (
            "{ tags(locale: \"en\", first: 1, last: 1) { totalCount } }",
            "BAD_INPUT",
            "`last` cannot be given together with `first`",
        ),
        (
            "{ paths(first: 0) { totalCount } }",
            "BAD_INPUT",
            "`first` is 0; allowed is 1 to 100",
        ),
        (
            "{ node(id: \"x\") { id } }",
            "BAD_INPUT",
            "`id` has `x`, which is no id that this server has given out",
        ),
        (
            "{ post(by: {postId: \"x\"}) { key } }",
            "BAD_INPUT",
            "`postId` is no id that this server has given out",
        ),
        (
            "{ tag(by: {tagId: \"p7\"}) { key } }",
            "BAD_INPUT",
            "`tagId` is no id that this server has given out",
        ),
        (
            "{ posts(locale: \"en\", filter: {section: \"/a\"}) { totalCount } }",
            "BAD_INPUT",
            "`section` is the key of a folder, such as `docs/guide`; the empty text is the root",
        ),
        (
            "{ navigation(locale: \"en\", depth: 0) { title } }",
            "BAD_INPUT",
            "`depth` is 0; allowed is 1 to 20",
        ),
        (
            "{ messages(locale: \"en\", args: [1]) { key } }",
            "BAD_INPUT",
            "`args` is an object, such as `{\"minutes\": 4}`",
        ),
        (
            "{ locales { name(in: \"not a tag\") } }",
            "BAD_INPUT",
            "`in` is `not a tag`, which is no language tag",
        ),
        (
            "{ posts(locale: 1) { totalCount } }",
            "BAD_INPUT",
            "Failed to parse \"Locale\": a locale is a language tag, such as `pt-BR`",
        ),
        (
            "{ paths(updatedSince: \"yesterday\") { totalCount } }",
            "BAD_INPUT",
            "Failed to parse \"DateTime\": an instant is written as in RFC 3339, such as `2026-01-31T12:00:00Z`",
        ),
    ] {
        let errors = errors(query).await;
        assert_eq!(errors[0]["extensions"]["code"], code, "{query}");
        assert_eq!(errors[0]["message"], message, "{query}");
    }
}

#[tokio::test]
async fn limits_hold() {
    let paths = vec!["\"/en\""; 101].join(",");
    let deep = format!(
        "{{ posts(locale: \"en\") {{ nodes {{ {} title {} }} }} }}",
        "previous {".repeat(30),
        "}".repeat(30)
    );
    let wide = "{ posts(locale: \"en\", first: 100) { nodes { tags { posts(first: 100) { nodes { title path url } } } } } }";
    for (query, message) in [
        (
            format!("{{ routes(paths: [{paths}]) {{ __typename }} }}"),
            "`paths` has 101 entries; at most 100 are allowed",
        ),
        (deep, "Query is nested too deep."),
        (wide.to_owned(), "Query is too complex."),
    ] {
        let errors = errors(&query).await;
        assert_eq!(errors[0]["message"], message, "{errors:?}");
    }
}

#[tokio::test]
async fn locales_and_messages_need_no_database() {
    let schema =
        schema::without_reader(fixture::site(), fixture::clock(), schema::Limits::default());
    let query = "{ locales { code name inEnglish: name(in: \"EN\") direction path isDefault fallback }
        messages(locale: \"PT_br\", keys: [\"reading-time\"], args: {minutes: 4}) { key text locale isFallback attributes } }";
    let response = schema.execute(query).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    let answer = response.data.into_json().unwrap();
    assert_eq!(
        answer["locales"][2],
        json!({
            "code": "pt-BR", "name": "português (Brasil)", "inEnglish": "Brazilian Portuguese", "direction": "LTR",
            "path": "/pt-BR", "isDefault": false, "fallback": ["en"],
        })
    );
    assert_eq!(
        answer["messages"],
        json!([{"key": "reading-time", "text": "4 min read", "locale": "en", "isFallback": true, "attributes": {}}])
    );
}
