//! PO files: what is written, that it is read as it was, and what is told of files that are no PO.

use proptest::prelude::*;

use super::*;

const HEADER: Header<'_> = Header {
    project: "A site",
    source_locale: "en",
    target_locale: "pt-BR",
    revised_at: "2026-01-31 12:00+0000",
};

fn unit(id: &str, source: &str, target: &str) -> Unit {
    Unit {
        id: id.to_owned(),
        kind: "paragraph".to_owned(),
        source: source.to_owned(),
        target: target.to_owned(),
        ..Unit::default()
    }
}

#[test]
fn a_unit_is_an_entry() {
    let units = [
        Unit {
            previous: Some("Read \"it\"".to_owned()),
            is_fuzzy: true,
            note: "Do not\ntranslate names.".to_owned(),
            reference: "blog/hello:12".to_owned(),
            ..unit("blog/hello#5f", "Read\n<g id=\"1\">it</g>", "Lies")
        },
        Unit {
            is_verbatim: true,
            reference: "two words:1".to_owned(),
            ..unit("blog/hello#6a", "\tlet a = \"\\n\";\n", "")
        },
    ];
    let expected = "\
msgid \"\"
msgstr \"\"
\"Project-Id-Version: A site\\n\"
\"PO-Revision-Date: 2026-01-31 12:00+0000\\n\"
\"Last-Translator: isogloss\\n\"
\"Language-Team: pt-BR\\n\"
\"Language: pt_BR\\n\"
\"MIME-Version: 1.0\\n\"
\"Content-Type: text/plain; charset=UTF-8\\n\"
\"Content-Transfer-Encoding: 8bit\\n\"
\"X-Source-Language: en\\n\"
\"X-Generator: isogloss\\n\"

#. kind: paragraph
#. Do not
#. translate names.
#: blog/hello:12
#, fuzzy
#| msgid \"Read \\\"it\\\"\"
msgctxt \"blog/hello#5f\"
msgid \"\"
\"Read\\n\"
\"<g id=\\\"1\\\">it</g>\"
msgstr \"Lies\"

#. kind: paragraph
#: \u{2068}two words:1\u{2069}
#, no-wrap
msgctxt \"blog/hello#6a\"
msgid \"\\tlet a = \\\"\\\\n\\\";\\n\"
msgstr \"\"
";
    assert_eq!(write(&HEADER, &units), expected);
}

#[test]
fn what_other_tools_write_is_read() {
    let po = "\u{feff}# a translator\r\n#, fuzzy\r\nmsgid \"\"\r\nmsgstr \"\"\r\n\"Language: fr\\n\"\r\n\
              \"Content-Type: text/plain; charset=UTF-8\\n\"\r\n\r\n\
              # said by a translator\r\n#. kind: heading\r\n#, fuzzy, c-format\r\n#| msgctxt \"old\"\r\n#| msgid \"\"\r\n#| \"A\\n\"\r\n#| \"B\"\r\n\
              msgctxt \"p#1\"\r\nmsgid \"A\" \"\\x42\"\r\n  \"\\103\"\r\nmsgstr \"x\"\r\n\
              msgctxt \"p#2\"\r\nmsgid \"next without a blank line\"\r\nmsgstr \"\"\r\n\r\n\
              #~ msgctxt \"p#3\"\r\n#~ msgid \"gone\"\r\n#~ msgstr \"weg\"\r\n";
    let file = read(po.as_bytes());
    assert_eq!(file.diagnostics, []);
    assert_eq!(file.target_locale.as_deref(), Some("fr"));
    let units = [
        Unit {
            kind: "heading".to_owned(),
            previous: Some("A\nB".to_owned()),
            is_fuzzy: true,
            place: Some((8, 1)),
            ..unit("p#1", "ABC", "x")
        },
        Unit {
            kind: String::new(),
            place: Some((19, 1)),
            ..unit("p#2", "next without a blank line", "")
        },
    ];
    assert_eq!(file.units, units);
}

