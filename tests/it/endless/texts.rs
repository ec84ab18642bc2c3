//! Bodies made to take forever: what is known to have cost some parser of Markdown or HTML the square of its length.

/// One text of about as many bytes for each way to make a parser slow; those whose depth or breadth matters are longer
/// where so few bytes would not show it.
pub(crate) fn texts(bytes: usize) -> Vec<String> {
    let fill = |unit: &str| unit.repeat(bytes / unit.len());
    // What ends such a text must not be beyond the longest body.
    let between = |begin: &str, unit: &str, end: &str| {
        let count = bytes.saturating_sub(begin.len() + end.len()) / unit.len();
        format!("{begin}{}{end}", unit.repeat(count))
    };
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
        "<template>",
        "```{1-9999}\na\n```\n",
        "- - - - a\n",
        "<a@b.c",
        "***a** b* ",
        "- ```\n",
        "|a|\n|-|\nb\nb\nb\nb\n",
        "> [!NOTE]\n",
        "#\n",
        "```js\na\n```\n",
        "[^a]\n\n[^a]: b\n\n",
        "::a\n---\nb: c\n---\n::\n",
    ];
    let mut texts: Vec<String> = units.into_iter().map(fill).collect();
    // In a paragraph the same things are read by another part of the parser.
    texts.extend(
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
    texts.extend([
        format!("```\n{}", fill("&")),
        between("![x](y \"", "&", "\")"),
        between("![", "&", "](y)"),
        between("[x](y?", "&a", ")"),
        format!("<div>{}", fill("&amp;")),
        format!("<div>{}", fill("&a")),
        between("<b title=\"", "&", "\">"),
        between("<b class=\"", "a ", "\">"),
        between("<b style=\"", "a:b;", "\">"),
        between("<b style=\"", "{[", "\">"),
        between("<img srcset=\"", "a 1x,", "\">"),
        format!("<table>{}", fill("<br>")),
        format!("<table><tr>{}", fill("<td>")),
        format!("<b title=\"{long}\">{}", fill("<p>b")),
        format!("a <b title=\"{long}\">{}", fill("<p>b")),
        format!("<b title=\"{long}\">\n\n{}", fill("c\n\n")),
        format!("- [{}](/{long})", fill("<li>x")),
        between("<a ", "b c=d ", ">"),
        format!("{}\n\n", "> ".repeat(500)).repeat(bytes / 1002),
        "[".repeat(bytes.max(250_000) / 5) + "a" + &"](b)".repeat(bytes.max(250_000) / 5),
        (1..bytes.max(490_000).isqrt())
            .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
            .collect(),
        (1..bytes.max(490_000).isqrt())
            .map(|depth| format!("{}a\n", ">".repeat(depth)))
            .collect(),
        (0..bytes / 24)
            .map(|n| format!("[^{n}]\n\n[^{n}]: a\n\n"))
            .collect(),
        (0..bytes / 12).map(|n| format!("## {n}\n")).collect(),
        format!(
            "{}\n{}\n{}",
            "|a".repeat(bytes.max(120_000) / 6),
            "|-".repeat(bytes.max(120_000) / 6),
            "|b".repeat(bytes.max(120_000) / 6)
        ),
    ]);
    texts.extend(distinct(bytes));
    texts.extend(far_apart(bytes));
    texts
}

/// Texts in which no name comes twice: what is looked up among all before it takes longer each time.
fn distinct(bytes: usize) -> Vec<String> {
    let names = |unit: fn(usize) -> String| -> String {
        let mut text = String::with_capacity(bytes);
        for name in (0..).map(unit) {
            if text.len() + name.len() + 20 > bytes {
                break;
            }
            text += &name;
        }
        text
    };
    vec![
        format!("<a {}>", names(|n| format!("b{n} "))),
        format!("x <a {}>", names(|n| format!("b{n}=c "))),
        format!("</a {}>", names(|n| format!("b{n} "))),
        format!("*a*{{{}}}", names(|n| format!("b{n}=c "))),
        format!("::a{{{}}}\n::\n", names(|n| format!("b{n} "))),
        format!("::a\n---\n{}---\n::\n", names(|n| format!("b{n}: c\n"))),
        names(|n| format!("<html a{n}>")),
        names(|n| format!("<b a{n}>\n\n")),
        names(|n| format!("<a{n}>")),
        names(|n| format!("[{n}]: /b\n[{n}]\n")),
        names(|n| format!("```{{{n}}}\na\n```\n")),
        names(|n| format!("[^{n}]: [^{}]\n\n", n + 1)) + "[^0]",
    ]
}

/// Texts whose one half means more for each part of the other.
fn far_apart(bytes: usize) -> Vec<String> {
    let half = |unit: &str| unit.repeat((bytes / 2).saturating_sub(20) / unit.len());
    let long = half("x");
    let items = "- ".repeat(40) + "a\n";
    vec![
        format!("[a]: /{long}\n\n{}", half("[b][a] ")),
        format!("[a]: /{long}\n\n{}", half("![b][a] ")),
        format!("[a]: /{long}\n\n{}", half("[a] ")),
        format!("[a]: / '{long}'\n\n{}", half("[b][a] ")),
        format!("[^a]: {long}\n\n{}", half("[^a] ")),
        format!("{}\n{}\n{}", half("|a|a|a"), half("|-|-|-"), half("b\n")),
        format!(
            "{}\n{}\n{}",
            "|a".repeat(bytes.isqrt()),
            "|-".repeat(bytes.isqrt()),
            half("b\n")
        ),
        format!("{}{}", half("<b>"), half("</b>")),
        format!("{}{}", half("*a "), half(" a*")),
        items.repeat(bytes / items.len()),
    ]
}
