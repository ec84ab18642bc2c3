//! Bodies as units and back: what a translator gets, and what becomes of what comes back.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::document::exchange::{Need, po, xliff};

const SOURCE: &str = "# Hello\n\nRead [the guide](/en/guide).\n\n- One\n- Two\n\n| A | 1 |\n|---|---|\n\n---\n\n![](/x.png)\n\n```\nlet a; // Note\n```\n";
const TARGET: &str = "Hallo\n=====\n\nLies [die\nAnleitung](/de/guide \"t\").\n\n* Eins\n* Zwei\n\n| Ä | 1 |\n|---|---|\n\n***\n\n![](/x.png)\n\n~~~\nlet a; // Note\n~~~\n";

fn bodies<'b>(source: &'b str, target: Option<&'b str>) -> Bodies<'b> {
    Bodies {
        post: "blog/hello",
        source,
        target,
        ..Bodies::default()
    }
}

/// Kind, source, target and whether it is fuzzy.
fn shown(units: &[Unit]) -> Vec<(&str, &str, &str, bool)> {
    units
        .iter()
        .map(|unit| {
            (
                unit.kind.as_str(),
                unit.source.as_str(),
                unit.target.as_str(),
                unit.is_fuzzy,
            )
        })
        .collect()
}

fn translated(mut units: Vec<Unit>, of: &str, target: &str) -> Vec<Unit> {
    let unit = units
        .iter_mut()
        .find(|unit| unit.source == of)
        .expect("no such unit");
    unit.target = target.to_owned();
    unit.is_fuzzy = false;
    units
}

fn codes(applied: &Applied) -> Vec<&str> {
    applied
        .diagnostics
        .iter()
        .map(|problem| problem.code)
        .collect()
}

#[test]
fn texts_with_words_are_units() {
    let units = units(&bodies(SOURCE, Some(TARGET)), &Memory::default());
    assert_eq!(
        shown(&units),
        [
            ("heading 1", "Hello", "Hallo", false),
            (
                "paragraph",
                "Read <g id=\"1\">the guide</g>.",
                "Lies <g id=\"1\">die\nAnleitung</g>.",
                false
            ),
            ("list item", "One", "Eins", false),
            ("list item", "Two", "Zwei", false),
            ("table cell", "A", "Ä", false),
            ("code", "let a; // Note", "let a; // Note", false),
        ]
    );
    assert_eq!(
        (
            units[1].reference.as_str(),
            units[1].marks[0].close.as_deref()
        ),
        ("blog/hello:3", Some("](/en/guide)"))
    );
    assert!(
        units[0].id.starts_with("blog/hello#") && units[0].id.len() == "blog/hello#".len() + 16
    );
}

#[test]
fn a_changed_source_is_fuzzy_with_what_it_was() {
    let bodies = Bodies {
        previous: Some("One *old*\n\nTwo"),
        ..bodies("One *new*\n\nTwo\n\nThree", Some("Eins *alt*\n\nZwei"))
    };
    let units = units(&bodies, &Memory::default());
    assert_eq!(
        shown(&units)[..1],
        [(
            "paragraph",
            "One <g id=\"1\">new</g>",
            "Eins <g id=\"1\">alt</g>",
            true
        )]
    );
    assert_eq!(
        units[0].previous.as_deref(),
        Some("One <g id=\"1\">old</g>")
    );
    assert_eq!(units[1].previous, None);
    let needs: Vec<Option<Need>> = units.iter().map(|unit| unit.need).collect();
    let expected = [
        Some(Need::Stale),
        Some(Need::Uncertain),
        Some(Need::Missing),
    ];
    assert_eq!(needs, expected);
    assert!(units[0].note.starts_with("The source was changed"));
}

#[test]
fn other_posts_fill_in_what_is_missing() {
    let mut memory = Memory::default();
    memory.add("Read [it](/en).\n\nBye", "Lies [es](/de).\n\nBis bald", &[]);
    let source = "New\n\nRead [it](/en).";
    let units = units(&bodies(source, None), &memory);
    assert_eq!(
        shown(&units),
        [
            ("paragraph", "New", "", false),
            (
                "paragraph",
                "Read <g id=\"1\">it</g>.",
                "Lies <g id=\"1\">es</g>.",
                true
            )
        ]
    );
    // A proposal is no translation until somebody says so.
    assert_eq!(apply(&bodies(source, None), &units).open_count, 2);
}

#[test]
fn what_comes_back_unedited_changes_nothing() {
    for target in [TARGET, "Nur Text\n\nUnd mehr *Text*", "", "# Ä\n"] {
        let bodies = bodies(SOURCE, Some(target));
        let applied = apply(&bodies, &units(&bodies, &Memory::default()));
        assert_eq!(
            (
                applied.markdown.as_str(),
                applied.edit_count,
                codes(&applied)
            ),
            (target, 0, vec![]),
            "{target}"
        );
    }
}

