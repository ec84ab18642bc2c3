//! What is written as Markdown reads back as what was in the tree, by the word of an independent reader.

mod outline;

use proptest::prelude::*;
use serde_json::{Value, json};

use self::outline::{of_markdown, of_tree};
use super::*;
use crate::document::{front_matter, payload, testing};

fn tree(value: Value) -> Vec<Node> {
    let (nodes, problems) = read(&json!({ "type": "minimark", "value": value }));
    assert_eq!(problems, []);
    nodes
}

/// Files whose trees hold what only MDC or HTML can say.
const NOT_COMMON: [&str; 8] = [
    "en/02.headings/05.custom-id.md",
    "en/02.headings/08.toc-nested-containers.md",
    "en/04.code/04.empty-and-inline.md",
    "en/07.links",
    "en/08.footnotes",
    "en/09.html",
    "en/10.mdc",
    "en/12.misc/03.style-tag.md",
];

#[test]
fn bodies_of_real_payloads_read_back_as_they_were() {
    for folder in testing::payload_folders() {
        let text = std::fs::read_to_string(folder.join("_payload.json")).unwrap();
        for document in payload::read(&text).documents {
            let markdown = write(&document.body);
            assert_eq!(
                of_markdown(&markdown),
                of_tree(&document.body),
                "{}\n{markdown}",
                document.id
            );
        }
    }
}

#[test]
fn a_payload_says_the_same_as_the_markdown_behind_it() {
    let Some(folder) = testing::reference_folder() else {
        return;
    };
    let mut compared = 0;
    for payload_folder in testing::payload_folders() {
        let text = std::fs::read_to_string(payload_folder.join("_payload.json")).unwrap();
        for document in payload::read(&text).documents {
            let source = folder.join(format!("golden/nuxt/payloads/content/{}.md", document.stem));
            let Ok(source) = std::fs::read_to_string(source) else {
                continue;
            };
            let file = front_matter::read(&source, front_matter::Rules::Nuxt);
            assert_eq!(document.front_matter(), file.values, "{}", document.id);
            assert_eq!(
                of_markdown(&write(&document.body)),
                of_markdown(file.markdown),
                "{}",
                document.id
            );
            compared += 1;
        }
    }
    assert!(compared > 0);
}

#[test]
fn bodies_of_the_reference_read_back_as_they_were() {
    for expected in testing::expected_documents() {
        let file = expected["file"].as_str().unwrap();
        if NOT_COMMON.iter().any(|prefix| file.starts_with(prefix)) {
            continue;
        }
        for body in ["body", "bodyWrapped"]
            .iter()
            .filter_map(|key| expected.get(*key))
        {
            let (nodes, problems) = read(body);
            assert_eq!(problems, [], "{file}");
            let markdown = write(&nodes);
            assert_eq!(
                of_markdown(&markdown),
                of_tree(&nodes),
                "{file}\n{markdown}"
            );
        }
    }
}

