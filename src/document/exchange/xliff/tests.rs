//! XLIFF files: what is written, that it is read as it was, and what is told of files that are no XLIFF 2.

use proptest::prelude::*;

use super::*;
use crate::document::exchange::marks::Mark;

fn unit(id: &str, source: &str, target: &str) -> Unit {
    Unit {
        id: id.to_owned(),
        kind: "paragraph".to_owned(),
        source: source.to_owned(),
        target: target.to_owned(),
        ..Unit::default()
    }
}

fn mark(open: &str, close: Option<&str>) -> Mark {
    Mark {
        open: open.to_owned(),
        close: close.map(str::to_owned),
        label: None,
    }
}

#[test]
fn a_unit_has_notes_data_and_one_segment_in_the_order_of_the_schema() {
    let units = [
        Unit {
            previous: Some("Read".to_owned()),
            is_fuzzy: true,
            note: "Be <brief>.".to_owned(),
            reference: "blog/hello:12".to_owned(),
            marks: vec![mark("[", Some("](/g?a&b)")), mark("`x`", None)],
            ..unit(
                "blog/hello#5f",
                "Read <g id=\"1\">it</g> <x id=\"2\"/>",
                "Lies <g id=\"1\">es</g>",
            )
        },
        Unit {
            is_verbatim: true,
            ..unit("blog/hello#6a", "<g id=\"1\">\u{1b}\n", "")
        },
        unit("docs#1", "a", "b"),
    ];
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">
  <file id="f1" original="blog/hello">
    <unit id="u1" name="blog/hello#5f" canResegment="no" xml:space="preserve">
      <notes>
        <note category="kind">paragraph</note>
        <note>Be &lt;brief&gt;.</note>
        <note category="reference">blog/hello:12</note>
        <note category="previous">Read</note>
      </notes>
      <originalData>
        <data id="o1">[</data>
        <data id="c1">](/g?a&amp;b)</data>
        <data id="o2">`x`</data>
      </originalData>
      <segment state="initial" subState="isogloss:fuzzy">
        <source>Read <pc id="1" canCopy="no" canDelete="no" dataRefStart="o1" dataRefEnd="c1">it</pc> <ph id="2" canCopy="no" canDelete="no" dataRef="o2"/></source>
        <target>Lies <pc id="1" canCopy="no" canDelete="no" dataRefStart="o1" dataRefEnd="c1">es</pc></target>
      </segment>
    </unit>
    <unit id="u2" name="blog/hello#6a" canResegment="no" xml:space="preserve" type="isogloss:verbatim">
      <notes>
        <note category="kind">paragraph</note>
      </notes>
      <segment state="initial">
        <source>&lt;g id="1"&gt;<cp hex="001B"/>
</source>
      </segment>
    </unit>
  </file>
  <file id="f2" original="docs">
    <unit id="u1" name="docs#1" canResegment="no" xml:space="preserve">
      <notes>
        <note category="kind">paragraph</note>
      </notes>
      <segment state="translated">
        <source>a</source>
        <target>b</target>
      </segment>
    </unit>
  </file>
</xliff>
"#;
    assert_eq!(write("en", "fr", &units), expected);
}

fn file(units: &str) -> String {
    format!(
        "<x:xliff xmlns:x='{NAMESPACE}' version='2.1' srcLang='en' trgLang='fr'><x:file id='f'>{units}</x:file></x:xliff>"
    )
}

#[test]
fn what_other_tools_write_is_read() {
    for (written, source, target, is_fuzzy) in [
        (
            "<x:segment><x:source>a&#x42;&amp;</x:source><x:target><![CDATA[<b>]]></x:target></x:segment>",
            "aB&",
            "<b>",
            false,
        ),
        // Segments that a tool cut, and what stands between them.
        (
            "<x:segment><x:source>A.</x:source><x:target>Ä.</x:target></x:segment><x:ignorable><x:source> </x:source></x:ignorable><x:segment state='final'><x:source>B.</x:source><x:target>Be.</x:target></x:segment>",
            "A. B.",
            "Ä. Be.",
            false,
        ),
        (
            "<x:segment><x:source>A.</x:source><x:target>Ä.</x:target></x:segment><x:segment><x:source>B.</x:source></x:segment>",
            "A.B.",
            "",
            false,
        ),
        // A state that was changed counts, whatever was left below it.
        (
            "<x:segment state='reviewed' subState='isogloss:fuzzy'><x:source>a</x:source><x:target>b</x:target></x:segment>",
            "a",
            "b",
            false,
        ),
        (
            "<x:segment state='initial' subState='isogloss:fuzzy'><x:source>a</x:source><x:target>b</x:target></x:segment>",
            "a",
            "b",
            true,
        ),
        // Codes that were cut in two, annotations, modules and comments.
        (
            "<m:matches xmlns:m='urn:m'><m:match><x:source>no</x:source></m:match></m:matches><x:segment><x:source><x:sc id='1'/>a<x:ec startRef='1'/><!-- c --></x:source><x:target><x:mrk id='m'>b</x:mrk><x:ph id='x'/></x:target></x:segment>",
            "<g id=\"1\">a</g>",
            "b<x id=\"0\"/>",
            false,
        ),
    ] {
        let read = read(
            file(&format!(
                "<x:group id='g'><x:unit id='u' name='n'>{written}</x:unit></x:group>"
            ))
            .as_bytes(),
        );
        assert_eq!(read.diagnostics, [], "{written}");
        assert_eq!(
            (read.source_locale.as_deref(), read.target_locale.as_deref()),
            (Some("en"), Some("fr"))
        );
        let unit = &read.units[0];
        assert_eq!(
            (unit.source.as_str(), unit.target.as_str(), unit.is_fuzzy),
            (source, target, is_fuzzy),
            "{written}"
        );
    }
}