#[test]
fn an_edit_changes_its_block_and_keeps_where_links_lead() {
    let bodies = bodies(SOURCE, Some(TARGET));
    let units = units(&bodies, &Memory::default());
    let units = translated(
        units,
        "Read <g id=\"1\">the guide</g>.",
        "Lest <g id=\"1\">das</g>!",
    );
    let applied = apply(&bodies, &units);
    assert_eq!(
        applied.markdown,
        TARGET.replace(
            "Lies [die\nAnleitung](/de/guide \"t\").",
            "Lest [das](/de/guide \"t\")!"
        )
    );
    assert_eq!(
        (applied.edit_count, applied.is_complete, applied.links.len()),
        (1, true, 7)
    );
}

#[test]
fn a_first_translation_takes_the_shape_of_its_source() {
    let bodies = bodies("# One\n\n- Two *x*\n", None);
    let units = units(&bodies, &Memory::default());
    let part = translated(units, "One", "Eins");
    let applied = apply(&bodies, &part);
    assert_eq!(
        (
            applied.markdown.as_str(),
            applied.is_complete,
            applied.open_count
        ),
        ("# Eins\n\n- Two *x*\n", false, 1)
    );
    let whole = translated(part, "Two <g id=\"1\">x</g>", "<g id=\"1\">Ix</g> zwei");
    let applied = apply(&bodies, &whole);
    assert_eq!(
        (applied.markdown.as_str(), applied.is_complete),
        ("# Eins\n\n- *Ix* zwei\n", true)
    );
    assert_eq!(applied.links, [(0, 0), (1, 1)]);
}

#[test]
fn what_cannot_be_applied_is_told_and_the_rest_is() {
    let old = bodies(
        "One\n\nTwo *x*\n\nThree\n\nFour\n\n```\nfive\n```",
        Some("Eins\n\nZwei *x*\n\nDrei\n\nVier\n\n```\nfünf\n```"),
    );
    let mut units = units(&old, &Memory::default());
    let edits = [
        ("One", "Ein"),
        ("Two <g id=\"1\">x</g>", "Zwei"),
        ("Three", "III"),
        ("Four", "[a]: /b"),
        ("five", "```\nfünf"),
    ];
    for (of, target) in edits {
        units = translated(units, of, target);
    }
    // Since the export the third text is another, and a tool has changed the first.
    let now = Bodies {
        source: "One\n\nTwo *x*\n\nThird\n\nFour\n\n```\nfive\n```",
        ..old
    };
    units[0].source.push('!');
    let applied = apply(&now, &units);
    assert_eq!(
        codes(&applied),
        [SOURCE_CHANGED, "MARK_MISSING", SOURCE_CHANGED, TEXT_REFUSED]
    );
    assert!(
        applied
            .diagnostics
            .iter()
            .all(|problem| problem.message.contains("blog/hello#") && !problem.help.is_empty())
    );
    assert_eq!(
        applied.markdown,
        "Eins\n\nZwei *x*\n\nDrei\n\n\\[a]: /b\n\n```\nfünf\n```"
    );
    let gone = apply(
        &Bodies {
            source: "One",
            ..old
        },
        &translated(units, "Four", "IV"),
    );
    assert!(codes(&gone).contains(&UNIT_UNKNOWN));
}

#[test]
fn a_block_that_the_translation_has_not_is_put_in() {
    for (source, target, of, translation, expected) in [
        (
            "One\n\nTwo\n\n# Three",
            "Eins\n\nDrei\n====\n",
            "Two",
            "Zwei",
            "Eins\n\nZwei\n\nDrei\n====\n",
        ),
        (
            "One\n\n# Two\n\n- Three\n",
            "Eins\n\n* Drei\n",
            "Two",
            "Zwei",
            "Eins\n\n# Zwei\n\n* Drei\n",
        ),
        (
            "# One\n\n- Two\n- Three\n",
            "Eins\n====\n\n* Zwei\n",
            "Three",
            "Drei",
            "Eins\n====\n\n* Zwei\n* Drei\n",
        ),
        (
            "```\none\n```\n\n# Two\n",
            "~~~\neins\n~~~\n",
            "Two",
            "Zwei",
            "~~~\neins\n~~~\n\n# Zwei\n",
        ),
        ("# One\n\ntwo", "zwei", "One", "Eins", "# Eins\n\nzwei"),
    ] {
        let bodies = bodies(source, Some(target));
        let units = translated(units(&bodies, &Memory::default()), of, translation);
        let applied = apply(&bodies, &units);
        assert_eq!(
            (applied.markdown.as_str(), codes(&applied)),
            (expected, vec![])
        );
        // It is there from now on.
        let now = Bodies {
            target: Some(&applied.markdown),
            links: &applied.links,
            ..bodies
        };
        let again = super::units(&now, &Memory::default());
        let unit = again.iter().find(|unit| unit.source == of);
        assert_eq!(
            unit.map(|unit| (unit.target.as_str(), unit.is_fuzzy)),
            Some((translation, false))
        );
    }
}