#[test]
fn each_construct_is_written_as_people_write_it() {
    let pre = |props: Value, text: &str| json!(["pre", props, ["code", {"__ignoreMap": ""}, text]]);
    let cell = |tag: &str, align: &str, text: &str| json!([tag, {"align": align}, text]);
    for (node, markdown) in [
        (
            json!(["h2", {"id": "a"}, "A ", ["code", {}, "b"]]),
            "## A `b`",
        ),
        (json!(["p", {}, "a\nb", ["br", {}], "\nc"]), "a\nb\\\nc"),
        (
            json!([
                "p",
                {},
                "a",
                ["strong", {}, "b"],
                "c ",
                ["em", {}, "d"],
                " ",
                ["del", {}, "e"]
            ]),
            "a**b**c *d* ~~e~~",
        ),
        (
            json!(["p", {}, "“", ["strong", {}, "“b”"], "c"]),
            "“<strong>“b”</strong>c",
        ),
        (
            json!([
                "p",
                {},
                ["em", {}, ["strong", {}, "a"]],
                ["strong", {}, "b"]
            ]),
            "_**a**_**b**",
        ),
        (
            json!(["p", {}, ["a", {"href": "/x", "title": "A \"t\""}, "l [i]"]]),
            r#"[l \[i\]](/x 'A "t"')"#,
        ),
        (
            json!(["p", {}, ["a", {"href": "/a b(", "target": "_blank"}, "l"]]),
            r#"[l](</a b(>){target="_blank"}"#,
        ),
        (
            json!(["p", {}, ["a", {"href": "https://a.example", "rel": ["nofollow"]}, "https://a.example"]]),
            "<https://a.example>",
        ),
        (
            json!(["p", {}, ["a", {"href": "mailto:a@b.example"}, "a@b.example"]]),
            "<a@b.example>",
        ),
        (
            json!(["p", {}, "wow!", ["a", {"href": "/x"}, "l"]]),
            r"wow\![l](/x)",
        ),
        (
            json!(["p", {}, ["img", {"src": "/a.png", "alt": "a*b", "width": 5}]]),
            r#"![a\*b](/a.png){width="5"}"#,
        ),
        (
            json!(["p", {}, ["code", {"language": "ts", "className": ["language-ts"]}, "a`b"]]),
            "``a`b``{lang=\"ts\"}",
        ),
        (
            json!(["p", {}, ["kbd", {}, "Ctrl"], " ", ["mark", {"className": ["a", "b"]}, "m"]]),
            r#"<kbd>Ctrl</kbd> <mark class="a b">m</mark>"#,
        ),
        (
            json!(["ul", {}, ["li", {}, "a\n", ["ol", {"start": 3}, ["li", {}, "b"]]], ["li", {}, "c"]]),
            "- a\n\n  3. b\n\n- c",
        ),
        (
            json!(["ul", {}, ["li", {}, "a\n", ["ul", {}, ["li", {}, "b"]]]]),
            "- a\n  - b",
        ),
        (
            json!(["ul", {}, ["li", {}, "a", ["br", {}], "b"], ["li", {}, "c"]]),
            "- a\n\n  b\n\n- c",
        ),
        (
            json!(["ul", {"className": ["contains-task-list"]}, ["li", {"className": ["task-list-item"]}, ["input", {"checked": true, "type": "checkbox"}], " a"]]),
            "- [x] a",
        ),
        (
            json!([
                "blockquote",
                {},
                ["p", {}, "a"],
                ["ul", {}, ["li", {}, "b"]]
            ]),
            "> a\n>\n> - b",
        ),
        (
            pre(
                json!({"code": "a\n", "language": "ts", "filename": "a[0].ts", "highlights": [1, 3, 4, 5], "meta": "twoslash"}),
                "",
            ),
            "```ts [a\\[0\\].ts] {1,3-5} twoslash\na\n```",
        ),
        (
            pre(json!({"code": "```\n", "language": "text"}), ""),
            "````\n```\n````",
        ),
        (
            pre(json!({"className": ["language-x"]}), "old form"),
            "```x\nold form\n```",
        ),
        (
            json!(["table", {}, ["thead", {}, ["tr", {}, cell("th", "left", "a|b"), cell("th", "right", "c")]], ["tbody", {}, ["tr", {}, ["td", {"align": "left"}, ["code", {}, "x|y"]], ["td", {"align": "right"}, "d", ["br", {}], "e"]]]]),
            "| a\\|b | c |\n| :--- | ---: |\n| `x\\|y` | d<br>e |",
        ),
        (
            json!(["table", {}, ["tbody", {}, ["tr", {}, ["td", {}, "a"]]]]),
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
        (
            json!(["div", {"className": ["a"], "dataB": "1"}, ["p", {}, "b"]]),
            "<div class=\"a\" data-b=\"1\">\n\nb\n\n</div>",
        ),
        (
            json!(["div", {}, "a\n\nb < c"]),
            "<div>a&#10;\nb &lt; c</div>",
        ),
        (
            json!(["my-card", {"title": "T", ":count": "3"}, ["p", {}, "a"], ["template", {"v-slot:foot": ""}, ["p", {}, "b"]]]),
            "::my-card{title=\"T\" :count=\"3\"}\na\n\n#foot\nb\n::",
        ),
        (
            json!(["outer", {}, ["inner", {}, ["p", {}, "a"]]]),
            ":::outer\n::inner\na\n::\n:::",
        ),
        (
            json!(["alert", {}, "Label", ["p", {}, "a"]]),
            "::alert[Label]\na\n::",
        ),
        (
            json!(["list", {":items": "[\"a\"]", "className": ["b"]}]),
            "::list{.b}\n---\nitems:\n  - a\n---\n::",
        ),
        (
            json!(["p", {}, "a ", ["badge", {"type": "info"}, "New"], " ", ["icon", {}], "x"]),
            "a :badge[New]{type=\"info\"} :icon{}x",
        ),
        (
            json!(["p", {}, ["binding", {"value": "a", "defaultValue": "b"}]]),
            "{{ a || 'b' }}",
        ),
        (
            json!(["p", {}, ["span", {"className": ["x"]}, "a"]]),
            "[a]{.x}",
        ),
    ] {
        assert_eq!(
            write(&tree(json!([["p", {}, "x"], node]))),
            format!("x\n\n{markdown}\n"),
            "{node}"
        );
    }
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    for (text, markdown) in [
        ("# a", r"\# a"),
        ("#a", "#a"),
        ("1. a", r"1\. a"),
        ("1.5 a", "1.5 a"),
        ("- a", r"\- a"),
        ("-a", "-a"),
        ("---", r"\---"),
        ("a\n===", "a\n\\==="),
        ("a | b\n--- | ---", "a | b\n\\--- | ---"),
        ("> a", r"\> a"),
        ("a > b < c", "a > b < c"),
        ("<b>", r"\<b>"),
        ("*a* 2 * 3", r"\*a\* 2 * 3"),
        ("snake_case _a_", r"snake_case \_a\_"),
        ("[a](b)", r"\[a](b)"),
        ("a[0]", r"a\[0]"),
        ("`a`", r"\`a\`"),
        ("a\\b", r"a\\b"),
        ("~50 and ~~a~~", r"~50 and ~\~a\~\~"),
        ("AT&T &amp; &", r"AT&T \&amp; &"),
        (":name a:b 10:30 (:x)", r"\:name a:b 10:30 (\:x)"),
        ("::name", r"\::name"),
        ("{{ a }}", r"\{{ a }}"),
        ("[^1]", r"\[^1]"),
    ] {
        assert_eq!(
            write(&tree(json!([["p", {}, text]]))),
            format!("{markdown}\n"),
            "{text}"
        );
    }
}

#[test]
fn a_mark_between_blanks_at_an_edge_is_no_mark() {
    for text in ["\n* ", " * ", " _ ", "a * ", " * a"] {
        let strong = element("strong", vec![Node::Text(text.to_owned())]);
        let nodes = [element("h2", vec![element("em", vec![strong])])];
        let markdown = write(&nodes);
        assert_eq!(of_markdown(&markdown), of_tree(&nodes), "{markdown}");
    }
}

#[test]
fn trees_that_are_too_deep_are_cut() {
    let deep = (0..50_000).fold(Node::Text("x".to_owned()), |inner, _| {
        Node::Element(Element {
            tag: "blockquote".to_owned(),
            children: vec![inner],
            ..Element::default()
        })
    });
    let markdown = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || {
            let nodes = [deep];
            let markdown = write(&nodes);
            // Dropping so deep a tree would recurse as deep.
            std::mem::forget(nodes);
            markdown
        });
    assert_eq!(markdown.unwrap().join().unwrap(), "");
}

