//! Cases of grouping: each begins with documents as they would be read from a folder.

use serde_json::json;

use super::*;
use crate::domain::slug::Slug;
use crate::domain::source::SourceSeo;

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

fn date(text: &str) -> Option<Date> {
    Date::parse(text)
}

fn tags(spellings: &[&str]) -> Option<Vec<String>> {
    Some(
        spellings
            .iter()
            .map(|&spelling| spelling.to_owned())
            .collect(),
    )
}

/// A document of a file such as `en/blog/x.md`.
fn document(file: &str) -> SourceDocument {
    let stem = file.strip_suffix(".md").unwrap();
    let (tag, key) = stem.split_once('/').unwrap();
    let (section, slug) = key.rsplit_once('/').unwrap_or(("", key));
    SourceDocument {
        file: file.to_owned(),
        locale: locale(tag),
        key: key.to_owned(),
        section: Section::parse(section).unwrap(),
        slug: (slug != "index").then(|| Slug::parse(slug).unwrap()),
        stem: stem.to_owned(),
        extension: "md".to_owned(),
        title: slug.to_owned(),
        description: String::new(),
        seo: SourceSeo::default(),
        date: None,
        tags: None,
        navigation: true,
        meta: Map::new(),
        source_locale: None,
        is_draft: false,
        front_matter: Map::new(),
        markdown: String::new(),
        hash: String::new(),
        places: BTreeMap::new(),
    }
}

fn with(file: &str, change: impl FnOnce(&mut SourceDocument)) -> SourceDocument {
    let mut document = document(file);
    change(&mut document);
    document
}

fn grouped(documents: Vec<SourceDocument>) -> Grouping {
    described(documents, Vec::new())
}

fn described(documents: Vec<SourceDocument>, tags: Vec<SourceTag>) -> Grouping {
    let source = Source {
        documents,
        tags,
        ..Source::default()
    };
    group(source, &locale("en"), &["en", "de", "ru"].map(locale))
}

fn codes(grouping: &Grouping) -> Vec<String> {
    let file = |each: &Diagnostic| {
        each.place
            .as_ref()
            .map_or("", |place| &place.file)
            .to_owned()
    };
    let shown = |each: &Diagnostic| format!("{} {}", file(each), each.code);
    grouping.diagnostics.iter().map(shown).collect()
}

fn files(grouping: &Grouping) -> Vec<&str> {
    let documents = grouping.posts.iter().flat_map(|post| &post.documents);
    documents.map(|document| document.file.as_str()).collect()
}

#[test]
fn translations_pair_by_key_and_the_source_comes_first() {
    let grouping = grouped(vec![
        document("de/blog/a.md"),
        document("en/blog/a.md"),
        with("ru/blog/privet.md", |ru| ru.key = "blog/a".to_owned()),
        document("de/blog/b.md"),
    ]);
    assert_eq!(codes(&grouping), [] as [&str; 0]);
    assert_eq!(
        files(&grouping),
        [
            "en/blog/a.md",
            "de/blog/a.md",
            "ru/blog/privet.md",
            "de/blog/b.md"
        ]
    );
    let keys: Vec<&str> = grouping
        .posts
        .iter()
        .map(|post| post.key.as_str())
        .collect();
    assert_eq!(keys, ["blog/a", "blog/b"]);
}

#[test]
fn the_source_locale_is_said_or_the_default_or_the_first() {
    let said = |file: &str, tag: &str| with(file, |it| it.source_locale = Some(locale(tag)));
    for (documents, source, problems) in [
        (vec![document("ru/a.md"), document("de/a.md")], "de", vec![]),
        (vec![document("de/a.md"), document("en/a.md")], "en", vec![]),
        (
            vec![said("de/a.md", "de"), document("en/a.md")],
            "de",
            vec![],
        ),
        (
            vec![said("de/a.md", "ru"), document("en/a.md")],
            "ru",
            vec![],
        ),
        (
            vec![
                said("de/a.md", "de"),
                said("ru/a.md", "ru"),
                document("en/a.md"),
            ],
            "de",
            vec!["ru/a.md SHARED_FIELD_DIFFERS"],
        ),
        (
            vec![said("de/a.md", "fr"), document("en/a.md")],
            "en",
            vec!["de/a.md UNKNOWN_LOCALE"],
        ),
    ] {
        let grouping = grouped(documents);
        assert_eq!(grouping.posts[0].source_locale, locale(source));
        assert_eq!(codes(&grouping), problems, "{source}");
    }
}