#[test]
fn a_block_without_a_place_is_told() {
    // Nothing tells where a card that the translation has not would stand.
    let bodies = bodies("One\n\n::card[Two]\nThree\n::\n", Some("Eins"));
    let units = translated(units(&bodies, &Memory::default()), "Two", "Zwei");
    let applied = apply(&bodies, &units);
    assert_eq!(
        (
            applied.markdown.as_str(),
            codes(&applied),
            applied.is_complete
        ),
        ("Eins", vec![BLOCK_MISSING], false)
    );
}

#[test]
fn a_long_post_is_exported_and_applied_in_linear_time() {
    let source = "Text *a* and more\n\n- item `b`\n\n".repeat(5_000);
    let bodies = bodies(&source, None);
    let mut units = units(&bodies, &Memory::default());
    let ids: HashSet<&str> = units.iter().map(|unit| unit.id.as_str()).collect();
    assert_eq!(ids.len(), units.len());
    for unit in &mut units {
        unit.target = unit.source.replace("Text", "Texte");
    }
    let applied = apply(&bodies, &units);
    assert_eq!((applied.is_complete, applied.edit_count), (true, 10_000));
    let unknown: Vec<Unit> = units
        .into_iter()
        .map(|unit| Unit {
            id: format!("{}x", unit.id),
            ..unit
        })
        .collect();
    assert_eq!(apply(&bodies, &unknown).diagnostics.len(), 10_000);
    let table = format!("| a | b |\n|---|---|\n{}", "| c | d |\n".repeat(5_000));
    let bodies = Bodies {
        post: "t",
        source: &table,
        target: Some(&table),
        ..Bodies::default()
    };
    assert_eq!(super::units(&bodies, &Memory::default()).len(), 10_002);
}

/// Blocks of a post, a translation of each beside it.
fn post() -> impl Strategy<Value = (String, String)> {
    let block = prop::sample::select(vec![
        ("# Hello", "Hallo\n====="),
        ("Text *a* `b`", "`b` Text _a_"),
        ("- One\n- [Two](/en)", "* Eins\n* [Zwei](/de)"),
        ("> Said", "> Gesagt"),
        ("```\ncode\n```", "~~~\ncode\n~~~"),
        ("| A | B |\n|---|---|\n| c | |", "|Ä|Be|\n|-|-|\n|ce||"),
        ("1. a  \n   b", "1) ä\\\n   be"),
        ("<div>x</div>", "<div>y</div>"),
        ("::card{a=b}\nInner\n::", "::card{a=b}\nInneres\n::"),
        ("---", "***"),
    ]);
    let is_there = prop::bool::weighted(0.9);
    prop::collection::vec((block, is_there, is_there), 0..12).prop_map(|blocks| {
        let sources = blocks.iter().filter(|block| block.1);
        let targets = blocks.iter().filter(|block| block.2);
        let (sources, targets): (Vec<&str>, Vec<&str>) = (
            sources.map(|block| block.0.0).collect(),
            targets.map(|block| block.0.1).collect(),
        );
        (sources.join("\n\n"), targets.join("\n\n"))
    })
}

proptest! {
    #[test]
    fn any_file_comes_back_without_a_change((source, target) in post(), has_target in any::<bool>()) {
        let bodies = bodies(&source, has_target.then_some(target.as_str()));
        let units = units(&bodies, &Memory::default());
        let header = po::Header { project: "x", source_locale: "en", target_locale: "de", revised_at: "" };
        for file in [po::read(po::write(&header, &units).as_bytes()), xliff::read(xliff::write("en", "de", &units).as_bytes())] {
            prop_assert_eq!(&file.diagnostics, &vec![]);
            let applied = apply(&bodies, &file.units);
            prop_assert_eq!(&applied.markdown, bodies.target.unwrap_or(&source));
            prop_assert_eq!(applied.diagnostics, vec![]);
        }
    }

    #[test]
    fn links_that_are_kept_pair_the_same_blocks_again((source, target) in post()) {
        let first = bodies(&source, Some(&target));
        let applied = apply(&first, &units(&first, &Memory::default()));
        let again = apply(&Bodies { links: &applied.links, ..first }, &[]);
        prop_assert_eq!(again.links, applied.links);
    }
}
