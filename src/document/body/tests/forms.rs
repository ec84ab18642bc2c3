//! What each construct becomes.

use super::*;

#[test]
fn each_construct_has_its_html() {
    for (markdown, expected) in [
        (
            "a *b* **c** ~~d~~ `e`",
            "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>",
        ),
        ("a\nb  \nc", "<p>a\nb<br>\nc</p>"),
        ("## Größe", "<h2 id=\"größe\">Größe</h2>"),
        ("## A { #b }", "<h2 id=\"b\">A</h2>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        (
            "- a\n\n- b",
            "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>",
        ),
        ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>"),
        (
            "- [x] a",
            "<ul class=\"contains-task-list\">\n<li class=\"task-list-item\"><input type=\"checkbox\" checked=\"\" disabled=\"\"> a</li>\n</ul>",
        ),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        (
            "> [!WARNING]\n> a",
            "<div class=\"markdown-alert markdown-alert-warning\" role=\"note\">\n<p class=\"markdown-alert-title\">Warnung</p>\n<p>a</p>\n</div>",
        ),
        (
            "> [!TIP] My *tip*\n> a",
            "<div class=\"markdown-alert markdown-alert-tip\" role=\"note\">\n<p class=\"markdown-alert-title\">My <em>tip</em></p>\n<p>a</p>\n</div>",
        ),
        (
            "```rs [a.rs]\n<b>\n```",
            "<pre data-filename=\"a.rs\" class=\"shiki\"><code class=\"language-rs\"><span class=\"line\">\
             <span style=\"--shiki-light:#D73A49;--shiki-dark:#F97583\">&lt;</span>b\
             <span style=\"--shiki-light:#D73A49;--shiki-dark:#F97583\">&gt;</span></span>\n</code></pre>",
        ),
        (
            "```nobody {1}\n<b>\n```",
            "<pre><code class=\"language-nobody\">&lt;b&gt;\n</code></pre>",
        ),
        ("    a", "<pre><code>a\n</code></pre>"),
        (
            "|a|b|\n|-|:-:|\n|c|d|",
            "<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"center\">b</th>\n</tr>\n</thead>\n\
             <tbody>\n<tr>\n<td>c</td>\n<td align=\"center\">d</td>\n</tr>\n</tbody>\n</table></div>",
        ),
        (
            "|a|\n|-|",
            "<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table></div>",
        ),
        ("---", "<hr>"),
        ("[a](/b \"c\")", "<p><a href=\"/b\" title=\"c\">a</a></p>"),
        (
            "[a](https://example.com/ü)",
            "<p><a href=\"https://example.com/%C3%BC\">a</a></p>",
        ),
        (
            "[a](https://other.org)",
            "<p><a href=\"https://other.org\" rel=\"nofollow noopener\">a</a></p>",
        ),
        (
            "www.other.org",
            "<p><a href=\"http://www.other.org\" rel=\"nofollow noopener\">www.other.org</a></p>",
        ),
        (
            "me@other.org",
            "<p><a href=\"mailto:me@other.org\">me@other.org</a></p>",
        ),
        (
            "![a *b*](c.png \"d\")",
            "<p><img src=\"c.png\" alt=\"a b\" title=\"d\" loading=\"lazy\"></p>",
        ),
        (
            "::card{title=\"t\" onclick=\"x\"}\ntext\n#more\n*b*\n::",
            "<div data-component=\"card\" title=\"t\"><p>text</p><div data-slot=\"more\"><p><em>b</em></p></div></div>",
        ),
        (
            "a :icon{name=\"x\"} :kbd[b] [c]{.d} [e] {{ f || 'g' }}",
            "<p>a <span data-component=\"icon\"></span> <kbd>b</kbd> <span class=\"d\">c</span> [e] g</p>",
        ),
        ("[a]\n\n[a]: /b", "<p><a href=\"/b\">a</a></p>"),
    ] {
        assert_eq!(html(markdown), expected, "{markdown}");
    }
}

