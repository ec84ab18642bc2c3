//! Front matter as authors write it, and as they should not have.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

fn values(yaml: &str) -> Value {
    let text = format!("---\n{yaml}\n---\n");
    let file = read(&text, Rules::Own);
    assert_eq!(file.diagnostics, [], "{yaml}");
    Value::Object(file.values)
}

#[test]
fn yaml_is_understood_as_its_authors_meant_it() {
    for (yaml, expected) in [
        ("title: Hello", json!({"title": "Hello"})),
        (
            "a: yes\nb: 010\nc: 2024-12-03\nd: 12:30:00",
            json!({"a": "yes", "b": 10, "c": "2024-12-03", "d": "12:30:00"}),
        ),
        (
            "a: ~\nb:\nc: null",
            json!({"a": null, "b": null, "c": null}),
        ),
        (
            "a: 'it''s'\nb: \"x\\ty\"",
            json!({"a": "it's", "b": "x\ty"}),
        ),
        (
            "a: >-\n  one\n  two\nb: |\n  one\n  two",
            json!({"a": "one two", "b": "one\ntwo\n"}),
        ),
        ("tags: [a, \"b c\", 3]", json!({"tags": ["a", "b c", 3]})),
        ("tags:\n- a\n- b", json!({"tags": ["a", "b"]})),
        ("a: {b: 1, c: [x]}", json!({"a": {"b": 1, "c": ["x"]}})),
        ("a.b: 1\na.c: 2", json!({"a": {"b": 1, "c": 2}})),
        (
            "seo:\n  title: x\nseo.image: y",
            json!({"seo": {"title": "x", "image": "y"}}),
        ),
        (
            "hero.links.0.label: x",
            json!({"hero": {"links": [{"label": "x"}]}}),
        ),
        ("\"a.b\": 1\n1.2.0: old", json!({"a.b": 1, "1.2.0": "old"})),
        ("a: &x [1]\nb: *x", json!({"a": [1], "b": [1]})),
        ("a: !!str 12", json!({"a": "12"})),
        ("1: a\ntrue: b", json!({"1": "a", "true": "b"})),
        ("# only a comment", json!({})),
        ("a: 1 # why", json!({"a": 1})),
        ("<<: x", json!({"<<": "x"})),
        (
            "заголовок: Привет, мир",
            json!({"заголовок": "Привет, мир"}),
        ),
    ] {
        assert_eq!(values(yaml), expected, "{yaml}");
    }
}

#[test]
fn the_block_ends_where_markdown_begins() {
    for (text, markdown, line) in [
        ("---\na: 1\n---\nText", "Text", 4),
        ("---\na: 1\n---\n\nText\n", "\nText\n", 4),
        ("---\r\na: 1\r\n---\r\nText\r\n", "Text\r\n", 4),
        ("\u{feff}---\na: 1\n---\nText", "Text", 4),
        ("---\na: 1\n---", "", 4),
        ("--- \na: 1\n---  \nText", "Text", 4),
        ("---\n---\nText", "Text", 3),
        ("---\na: |\n  x\n  ---\n  y\n---\nText", "Text", 7),
        ("Text\n---\na: 1\n---\n", "Text\n---\na: 1\n---\n", 1),
        ("---\n\nText after a rule", "---\n\nText after a rule", 1),
        ("----\na: 1\n---\n", "----\na: 1\n---\n", 1),
        ("", "", 1),
        ("---", "---", 1),
    ] {
        let file = read(text, Rules::Own);
        assert_eq!(
            (file.markdown, file.markdown_line),
            (markdown, line),
            "{text:?}"
        );
        assert_eq!(file.diagnostics, [], "{text:?}");
    }
}

