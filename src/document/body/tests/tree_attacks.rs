//! The same attempts on the tree: a frontend puts it into a page without another look.

use proptest::prelude::*;
use serde_json::Value;

use super::attacks::{ATTACKS, scraps};
use super::*;

/// What in a tree could run. It reads with means of its own, so that a fault of `element::safety` is not repeated.
fn danger(node: &Value) -> Option<String> {
    let Value::Array(list) = node else {
        return None;
    };
    let tag = list[0].as_str().unwrap().to_lowercase();
    let runs = [
        "script", "object", "embed", "base", "link", "meta", "svg", "math", "applet",
    ];
    if runs.contains(&tag.as_str()) {
        return Some(format!("the element {tag}"));
    }
    let props = list[1].as_object().unwrap();
    let of_props = props
        .iter()
        .find(|(name, value)| is_dangerous(name, value))
        .map(|(name, value)| format!("{tag} {name}={value}"));
    of_props.or_else(|| list.iter().skip(2).find_map(danger))
}

fn is_dangerous(name: &str, value: &Value) -> bool {
    let name = name.trim_start_matches(':').to_lowercase();
    let value: String = value
        .to_string()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\\' | '[' | ']'))
        .collect::<String>()
        .to_lowercase();
    match name.as_str() {
        "srcdoc" | "formaction" | "innerhtml" => true,
        "href" | "src" | "action" | "data" | "poster" | "srcset" => {
            value.starts_with("javascript:")
                || value.starts_with("vbscript:")
                || value.starts_with("data:text")
                || value.starts_with("data:image/svg")
        }
        "style" => value.contains("url(") || value.contains("expression("),
        name => name.starts_with("on"),
    }
}

fn danger_of(markdown: &str) -> Option<String> {
    let tree: Value = serde_json::from_str(&rendered(markdown).minimark).unwrap();
    tree["value"].as_array().unwrap().iter().find_map(danger)
}

#[test]
fn published_attacks_leave_nothing_that_runs_in_a_tree() {
    for attack in ATTACKS {
        assert_eq!(danger_of(attack), None, "{attack}");
    }
}

#[test]
fn components_and_attributes_are_no_way_around() {
    for markdown in [
        "::script\nalert(1)\n::",
        ":script[alert(1)]",
        "::div{onclick=\"alert(1)\"}\n::",
        "::div{:onclick='\"alert(1)\"'}\n::",
        "::div\n---\nonclick: alert(1)\n---\n::",
        "::div\n---\nsrcdoc: <script>\n---\n::",
        "::a{href=\"javascript:alert(1)\"}\n::",
        "::a{:href='\"javascript:alert(1)\"'}\n::",
        "[a](/b){onclick=\"alert(1)\"}",
        "**a**{style=\"background:url(//evil.org)\"}",
        "![a](b){onerror=\"alert(1)\"}",
        "`a`{innerHTML=\"<img onerror=alert(1)>\"}",
        "[a]{:innerHTML='\"x\"'}",
        "::iframe{src=\"data:text/html,<script>alert(1)</script>\"}\n::",
        "[a](data:text/html,x)",
        "::svg{onload=\"alert(1)\"}\n::",
    ] {
        assert_eq!(danger_of(markdown), None, "{markdown}");
    }
}

#[test]
fn the_look_finds_what_runs() {
    for (node, found) in [
        (serde_json::json!(["script", {}]), true),
        (
            serde_json::json!(["p", {}, ["b", { "onclick": "x" }]]),
            true,
        ),
        (serde_json::json!(["a", { "href": "java script:x" }]), true),
        (
            serde_json::json!(["a", { "href": "/x" }, "javascript:x"]),
            false,
        ),
    ] {
        assert_eq!(danger(&node).is_some(), found, "{node}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn nothing_that_runs_comes_into_a_tree(markdown in scraps()) {
        prop_assert_eq!(danger_of(&markdown), None);
    }
}