#[test]
fn raw_html_that_is_allowed_stays() {
    for (markdown, expected) in [
        (
            "<kbd>a</kbd> <sub>b</sub>",
            "<p><kbd>a</kbd> <sub>b</sub></p>",
        ),
        (
            "<details>\n<summary>a</summary>\n\n*b*\n\n</details>\n\nc",
            "<details>\n<summary>a</summary>\n<p><em>b</em></p>\n</details>\n<p>c</p>",
        ),
        (
            "<div align=\"center\" class=\"x\" style=\"color: red; position: fixed\">a</div>",
            "<div align=\"center\" class=\"x\" style=\"color:red\">a</div>",
        ),
        (
            "<img src=\"a.png\" width=\"10\">",
            "<img src=\"a.png\" width=\"10\" loading=\"lazy\">",
        ),
        (
            "<a href=\"//other.org\" target=\"_blank\">a</a>",
            "<p><a href=\"//other.org\" rel=\"nofollow noopener\">a</a></p>",
        ),
        (
            "<picture><source srcset=\"a.png 1x, b.png 2x\"><img src=\"c.png\" loading=\"eager\"></picture>",
            "<p><picture><source srcset=\"a.png 1x, b.png 2x\"><img src=\"c.png\" loading=\"eager\"></picture></p>",
        ),
        (
            "<video src=\"a.mp4\" controls></video>",
            "<p><video src=\"a.mp4\" controls=\"\"></video></p>",
        ),
        (
            "<img src=\"data:image/png;base64,AA==\">",
            "<img src=\"data:image/png;base64,AA==\" loading=\"lazy\">",
        ),
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("a <b>b\n\nc", "<p>a <b>b</b></p>\n<p>c</p>"),
        ("<b>\n\na\n\n</b>\n\nc", "<b>\n<p>a</p>\n</b>\n<p>c</p>"),
        (
            "<table>\n<tr>\n<td>\n\n*a*\n\n</td>\n</tr>\n</table>",
            "<table>\n<tbody><tr>\n<td>\n<p><em>a</em></p>\n</td>\n</tr>\n</tbody></table>",
        ),
    ] {
        assert_eq!(html(markdown), expected, "{markdown}");
    }
}

#[test]
fn footnotes_speak_the_language_of_the_body() {
    let markdown = "a[^Ü] b[^Ü] c[^2]\n\n[^Ü]: Note.\n\n[^2]: - item\n";
    let reference = |note: &str, nth: &str, number: u32| {
        format!(
            "<sup><a href=\"#user-content-fn-{note}\" id=\"user-content-fnref-{note}{nth}\" aria-describedby=\"footnote-label\" \
             data-footnote-ref=\"\">{number}</a></sup>"
        )
    };
    let back = |id: &str, label: &str, mark: &str| {
        format!(
            "<a href=\"#user-content-fnref-{id}\" class=\"data-footnote-backref\" data-footnote-backref=\"\" \
             aria-label=\"Zurück zu {label}\">↩{mark}</a>"
        )
    };
    let expected = format!(
        "<p>a{} b{} c{}</p>\n<section class=\"footnotes\" data-footnotes=\"\"><h2 class=\"sr-only\" id=\"footnote-label\">Fußnoten</h2>\n<ol>\n\
         <li id=\"user-content-fn-%C3%BC\">\n<p>Note. {} {}</p>\n</li>\n<li id=\"user-content-fn-2\">\n<ul>\n<li>item</li>\n</ul>\n{}\n</li>\n</ol>\n</section>",
        reference("%C3%BC", "", 1),
        reference("%C3%BC", "-2", 1),
        reference("2", "", 2),
        back("%C3%BC", "1", ""),
        back("%C3%BC-2", "1-2", "<sup>2</sup>"),
        back("2", "2", ""),
    );
    assert_eq!(html(markdown), expected);
    assert_eq!(rendered(markdown).toc, []);
}

#[test]
fn an_excerpt_ends_at_its_marker() {
    for (markdown, excerpt) in [
        ("a\n\nb", None),
        ("a[^1]\n\n<!--more-->\n\nb\n\n[^1]: c", Some("<p>a</p>")),
        ("## A\n<!-- more -->\nb", Some("<h2 id=\"a\">A</h2>")),
        ("<!--more-->\nb", Some("")),
        (
            "<div>\n\na\n\n<!--more-->\n\n</div>",
            Some("<div>\n<p>a</p></div>"),
        ),
        ("> <!--more-->\n\na", None),
        ("a <!--more--> b", None),
    ] {
        assert_eq!(rendered(markdown).excerpt.as_deref(), excerpt, "{markdown}");
    }
}

