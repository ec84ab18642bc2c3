//! Bodies that are too large, too deep, or of random markup. Those made to take forever are in `tests/it/endless.rs`.

use proptest::prelude::*;

use super::*;
use crate::document::markdown::NESTING_MAX;

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
    for tag in [
        "<template>",
        "<template><b>",
        "<template><p>",
        "<table><td>",
        "<svg><desc>",
    ] {
        let body = rendered_on_small_stack(tag.repeat(10_000));
        assert!(nesting(&body.html) <= 201, "{tag}");
    }
    let marks = "> ".repeat(NESTING_MAX - 1);
    let table_in_quotes = format!("{marks}|end|\n{marks}|-|\n");
    assert_eq!(rendered_on_small_stack(table_in_quotes).diagnostics, []);
}

#[test]
fn definitions_are_named_only_so_often() {
    let target = "x".repeat(32 * 1024);
    let named = |names: &str| {
        let body = rendered(&format!("[a]: /{target}\n\n{}", names.repeat(100)));
        let codes = codes(&body);
        (
            body.html.matches("<a").count() + body.html.matches("<img").count(),
            codes,
        )
    };
    for names in ["[b][a]\n", "![b][a]\n", "[a]\n", "[a][]\n"] {
        let expected = (31, vec![(REFERENCES_TOO_LONG, Some(34))]);
        assert_eq!(named(names), expected, "{names}");
    }
    assert_eq!(
        rendered(&format!("[a]: /b\n\n{}", "[a] ".repeat(1000))).diagnostics,
        []
    );
}

#[test]
fn an_element_has_only_so_many_attributes() {
    let attributes: String = (0..300).map(|n| format!(" data-{n}=b")).collect();
    for markdown in [
        format!("<p{attributes}>a</p>"),
        format!("a <b{attributes}>b</b>"),
        format!("*a*{{{attributes}}}"),
        format!("[a](b){{{attributes}}}"),
        format!("::a{{{attributes}}}\n::\n"),
    ] {
        let body = rendered(&markdown);
        let codes = codes(&body);
        assert_eq!(codes, [(TOO_MANY_ATTRIBUTES, Some(1))], "{markdown}");
        assert!(!body.minimark.contains("data300"), "{markdown}");
        assert!(body.minimark.contains("data100"), "{markdown}");
    }
    let script = format!(
        "<script>for (i = 0; i <n;{}</script>\n\nend",
        " i ++;".repeat(300)
    );
    assert!(rendered(&script).html.contains("end"));
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

/// The codes of what is wrong, and the lines.
fn codes(body: &Rendered) -> Vec<(&'static str, Option<u32>)> {
    let line = |it: &Diagnostic| it.place.as_ref().and_then(|place| place.line);
    body.diagnostics
        .iter()
        .map(|it| (it.code, line(it)))
        .collect()
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