fn element(tag: &str, children: Vec<Node>) -> Node {
    Node::Element(Element {
        tag: tag.to_owned(),
        children,
        ..Element::default()
    })
}

fn with_props(tag: &str, props: Value, children: Vec<Node>) -> Node {
    Node::Element(Element {
        tag: tag.to_owned(),
        props: props.as_object().cloned().unwrap_or_default(),
        children,
    })
}

fn any_text() -> impl Strategy<Value = Node> {
    prop_oneof![
        3 => "[ab ]{1,8}",
        3 => "[a1 \\-+*_#>=|:.)(\\[\\]`~<&;!{}\\\\/\"'é你“\n]{1,8}",
        1 => "(&amp;|<b>|1\\. a|- |# |\\|-\\||---|===|\\[a\\]: b|a\n\\||~~~)",
    ]
    .prop_map(Node::Text)
}

fn any_inline() -> impl Strategy<Value = Node> {
    let code = "[a `|\\\\*]{1,6}".prop_map(|text| element("code", vec![Node::Text(text)]));
    let image = ("[a*\\]]{0,3}", "/[a-c()\\\\&;]{0,4}")
        .prop_map(|(alt, src)| with_props("img", json!({ "alt": alt, "src": src }), vec![]));
    let leaf =
        prop_oneof![6 => any_text(), 1 => code, 1 => image, 1 => Just(element("br", vec![]))];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let children = prop::collection::vec(inner, 1..4);
        prop_oneof![
            (
                prop::sample::select(vec!["strong", "em", "del", "kbd"]),
                children.clone()
            )
                .prop_map(|(tag, children)| element(tag, children)),
            (
                "/[a-c() <>\\\\&;]{0,6}",
                prop::option::of("[a\"\\\\ ]{1,4}"),
                any_text()
            )
                .prop_map(|(href, title, text)| {
                    let mut props = json!({ "href": href.trim() });
                    if let Some(title) = title {
                        props["title"] = title.into();
                    }
                    with_props("a", props, vec![text])
                }),
        ]
    })
}

