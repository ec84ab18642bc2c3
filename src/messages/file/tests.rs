//! What is read of a file, what is told of it, and that no file can hurt.

use super::*;
use proptest::prelude::*;

fn lines(text: &str) -> (Vec<String>, Vec<String>) {
    let (entries, diagnostics) = parse("site.ftl", text.as_bytes());
    let keys = entries.into_iter().map(|entry| entry.key).collect();
    let problems = diagnostics.iter().map(|each| {
        let place = each.place.as_ref().unwrap();
        format!("{place} {} {}", each.code, each.message)
    });
    (keys, problems.collect())
}

#[test]
fn broken_messages_are_named_and_the_others_used() {
    let text = "a = Ä { $n ->\n    [one] x\n}\nb = fine\nc\n-d = Brand\ne = { foo( }\nf = ok\n";
    let (keys, problems) = lines(text);
    assert_eq!(keys, ["b", "-d", "f"]);
    assert_eq!(
        problems,
        [
            "site.ftl:3:1 LOCALE_FILE_SYNTAX the selector has no default variant",
            "site.ftl:5:2 LOCALE_FILE_SYNTAX expected `=` after the key",
            "site.ftl:7:12 LOCALE_FILE_SYNTAX expected something to place here",
        ]
    );
}

#[test]
fn what_is_missed_is_shown_at_the_end_of_its_line() {
    for (text, place) in [
        ("a = { $n \n\nb = 1\n", "site.ftl:1:9"),
        ("a = { $n\r\n  x }\n", "site.ftl:1:9"),
        ("a = { $n ->\n  [one x\n *[b] y\n}\n", "site.ftl:2:8"),
    ] {
        let (_, diagnostics) = parse("site.ftl", text.as_bytes());
        let shown = diagnostics[0].place.as_ref().unwrap().to_string();
        assert_eq!(shown, place, "{text}");
    }
}

#[test]
fn messages_know_their_lines() {
    let text = "# about a\na = x = y\nb c\n\nb =\n    .title = T\na = again\n";
    let (entries, _) = parse("site.ftl", text.as_bytes());
    let lines: Vec<_> = entries
        .iter()
        .map(|entry| (entry.key.as_str(), entry.place.line.unwrap()))
        .collect();
    assert_eq!(lines, [("a", 2), ("b", 5), ("a", 7)]);
}

#[test]
fn messages_know_their_text_and_their_comment() {
    let text = "c =\n## Group\n# first\r\n#\n# last\nc = { $n ->\n *[a] x\n}\n    .t = y\n\njunk {\n# next\nd = z";
    let (entries, _) = parse("site.ftl", text.as_bytes());
    let [first, second] = entries.as_slice() else {
        panic!("{entries:?}");
    };
    assert_eq!(first.text(), "c = { $n ->\n *[a] x\n}\n    .t = y");
    assert_eq!(first.place.line, Some(6));
    let comment: Vec<&str> = first.comment().collect();
    assert_eq!(comment, ["last", "", "first"]);
    assert_eq!(second.text(), "d = z");
    let (entries, _) = parse("site.ftl", "a = x\u{A0}\nb = \u{B}\n}\n".as_bytes());
    let texts: Vec<&str> = entries.iter().map(Entry::text).collect();
    assert_eq!(texts, ["a = x\u{A0}", "b = \u{B}"]);
}

#[test]
fn what_is_no_text_is_refused_with_its_position() {
    for (bytes, place) in [
        (b"a = 1\nb = \xC3\xA9\xFF".as_slice(), "site.ftl:2:6"),
        (b"a = \0".as_slice(), "site.ftl:1:5"),
        (b"\xFF\xFEa\0".as_slice(), "site.ftl:1:1"),
    ] {
        let (entries, diagnostics) = parse("site.ftl", bytes);
        assert!(entries.is_empty());
        assert_eq!(diagnostics[0].code, "LOCALE_FILE_ENCODING");
        assert_eq!(diagnostics[0].place.as_ref().unwrap().to_string(), place);
    }
    let (keys, problems) = lines("\u{FEFF}a = 1\n");
    assert_eq!((keys, problems), (vec!["a".to_owned()], vec![]));
}

#[test]
fn hostile_nesting_does_not_reach_the_parser() {
    for count in [4_000, 100_000] {
        for opener in ["{", "{\n", "{F(", "{-a(\n", "{ \"}\" ->\n *[a] "] {
            let text = format!("a = 1\nb = {}\nc = 3\n", opener.repeat(count));
            let (keys, problems) = lines(&text);
            assert_eq!(keys, ["a", "c"]);
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].starts_with("site.ftl:2:1 MESSAGE_NESTED_TOO_DEEP"));
        }
    }
}

#[test]
fn nesting_at_the_limit_is_parsed() {
    let text = format!("a = {}$n{}\n", "{".repeat(100), "}".repeat(100));
    assert_eq!(lines(&text), (vec!["a".to_owned()], vec![]));
}

#[test]
fn characters_that_turn_text_around_are_named() {
    let (keys, problems) = lines("a = \u{5D0}\u{202E}txt\nb = \u{200F}fine\n");
    assert_eq!(keys, ["a", "b"]);
    let expected = "site.ftl:1:6 LOCALE_FILE_DIRECTION_CONTROL \
                    invisible character U+202E changes the direction of text";
    assert_eq!(problems, [expected]);
}

#[test]
fn calls_with_many_arguments_are_read_quickly() {
    let arguments: String = (0..5_000).map(|n| format!("a{n}:1 ")).collect();
    let text: String = (0..15)
        .map(|n| format!("m{n} = {{ F({arguments}) }}\n"))
        .collect();
    let started = std::time::Instant::now();
    assert_eq!(lines(&text).0.len(), 15);
    assert!(started.elapsed().as_secs() < 20);
}

const REPEATED: [&str; 20] = [
    "{", "{ ", "}", "\"", "\"}\"", "\")\"", "\"\\\"\"", "$n", " ->\n", " *[a] ", "x", "(", ")",
    "F(", "-a(", "\n", ", ", "k: 1", "-t.a", "\n [b] ",
];

proptest! {
    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        parse("any.ftl", &bytes);
    }

    /// Were the guard to count too little, the parser would overflow the stack and abort this test.
    #[test]
    fn no_repetition_of_marks_overflows_the_stack(
        unit in proptest::sample::subsequence(REPEATED.to_vec(), 1..7).prop_shuffle(),
    ) {
        let text = format!("a = {{ {}", unit.concat().repeat(3_000));
        for text in [text.get(..60_000).unwrap_or(&text), &text] {
            parse("any.ftl", text.as_bytes());
        }
    }

    #[test]
    fn any_text_of_fluent_marks_can_be_read(text in "([a-c]|=|\\{|\\}|\"|\\$|->|\\*|\\[|\\]|\\(|\\)|\\.|,|:|-|#|\\\\|\n| |é|\r\n|1|F){0,200}") {
        parse("any.ftl", text.as_bytes());
    }
}
