//! Marks as numbers and back: what a translator sees, and what is told when marks are not those of the source.

use proptest::prelude::*;

use super::*;
use crate::document::blocks;

/// The first part of a body, protected.
fn protected(markdown: &str) -> (Part, Protected) {
    let block = blocks::of(markdown).into_iter().next().expect("no block");
    let part = block.parts.into_iter().next().expect("no part");
    let protected = protect(&part).expect("not protected");
    (part, protected)
}

#[test]
fn marks_are_numbered() {
    for (markdown, expected) in [
        ("plain \\* text", "plain \\* text"),
        (
            "a *b* **c** ~~d~~",
            "a <g id=\"1\">b</g> <g id=\"2\">c</g> <g id=\"3\">d</g>",
        ),
        ("***a** b*", "<g id=\"1\"><g id=\"2\">a</g> b</g>"),
        ("snake_case * 2", "snake_case * 2"),
        (
            "[the *guide*](/g \"t\") `x*y` z",
            "<g id=\"1\">the <g id=\"2\">guide</g></g> <x id=\"3\"/> z",
        ),
        ("![A cat](/cat.png){.wide}", "<g id=\"1\">A cat</g>"),
        (
            "[a][b] and [b] and [c]\n\n[b]: /u",
            "<g id=\"1\">a</g> and <g id=\"2\">b</g> and [c]",
        ),
        ("x[^1]\n\n[^1]: n", "x<x id=\"1\"/>"),
        ("a <kbd>K</kbd><br> b", "a <g id=\"1\">K</g><x id=\"2\"/> b"),
        ("<https://a.b> www.c.d", "<x id=\"1\"/> <x id=\"2\"/>"),
        (
            ":icon{name=x} and :b[new *x*]{.y}",
            "<x id=\"1\"/> and <g id=\"2\">new <g id=\"3\">x</g></g>",
        ),
        (
            "{{ user || 'you' }} [s]{.t} *e*{.f}",
            "<x id=\"1\"/> <g id=\"2\">s</g> <g id=\"3\">e</g><x id=\"4\"/>",
        ),
        ("a  \nb\\\nc\nd", "a<x id=\"1\"/>b<x id=\"2\"/>c\nd"),
        ("\\<g> &lt;", "\\<g> &lt;"),
        ("\\https://a.b", "\\<x id=\"1\"/>"),
        (
            "<div>\n<p>a *b*</p>\n</div>",
            "<g id=\"1\">\n<g id=\"2\">a *b*</g>\n</g>",
        ),
        ("```\n<g id=\"1\">*\n```", "<g id=\"1\">*"),
    ] {
        let (part, protected) = protected(markdown);
        assert_eq!(protected.text, expected, "{markdown:?}");
        assert_eq!(
            restore(&protected.text, &protected.marks, part.writing),
            Ok(part.text),
            "{markdown:?}"
        );
    }
}

#[test]
fn a_text_that_looks_like_numbers_is_left_out() {
    let blocks = blocks::of("write \\<g id=\"1\"> and \\</g>");
    assert_eq!(protect(&blocks[0].parts[0]), None);
}

#[test]
fn a_translation_moves_marks_where_it_needs_them() {
    for (markdown, translation, expected) in [
        ("a *b* `c`", "<x id=\"2\" /> <g id=\"1\">B</g>", "`c` *B*"),
        ("[b]\n\n[b]: /u", "<g id=\"1\">anders</g>", "[anders][b]"),
        (
            "[*a* b](/u)",
            "<g id=\"1\">B <g id=\"2\">A</g></g>",
            "[B *A*](/u)",
        ),
        ("a *b*", "<g id=\"1\">x</g> < y </b>", "*x* < y </b>"),
    ] {
        let (part, protected) = protected(markdown);
        assert_eq!(
            restore(translation, &protected.marks, part.writing),
            Ok(expected.to_owned())
        );
    }
}