#[test]
fn what_is_no_xliff_is_told() {
    let root = format!("<xliff xmlns='{NAMESPACE}' version='2.0' srcLang='en'>");
    let segment = "<segment><source>a</source></segment>";
    let doubled = "<x:unit id='u' name='n'/>\n<x:unit id='v' name='n'/>";
    for (xml, code, place, units) in [
        ("".to_owned(), XLIFF_SYNTAX, (1, 1), 0),
        ("hello".to_owned(), XLIFF_SYNTAX, (1, 6), 0),
        (format!("{root}\n<file>"), XLIFF_SYNTAX, (2, 7), 0),
        (
            format!("{root}<file><unit name='n'>{segment}</unit>\n <a></b>"),
            XLIFF_SYNTAX,
            (2, 5),
            1,
        ),
        (
            format!("{root}\n<file id='a' id='b'/>"),
            XLIFF_SYNTAX,
            (2, 1),
            0,
        ),
        (
            format!("{root}<file><unit name='n'><segment><source>\n&evil;"),
            XLIFF_SYNTAX,
            (2, 1),
            0,
        ),
        (
            format!("<!DOCTYPE x [<!ENTITY evil 'x'>]>{root}</xliff>"),
            XLIFF_DOCTYPE,
            (1, 1),
            0,
        ),
        (
            "<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2' version='1.2'/>".to_owned(),
            XLIFF_VERSION,
            (1, 1),
            0,
        ),
        ("<html/>".to_owned(), XLIFF_VERSION, (1, 1), 0),
        (file("\n<x:unit id='u'/>"), XLIFF_NO_NAME, (2, 1), 0),
        (file(doubled), XLIFF_UNIT_DOUBLED, (2, 1), 1),
        (
            format!("{root}{}", "<a>".repeat(2_000)),
            XLIFF_SYNTAX,
            (1, 3078),
            0,
        ),
    ] {
        let read = read(xml.as_bytes());
        let first = read
            .diagnostics
            .first()
            .unwrap_or_else(|| panic!("nothing is told of {xml:?}"));
        let found = first.place.clone().unwrap_or_default();
        assert_eq!(
            (first.code, found.line.zip(found.column), read.units.len()),
            (code, Some(place), units),
            "{xml:?}"
        );
        assert!(!first.help.is_empty());
    }
}

#[test]
fn a_long_file_is_read_in_linear_time() {
    let units: Vec<Unit> = (0..20_000)
        .map(|index| {
            unit(
                &format!("p#{index}"),
                "some <g id=\"1\">text</g>\nhere",
                "x",
            )
        })
        .collect();
    let xml = write("en", "fr", &units);
    assert_eq!(read(xml.as_bytes()).units.len(), units.len());
    // On one line, too.
    assert_eq!(
        read(xml.replace('\n', " ").as_bytes()).units.len(),
        units.len()
    );
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        " ",
        "\n",
        "\t",
        "\r",
        "\u{7}",
        "\u{fffe}",
        "é",
        "<",
        ">",
        "&",
        "&amp;",
        "]]>",
        "\"",
        "<g id=\"1\">",
        "</g>",
        "<x id=\"2\"/>",
        "<b>",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn units()(texts in prop::collection::vec((text(), text(), any::<bool>(), any::<bool>()), 0..8)) -> Vec<Unit> {
        texts.into_iter().enumerate().map(|(index, (source, target, is_fuzzy, is_verbatim))| Unit {
            is_fuzzy: is_fuzzy && !target.is_empty(),
            is_verbatim,
            ..unit(&format!("a \"post\"#{index}"), &source, &target)
        }).collect()
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(units in units()) {
        let mut file = read(write("en", "fr", &units).as_bytes());
        for unit in &mut file.units {
            unit.place = None;
        }
        prop_assert_eq!(file.diagnostics, vec![]);
        prop_assert_eq!(file.units, units);
    }

    #[test]
    fn no_file_is_a_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "<file>", "</file>", "<unit name='n'>", "</unit>", "<segment>", "</segment>", "<source>", "</source>", "<target>", "<pc id='1'>", "</pc>", "<ph/>", "<cp hex='0'/>", "text", "&lt;", "&x;", "&#0;", "<!-- ", "-->", "<![CDATA[", "]]>", "<?x?>", "é", "<a b='", "'>", "<!DOCTYPE",
    ]), 0..20)) {
        let root = format!("<xliff xmlns='{NAMESPACE}' version='2.0'>");
        read(format!("{root}{}", pieces.concat()).as_bytes());
    }
}
