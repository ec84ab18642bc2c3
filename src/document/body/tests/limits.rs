//! Bodies that are too large, too deep, or made to take forever.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::document::markdown::NESTING_MAX;

/// What a body may take on a busy machine, in a build without optimization.
const PATIENCE: Duration = Duration::from_secs(8);

/// Renders on a thread with the small stack that the threads of a pool have.
fn rendered_on_small_stack(markdown: String) -> Rendered {
    std::thread::Builder::new()
        .stack_size(2 * 1024 * 1024)
        .spawn(move || rendered(&markdown))
        .unwrap()
        .join()
        .unwrap()
}

#[test]
fn a_large_body_is_refused() {
    assert_eq!(refusal(&"a".repeat(BODY_BYTES_MAX)), None);
    let diagnostic = refusal(&"a".repeat(BODY_BYTES_MAX + 1)).unwrap();
    assert_eq!(
        (diagnostic.code, diagnostic.is_error()),
        (BODY_TOO_LARGE, true)
    );
}

#[test]
fn what_is_nested_too_deep_is_shown_as_text() {
    for (name, markdown) in [
        ("quotes", format!("{}end", "> ".repeat(200))),
        ("lists", format!("{}end", "- ".repeat(200))),
        (
            "marks",
            format!("{}end{}", "*a **b ".repeat(200), "b** a*".repeat(200)),
        ),
        (
            "strong",
            format!("{}end{}", "**".repeat(400), "**".repeat(400)),
        ),
    ] {
        let body = rendered_on_small_stack(markdown);
        assert!(body.html.contains("end"), "{name}: {}", body.html);
        // A list and its item are two elements.
        let depth_max = if name == "lists" {
            2 * NESTING_MAX
        } else {
            NESTING_MAX
        };
        assert!(
            nesting(&body.html) <= depth_max + 1,
            "{name}: {}",
            nesting(&body.html)
        );
        let codes: Vec<&str> = body
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect();
        assert_eq!(codes, [NESTING_TOO_DEEP], "{name}");
    }
    let marks = "> ".repeat(NESTING_MAX - 1);
    let table_in_quotes = format!("{marks}|end|\n{marks}|-|\n");
    assert_eq!(rendered_on_small_stack(table_in_quotes).diagnostics, []);
}

