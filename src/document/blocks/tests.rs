//! Places of texts, and what replacing them changes: the block itself and nothing else.

use proptest::prelude::*;

use super::*;
use crate::document::segment::SegmentKind;

/// The texts of all parts, with what they are.
fn texts(markdown: &str) -> Vec<(Writing, String)> {
    let parts = of(markdown).into_iter().flat_map(|block| block.parts);
    parts.map(|part| (part.writing, part.text)).collect()
}

fn replaced(markdown: &str, was: &str, text: &str) -> Replaced {
    let blocks = of(markdown);
    let at = |(block, found): (usize, &Block)| {
        let part = found.parts.iter().position(|part| part.text == was)?;
        Some(Edit { block, part, text })
    };
    let edit = blocks.iter().enumerate().find_map(at);
    replace(markdown, &blocks, &[edit.expect("no such text")])
}

#[test]
fn texts_are_without_the_marks_of_their_blocks() {
    use Writing::*;
    for (markdown, expected) in [
        ("# Title #\n", vec![(Heading, "Title")]),
        ("> - ## A #\n", vec![(Heading, "A")]),
        ("# # #\n", vec![(Heading, "#")]),
        ("# C\\#\n", vec![(Heading, "C\\#")]),
        ("Title\nmore\n===\n", vec![(Underlined, "Title\nmore")]),
        ("a\n  b  \nc  \n", vec![(Lines, "a\nb  \nc")]),
        ("> a\n> b\nlazy\n", vec![(Lines, "a\nb\nlazy")]),
        ("- a\n\tb\n- c\n", vec![(Lines, "a\nb"), (Lines, "c")]),
        ("- [x] done\n  now\n", vec![(Lines, "done\nnow")]),
        ("[a]: /b\ntext\n", vec![(Lines, "text")]),
        (
            "x[^1]\n\n[^1]: The\n    note.\n",
            vec![(Lines, "x[^1]"), (Lines, "The\nnote.")],
        ),
        ("> [!NOTE]\n> a\n> b\n", vec![(Lines, "a\nb")]),
        (
            "> [!TIP] My *title*\n> a\n",
            vec![(AlertTitle, "My *title*"), (Lines, "a")],
        ),
        ("> [!TIP]\n>\n> a\n", vec![(Lines, "a")]),
        ("```rs\na\n\n  b\n```\n", vec![(Verbatim, "a\n\n  b")]),
        ("> ~~~\n> a\n> ~~~\n", vec![(Verbatim, "a")]),
        ("    a\n      b\n", vec![(Verbatim, "a\n  b")]),
        (
            "| a | `b\\|c` |\n|-|-|\n| d | |\n",
            vec![(Cell, "a"), (Cell, "`b|c`"), (Cell, "d")],
        ),
        (
            "> a | b\n> --|--\n> c | d\n",
            vec![(Cell, "a"), (Cell, "b"), (Cell, "c"), (Cell, "d")],
        ),
        (
            "- | a | b |\n  |-|-|\n  | | d |\n",
            vec![(Cell, "a"), (Cell, "b"), (Cell, "d")],
        ),
        ("text\n| a |\n|-|\n", vec![(Lines, "text"), (Cell, "a")]),
        (
            "<div>\n  a <b>b</b>\n</div>\n",
            vec![(Html, "<div>\na <b>b</b>\n</div>")],
        ),
        ("<script>\na\n</script>\n", vec![]),
        (
            "::card[The *label*]{a=b}\n---\ntitle: x\n---\nText\n::\n",
            vec![
                (Verbatim, "title: x"),
                (Label, "The *label*"),
                (Lines, "Text"),
            ],
        ),
        (":badge[New]\n", vec![(Label, "New")]),
        ("a\r\nb\r\n\r\nc", vec![(Lines, "a\nb"), (Lines, "c")]),
        ("---\n\n<!-- x -->\n", vec![]),
    ] {
        let expected: Vec<(Writing, String)> = expected
            .into_iter()
            .map(|(writing, text)| (writing, text.to_owned()))
            .collect();
        assert_eq!(texts(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn another_text_gets_the_beginnings_of_lines() {
    for (markdown, was, text, expected) in [
        ("# A #\n\nb\n", "A", "C\nD", "# C D #\n\nb\n"),
        ("> a\n> b\n\nc", "a\nb", "x\ny\nz", "> x\n> y\n> z\n\nc"),
        ("> a\n> b\n\nc", "a\nb", "x", "> x\n\nc"),
        ("- > a\n- b\n", "a", "x\ny", "- > x\n  > y\n- b\n"),
        (
            "10. a\r\n11. b\r\n",
            "a",
            "x\ny",
            "10. x\r\n    y\r\n11. b\r\n",
        ),
        ("- [ ] a\n", "a", "x", "- [ ] x\n"),
        ("| a | b |\n|-|-|\n", "b", "x|y", "| a | x\\|y |\n|-|-|\n"),
        (
            "> ```\n> a\n> ```\n",
            "a",
            "x\n\ny",
            "> ```\n> x\n> \n> y\n> ```\n",
        ),
        ("::c[a]\nb\n::\n", "a", "x", "::c[x]\nb\n::\n"),
        ("> [!NOTE] a\n> b\n", "b", "x", "> [!NOTE] a\n> x\n"),
        ("a\n", "a", "  x  ", "x\n"),
        ("a\n", "a", "1. x", "1\\. x\n"),
        ("a\n", "a", "# x\n- y", "\\# x\n\\- y\n"),
        ("a\nb\n", "a\nb", "x\n\ny", "x\ny\n"),
    ] {
        let replaced = replaced(markdown, was, text);
        assert_eq!(
            (replaced.markdown.as_str(), replaced.refused),
            (expected, vec![]),
            "{markdown:?}"
        );
    }
}

#[test]
fn a_text_that_would_not_be_all_of_its_block_is_refused() {
    // The fence that is a text here is what ends the code, and with it the component.
    let markdown = "::c\n```rs\n```rs\n::\n";
    let replaced = replaced(markdown, "```rs", "x");
    assert_eq!(
        (replaced.markdown.as_str(), replaced.refused),
        (markdown, vec![0])
    );
}

#[test]
fn a_text_that_would_be_another_block_is_refused() {
    for (markdown, was, text) in [
        ("a\n\nb\n", "a", ""),
        ("a\n\nb\n", "a", "[x]: /y"),
        ("```\na\n```\n", "a", "x\n```\ny"),
        ("::c[a]\nb\n::\n", "a", "x]y"),
        ("- [ ] a\n", "a", "<!-- x"),
    ] {
        let replaced = replaced(markdown, was, text);
        if replaced.refused.is_empty() {
            // It was escaped instead, and is one block as before.
            assert_eq!(of(&replaced.markdown).len(), of(markdown).len(), "{text:?}");
        } else {
            assert_eq!(
                (replaced.markdown.as_str(), replaced.refused),
                (markdown, vec![0]),
                "{text:?}"
            );
        }
    }
    let blocks = of("a\n\n```\nb\n```\n");
    let edits = [
        Edit {
            block: 0,
            part: 0,
            text: "x",
        },
        Edit {
            block: 1,
            part: 0,
            text: "```\ny",
        },
        Edit {
            block: 7,
            part: 0,
            text: "z",
        },
    ];
    let replaced = replace("a\n\n```\nb\n```\n", &blocks, &edits);
    assert_eq!(
        replaced,
        Replaced {
            markdown: "x\n\n```\nb\n```\n".to_owned(),
            refused: vec![1, 2]
        }
    );
}

#[test]
fn many_edits_that_break_a_body_leave_the_others() {
    let markdown = "text\n\n```\ncode\n```\n\n".repeat(100);
    let blocks = of(&markdown);
    let edit = |(block, found): (usize, &Block)| Edit {
        block,
        part: 0,
        text: match found.segment.kind {
            SegmentKind::Code => "```\nbroken",
            _ => "other",
        },
    };
    let edits: Vec<Edit<'_>> = blocks.iter().enumerate().map(edit).collect();
    let replaced = replace(&markdown, &blocks, &edits);
    assert_eq!(replaced.markdown, markdown.replace("text", "other"));
    assert_eq!(replaced.refused.len(), 100);
}

#[test]
fn a_long_body_is_read_and_written_in_linear_time() {
    let markdown = "- text *a*\n\n> quote\n> more\n\n".repeat(25_000);
    let blocks = of(&markdown);
    let edits: Vec<Edit<'_>> = (0..blocks.len())
        .step_by(2)
        .map(|block| Edit {
            block,
            part: 0,
            text: "x",
        })
        .collect();
    let replaced = replace(&markdown, &blocks, &edits);
    assert_eq!((blocks.len(), replaced.refused.len()), (50_000, 0));
}

/// Markdown of many kinds of blocks, in no order that makes sense.
fn markdown() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(""),
        Just("# A #"),
        Just("## *B*"),
        Just("text"),
        Just("more `code` here  "),
        Just("> quoted"),
        Just("> > deep"),
        Just("- item"),
        Just("  continued"),
        Just("1. one"),
        Just("   - two"),
        Just("    code"),
        Just("```rs"),
        Just("```"),
        Just("| a | b |"),
        Just("|---|---|"),
        Just("> | c |"),
        Just("==="),
        Just("---"),
        Just("- [ ] task"),
        Just("> [!NOTE]"),
        Just("> [!TIP] Title"),
        Just("[^1]: note"),
        Just("x[^1] [l](/u)"),
        Just("[l]: /u"),
        Just("::card[Label]"),
        Just("::"),
        Just("#slot"),
        Just("<div>"),
        Just("</div>"),
        Just("\tx"),
        Just(":badge[New]"),
        Just("a: b"),
        Just("é\u{a0}ü"),
    ];
    let end = prop_oneof![8 => Just("\n"), 1 => Just("\r\n")];
    prop::collection::vec((line, end), 0..24).prop_map(|lines| {
        lines
            .into_iter()
            .map(|(line, end)| format!("{line}{end}"))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_part_stands_where_it_says(markdown in markdown()) {
        for block in of(&markdown) {
            for part in &block.parts {
                let lines: Vec<&str> = part.lines().iter().map(|line| &markdown[line.clone()]).collect();
                let written = lines.join("\n");
                let is_same = written == part.text || part.writing == Writing::Cell;
                prop_assert!(is_same, "{:?} {:?}", written, part);
            }
        }
    }

    #[test]
    fn a_text_in_its_own_place_changes_no_byte(markdown in markdown()) {
        let blocks = of(&markdown);
        for (index, block) in blocks.iter().enumerate() {
            for (part_index, part) in block.parts.iter().enumerate() {
                // Written anew, not passed over as equal.
                let lines: String = part.text.clone();
                let edit = Edit { block: index, part: part_index, text: &lines };
                prop_assert_eq!(&replace(&markdown, &blocks, &[edit]).markdown, &markdown);
            }
        }
    }

    #[test]
    fn another_text_changes_its_block_alone(markdown in markdown(), at in 0usize..64) {
        let blocks = of(&markdown);
        let places: Vec<(usize, usize)> = blocks.iter().enumerate()
            .flat_map(|(block, found)| (0..found.parts.len()).map(move |part| (block, part))).collect();
        prop_assume!(!places.is_empty());
        let (block, part) = places[at % places.len()];
        let text = match blocks[block].parts[part].writing {
            Writing::Html => "<div>entirely other</div>",
            _ => "entirely other",
        };
        let replaced = replace(&markdown, &blocks, &[Edit { block, part, text }]);
        if !replaced.refused.is_empty() {
            // A fence that opens nothing may be what keeps a component open: its code stays as it is.
            let kind = blocks[block].segment.kind;
            prop_assert!(matches!(kind, SegmentKind::Code | SegmentKind::Html), "{kind:?}");
            prop_assert_eq!(&replaced.markdown, &markdown);
            return Ok(());
        }
        let now = of(&replaced.markdown);
        prop_assert_eq!(now.len(), blocks.len());
        for (index, (was, now)) in blocks.iter().zip(&now).enumerate() {
            if index == block {
                prop_assert_ne!(&was.segment.text, &now.segment.text);
                prop_assert!(now.parts.iter().any(|part| part.text == text));
            } else {
                prop_assert_eq!(&was.segment, &now.segment);
            }
        }
    }
}
