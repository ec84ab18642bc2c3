//! Payloads of real sites, and payloads that lie.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::document::testing;

/// The notation of the decoded payloads for what JSON lacks, as we read it.
fn as_json(value: &Value) -> Option<Value> {
    let special = value
        .as_object()
        .filter(|object| object.len() == 1)
        .and_then(|object| object.iter().next());
    match special.map(|(key, value)| (key.as_str(), value)) {
        Some(("$undefined", _)) => return None,
        Some(("$hole", _)) => return Some(Value::Null),
        Some(("$date", text)) => return Some(text.clone()),
        Some(("$number", text)) => return Some(if text == "-0" { json!(0) } else { Value::Null }),
        Some(("$set", list)) => return as_json(list),
        Some(("$bigint", digits)) => {
            return digits
                .as_str()
                .and_then(|digits| digits.parse::<u64>().ok())
                .map(Value::from);
        }
        Some(("$regexp", parts)) => {
            return Some(json!(format!(
                "/{}/{}",
                parts[0].as_str()?,
                parts[1].as_str()?
            )));
        }
        Some(("$map", pairs)) => return as_json(pairs),
        _ => {}
    }
    Some(match value {
        Value::Array(list) => list
            .iter()
            .map(|item| as_json(item).unwrap_or_default())
            .collect(),
        Value::Object(object) => {
            let members = object
                .iter()
                .filter_map(|(key, value)| Some((key.clone(), as_json(value)?)));
            Value::Object(members.collect())
        }
        plain => plain.clone(),
    })
}

#[test]
fn real_payloads_decode_to_what_their_authors_have() {
    for folder in testing::payload_folders() {
        let text = std::fs::read_to_string(folder.join("_payload.json")).unwrap();
        let expected: Value =
            serde_json::from_str(&std::fs::read_to_string(folder.join("decoded.json")).unwrap())
                .unwrap();
        let (value, problems) = decode(&text);
        assert_eq!(problems, [], "{}", folder.display());
        assert_eq!(Some(value), as_json(&expected), "{}", folder.display());
    }
}

#[test]
fn documents_of_real_payloads_have_all_their_fields() {
    for folder in testing::payload_folders() {
        let text = std::fs::read_to_string(folder.join("_payload.json")).unwrap();
        let decoded: Value =
            serde_json::from_str(&std::fs::read_to_string(folder.join("decoded.json")).unwrap())
                .unwrap();
        let found = read(&text);
        assert_eq!(found.diagnostics, [], "{}", folder.display());
        let rows = testing::documents_in(&decoded);
        assert_eq!(found.documents.len(), rows.len(), "{}", folder.display());
        for (document, row) in found.documents.iter().zip(rows) {
            let expected_locale = row["path"]
                .as_str()
                .and_then(|path| path.split('/').nth(1))
                .unwrap();
            assert_eq!(document.locale(|_| true).unwrap().as_str(), expected_locale);
            assert_eq!(document.path, row["path"]);
            assert_eq!(document.stem, row["stem"]);
            assert_eq!(document.extension, row["extension"]);
            assert_eq!(document.title, row["title"]);
            assert_eq!(document.description, row["description"]);
            assert_eq!(document.date.as_deref(), row["date"].as_str());
            assert_eq!(document.navigation, row["navigation"]);
            assert_eq!(Value::Object(document.seo.clone()), row["seo"]);
            assert_eq!(Value::Object(document.meta.clone()), row["meta"]);
            assert_eq!(json!(document.tags), row["tags"]);
            assert_eq!(document.slug.as_deref(), row["slug"].as_str());
            assert_eq!(
                json!(document.others),
                json!({ "readTime": row["readTime"] })
            );
            assert_eq!(document.hash.as_deref(), row["__hash__"].as_str());
            let keys: Vec<String> = document.front_matter().keys().cloned().collect();
            assert_eq!(
                keys,
                ["title", "description", "date", "slug", "readTime", "tags"]
            );
            assert_eq!(
                document.body.len(),
                row["body"]["value"].as_array().unwrap().len()
            );
        }
    }
}

#[test]
fn rows_without_a_body_are_named_and_not_imported() {
    let text = r#"[{"data":1},{"list":2,"nav":6},[3],{"path":4,"title":5},"/en/a","A",[7],{"path":8,"page":9},"/en",false]"#;
    let found = read(text);
    assert!(found.documents.is_empty());
    assert_eq!(found.partial.into_iter().collect::<Vec<_>>(), ["/en/a"]);
}

