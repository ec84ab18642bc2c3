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
    let en = Locale::parse("en").unwrap();
    let locales = Locales::new(en, catalog.locales().to_vec(), &BTreeMap::new());
    let found = lint(&catalog, &locales);
    let short = |problem: &Diagnostic| {
        let mut place = problem.place.clone().unwrap();
        let file = Path::new(&place.file).strip_prefix(root.path()).unwrap();
        place.file = file.display().to_string();
        format!("{place} {} {}", problem.code, problem.message)
    };
    found.iter().map(short).collect()
}

#[test]
fn references_that_lead_nowhere_are_errors() {
    let text = "a = { b } { c.title } { -t } { -u } { SHOUT($x) }\nc =\n    .label = x\n-t = T\nd = { home }\n";
    assert_eq!(
        problems(&[("en/a.ftl", text)]),
        [
            "en/a.ftl:1:7 MESSAGE_UNKNOWN_REFERENCE `a` refers to `b`, which has no text here",
            "en/a.ftl:1:13 MESSAGE_UNKNOWN_REFERENCE `a` refers to `c.title`, which has no text here",
            "en/a.ftl:1:32 MESSAGE_UNKNOWN_REFERENCE `a` refers to `-u`, which has no text here",
            "en/a.ftl:1:39 MESSAGE_UNKNOWN_FUNCTION `a` calls the unknown function `SHOUT`",
        ]
    );
}