#[test]
fn a_source_file_that_was_left_out_is_the_source_all_the_same() {
    let source = Source {
        documents: vec![with("ru/a.md", |ru| ru.date = date("2024-01-01"))],
        left_out: vec![document("en/a.md").left_out()],
        ..Source::default()
    };
    let grouping = group(source, &locale("en"), &["en", "ru"].map(locale));
    let post = &grouping.posts[0];
    assert_eq!(post.source_locale, locale("en"));
    assert_eq!(post.decided_by, locale("ru"));
    assert_eq!(post.date, date("2024-01-01"));
}

#[test]
fn the_source_decides_what_is_shared_and_others_are_warned() {
    let grouping = grouped(vec![
        with("en/blog/a.md", |en| {
            en.date = date("2024-01-01");
            en.tags = tags(&["Python", "API"]);
        }),
        with("de/blog/a.md", |de| {
            de.date = date("2024-01-02");
            de.tags = tags(&["api", "python"]);
            de.places.insert("date".to_owned(), (3, 7));
        }),
        with("ru/statji/a.md", |ru| {
            ru.key = "blog/a".to_owned();
            ru.tags = tags(&["Питон"]);
        }),
    ]);
    let post = &grouping.posts[0];
    assert_eq!(post.date, date("2024-01-01"));
    assert_eq!(post.tags, ["python", "api"]);
    assert_eq!(post.section.as_str(), "blog");
    assert_eq!(
        codes(&grouping),
        [
            "de/blog/a.md SHARED_FIELD_DIFFERS",
            "ru/statji/a.md SHARED_FIELD_DIFFERS",
            "ru/statji/a.md SHARED_FIELD_DIFFERS",
        ]
    );
    assert_eq!(
        grouping.diagnostics[0].place.as_ref().unwrap().to_string(),
        "de/blog/a.md:3:7"
    );
    assert_eq!(
        grouping.diagnostics[0].message,
        "`date` is `2024-01-02` here but `2024-01-01` in `en/blog/a.md`, which decides"
    );
    assert_eq!(post.documents[1].date, date("2024-01-02"));
    assert_eq!(post.rest(&post.documents[2]).as_str(), "blog/a");
}

#[test]
fn meta_that_all_translations_say_alike_is_shared() {
    let meta = |value: serde_json::Value| value.as_object().unwrap().clone();
    let grouping = grouped(vec![
        with("en/a.md", |en| {
            en.meta = meta(json!({ "icon": "x", "author": "Ann", "n": 1 }))
        }),
        with("de/a.md", |de| {
            de.meta = meta(json!({ "icon": "x", "author": "Anna" }))
        }),
    ]);
    let post = &grouping.posts[0];
    assert_eq!(post.meta, meta(json!({ "icon": "x" })));
    assert_eq!(
        post.documents[1].meta,
        meta(json!({ "icon": "x", "author": "Anna" }))
    );
}

#[test]
fn two_claims_are_two_errors_and_neither_wins() {
    let grouping = grouped(vec![
        document("en/blog/a.md"),
        with("en/blog/b.md", |b| b.slug = Some(Slug::parse("a").unwrap())),
        document("de/blog/a.md"),
        with("ru/1.md", |one| one.key = "same".to_owned()),
        with("ru/2.md", |two| two.key = "same".to_owned()),
    ]);
    assert_eq!(
        codes(&grouping),
        [
            "en/blog/a.md PATH_CLAIMED_TWICE",
            "en/blog/b.md PATH_CLAIMED_TWICE",
            "ru/1.md TRANSLATION_CLAIMED_TWICE",
            "ru/2.md TRANSLATION_CLAIMED_TWICE",
        ]
    );
    assert_eq!(
        grouping.diagnostics[1].message,
        "the path `/en/blog/a` is claimed by this file and by `en/blog/a.md`"
    );
    assert_eq!(files(&grouping), ["de/blog/a.md"]);
    assert_eq!(grouping.posts[0].source_locale, locale("en"));
    assert_eq!(grouping.left_out.len(), 4);
}

#[test]
fn a_path_is_claimed_with_the_shared_section() {
    let grouping = grouped(vec![
        document("en/blog/a.md"),
        with("de/artikel/a.md", |de| de.key = "blog/a".to_owned()),
        with("de/blog/x.md", |de| {
            de.slug = Some(Slug::parse("a").unwrap())
        }),
    ]);
    let errors: Vec<String> = codes(&grouping)
        .into_iter()
        .filter(|code| code.ends_with("TWICE"))
        .collect();
    assert_eq!(
        errors,
        [
            "de/artikel/a.md PATH_CLAIMED_TWICE",
            "de/blog/x.md PATH_CLAIMED_TWICE"
        ]
    );
}

