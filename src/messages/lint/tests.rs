//! What the linter tells, and where.

use std::fs;
use std::path::Path;

use super::*;

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (catalog, diagnostics) = Catalog::load(Some(root.path()));
    assert_eq!(diagnostics, []);
    let found = lint(&catalog, &Locale::parse("en").unwrap());
    let short = |problem: &Diagnostic| {
        let place = problem.place.as_ref().unwrap();
        let file = Path::new(&place.file).strip_prefix(root.path()).unwrap();
        format!(
            "{}:{} {} {}",
            file.display(),
            place.line.unwrap(),
            problem.code,
            problem.message
        )
    };
    found.iter().map(short).collect()
}

#[test]
fn references_that_lead_nowhere_are_errors() {
    let text = "a = { b } { c.title } { -t } { -u } { SHOUT($x) }\nc =\n    .label = x\n-t = T\nd = { home }\n";
    assert_eq!(
        problems(&[("en/a.ftl", text)]),
        [
            "en/a.ftl:1 MESSAGE_UNKNOWN_FUNCTION `a` calls the unknown function `SHOUT`",
            "en/a.ftl:1 MESSAGE_UNKNOWN_REFERENCE `a` refers to `-u`, which has no text here",
            "en/a.ftl:1 MESSAGE_UNKNOWN_REFERENCE `a` refers to `b`, which has no text here",
            "en/a.ftl:1 MESSAGE_UNKNOWN_REFERENCE `a` refers to `c.title`, which has no text here",
        ]
    );
}

#[test]
fn cycles_are_named_and_attributes_are_no_cycle() {
    let text = "a = { b }\nb = { c }\nc = { a }\nsave = Save\n    .title = { save }\n-t = { -t }\n";
    assert_eq!(
        problems(&[("en/a.ftl", text)]),
        [
            "en/a.ftl:1 MESSAGE_CYCLE `a` refers to itself: a → b → c → a",
            "en/a.ftl:6 MESSAGE_CYCLE `-t` refers to itself: -t → -t",
        ]
    );
}

#[test]
fn messages_that_expand_endlessly_are_told_once() {
    let mut text = "m0 = x\n".to_owned();
    for n in 1..20 {
        text.push_str(&format!(
            "m{n} = {}\n",
            format!("{{ m{} }}", n - 1).repeat(10)
        ));
    }
    assert_eq!(
        problems(&[("en/a.ftl", &text)]),
        ["en/a.ftl:4 MESSAGE_EXPANDS_ENDLESSLY `m3` expands more than 1000 references"]
    );
}

#[test]
fn long_chains_of_references_can_be_linted() {
    let mut text = "m0 = { m9999 }\n".to_owned();
    for n in 1..10_000 {
        text.push_str(&format!("m{n} = {{ m{} }}\n", n - 1));
    }
    let found = problems(&[("en/a.ftl", &text)]);
    assert!(
        found[0].starts_with("en/a.ftl:1 MESSAGE_CYCLE `m0` refers to itself: m0 → … → m0"),
        "{found:?}"
    );
}

#[test]
fn locales_are_compared_with_the_default_one() {
    let found = problems(&[
        (
            "en/a.ftl",
            "a = { $x }\nb = B\nc = { inner }\ninner = { $y }\nhome = H\n-term = { $case }\n",
        ),
        ("fr/a.ftl", "a = { $z }\nc = { $y }\nextra = only here\n"),
        ("de/a.ftl", "a = { $x }\nb = B\nc = C\ninner = { $y }\n"),
    ]);
    assert_eq!(
        found,
        [
            "de/a.ftl:3 MESSAGE_VARIABLES_DIFFER `c` uses none, but $y in `en`",
            "en/a.ftl:2 MESSAGE_MISSING `b` is missing in `fr`",
            "en/a.ftl:4 MESSAGE_MISSING `inner` is missing in `fr`",
            "en/a.ftl:5 MESSAGE_MISSING `home` is missing in `fr`",
            "fr/a.ftl:1 MESSAGE_VARIABLES_DIFFER `a` uses $z, but $x in `en`",
        ]
    );
}
