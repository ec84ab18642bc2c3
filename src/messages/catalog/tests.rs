//! Which locale answers, with which text; and that the binary's own texts are complete.

use std::fs;

use proptest::prelude::*;

use super::super::lint::lint;
use super::super::stub;
use super::*;
use crate::domain::fallback::Locales;

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

fn locales(tags: &str) -> Vec<Locale> {
    tags.split(' ')
        .filter(|tag| !tag.is_empty())
        .map(locale)
        .collect()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn site(files: &[(&str, &str)]) -> (Catalog, Vec<Diagnostic>) {
    Catalog::load(Some(folder(files).path()))
}

fn site_of(catalog: &Catalog) -> Locales {
    Locales::new(locale("en"), catalog.locales().to_vec(), &BTreeMap::new())
}

fn text(catalog: &Catalog, chain: &str, key: &str, args: &Args) -> Option<(String, String)> {
    let message = catalog.format(&locales(chain), key, args)?;
    Some((message.locale.to_string(), message.text))
}

fn pair(locale: &str, text: &str) -> Option<(String, String)> {
    Some((locale.to_owned(), text.to_owned()))
}

#[test]
fn without_a_folder_the_site_has_the_locales_of_the_binary() {
    let empty = folder(&[]);
    for folder in [None, Some(empty.path())] {
        let (catalog, diagnostics) = Catalog::load(folder);
        assert_eq!(diagnostics, []);
        assert_eq!(catalog.locales(), locales("ar de en ru"));
        let coverage = catalog.coverage(&locale("ar"), &locale("en"));
        assert_eq!(coverage.translated, coverage.total);
        assert!(coverage.total > 30);
    }
}

#[test]
fn a_folder_makes_a_locale_and_nothing_else_does() {
    let (catalog, diagnostics) = site(&[("fr/site.ftl", "home = Accueil\n"), ("de/empty.ftl", "")]);
    assert_eq!(diagnostics, []);
    assert_eq!(catalog.locales(), locales("de fr"));
    let args = Args::new().with("minutes", 4);
    for (chain, key, expected) in [
        ("fr de", "home", pair("fr", "Accueil")),
        ("de fr", "home", pair("de", "Startseite")),
        ("fr", "reading-time", pair("en", "4 min read")),
        ("fr de", "reading-time", pair("de", "4 Minuten Lesezeit")),
        ("de fr", "reading-time", pair("de", "4 Minuten Lesezeit")),
        ("", "home", pair("en", "Home")),
        ("fr de", "nothing", None),
        ("fr de", "-term", None),
    ] {
        assert_eq!(
            text(&catalog, chain, key, &args),
            expected,
            "{chain}: {key}"
        );
    }
}

#[test]
fn messages_fall_along_the_chain_one_by_one() {
    let (catalog, _) = site(&[
        ("de-AT/a.ftl", "a = AT\n"),
        ("de/a.ftl", "a = DE\nb = DE\n"),
        (
            "en/a.ftl",
            "a = EN\nb = EN\nc = EN\nreading-time = { $minutes } minutes\n",
        ),
    ]);
    let args = Args::new().with("minutes", 2);
    for (chain, key, expected) in [
        ("de-AT de en", "a", pair("de-AT", "AT")),
        ("de-AT de en", "b", pair("de", "DE")),
        ("de-AT de en", "c", pair("en", "EN")),
        ("de-AT", "b", None),
        ("de-AT", "reading-time", pair("de", "2 Minuten Lesezeit")),
        ("de-AT en", "reading-time", pair("de", "2 Minuten Lesezeit")),
        ("en", "reading-time", pair("en", "2 minutes")),
    ] {
        assert_eq!(
            text(&catalog, chain, key, &args),
            expected,
            "{chain}: {key}"
        );
    }
}

#[test]
fn messages_are_chosen_by_keys_and_prefix_and_sorted() {
    let (catalog, _) = site(&[
        (
            "fr/a.ftl",
            "x-b = B\nx-a = A\n    .title = T { $n }\n-x-term = no\ny = Y\n",
        ),
        ("en/a.ftl", "x-c = C\nx-a = other\n"),
    ]);
    let chain = locales("fr en");
    let keys = |keys: Option<&[String]>, prefix: Option<&str>| -> Vec<String> {
        let found = catalog
            .messages(&chain, keys, prefix, &Args::new())
            .unwrap();
        found.into_iter().map(|message| message.key).collect()
    };
    assert_eq!(keys(None, Some("x-")), ["x-a", "x-b", "x-c"]);
    let some = ["y", "x-c", "none", "y"].map(str::to_owned);
    assert_eq!(keys(Some(&some), None), ["x-c", "y"]);
    assert_eq!(keys(Some(&some), Some("x")), ["x-c"]);
    assert!(keys(None, None).contains(&"reading-time".to_owned()));
    let args = Args::new().with("n", 5);
    let message = catalog.format(&chain, "x-a", &args).unwrap();
    let attributes = BTreeMap::from([("title".to_owned(), "T 5".to_owned())]);
    assert_eq!(
        (message.locale, message.attributes),
        (locale("fr"), attributes)
    );
}

#[test]
fn an_answer_has_a_limit() {
    let long = "x".repeat(60_000);
    let files: Vec<(String, String)> = (0..150)
        .map(|n| (format!("en/{n}.ftl"), format!("m{n} = {long}\n")))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let (catalog, _) = site(&files);
    let chain = locales("en");
    let all = |prefix| catalog.messages(&chain, None, Some(prefix), &Args::new());
    assert_eq!(all("m"), Err(TooMuchText));
    assert_eq!(all("m1").map(|found| found.len()), Ok(61));
}

#[test]
fn names_come_from_the_locale_itself() {
    let (catalog, _) = site(&[
        ("en/a.ftl", "tag-rust = Rust\ntag-news = News\n"),
        (
            "fr/a.ftl",
            "tag-news = Actualités\nsection-blog = Journal\n",
        ),
        ("de/a.ftl", ""),
    ]);
    assert_eq!(
        catalog.own(&locale("fr"), "tag-news").as_deref(),
        Some("Actualités")
    );
    assert_eq!(catalog.own(&locale("fr"), "tag-rust"), None);
    assert_eq!(
        catalog.own(&locale("fr"), "section-blog").as_deref(),
        Some("Journal")
    );
    assert_eq!(
        catalog.own(&locale("de"), "section-docs").as_deref(),
        Some("Dokumentation")
    );
    assert_eq!(catalog.own(&locale("it"), "tag-news"), None);
    let tags = catalog.named("tag-");
    let keys: Vec<&str> = tags.keys().map(String::as_str).collect();
    assert_eq!(keys, ["news", "rust"]);
    assert_eq!(tags["news"][&locale("fr")], "Actualités");
    assert!(catalog.has(&locale("en"), "tag-rust") && !catalog.has(&locale("fr"), "tag-rust"));
}

#[test]
fn coverage_counts_the_messages_of_the_default_locale() {
    let (catalog, _) = site(&[
        ("en/a.ftl", "a = 1\nb = 2\n-term = t\nhome = Home\n"),
        ("fr/a.ftl", "a = 1\nonly-here = x\n"),
        ("de/a.ftl", ""),
    ]);
    let coverage = |tag| catalog.coverage(&locale(tag), &locale("en"));
    let counted = |translated| Coverage {
        translated,
        total: 3,
    };
    assert_eq!(coverage("en"), counted(3));
    assert_eq!(coverage("fr"), counted(1));
    // The binary's German has `home`, and that is what a reader sees.
    assert_eq!(coverage("de"), counted(1));
    assert_eq!(coverage("it"), counted(0));
}

#[test]
fn the_fingerprint_changes_when_anything_changes() {
    let of = |files: &[(&str, &str)]| site(files).0.fingerprint().to_owned();
    let first = of(&[("en/a.ftl", "a = 1\n"), ("fr/a.ftl", "a = 1\n")]);
    assert_eq!(first.len(), 64);
    assert_eq!(
        first,
        of(&[("fr/a.ftl", "a = 1\n"), ("en/a.ftl", "a = 1\n")])
    );
    for changed in [
        vec![("en/a.ftl", "a = 1\n")],
        vec![("en/a.ftl", "a = 2\n"), ("fr/a.ftl", "a = 1\n")],
        vec![("en/b.ftl", "a = 1\n"), ("fr/a.ftl", "a = 1\n")],
        vec![("en/a.ftl", "a = 1\n# c\n"), ("fr/a.ftl", "a = 1\n")],
        vec![("en/a.ftl", "a = 1\n"), ("it/a.ftl", "a = 1\n")],
    ] {
        assert_ne!(first, of(&changed), "{changed:?}");
    }
}

#[test]
fn one_broken_file_stops_no_other() {
    let nested = format!("a = 1\nbad = {}\n", "{".repeat(100_000));
    let (catalog, diagnostics) = site(&[
        ("en/a.ftl", &nested),
        ("en/b.ftl", "b = 2\nbroken { = x\na = twice\n"),
        ("en/c.ftl", "c = \0\n"),
        ("en/d.ftl", "d = 4\n"),
    ]);
    let found: Vec<(&str, bool)> = ["a", "b", "c", "d", "bad", "broken"]
        .into_iter()
        .map(|key| (key, catalog.has(&locale("en"), key)))
        .collect();
    let expected = [
        ("a", true),
        ("b", true),
        ("c", false),
        ("d", true),
        ("bad", false),
        ("broken", false),
    ];
    assert_eq!(found, expected);
    let mut codes: Vec<&str> = diagnostics.iter().map(|each| each.code).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "LOCALE_FILE_ENCODING",
            "LOCALE_FILE_SYNTAX",
            "MESSAGE_DUPLICATE",
            "MESSAGE_NESTED_TOO_DEEP"
        ]
    );
    assert!(
        diagnostics
            .iter()
            .all(|each| each.place.as_ref().unwrap().line.is_some())
    );
}