#[test]
fn a_translation_has_the_numbers_of_its_source() {
    for (source, target, expected) in [
        ("a *b* `c`", "`c` _B_", "<x id=\"2\"/> <g id=\"1\">B</g>"),
        ("[a](/en)", "[ä](/de \"t\")", "<g id=\"1\">ä</g>"),
        // Equal marks first, then those of one kind in their order.
        ("`a` `b`", "`b` `ä`", "<x id=\"2\"/> <x id=\"1\"/>"),
        ("x[^a]\n\n[^a]: n", "x[^ä]\n\n[^ä]: n", "x<x id=\"1\"/>"),
        (
            "a <kbd>b</kbd>",
            "<i>ä</i> <kbd class=\"x\">b</kbd>",
            "<i>ä</i> <g id=\"1\">b</g>",
        ),
        ("a", "**ä**", "**ä**"),
        ("a *b*", "ä", "ä"),
    ] {
        let (_, source) = protected(source);
        let (part, _) = protected(target);
        let numbered = protect_alike(&part, &source).expect("not protected");
        assert_eq!(numbered.text, expected, "{target:?}");
        assert_eq!(restore::written(&numbered.text, &numbered.marks), part.text);
    }
}

#[test]
fn marks_that_are_not_those_of_the_source_are_told() {
    let (part, protected) = protected("a _b_ `c` [d](/e)");
    for (translation, expected) in [
        ("a", vec![MARK_MISSING, MARK_MISSING, MARK_MISSING]),
        (
            "<g id=\"1\">b</g> <x id=\"2\"/><x id=\"2\"/> <g id=\"3\">d</g>",
            vec![MARK_DOUBLED],
        ),
        (
            "<g id=\"1\">b</g> <x id=\"2\"/> <g id=\"3\">d</g> <x id=\"4\"/>",
            vec![MARK_UNKNOWN],
        ),
        (
            "<g id=\"1\">b</g> <g id=\"2\">c</g> <g id=\"3\">d</g>",
            vec![MARK_UNKNOWN, MARK_MISSING],
        ),
        (
            "<g id=\"1\">b <x id=\"2\"/> <g id=\"3\">d</g>",
            vec![MARK_CROSSED],
        ),
        (
            "<g id=\"1\">b</g></g> <x id=\"2\"/> <g id=\"3\">d</g>",
            vec![MARK_CROSSED],
        ),
        (
            "x<g id=\"1\">b</g>y <x id=\"2\"/> <g id=\"3\">d</g>",
            vec![MARK_BROKEN],
        ),
        (
            "<g id=\"1\"> b </g> <x id=\"2\"/> <g id=\"3\">d</g>",
            vec![MARK_BROKEN],
        ),
        (
            "<x id=\"0\"/> <x id=\"99999999999999999999\"/>",
            vec![MARK_UNKNOWN, MARK_MISSING, MARK_MISSING, MARK_MISSING],
        ),
    ] {
        let problems = restore(translation, &protected.marks, part.writing).expect_err(translation);
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, expected, "{translation}");
        assert!(
            problems
                .iter()
                .all(|problem| !problem.is_error() && !problem.help.is_empty())
        );
    }
}

/// Text with everything in it that could be a mark.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        " ",
        "b c",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](/u)",
        "][b]",
        "<",
        ">",
        "<b>",
        "</b>",
        "<br>",
        "\\",
        "\n",
        "  \n",
        ":i[",
        ":x",
        "{.y}",
        "{{ z }}",
        "[^1]",
        "https://a.b/c",
        "me@a.b",
        "<g id=\"1\">",
        "</g>",
        "<x id=\"1\"/>",
        "&amp;",
        "é",
        "|",
        "\\*",
        "<!-- ",
        "-->",
        "'",
    ]);
    prop::collection::vec(piece, 1..24)
        .prop_map(|pieces| format!("x{}\n\n[b]: /u\n[^1]: n", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn what_is_protected_comes_back(markdown in text()) {
        for part in blocks::of(&markdown).into_iter().flat_map(|block| block.parts) {
            if let Some(protected) = protect(&part) {
                prop_assert_eq!(restore(&protected.text, &protected.marks, part.writing), Ok(part.text));
            } else {
                // Only what looks like the numbers themselves may be left out.
                prop_assert!(part.text.contains("id=\"1\"") || part.text.contains("</g>"), "{}", part.text);
            }
        }
    }

    #[test]
    fn nothing_that_comes_back_is_a_panic(markdown in text(), translation in text()) {
        for part in blocks::of(&markdown).into_iter().flat_map(|block| block.parts) {
            if let Some(protected) = protect(&part) {
                let _ = restore(&translation, &protected.marks, part.writing);
            }
        }
    }
}