#[test]
fn what_is_no_po_is_told_and_costs_its_entry_alone() {
    let good = "msgctxt \"g\"\nmsgid \"good\"\nmsgstr \"gut\"\n";
    for (bad, code, place) in [
        (
            "msgctxt \"b\"\nmsgid \"open\nmsgstr \"x\"\n",
            PO_SYNTAX,
            (2, 12),
        ),
        (
            "msgctxt \"b\"\nmsgid \"a\" b\nmsgstr \"x\"\n",
            PO_SYNTAX,
            (2, 11),
        ),
        (
            "msgctxt \"b\"\nmsgid \"é\\q\"\nmsgstr \"x\"\n",
            PO_SYNTAX,
            (2, 9),
        ),
        ("msgctxt \"b\"\nmsgid\nmsgstr \"x\"\n", PO_SYNTAX, (2, 6)),
        ("msgctxt \"b\"\nmsgid \"a\"\n", PO_SYNTAX, (1, 1)),
        ("msgstr \"x\"\n", PO_SYNTAX, (1, 1)),
        ("\"x\"\n", PO_SYNTAX, (1, 1)),
        ("  hello\n", PO_SYNTAX, (1, 3)),
        ("msgid \"a\"\nmsgstr \"x\"\n", PO_NO_CONTEXT, (1, 1)),
        (
            "msgctxt \"b\"\nmsgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"x\"\nmsgstr[1] \"y\"\n",
            PO_PLURAL,
            (1, 1),
        ),
        (
            "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n",
            PO_CHARSET,
            (1, 1),
        ),
    ] {
        let file = read(format!("{bad}\n{good}").as_bytes());
        let first = file
            .diagnostics
            .first()
            .unwrap_or_else(|| panic!("nothing is told of {bad:?}"));
        let found = first.place.clone().unwrap_or_default();
        assert_eq!(
            (first.code, found.line.zip(found.column)),
            (code, Some(place)),
            "{bad:?}"
        );
        assert!(!first.help.is_empty());
        assert_eq!(
            file.units
                .iter()
                .map(|unit| unit.id.as_str())
                .collect::<Vec<_>>(),
            ["g"],
            "{bad:?}"
        );
    }
    let doubled = read(format!("{good}{good}").as_bytes());
    assert_eq!(
        (doubled.units.len(), doubled.diagnostics[0].code),
        (1, PO_UNIT_DOUBLED)
    );
    let not_utf8 = read(b"msgid \"\"\n\xff");
    assert_eq!(
        not_utf8.diagnostics[0].code,
        crate::document::exchange::EXCHANGE_FILE_NOT_UTF8
    );
    assert_eq!(
        not_utf8.diagnostics[0]
            .place
            .as_ref()
            .and_then(|place| place.line),
        Some(2)
    );
}

#[test]
fn a_long_file_is_read_in_linear_time() {
    let units: Vec<Unit> = (0..50_000)
        .map(|index| unit(&format!("p#{index}"), "some \"text\"\nhere", "x"))
        .collect();
    assert_eq!(
        read(write(&HEADER, &units).as_bytes()).units.len(),
        units.len()
    );
    let garbage = read("msgid \"\n".repeat(100_000).as_bytes());
    assert_eq!(
        garbage.diagnostics.len(),
        crate::document::exchange::DIAGNOSTICS_MAX
    );
}

/// Text of any kind; U+0000 never gets into content.
fn text() -> impl Strategy<Value = String> {
    "[a-z\"\\\\\n\t\r\u{7}\u{1b}é\u{1f600}<>&# ]{0,20}"
}

prop_compose! {
    fn units()(texts in prop::collection::vec((text(), text(), prop::option::of(text()), any::<bool>(), any::<bool>()), 0..8)) -> Vec<Unit> {
        texts.into_iter().enumerate().map(|(index, (source, target, previous, is_fuzzy, is_verbatim))| Unit {
            previous,
            is_fuzzy,
            is_verbatim,
            ..unit(&format!("a \"post\"#{index}"), &source, &target)
        }).collect()
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(units in units()) {
        let mut file = read(write(&HEADER, &units).as_bytes());
        for unit in &mut file.units {
            unit.place = None;
        }
        prop_assert_eq!(file.diagnostics, vec![]);
        prop_assert_eq!(file.units, units);
        prop_assert_eq!(file.target_locale.as_deref(), Some("pt_BR"));
    }

    #[test]
    fn no_file_is_a_panic(lines in prop::collection::vec(prop::sample::select(vec![
        "msgid \"a\"", "msgid", "msgstr \"", "msgstr \"b\"", "msgctxt \"c\"", "\"d\\", "\"e\"", "#, fuzzy", "#| msgid \"f\"", "#| \"g\"", "#~ x", "", "msgid_plural \"h\"", "msgstr[0] \"i\"", "é", "#", "\"\\777\"",
    ]), 0..20)) {
        read(lines.join("\n").as_bytes());
    }
}