#[test]
fn nuxt_rules_keep_the_quirks_of_the_reference() {
    for (text, markdown, line) in [
        ("---\n---\nText", "---\n---\nText", 1),
        ("---\na: 1\n--- Text\nmore", " Text\nmore", 3),
        ("---\na: 1\n---\nText", "Text", 4),
    ] {
        let file = read(text, Rules::Nuxt);
        assert_eq!(
            (file.markdown, file.markdown_line),
            (markdown, line),
            "{text:?}"
        );
    }
    let file = read("---\n\"a.b\": 1\n---\n", Rules::Nuxt);
    assert_eq!(Value::Object(file.values), json!({"a": {"b": 1}}));
}

#[test]
fn windows_line_ends_do_not_reach_the_values() {
    let file = read(
        "---\r\na: >-\r\n  one\r\n  two\r\nb: |\r\n  one\r\n  two\r\nc: x\r\n---\r\n",
        Rules::Own,
    );
    assert_eq!(
        Value::Object(file.values),
        json!({"a": "one two", "b": "one\ntwo\n", "c": "x"})
    );
}

#[test]
fn every_top_level_key_has_its_place() {
    let file = read(
        "---\ntitle: x\nseo.title: y\n\"quoted\": z\nnested:\n  title: w\n---\n",
        Rules::Own,
    );
    let place = |key| file.place_of(key).map(|place| (place.line, place.column));
    assert_eq!(place("title"), Some((2, 1)));
    assert_eq!(place("seo"), Some((3, 1)));
    assert_eq!(place("quoted"), Some((4, 1)));
    assert_eq!(place("nested"), Some((5, 1)));
    assert_eq!(place("other"), None);
}

#[test]
fn what_can_be_read_is_read_and_the_rest_reported() {
    for (yaml, expected, problems) in [
        (
            "a: 1\ntitle: Foo: bar\nb: 2",
            json!({"a": 1, "b": 2}),
            vec![("BAD_YAML", 3)],
        ),
        ("a: [1, 2\nb: 3", json!({"b": 3}), vec![("BAD_YAML", 3)]),
        (
            "a: \"open\nb: 3\nc: 4",
            json!({"b": 3, "c": 4}),
            vec![("BAD_YAML", 2)],
        ),
        ("a: 1\n\tb: 2\nc: 3", json!({"c": 3}), vec![("BAD_YAML", 2)]),
        ("a: 1\na: 2", json!({"a": 2}), vec![("DUPLICATE_KEY", 3)]),
        (
            "a:\n  b: 1\n  b: 2",
            json!({"a": {"b": 2}}),
            vec![("DUPLICATE_KEY", 4)],
        ),
        ("a: 1\na.b: 2", json!({"a": 1}), vec![("DUPLICATE_KEY", 3)]),
        ("a: *nothing\nb: 1", json!({"b": 1}), vec![("BAD_YAML", 2)]),
        ("? [x]\n: 1\nb: 1", json!({"b": 1}), vec![("BAD_YAML", 2)]),
        ("- a\n- b", json!({}), vec![("BAD_YAML", 2)]),
        ("only text", json!({}), vec![("BAD_YAML", 2)]),
        (
            "a: @x\nb: `y`\nc: 1",
            json!({"c": 1}),
            vec![("BAD_YAML", 2), ("BAD_YAML", 3)],
        ),
    ] {
        let text = format!("---\n{yaml}\n---\nText");
        let file = read(&text, Rules::Own);
        let found: Vec<_> = file
            .diagnostics
            .iter()
            .map(|problem| {
                (
                    problem.code,
                    problem.place.as_ref().and_then(|place| place.line).unwrap(),
                )
            })
            .collect();
        assert_eq!(
            (Value::Object(file.values), found),
            (expected, problems),
            "{yaml}\n{:?}",
            file.diagnostics
        );
        assert_eq!(file.markdown, "Text", "{yaml}");
    }
}

#[test]
fn an_unclosed_block_is_markdown_and_a_warning() {
    let text = "---\ntitle: x\n\nText\n";
    let file = read(text, Rules::Own);
    assert_eq!(file.markdown, text);
    assert_eq!(
        file.diagnostics.first().map(|problem| problem.code),
        Some("FRONT_MATTER_NOT_CLOSED")
    );
}