#[test]
fn what_a_script_or_a_style_sheet_says_is_no_text() {
    for (markdown, text) in [
        ("Hello <script>alert(1)</script> world", "Hello  world"),
        ("<style>\np { color: red }\n</style>\n\nNext.", "Next."),
        ("Never <script>closed\n\nNext.", "Never\n\nNext."),
    ] {
        assert_eq!(rendered(markdown).text, text, "{markdown}");
    }
}

#[test]
fn title_and_description_are_read_from_the_first_blocks() {
    for (markdown, title, description) in [
        ("# A *b*\n\nc\nd\n\ne", Some("A b"), Some("c\nd")),
        ("c", None, Some("c")),
        ("---\n\n# A\n\n---\n\nc", Some("A"), Some("c")),
        ("<!-- x -->\n\n# A\n\n<!-- y -->\n\nc", Some("A"), Some("c")),
        ("## A\n\nc", None, None),
        ("- a\n\nc", None, None),
        ("# A\n\n- b\n\nc", Some("A"), None),
        ("![a](b.png)", None, None),
        ("# A { #x }", Some("A"), None),
        ("", None, None),
    ] {
        let body = rendered(markdown);
        assert_eq!(
            (body.own.title.as_deref(), body.own.description.as_deref()),
            (title, description),
            "{markdown}"
        );
    }
}

#[test]
fn what_is_left_out_is_told() {
    let diagnostics =
        rendered("a\n\nb <script>c</script> <b onclick=x>d</b> <blink>e</blink>").diagnostics;
    let [diagnostic] = diagnostics.as_slice() else {
        panic!("{diagnostics:?}")
    };
    assert_eq!(diagnostic.code, HTML_NOT_ALLOWED);
    assert_eq!(
        diagnostic.message,
        "raw HTML that is not allowed is left out: <blink>, <script>, onclick"
    );
    let place = diagnostic.place.clone().unwrap();
    assert_eq!((place.line, place.column), (Some(3), None));
    assert_eq!(rendered("<b>a</b> <!-- b -->").diagnostics, []);
}

#[test]
fn one_body_has_all_its_forms() {
    let body = rendered("# T\n\nSome *words* here.\n\n## A\n\n```\ncode too\n```\n\n### B\n");
    assert_eq!(body.text, "T\n\nSome words here.\n\nA\n\ncode too\n\nB");
    assert_eq!(body.words, Words { prose: 6, code: 2 });
    assert_eq!(body.segments.len(), 5);
    assert_eq!(body.toc.len(), 1);
    assert!(
        body.minimark
            .starts_with(r#"{"type":"minimark","value":[["h1""#)
    );
    assert_eq!(body.diagnostics, []);
}

#[test]
fn code_keeps_its_direction_in_a_text_from_right_to_left() {
    let markdown = "`f(x) {`\n\n```\nf(x) {\n```\n\n<code dir=\"rtl\">a</code>";
    let html = |tag: &str| {
        let locale = Locale::parse(tag).unwrap();
        render(
            markdown,
            &Context {
                locale,
                ..context()
            },
        )
        .html
    };
    let arabic = html("ar");
    for part in [
        "<p><code dir=\"ltr\">f(x) {</code></p>",
        "<pre dir=\"ltr\"><code>f(x) {\n</code></pre>",
        "<code dir=\"rtl\">a</code>",
    ] {
        assert!(arabic.contains(part), "{part} in {arabic}");
    }
    assert!(!html("de").contains("ltr"));
}

#[test]
fn a_body_in_the_other_direction_says_so() {
    let html = |tag: &str| {
        let locale = Locale::parse(tag).unwrap();
        let context = Context {
            locale,
            ..context()
        };
        render("a", &context).html
    };
    assert_eq!(html("de"), "<p>a</p>");
    assert_eq!(
        html("ar"),
        "<div dir=\"rtl\" lang=\"ar\">\n<p>a</p>\n</div>"
    );
}