#[test]
fn a_file_tells_no_more_problems_than_a_person_reads() {
    let junk = "x\n".repeat(400_000);
    let twice = "a = x\n".repeat(100_000);
    let (_, diagnostics) = site(&[("en/a.ftl", &junk), ("en/b.ftl", &twice)]);
    assert_eq!(diagnostics.len(), 202);
    let last = diagnostics.last().unwrap();
    assert_eq!(last.message, "99899 more problems in this file");
}

#[test]
fn a_locale_has_a_limit_of_messages() {
    let file = |from: usize| -> String {
        (from..from + 12_000)
            .map(|n| format!("m{n} = x\n"))
            .collect()
    };
    let (catalog, diagnostics) = site(&[("en/a.ftl", &file(0)), ("en/b.ftl", &file(12_000))]);
    let codes: Vec<&str> = diagnostics.iter().map(|each| each.code).collect();
    assert_eq!(codes, ["LOCALE_TOO_MANY_MESSAGES"]);
    assert!(catalog.has(&locale("en"), "m19999") && !catalog.has(&locale("en"), "m20000"));
}

#[test]
fn a_catalog_is_shared_between_threads() {
    fn shareable<T: Send + Sync>() {}
    shareable::<Catalog>();
}

#[test]
fn the_shipped_texts_are_complete_and_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let (catalog, diagnostics) = Catalog::load(Some(&root));
    assert_eq!(diagnostics, []);
    assert_eq!(lint(&catalog, &site_of(&catalog)), []);
    let keys = |tag: &str| -> Vec<(String, Vec<String>)> {
        let bundle = &catalog.bundles()[&locale(tag)];
        let entries = bundle.site_entries();
        let attributes = |entry: &Entry| {
            entry
                .attributes
                .iter()
                .map(|(name, _)| name.clone())
                .collect()
        };
        entries
            .map(|entry| (entry.key.clone(), attributes(entry)))
            .collect()
    };
    for tag in ["ru", "de", "ar"] {
        assert_eq!(keys(tag), keys("en"), "{tag}");
    }
    for code in [
        "invalid",
        "required",
        "too-long",
        "unknown-locale",
        "not-found",
        "slug-taken",
        "key-taken",
        "path-taken",
        "version-conflict",
        "locale-forbidden",
        "nothing-to-publish",
    ] {
        assert!(
            catalog.has(&locale("en"), &format!("error-{code}")),
            "{code}"
        );
    }
}