#[test]
fn hostile_yaml_is_refused_in_little_time() {
    let bomb = std::iter::once("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned())
        .chain((1..12).map(|i| {
            format!(
                "a{i}: &a{i} [{}]\n",
                vec![format!("*a{}", i - 1); 10].join(", ")
            )
        }))
        .collect::<String>();
    let long_text = format!(
        "a: &a {}\n{}",
        "x".repeat(100_000),
        "b: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n".repeat(10)
    );
    for text in [
        bomb,
        long_text,
        "a: ".to_owned() + &"[".repeat(10_000),
        "- ".repeat(10_000),
        (0..5_000)
            .map(|i| format!("{}a:\n", " ".repeat(i.min(150))))
            .collect(),
        "a: &a [*a]".to_owned(),
        "x".repeat(BYTES_MAX + 1),
        "a: \"\n".repeat(50_000),
        "a: 1\n".repeat(50_000) + "b: [",
    ] {
        let yaml = read_yaml(&text);
        assert!(
            yaml.diagnostics
                .iter()
                .any(|problem| matches!(problem.code, "BAD_YAML" | "DUPLICATE_KEY")),
            "{}",
            &text[..20]
        );
        assert!(yaml.diagnostics.len() <= 20);
    }
}

#[test]
fn what_is_written_is_pleasant_to_read() {
    let values = json!({
        "title": "FastAPI vs. Django",
        "description": "Line one.\nLine two: more",
        "date": "2024-12-03",
        "readTime": "9 min",
        "path": "/en/blog/x",
        "draft": false,
        "rating": 4.5,
        "version": "1.0",
        "answer": "yes",
        "tags": ["Python", "C #", "# one"],
        "seo": {"title": null, "image": ""},
        "links": [{"label": "a", "to": "https://a.example"}, {"label": "b"}],
        "a.b": [],
        "matrix": [[1, 2], [3]],
    });
    let expected = r##"---
title: FastAPI vs. Django
description: |-
  Line one.
  Line two: more
date: 2024-12-03
readTime: 9 min
path: /en/blog/x
draft: false
rating: 4.5
version: "1.0"
answer: "yes"
tags:
  - Python
  - "C #"
  - "# one"
seo:
  title: null
  image: ""
links:
  - label: a
    to: https://a.example
  - label: b
"a.b": []
matrix:
  -
    - 1
    - 2
  -
    - 3
---
"##;
    assert_eq!(write(values.as_object().unwrap()), expected);
}

#[test]
fn markdown_that_looks_like_front_matter_is_kept_apart() {
    for markdown in ["---\na: 1\n---\n", "---\n---\n", "Text", "", "---\n"] {
        let text = join(&Map::new(), markdown);
        let file = read(&text, Rules::Own);
        assert_eq!((file.markdown, file.values.len()), (markdown, 0));
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        ".{0,20}",
        "[a-z:#\\-?!&*%@`'\"\\[\\]{}|>,. \n\t\r]{0,12}",
        "(true|no|null|~|0x1|1_0|1:2|\\.5|\\+1|---|\\.\\.\\.|=|<<)",
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn what_is_written_reads_back(entries in prop::collection::vec((".{0,12}|[a-z.\" :\n]{0,8}|[a-z]{1000,1300}", any_json()), 0..6)) {
        let values: Map<String, Value> = entries.into_iter().collect();
        let text = write(&values);
        let file = read(&text, Rules::Own);
        prop_assert_eq!(&file.diagnostics, &[], "{}", text);
        prop_assert_eq!(&file.values, &values, "{}", text);
        prop_assert_eq!(file.markdown, "");
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[a-c:#\\-?!&*%@'\"\\[\\]{}|>,. \n\t\r\u{feff}é]{0,80}") {
        let block = format!("---\n{text}\n---\n");
        let _ = read(&block, Rules::Own);
        let _ = read(&block, Rules::Nuxt);
        let _ = read_yaml(&text);
    }
}
