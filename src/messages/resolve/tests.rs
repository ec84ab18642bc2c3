//! What a pattern writes: every kind of expression, and everything that must not hurt.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::file;
use super::super::output::TEXT_BYTES_MAX;
use super::*;
use crate::domain::locale::Locale;

fn bundle(tag: &str, text: &str) -> Bundle {
    let mut bundle = Bundle::new(Locale::parse(tag).unwrap());
    let (entries, diagnostics) = file::parse("test.ftl", text.as_bytes());
    assert_eq!(diagnostics, []);
    bundle.add_site(entries.into_iter().map(Arc::new));
    bundle
}

fn json(args: &str) -> Args {
    Args::from_json(
        serde_json::from_str::<serde_json::Value>(args)
            .unwrap()
            .as_object()
            .unwrap(),
    )
}

fn written(bundle: &Bundle, key: &str, args: &Args) -> String {
    format(
        bundle,
        bundle.get(key).unwrap().value.as_ref().unwrap(),
        args,
    )
}

#[test]
fn expressions_are_written_as_the_specification_says() {
    let english = bundle(
        "en",
        r#"
plain = Hello
variable = Hello, { $name }!
string = { "{" }{ "\u00e9" }{ "\U01F600" } { "" }
number = { 1.50 } and { 1234 }
message = { plain }, { title.of }!
title = Title
    .of = of { $name }
term = { -brand } { -brand(case: "long") } { -brand(size: 3) }
-brand = { $case ->
   *[short] Iso
    [long] Isogloss { $name }
}
    .gender = neuter
by-term = { -brand.gender ->
    [neuter] it
   *[other] they
}
nested = { { $name } }
multi =
    one
      two
    three
selector = { $name ->
    [Ann] A
   *[other] B
}
exact = { $n ->
    [0] none
    [1.0] single
    [one] never
   *[other] { $n } many
}
order = { NUMBER($n, type: "ordinal") ->
    [one] { $n }st
    [two] { $n }nd
    [few] { $n }rd
   *[other] { $n }th
}
options = { NUMBER($n, minimumFractionDigits: 2) } { NUMBER($n, style: "percent") }
date = { DATETIME($date, dateStyle: "long") }
"#,
    );
    for (key, args, expected) in [
        ("plain", "{}", "Hello"),
        ("variable", r#"{"name":"Ann"}"#, "Hello, Ann!"),
        ("variable", r#"{"name":1234.5}"#, "Hello, 1,234.5!"),
        ("variable", r#"{"name":true}"#, "Hello, true!"),
        ("string", "{}", "{é😀 "),
        ("number", "{}", "1.50 and 1,234"),
        ("message", r#"{"name":"x"}"#, "Hello, of x!"),
        ("term", r#"{"name":"x"}"#, "Iso Isogloss {$name} Iso"),
        ("by-term", "{}", "it"),
        ("nested", r#"{"name":"x"}"#, "x"),
        ("multi", "{}", "one\n  two\nthree"),
        ("selector", r#"{"name":"Ann"}"#, "A"),
        ("selector", r#"{"name":"Bob"}"#, "B"),
        ("selector", "{}", "B"),
        ("exact", r#"{"n":0}"#, "none"),
        ("exact", r#"{"n":1}"#, "single"),
        ("exact", r#"{"n":5000}"#, "5,000 many"),
        ("order", r#"{"n":1}"#, "1st"),
        ("order", r#"{"n":22}"#, "22nd"),
        ("order", r#"{"n":113}"#, "113th"),
        ("options", r#"{"n":0.5}"#, "0.50 50%"),
        ("date", r#"{"date":"2026-03-09"}"#, "March 9, 2026"),
        (
            "date",
            r#"{"date":"2026-03-09T23:59:59Z"}"#,
            "March 9, 2026",
        ),
        ("date", r#"{"date":1773016205000}"#, "March 9, 2026"),
    ] {
        assert_eq!(
            written(&english, key, &json(args)),
            expected,
            "{key} {args}"
        );
    }
}

#[test]
fn what_is_missing_is_shown_and_stops_nothing() {
    let english = bundle(
        "en",
        r#"
a = a { $none } b
b = { unknown } { title } { title.none } { -none } { unknown.of }
title =
    .of = x
c = { NUMBER($none) } { DATETIME($none) } { NUMBER($text) } { DATETIME($text) } { NUMBER() } { SHOUT("x") }
d = { -none.case ->
    [x] X
   *[other] default
}
"#,
    );
    let args = json(r#"{"text":"soon","null":null,"list":[1],"object":{}}"#);
    for (key, expected) in [
        ("a", "a {$none} b"),
        ("b", "{unknown} {title} {title.none} {-none} {unknown}"),
        (
            "c",
            "{NUMBER($none)} {DATETIME($none)} {NUMBER()} {DATETIME()} {NUMBER()} {SHOUT()}",
        ),
        ("d", "default"),
    ] {
        assert_eq!(written(&english, key, &args), expected, "{key}");
    }
}

#[test]
fn plurals_numbers_and_dates_are_those_of_the_locale() {
    for (tag, source, args, expected) in [
        (
            "he",
            "k = { $n ->\n    [many] many\n   *[other] { $n } other\n}",
            r#"{"n":100}"#,
            "100 other",
        ),
        (
            "fr",
            "k = { $n ->\n    [many] { $n } de\n   *[other] { $n }\n}",
            r#"{"n":1000000}"#,
            "1\u{202F}000\u{202F}000 de",
        ),
        (
            "de",
            "k = { $n } am { DATETIME($d, dateStyle: \"long\") }",
            r#"{"n":1234567.5,"d":"2026-03-09"}"#,
            "1.234.567,5 am 9. März 2026",
        ),
        ("hi", "k = { $n }", r#"{"n":1234567}"#, "12,34,567"),
        (
            "pl",
            "k = { $n ->\n    [one] wpis\n    [few] wpisy\n    [many] wpisów\n   *[other] wpisu\n}",
            r#"{"n":22}"#,
            "wpisy",
        ),
    ] {
        let bundle = bundle(tag, &format!("{source}\n"));
        assert_eq!(written(&bundle, "k", &json(args)), expected, "{tag}");
    }
}

#[test]
fn typed_arguments_are_written_like_json_ones() {
    use crate::domain::instant::{Date, Instant};
    let english = bundle(
        "en",
        "k = { $n } { $d } { DATETIME($t, timeStyle: \"short\") }\n",
    );
    let args = Args::new()
        .with("n", 1_234_i64)
        .with("d", Date::parse("2026-03-09").unwrap())
        .with("t", Instant::parse("2026-03-09T15:04:05Z").unwrap());
    let text = written(&english, "k", &args).replace('\u{202F}', " ");
    assert_eq!(text, "1,234 3/9/2026 3:04 PM");
}

#[test]
fn isolation_marks_are_there_when_asked_for() {
    let arabic = bundle("ar", "a = مرحبا { $name }\nb = { $name }\n");
    let args = json(r#"{"name":"Ann"}"#);
    assert_eq!(written(&arabic, "a", &args), "مرحبا Ann");
    let args = args.isolating();
    assert_eq!(written(&arabic, "a", &args), "مرحبا \u{2068}Ann\u{2069}");
    assert_eq!(written(&arabic, "b", &args), "Ann");
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let text = "a =\n    { $name }\nb = x\n    { $name }\n\n    y\nc = { $name ->\n    [Ann]\n        A\n       B\n   *[other] { $name }\n  }\n";
    let (unix, windows) = (
        bundle("en", text),
        bundle("en", &text.replace('\n', "\r\n")),
    );
    for name in ["Ann", "Bob"] {
        let args = Args::new().with("name", name).isolating();
        for key in ["a", "b", "c"] {
            let expected = written(&unix, key, &args);
            assert_eq!(written(&windows, key, &args), expected, "{key}");
        }
    }
}

#[test]
fn cycles_are_cut() {
    let english = bundle(
        "en",
        "a = A { b }\nb = B { a }\nself = x { self } y\nc = C { c.title }\n    .title = t { c }\nd = D { d.title }\n    .title = fine\n-t = { -t }\ne = { -t }\n",
    );
    for (key, expected) in [
        ("a", "A B {???}"),
        ("self", "x {???} y"),
        ("c", "C t {???}"),
        ("d", "D fine"),
        ("e", "{???}"),
    ] {
        assert_eq!(written(&english, key, &Args::new()), expected, "{key}");
    }
}

#[test]
fn a_text_never_exceeds_its_limit() {
    let text = "x".repeat(30_000);
    let english = bundle(
        "en",
        &format!("a = {text}\nb = {{ a }}{{ a }}{{ a }}{{ a }}\nc = {{ $v }}{{ $v }}\n"),
    );
    assert_eq!(written(&english, "b", &Args::new()).len(), TEXT_BYTES_MAX);
    let args = Args::new().with("v", "é".repeat(40_000));
    assert_eq!(written(&english, "c", &args).len(), TEXT_BYTES_MAX);
}

#[test]
fn billion_laughs_end_quickly_even_if_they_say_nothing() {
    for first in ["ha", r#"{ "" }"#] {
        let mut text = format!("m0 = {first}\n");
        for n in 1..40 {
            let before = format!("{{ m{} }}", n - 1);
            text.push_str(&format!("m{n} = {}\n", before.repeat(10)));
        }
        let english = bundle("en", &text);
        assert_eq!(written(&english, "m39", &Args::new()), "{???}");
    }
}

#[test]
fn long_chains_and_deep_selectors_do_not_overflow_the_stack() {
    let mut text = "m0 = end\n".to_owned();
    for n in 1..15_000 {
        text.push_str(&format!("m{n} = {{ m{} }}\n", n - 1));
    }
    let chain = bundle("en", &text);
    assert_eq!(written(&chain, "m40", &Args::new()), "end");
    assert_eq!(written(&chain, "m14999", &Args::new()), "{???}");

    let deep = format!("{}x{}", "{ $n ->\n *[a] ".repeat(99), "\n }".repeat(99));
    let selectors = bundle("en", &format!("k = {deep}\n"));
    assert_eq!(written(&selectors, "k", &Args::new()), "x");
    let deep = format!("{}$n{}", "{".repeat(100), "}".repeat(100));
    let placeables = bundle("en", &format!("k = {deep}\n"));
    assert_eq!(written(&placeables, "k", &Args::new().with("n", 7)), "7");
    let deep = format!("{{ {}$n{} }}", "NUMBER(".repeat(99), ")".repeat(99));
    let calls = bundle("en", &format!("k = {deep}\n"));
    assert_eq!(written(&calls, "k", &Args::new().with("n", 7)), "7");
}

proptest! {
    #[test]
    fn any_message_can_be_written(
        text in "(\\{ ?|\\}|\"|\\$n|\\$t| ->\n|\n *\\*?\\[[a-c1]\\] |\\(|\\)|NUMBER\\(|DATETIME\\(|-b|a|\\.c|, |: |é|1|2\\.5|\n\\.c = |\n-b = |\na = ){0,60}",
        number in any::<f64>(),
    ) {
        let mut bundle = Bundle::new(Locale::parse("ar").unwrap());
        let (entries, _) = file::parse("any.ftl", format!("a = {text}\n").as_bytes());
        bundle.add_site(entries.into_iter().map(Arc::new));
        let args = Args::from_json(serde_json::json!({"n": number, "t": "x"}).as_object().unwrap());
        for entry in bundle.entries() {
            for pattern in entry.value.iter().chain(entry.attributes.iter().map(|(_, each)| each)) {
                prop_assert!(format(&bundle, pattern, &args).len() <= TEXT_BYTES_MAX);
            }
        }
    }
}