#[test]
fn reading_times_are_natural_in_every_shipped_language() {
    let (catalog, _) = Catalog::load(None);
    for (tag, minutes, expected) in [
        ("en", 1, "1 min read"),
        ("en", 4, "4 min read"),
        ("de", 1, "1 Minute Lesezeit"),
        ("de", 4, "4 Minuten Lesezeit"),
        ("ru", 1, "1 минута чтения"),
        ("ru", 3, "3 минуты чтения"),
        ("ru", 5, "5 минут чтения"),
        ("ru", 11, "11 минут чтения"),
        ("ru", 21, "21 минута чтения"),
        ("ar", 1, "دقيقة قراءة واحدة"),
        ("ar", 2, "دقيقتا قراءة"),
        ("ar", 3, "3 دقائق قراءة"),
        ("ar", 11, "11 دقيقة قراءة"),
        ("ar", 100, "100 دقيقة قراءة"),
    ] {
        let args = Args::new().with("minutes", minutes);
        assert_eq!(
            text(&catalog, tag, "reading-time", &args),
            pair(tag, expected)
        );
    }
    let args = Args::new().with(
        "date",
        crate::domain::instant::Date::parse("2026-03-09").unwrap(),
    );
    for (tag, expected) in [
        ("en", "Published on March 9, 2026"),
        ("de", "Veröffentlicht am 9. März 2026"),
        ("ru", "Опубликовано 9 марта 2026\u{202F}г."),
        ("ar", "نُشر في 9 مارس 2026"),
    ] {
        assert_eq!(
            text(&catalog, tag, "published-on", &args),
            pair(tag, expected)
        );
    }
}