#[test]
fn text_made_to_take_forever_takes_seconds() {
    let bytes = std::env::var("ISOGLOSS_TIMINGS").map_or(50_000, |bytes| bytes.parse().unwrap());
    let fill = |unit: &str| unit.repeat(bytes / unit.len());
    let long = "x".repeat(10_000);
    let units = [
        "[",
        "[a](",
        "![",
        "[^",
        "]",
        "[](",
        "[a]",
        "*",
        "*a ",
        "*a_ ",
        "**a *b ",
        "a**b",
        "_a*_b*",
        "`",
        "` `` ``` ",
        "<",
        "<a ",
        "<!--",
        ">",
        "> ",
        "> a\n",
        "|",
        "|a|\n|-|\n",
        "- ",
        "- a\n",
        "1. ",
        "> - ",
        "[a]: b\n",
        "[^a]: ",
        "www.",
        "http://",
        "a@",
        "~",
        "&",
        "\\",
        "\n",
        "\0",
        "```\n",
        "# a\n",
        "-\n",
        "# a { #b }\n",
        "*_",
        "**",
        "<div>\n\n",
        "<b title=\"x\"><p>",
        "<table><b>",
        "<table>\n\na\n\n",
        "<a b=",
        "</",
        "<p>",
        "<li>",
        "</p>",
        "</b>",
        "<svg>",
        "<script>",
        "<script></",
        "<a href=x>",
        "[a](b) <a>",
        "::a\n",
        "::a\n---\n",
        "::a\n\n",
        "::a\n::\n",
        ":::a\n::b\n",
        "::a{",
        "::a[",
        "::a\n#b\n",
        ":a",
        ":a[",
        ":a[b",
        ":a{b",
        ":a{b=\"",
        " :a{b=c}",
        "{{",
        "{{ a",
        "{{a}}",
        "*a*{",
        "*a*{.b}",
        "*a*{:b='\\",
        "`a`{a=\"b\n",
        "[a]{.b}",
        "[a [b",
        "[a [b [c]",
        ":a:",
        ":smile:",
        "  ::a\n",
        "a@b.",
        "(https://a.b/(",
        "https://a.b&a;&a;",
        "<select><option>",
        "&amp;",
        "&lt",
        "<p>\n&a",
        "<h1>",
        "<dl><dt>",
        "<button>",
        "<font><center>",
        "<i><b>\n\n",
        "<math><mi>",
        "你好世界",
        "สวัสดีชาวโลก",
        "مرحبا ",
        "a\u{301}\u{301}\u{301}",
        "\u{a0}",
        "&\n",
        "° ",
        "`&` ",
        "👩‍💻",
        "ကမ္ဘာ",
        "a",
        "က",
        "の",
    ];
    let mut cases: Vec<String> = units.into_iter().map(fill).collect();
    // In a paragraph the same things are read by another part of the parser.
    cases.extend(
        [
            "<!--",
            "<?",
            "<![CDATA[",
            "<b>",
            "<b>\n\n",
            "<p>",
            "<script>",
        ]
        .map(|unit| format!("a{}", fill(unit))),
    );
    cases.extend([
        format!("```\n{}", fill("&")),
        format!("![x](y \"{}\")", fill("&")),
        format!("![{}](y)", fill("&")),
        format!("[x](y?{})", fill("&a")),
        format!("<div>{}", fill("&amp;")),
        format!("<div>{}", fill("&a")),
        format!("<b title=\"{}\">", fill("&")),
        format!("<b class=\"{}\">", fill("a ")),
        format!("<b style=\"{}\">", fill("a:b;")),
        format!("<b style=\"{}\">", fill("{[")),
        format!("<img srcset=\"{}\">", fill("a 1x,")),
        format!("<table>{}", fill("<br>")),
        format!("<table><tr>{}", fill("<td>")),
        format!("<b title=\"{long}\">{}", fill("<p>b")),
        format!("a <b title=\"{long}\">{}", fill("<p>b")),
        format!("<b title=\"{long}\">\n\n{}", fill("c\n\n")),
        format!("- [{}](/{long})", fill("<li>x")),
        format!("<a {}>", fill("b c=d ")),
        format!("{}\n\n", "> ".repeat(500)).repeat(bytes / 1002),
        "[".repeat(50_000) + "a" + &"](b)".repeat(50_000),
        (1..700)
            .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
            .collect(),
        (1..700)
            .map(|depth| format!("{}a\n", ">".repeat(depth)))
            .collect(),
        (0..bytes / 24)
            .map(|n| format!("[^{n}]\n\n[^{n}]: a\n\n"))
            .collect(),
        (0..bytes / 12).map(|n| format!("## {n}\n")).collect(),
        format!(
            "{}\n{}\n{}",
            "|a".repeat(20_000),
            "|-".repeat(20_000),
            "|b".repeat(20_000)
        ),
    ]);
    for markdown in cases {
        let name: String = markdown.chars().take(24).collect();
        let length = markdown.len();
        let started = Instant::now();
        let body = rendered_on_small_stack(markdown);
        let taken = started.elapsed();
        if std::env::var_os("ISOGLOSS_TIMINGS").is_some() {
            println!("{taken:>10.1?} {:>9} {name:?}", body.html.len());
        }
        assert!(taken < PATIENCE, "{name:?} took {taken:?}");
        assert!(
            body.html.len() <= 80 * length,
            "{name:?} became {} bytes of {length}",
            body.html.len()
        );
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(markdown in "\\PC{0,200}") {
        rendered(&markdown);
    }

    #[test]
    fn no_markup_makes_it_panic(parts in prop::collection::vec(prop::sample::select(vec![
        "> ", "- ", "1. ", "# ", "\n", "\n\n", "    ", "\t", "```", "~~~", "|", "|-|", "*", "**", "_", "~~", "`", "[", "]", "](", ")", "![", "[^a]", "[^a]: ",
        "<b>", "</b>", "<div>", "</div>", "<table>", "<td>", "<script>", "<!--", "-->", "a", "é", "\0", "\r", "&amp;", "\\", "{ #x }", "[ ] ", "[x] ",
        "[!NOTE]", "<!--more-->", "::a", "::", ":a", "{", "}", "{.b}", "{a=\"b\"}", "{{", "}}", "#slot", ":smile:", "  ", "---", "===", ":", "http://a.b", "<a href=\"x", "\">",
    ]), 0..60)) {
        let body = rendered(&parts.concat());
        prop_assert!(!body.html.contains("<script"));
    }
}

/// How deep elements are nested.
fn nesting(html: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}
