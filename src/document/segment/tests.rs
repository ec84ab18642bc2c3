//! Segments: what leaves them equal, and what changes them.

use proptest::prelude::*;

use super::*;
use crate::document::body;

fn segments(markdown: &str) -> Vec<Segment> {
    of_document(&body::read(markdown).blocks)
}

fn hashes(markdown: &str) -> Vec<String> {
    segments(markdown)
        .into_iter()
        .map(|segment| segment.hash)
        .collect()
}

#[test]
fn each_block_is_a_segment() {
    let markdown = "# Title\n\nText *a*.\n\n- one\n- two\n  - three\n\n> quoted\n\n```rs\ncode\n```\n\n|a|b|\n|-|-|\n|c|d|\n\n\
                    <div>raw</div>\n\n> [!TIP]\n> tip\n\n- [x] done\n\nNote[^1].\n\n---\n\n<!-- gone -->\n\n[^1]: The note.\n";
    let found: Vec<(SegmentKind, u8, String)> = segments(markdown)
        .into_iter()
        .map(|segment| (segment.kind, segment.level, segment.text))
        .collect();
    let expected = [
        (SegmentKind::Heading, 1, "Title"),
        (SegmentKind::Paragraph, 0, "Text *a*."),
        (SegmentKind::ListItem, 1, "one"),
        (SegmentKind::ListItem, 1, "two"),
        (SegmentKind::ListItem, 2, "three"),
        (SegmentKind::Quote, 1, "quoted"),
        (SegmentKind::Code, 0, "rs\ncode"),
        (SegmentKind::Table, 0, "a | b\nc | d"),
        (SegmentKind::Html, 0, "<div>raw</div>"),
        (SegmentKind::Quote, 1, "[!tip]"),
        (SegmentKind::Quote, 1, "tip"),
        (SegmentKind::ListItem, 1, "[x] done"),
        (SegmentKind::Paragraph, 0, "Note[^1]."),
        (SegmentKind::Footnote, 1, "The note."),
    ];
    assert_eq!(
        found,
        expected.map(|(kind, level, text)| (kind, level, text.to_owned()))
    );
}

#[test]
fn a_hash_is_stable() {
    let segment = &segments("Hello *world*")[0];
    assert_eq!(segment.hash, "7086aef05a2ce332");
    assert_eq!(
        serde_json::to_string(segment).unwrap(),
        format!(
            r#"{{"kind":"paragraph","level":0,"hash":"{}","text":"Hello *world*"}}"#,
            segment.hash
        )
    );
}

#[test]
fn another_way_to_write_the_same_is_no_change() {
    for (one, other) in [
        ("a b\nc", "a\nb c"),
        ("a   b", "a b"),
        ("*a* **b**", "_a_ __b__"),
        ("- a\n- b", "* a\n* b"),
        ("- a\n- b", "+ a\n\n+ b"),
        ("1. a\n2. b", "1) a\n1) b"),
        ("- [x] a", "* [X] a"),
        ("Title\n=====", "# Title"),
        ("Title\n-----", "## Title ##"),
        ("```rs\na\n```", "~~~~ rs\na\n~~~~"),
        ("    a", "```\na\n```"),
        ("> a\n> b", "> a\nb"),
        ("[a](b \"c\")", "[a][x]\n\n[x]: b 'c'"),
        ("<https://a.b>", "[https://a.b](https://a.b)"),
        ("a  \nb", "a\\\nb"),
        ("a & b", "a &amp; b"),
        ("a_b \\# c", "a\\_b # c"),
        ("|a|b|\n|-|-|\n|c|d|", "a | b\n:-- | --:\n c  |  d"),
        ("a\n\n---\n\nb", "a\n\n***\n\nb"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("## A { #x }", "## A"),
        ("~a~", "~~a~~"),
        ("<p>\na\n</p>", "<p> a </p>"),
        ("a\n\n<!-- x -->\n\nb", "a\n\nb"),
    ] {
        let given = |markdown: &str| {
            segments(markdown)
                .into_iter()
                .map(|segment| (segment.kind, segment.hash))
                .collect::<Vec<_>>()
        };
        assert_eq!(given(one), given(other), "{one:?} and {other:?}");
    }
}

#[test]
fn another_meaning_is_a_change() {
    for (one, other) in [
        ("a", "b"),
        ("a b", "ab"),
        ("*a*", "a"),
        ("*a*", "**a**"),
        ("*a*", "\\*a\\*"),
        ("`a`", "a"),
        ("[a](b)", "[a](c)"),
        ("[a](b)", "[a](b \"t\")"),
        ("[a](b)", "![a](b)"),
        ("![a](b)", "![c](b)"),
        ("a  \nb", "a\nb"),
        ("- a", "a"),
        ("> a", "a"),
        ("# a", "a"),
        ("- [x] a", "- [ ] a"),
        ("```rs\na\n```", "```js\na\n```"),
        ("```\na b\n```", "```\na  b\n```"),
        ("a <b>c</b>", "a c"),
        ("a[^1]\n\n[^1]: x", "a[^1]\n\n[^1]: y"),
        ("> [!NOTE]\n> a", "> [!TIP]\n> a"),
        ("|a|\n|-|\n|b|", "|a|\n|-|\n|c|"),
        ("a\n\nb", "a\nb"),
    ] {
        assert_ne!(hashes(one), hashes(other), "{one:?} and {other:?}");
    }
}

/// A block, and two ways to write it.
fn block() -> impl Strategy<Value = (String, String)> {
    let word = "[a-zéß你]{1,6}";
    let words = prop::collection::vec(word, 1..6);
    prop_oneof![
        words
            .clone()
            .prop_map(|words| (words.join(" "), words.join("\n"))),
        words.clone().prop_map(|words| {
            let text = words.join(" ");
            (
                format!("x *{text}* **{text}** y"),
                format!("x _{text}_\n__{text}__ y"),
            )
        }),
        words.clone().prop_map(|words| (
            format!("# {}", words.join(" ")),
            format!("{}\n===", words.join(" "))
        )),
        words.clone().prop_map(|words| (
            format!("```rs\n{}\n```", words.join("\n")),
            format!("~~~rs\n{}\n~~~", words.join("\n"))
        )),
        words.prop_map(|words| {
            let list = |bullet: &str, gap: &str| {
                words
                    .iter()
                    .map(|word| format!("{bullet} {word}"))
                    .collect::<Vec<_>>()
                    .join(gap)
            };
            (list("-", "\n"), list("*", "\n\n"))
        }),
    ]
}

proptest! {
    #[test]
    fn writing_blocks_another_way_changes_no_hash(blocks in prop::collection::vec(block(), 0..8)) {
        // A quote mark between blocks would join lists; a rule keeps them apart in both spellings.
        let (one, other): (Vec<_>, Vec<_>) = blocks.into_iter().unzip();
        prop_assert_eq!(hashes(&one.join("\n\n---\n\n")), hashes(&other.join("\n\n***\n\n")));
    }

    #[test]
    fn touching_one_paragraph_changes_one_hash(paragraphs in prop::collection::vec("[a-z]{1,8}( [a-z]{1,8}){0,3}", 1..8), at in 0usize..8) {
        let at = at % paragraphs.len();
        let mut changed = paragraphs.clone();
        changed[at].push_str(" more");
        let (before, after) = (hashes(&paragraphs.join("\n\n")), hashes(&changed.join("\n\n")));
        let different = before.iter().zip(&after).filter(|(before, after)| before != after).count();
        prop_assert_eq!((before.len(), different), (after.len(), 1));
    }
}