/// Text of Fluent's marks, whole constructs and anything else.
const ANY_FILE: &str = "(a = |b = |-t = |\\.x = |\n|\r\n|\n    |\\{ |\\}|\\{ \\$v \\}|\\{ -t \\}|\\{ a\\.x \\}|\\{ \\$v ->\n|\\{ NUMBER\\(\\$v, type: \"ordinal\"\\) ->\n| \\[one\\] |\\*\\[o\\] |\\[1\\]|\"|NUMBER\\(|\\)|# |## |# same\n|junk \\{|.){0,80}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever files say: they are read, judged, formatted, delivered and begun to be translated, within the limits,
    /// and what is delivered can be read again.
    #[test]
    fn any_file_can_go_through_the_whole_room(english in ANY_FILE, russian in ANY_FILE, number in any::<f64>()) {
        // A carriage return that ends no line is text in Fluent, which a line end behind it would swallow.
        let english = english.replace('\r', "");
        let russian = russian.replace('\r', "").replace('\n', "\r\n");
        let root = folder(&[("en/any.ftl", &english), ("ru/any.ftl", &russian)]);
        let (catalog, _) = Catalog::load(Some(root.path()));
        let locales_of_site = site_of(&catalog);
        lint(&catalog, &locales_of_site);
        let chain = locales("ru en");
        let args = serde_json::json!({"v": number, "date": "2026-03-09"});
        let args = Args::from_json(args.as_object().unwrap()).isolating();
        for message in catalog.messages(&chain, None, None, &args).unwrap() {
            let texts = message.attributes.into_values().chain([message.text]);
            prop_assert!(texts.map(|text| text.len()).max() <= Some(65_536));
        }
        let (_, problems) = site(&[("en/any.ftl", &catalog.fluent(&chain))]);
        let broken = problems.iter().find(|each| each.code != "LOCALE_FILE_DIRECTION_CONTROL");
        prop_assert!(broken.is_none(), "{:?}", broken);
        stub::append(root.path(), &catalog, &locales_of_site);
        let again = stub::append(root.path(), &catalog, &locales_of_site);
        prop_assert!(again.iter().all(Diagnostic::is_error), "{:?}", again);
    }
}