#[test]
fn a_locale_without_a_folder_is_one_error() {
    let grouping = grouped(vec![
        document("en/a.md"),
        document("fr/a.md"),
        document("fr/b.md"),
    ]);
    assert_eq!(codes(&grouping), ["fr/a.md LOCALE_WITHOUT_FOLDER"]);
    assert!(grouping.diagnostics[0].message.contains("2 files"));
    assert!(grouping.diagnostics[0].help.contains("--add-locales"));
    assert_eq!(files(&grouping), ["en/a.md"]);
    assert_eq!(grouping.left_out.len(), 2);
}

#[test]
fn paths_that_mean_something_else_are_refused() {
    for (file, is_refused) in [
        ("en/tags/a.md", true),
        ("en/tags/index.md", true),
        ("en/tags.md", false),
        ("en/de/a.md", true),
        ("en/de.md", true),
        ("en/fr/a.md", false),
        ("en/blog/de.md", false),
    ] {
        let grouping = grouped(vec![document(file)]);
        let expected: &[String] = &[format!("{file} RESERVED_PATH")];
        assert_eq!(
            codes(&grouping),
            if is_refused { expected } else { &[] },
            "{file}"
        );
        assert_eq!(grouping.posts.is_empty(), is_refused, "{file}");
    }
}

#[test]
fn a_tag_in_several_spellings_and_languages_is_one_tag() {
    let tools = SourceTag {
        key: "tools".to_owned(),
        aliases: vec!["Tooling".to_owned()],
        names: BTreeMap::from([
            (locale("en"), "Tools".to_owned()),
            (locale("de"), "Werkzeuge".to_owned()),
        ]),
        slugs: BTreeMap::new(),
        descriptions: BTreeMap::new(),
    };
    let grouping = described(
        vec![
            with("en/a.md", |en| {
                en.tags = tags(&["tooling", "Fast API", "fast-api", "Rust"])
            }),
            with("de/a.md", |de| {
                de.tags = tags(&["Werkzeuge", "FAST api", "rust"])
            }),
            with("de/b.md", |de| de.tags = tags(&["Werkzeuge", "Größe"])),
            with("ru/c.md", |ru| ru.tags = tags(&["werkzeuge", "Питон"])),
        ],
        vec![tools],
    );
    assert_eq!(codes(&grouping), [] as [&str; 0]);
    let keys: Vec<&[String]> = grouping
        .posts
        .iter()
        .map(|post| post.tags.as_slice())
        .collect();
    assert_eq!(keys[0], ["tools", "fast-api", "rust"]);
    assert_eq!(keys[1], ["tools", "größe"]);
    assert_eq!(keys[2], ["tools", "питон"]);
    let shown: Vec<String> = grouping
        .tags
        .iter()
        .map(|tag| {
            let names = tag.names.iter().map(|(locale, name)| {
                format!("{locale}={name}/{}", tag.slugs.get(locale).unwrap())
            });
            format!("{}: {}", tag.key, names.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "fast-api: de=FAST api/fast-api en=Fast API/fast-api",
            "größe: de=Größe/größe",
            "rust: de=rust/rust en=Rust/rust",
            "tools: de=Werkzeuge/werkzeuge en=Tools/tools",
            "питон: ru=Питон/питон",
        ]
    );
}

#[test]
fn tags_that_would_be_merged_or_share_a_slug_are_told() {
    let grouping = grouped(vec![with("en/a.md", |en| {
        en.tags = tags(&["C++", "C#", "🎉"])
    })]);
    assert_eq!(
        codes(&grouping),
        ["en/a.md TAG_SPELLINGS_MERGED", "en/a.md EMPTY_TAG"]
    );
    let tag = |key: &str, alias: &str, name: &str| SourceTag {
        key: key.to_owned(),
        aliases: vec![alias.to_owned()],
        names: BTreeMap::from([(locale("de"), name.to_owned())]),
        slugs: BTreeMap::new(),
        descriptions: BTreeMap::new(),
    };
    let twice = vec![tag("bank", "x", "Bank"), tag("bench", "X", "Bank!")];
    let grouping = described(Vec::new(), twice);
    assert_eq!(
        codes(&grouping),
        ["tags.yml TAG_CLAIMED_TWICE", "tags.yml TAG_SLUG_TAKEN"]
    );
    let slug = grouping.tags[1].slugs.get(&locale("de"));
    assert_eq!(slug.map(Slug::as_str), Some("bench"));
}