#[test]
fn hostile_messages_are_judged_quickly_and_told_briefly() {
    let count = 4_000;
    let references: String = (0..count).map(|n| format!("{{u{n}}}")).collect();
    let calls: String = (0..count).map(|n| format!("{{F{n}()}}")).collect();
    let variants: String = (0..count).map(|n| format!("[v{n}]x\n")).collect();
    let attributes: String = (0..count).map(|n| format!(" .a{n}=x\n")).collect();
    let text = format!(
        "a = {references}\nb = {calls}\nc = {{ NUMBER($n) ->\n{variants}*[one] y\n}}\nd = x\n{attributes}e = {{ $n ->\n{}*[one] y\n}}\n",
        "[one]x\n".repeat(count)
    );
    let started = std::time::Instant::now();
    let found = problems(&[
        ("en/a.ftl", &text),
        ("ru/a.ftl", "a = x\nb = x\nc = { $n }\nd = y\ne = { $n }\n"),
    ]);
    assert!(found.len() <= 200, "{}", found.len());
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn cycles_are_named_and_attributes_are_no_cycle() {
    let text = "a = { b }\nb = { c }\nc = { a }\nsave = Save\n    .title = { save }\n-t = { -t }\n";
    assert_eq!(
        problems(&[("en/a.ftl", text)]),
        [
            "en/a.ftl:1:7 MESSAGE_CYCLE `a` refers to itself: a → b → c → a",
            "en/a.ftl:6:8 MESSAGE_CYCLE `-t` refers to itself: -t → -t",
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
        ["en/a.ftl:4:1 MESSAGE_EXPANDS_ENDLESSLY `m3` expands more than 1000 references"]
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
        found[0].starts_with("en/a.ftl:1:8 MESSAGE_CYCLE `m0` refers to itself: m0 → … → m0"),
        "{found:?}"
    );
}

#[test]
fn locales_are_compared_with_the_default_one() {
    let found = problems(&[
        (
            "en/a.ftl",
            "a = { $x }\nb = B\nc = { inner }\ninner = { $y }\nhome = H\n-term = { $case }\ntagged = T\n",
        ),
        (
            "fr/a.ftl",
            "a = { $z }\nc = { $y }\nextra = only here\ntag-news = Actualités\n-own = t\nreading-time = { $minutes } min\n",
        ),
        (
            "de/a.ftl",
            "a = { $x }\nb = B\nc = C\ninner = { $y }\ntagged = T\n",
        ),
    ]);
    assert_eq!(
        found,
        [
            "de/a.ftl:3:1 MESSAGE_VARIABLES_DIFFER `c` uses none, but $y in `en`",
            "en/a.ftl:2:1 MESSAGE_MISSING `b` is missing in `fr`",
            "en/a.ftl:4:1 MESSAGE_MISSING `inner` is missing in `fr`",
            "en/a.ftl:5:1 MESSAGE_MISSING `home` is missing in `fr`",
            "en/a.ftl:7:1 MESSAGE_MISSING `tagged` is missing in `fr`",
            "fr/a.ftl:1:7 MESSAGE_VARIABLES_DIFFER `a` uses $z, but $x in `en`",
            "fr/a.ftl:3:1 MESSAGE_SUPERFLUOUS `extra` is not in the default locale `en`",
        ]
    );
}

#[test]
fn a_variety_of_a_language_need_not_repeat_it() {
    let found = problems(&[
        ("en/a.ftl", "a = Please read this\nb = Color\n"),
        ("en-GB/a.ftl", "a = Please read this\nb = Colour\n"),
        ("de/a.ftl", "a = Bitte lesen\nb = Farbe\n"),
        ("de-AT/a.ftl", ""),
        ("zh/a.ftl", "a = 请阅读\nb = 颜色\n"),
        ("zh-Hant/a.ftl", "a = 請閱讀\n"),
    ]);
    let expected = ["en/a.ftl:2:1 MESSAGE_MISSING `b` is missing in `zh-Hant`"];
    assert_eq!(found, expected);
}

#[test]
fn attributes_and_texts_that_one_locale_lacks_are_told() {
    let found = problems(&[
        (
            "en/a.ftl",
            "a = A\n    .title = T\nb =\n    .title = T\nc = C\n",
        ),
        (
            "fr/a.ftl",
            "a = A\n    .titel = T\nb = B\n    .title = T\nc =\n    .label = L\n    .label = M\n",
        ),
    ]);
    assert_eq!(
        found,
        [
            "fr/a.ftl:1:1 MESSAGE_ATTRIBUTE_MISSING `a` lacks the attribute `.title` of `en`",
            "fr/a.ftl:2:5 MESSAGE_ATTRIBUTE_SUPERFLUOUS `a` has the attribute `.titel`, which `en` lacks",
            "fr/a.ftl:3:1 MESSAGE_TEXT_DIFFERS `b` has a text, but attributes alone in `en`",
            "fr/a.ftl:5:1 MESSAGE_TEXT_DIFFERS `c` has attributes alone, but also a text in `en`",
            "fr/a.ftl:6:5 MESSAGE_ATTRIBUTE_SUPERFLUOUS `c` has the attribute `.label`, which `en` lacks",
            "fr/a.ftl:6:5 MESSAGE_ATTRIBUTE_DUPLICATE `c` has the attribute `.label` twice",
        ]
    );
}

#[test]
fn copies_of_the_default_text_are_told_unless_they_may_be_the_same() {
    let english = "copied = Read the whole post\nplural = { $n ->\n    [one] { $n } post left\n   *[other] { $n } posts left\n}\n\
        word = Blog\nbrand = GraphQL API v2\nfile = isogloss.toml /feed RSS\nsite-name = The Long Read\n\
        tag-open-source = Open source\ntranslated = Read it\nvariable = { $a } { $b }\n-term = Read the whole post\n\
        # same: sung like this everywhere\nsong = Yellow submarine\nadvice = Take it easy\nsearch = Search\n    .placeholder = Search this site\n";
    let french = english
        .replace("translated = Read it", "translated = À lire")
        .replace("advice =", "# A saying.\n# Same\nadvice =")
        .replace("# same: sung like this everywhere\n", "");
    assert_eq!(
        problems(&[("en/a.ftl", english), ("fr/a.ftl", &french)]),
        [
            "fr/a.ftl:1:1 MESSAGE_UNTRANSLATED `copied` is the text of `en`, not translated",
            "fr/a.ftl:2:1 MESSAGE_UNTRANSLATED `plural` is the text of `en`, not translated",
            "fr/a.ftl:19:5 MESSAGE_UNTRANSLATED `search.placeholder` is the text of `en`, not translated",
        ]
    );
}

#[test]
fn what_is_the_same_everywhere_is_missed_nowhere() {
    let found = problems(&[
        ("en/a.ftl", "# same\nsong = Yellow submarine\na = A\n"),
        ("fr/a.ftl", ""),
    ]);
    let expected = ["en/a.ftl:3:1 MESSAGE_MISSING `a` is missing in `fr`"];
    assert_eq!(found, expected);
}

#[test]
fn plural_categories_are_those_of_the_language() {
    for (tag, selector, variants, expected) in [
        ("de", "$n", "one *other", ""),
        (
            "de",
            "$n",
            "one few *other",
            "4:6 MESSAGE_PLURAL_SUPERFLUOUS few",
        ),
        ("de", "$n", "one *many", ""),
        ("de", "$kind", "one post *other", ""),
        (
            "de",
            "NUMBER($n)",
            "one post *other",
            "4:6 MESSAGE_PLURAL_SUPERFLUOUS post",
        ),
        (
            "ja",
            "$n",
            "one *other",
            "3:6 MESSAGE_PLURAL_SUPERFLUOUS one",
        ),
        ("ja", "$n", "0 *other", ""),
        ("ru", "$n", "one few many *other", ""),
        ("ru", "$n", "one few *many", ""),
        ("ru", "$n", "one few *other", ""),
        (
            "ru",
            "$n",
            "one *other",
            "2:1 MESSAGE_PLURAL_MISSING few and many",
        ),
        ("ru", "$n", "one *many", "2:1 MESSAGE_PLURAL_MISSING few"),
        ("ru", "$n", "0 *other", ""),
        ("ar", "$n", "zero one two few many *other", ""),
        ("ar", "$n", "0 1 2 few many *other", ""),
        (
            "ar",
            "$n",
            "one *other",
            "2:1 MESSAGE_PLURAL_MISSING zero, two, few and many",
        ),
        ("cy", "$n", "0 1 2 3 6 *other", ""),
        (
            "cy",
            "$n",
            "one two few *other",
            "2:1 MESSAGE_PLURAL_MISSING zero and many",
        ),
        ("fr", "$n", "one *other", ""),
        ("lt", "$n", "one few *other", ""),
        ("he", "$n", "one *other", "2:1 MESSAGE_PLURAL_MISSING two"),
        (
            "en",
            "NUMBER($n, type: \"ordinal\")",
            "one two few *other",
            "",
        ),
        (
            "en",
            "NUMBER($n, type: \"ordinal\")",
            "one *other",
            "2:1 MESSAGE_PLURAL_MISSING two and few",
        ),
        (
            "ru",
            "NUMBER($n, type: \"ordinal\")",
            "one *other",
            "3:6 MESSAGE_PLURAL_SUPERFLUOUS one",
        ),
        (
            "en",
            "NUMBER($n, minimumFractionDigits: 1)",
            "one *other",
            "",
        ),
        (
            "en",
            "$n",
            "one one *other",
            "3:6 MESSAGE_VARIANT_DUPLICATE [one]",
        ),
        (
            "en",
            "$n",
            "1 one 1 *other",
            "3:6 MESSAGE_VARIANT_DUPLICATE [1]",
        ),
    ] {
        let variants = variants.split(' ').map(|key| match key.strip_prefix('*') {
            Some(key) => format!("   *[{key}] x\n"),
            None => format!("    [{key}] x\n"),
        });
        let text = format!(
            "# about\nk = {{ {selector} ->\n{}}}\n",
            variants.collect::<String>()
        );
        let file = format!("{tag}/a.ftl");
        let found: Vec<String> = problems(&[(&file, &text), ("en/b.ftl", "")])
            .into_iter()
            .filter(|line| !line.contains("MESSAGE_SUPERFLUOUS"))
            .collect();
        let told = found.first().map_or("", String::as_str);
        assert!(found.len() <= 1, "{tag} {selector} {text}: {found:#?}");
        match expected.split_once(' ') {
            None => assert_eq!(told, "", "{tag} {text}"),
            Some((place, expected)) => {
                let (code, words) = expected.split_once(' ').unwrap();
                let begin = format!("{file}:{place} {code} ");
                assert!(
                    told.starts_with(&begin) && told.contains(words),
                    "{tag} {text}: {told}"
                );
            }
        }
    }
}

#[test]
fn a_missing_plural_says_for_which_numbers() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("ru")).unwrap();
    let text = "k = { $n ->\n    [one] x\n   *[other] y\n}\n";
    fs::write(root.path().join("ru/a.ftl"), text).unwrap();
    let (catalog, _) = Catalog::load(Some(root.path()));
    let ru = Locale::parse("ru").unwrap();
    let found = lint(&catalog, &Locales::new(ru, [], &BTreeMap::new()));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].help,
        "add `[few]` for 2, 3, 4 …; `[many]` for 0, 5, 6 …"
    );
    assert_eq!(found[0].excerpt().unwrap().after, "k = { $n ->");
}