fn any_block() -> impl Strategy<Value = Node> {
    let inlines = || prop::collection::vec(any_inline(), 1..5);
    let code = ("[a`~\n ]{0,12}", "[a-z]{0,3}").prop_map(|(code, language)| {
        with_props(
            "pre",
            json!({ "code": format!("{code}\n"), "language": language }),
            vec![],
        )
    });
    let table = (1..3usize, prop::collection::vec(inlines(), 4)).prop_map(|(columns, cells)| {
        let row = |tag: &str, cells: &[Vec<Node>]| {
            element(
                "tr",
                cells
                    .iter()
                    .take(columns)
                    .map(|cell| element(tag, cell.clone()))
                    .collect(),
            )
        };
        element(
            "table",
            vec![
                element("thead", vec![row("th", &cells[..2])]),
                element("tbody", vec![row("td", &cells[2..])]),
            ],
        )
    });
    let leaf = prop_oneof![
        4 => inlines().prop_map(|children| element("p", children)),
        1 => inlines().prop_map(|children| element("h2", children)),
        1 => code,
        1 => table,
        1 => Just(element("hr", vec![])),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        let blocks = prop::collection::vec(inner, 1..4);
        let item = (any_text(), any::<bool>(), blocks.clone())
            .prop_map(|(text, is_tight, mut blocks)| {
                // The reference unwraps paragraphs of items, so that only other blocks follow the text.
                blocks.retain(|block| block.element().is_some_and(|element| element.tag != "p"));
                let text = match text {
                    Node::Text(text) => format!(
                        "a{}{}",
                        text.replace('\n', " "),
                        if is_tight { "\n" } else { "" }
                    ),
                    Node::Element(_) => String::new(),
                };
                blocks.insert(0, Node::Text(text));
                element("li", blocks)
            })
            .boxed();
        prop_oneof![
            blocks.prop_map(|blocks| element("blockquote", blocks)),
            prop::collection::vec(item.clone(), 1..4).prop_map(|items| element("ul", items)),
            (0..20u64, prop::collection::vec(item, 1..4)).prop_map(|(start, items)| with_props(
                "ol",
                json!({ "start": start }),
                items
            )),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_tree_reads_back_as_it_was(nodes in prop::collection::vec(any_block(), 1..4)) {
        let markdown = write(&nodes);
        prop_assert_eq!(of_markdown(&markdown), of_tree(&nodes), "{}", markdown);
    }
}