#[test]
fn a_document_that_is_named_twice_is_read_once() {
    let text = r#"[{"data":1},{"a":2,"b":3},{"id":4,"path":5,"body":6},[2],"blogEn/a.md","/a",{"type":7,"value":8},"minimal",[]]"#;
    let found = read(text);
    assert_eq!(found.diagnostics, []);
    assert_eq!(found.documents.len(), 1);
    let document = &found.documents[0];
    assert_eq!(
        (document.stem.as_str(), document.extension.as_str()),
        ("a", "md")
    );
    assert_eq!(document.navigation, json!(true));
    assert_eq!(document.tags, None);
}

#[test]
fn every_kind_of_value_is_read() {
    for (text, expected) in [
        (r#"[["null","a",1],1]"#, json!({"a": 1})),
        (r#"[[-7,3,1,1],"x"]"#, json!([null, "x", null])),
        (r#"[["Map",1,2],"k","v"]"#, json!({"k": "v"})),
        (r#"[["Object",1],"v"]"#, json!("v")),
        (r#"[["Ref",1],["Reactive",2],{"a":3},1]"#, json!({"a": 1})),
        (r#"[["EmptyRef","{\"a\":1}"]]"#, json!({"a": 1})),
        (
            r#"[{"a":1,"b":2},["EmptyShallowRef",3],1,"_"]"#,
            json!({"b": 1}),
        ),
        (
            r#"[["URL","https://a.example/"]]"#,
            json!("https://a.example/"),
        ),
        (
            r#"[["BigInt","99999999999999999999"]]"#,
            json!("99999999999999999999"),
        ),
        (r#"[["Unheard",1],[-2,-3]]"#, json!([null, null])),
        (
            r#"[{"__proto__":1,"constructor":1},1]"#,
            json!({"__proto__": 1, "constructor": 1}),
        ),
        ("[\"text\"]", json!("text")),
    ] {
        assert_eq!(decode(text), (expected, vec![]), "{text}");
    }
}

#[test]
fn payloads_that_lie_are_refused_with_the_place() {
    let deep = format!(
        "[{}1]",
        (1..400)
            .map(|index| format!("[{index}],"))
            .collect::<String>()
    );
    let bomb = format!(
        "[{}\"x\"]",
        (1..60)
            .map(|index| format!("[{index},{index}],"))
            .collect::<String>()
    );
    for (text, part) in [
        ("", "no JSON"),
        ("{}", "no payload"),
        ("[]", "no payload"),
        ("[[1],[0]]", "value 0 contains itself"),
        ("[{\"data\":7}]", "there is no value 7 (in value 0, data)"),
        ("[{\"data\":\"x\"}]", "stands where an index should be"),
        ("[[-9]]", "-9 means nothing"),
        ("[[-7,99999999999]]", "too long"),
        ("[[\"Tag\"]]", "`Tag` cannot be read"),
        (&deep, "nested more than"),
        (&bomb, "repeat each other"),
    ] {
        let (_, problems) = decode(text);
        let problem = problems
            .first()
            .unwrap_or_else(|| panic!("{text:.40} is taken"));
        assert_eq!(problem.code, "BAD_PAYLOAD");
        assert!(problem.message.contains(part), "{}", problem.message);
        assert!(problems.len() <= 20);
    }
}

#[test]
fn a_broken_document_is_left_out_and_the_others_are_read() {
    let text = r#"[{"data":1},{"a":2,"b":3},{"id":4,"path":5,"body":99},{"id":6,"path":7,"body":8},"c/a.md","/a","c/b.md","/b",{"type":9,"value":10},"minimark",[]]"#;
    let found = read(text);
    assert_eq!(
        found
            .documents
            .iter()
            .map(|document| document.path.as_str())
            .collect::<Vec<_>>(),
        ["/b"]
    );
    assert_eq!(found.diagnostics.len(), 1);
    assert!(
        found.diagnostics[0].message.contains("data.a.body"),
        "{}",
        found.diagnostics[0].message
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_payload_breaks_the_reader(entries in prop::collection::vec(
        "-?[0-9]|\"(Date|Set|Map|Ref|null|a)\"|\\[(\"(Date|Set|Map|Ref|null|BigInt)\",)?-?[0-9](,[0-9]){0,3}\\]|\\{\"(id|path)\":[0-9],\"body\":[0-9],\"path\":[0-9]\\}", 1..10)
    ) {
        let text = format!("[{}]", entries.join(","));
        let _ = decode(&text);
        let _ = read(&text);
    }
}
