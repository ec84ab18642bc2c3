//! Folders as users have them, and what is read from them; then written and read again.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::layout::Layout;
use super::read::{Options, Reading, read};
use super::render::speechless;
use super::write::write;
use crate::document::front_matter::Rules;
use crate::domain::locale::Locale;
use crate::domain::slug::{Section, Slug};
use crate::domain::source::{Source, SourceDocument, SourceFolder};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn read_quietly(path: &Path, options: &Options) -> Reading {
    read(path, options, &speechless, &|_| {})
}

fn read_files(files: &[(&str, &str)]) -> Reading {
    read_quietly(folder(files).path(), &Options::default())
}

/// The one document of a folder with this one file.
fn document(file: &str, text: &str) -> SourceDocument {
    let mut reading = read_files(&[(file, text)]);
    assert_eq!(problems(&reading), [] as [&str; 0], "{file}");
    reading.source.documents.remove(0)
}

fn problems(reading: &Reading) -> Vec<String> {
    let shown = reading.diagnostics.iter().map(|each| {
        let place = each.place.as_ref().map(ToString::to_string);
        format!("{} {}", place.unwrap_or_default(), each.code)
    });
    shown.collect()
}

fn with_pattern(pattern: &str) -> Options {
    Options {
        layout: Layout::parse(pattern).unwrap(),
        ..Options::default()
    }
}

#[test]
fn a_document_says_what_its_front_matter_says() {
    let text = "\
---
title: Hello
description: Greetings
date: 2024-12-03
tags: [Rust, 3]
draft: true
translationKey: greeting
sourceLocale: pt_br
navigation:
  icon: wave
seo:
  title: Hi
  image: {src: /a.png}
readTime: 9 min
author: {name: Ann}
nothing:
---

Text.
";
    let hello = document("en/1.blog/2.hello.md", text);
    assert_eq!(
        (hello.title.as_str(), hello.description.as_str()),
        ("Hello", "Greetings")
    );
    assert_eq!(
        hello.date.map(|date| date.to_string()),
        Some("2024-12-03".to_owned())
    );
    assert_eq!(hello.tags, Some(vec!["Rust".to_owned(), "3".to_owned()]));
    assert!(hello.is_draft && hello.navigation);
    assert_eq!(hello.key, "greeting");
    assert_eq!(hello.source_locale, Locale::parse("pt-BR").ok());
    assert_eq!(hello.seo.title.as_deref(), Some("Hi"));
    assert_eq!(hello.seo.image.as_deref(), Some("/a.png"));
    assert_eq!(
        Value::Object(hello.meta.clone()),
        json!({ "author": { "name": "Ann" }, "nothing": null, "navigation": { "icon": "wave" } })
    );
    assert_eq!(hello.front_matter.get("readTime"), Some(&json!("9 min")));
    assert_eq!(hello.rest().as_str(), "blog/hello");
    assert_eq!(
        (hello.stem.as_str(), hello.extension.as_str()),
        ("en/1.blog/2.hello", "md")
    );
    assert_eq!(hello.markdown, "Text.\n");
    assert_eq!(hello.places.get("date"), Some(&(4, 1)));
}

#[test]
fn the_path_is_said_or_made_of_the_files_name() {
    for (file, front_matter, rest) in [
        ("en/index.md", "", ""),
        ("en/blog/index.md", "", "blog"),
        ("en/blog/x.md", "", "blog/x"),
        ("en/blog/x.md", "slug: y", "blog/y"),
        ("en/blog/index.md", "slug: y", "blog/y"),
        ("en/blog/x.md", "slug: y\npath: /z", "z"),
        ("en/blog/x.md", "path: /en/a/b/c/", "a/b/c"),
        ("en/blog/x.md", "path: /", ""),
        ("de/blog/🎉.md", "slug: feier", "blog/feier"),
        ("zh_cn/博客/你好.md", "", "博客/你好"),
    ] {
        let document = document(file, &format!("---\n{front_matter}\n---\ntext\n"));
        assert_eq!(document.rest().as_str(), rest, "{file} {front_matter}");
    }
    let index = document(
        "en/docs/guide/index.md",
        "---\npath: /en/docs/guide\n---\ntext",
    );
    assert_eq!((index.section.as_str(), index.slug), ("docs/guide", None));
}

#[test]
fn a_title_is_said_or_made_of_the_files_name() {
    for (file, text, title) in [
        ("en/a-b_c.md", "text", "A b c"),
        ("en/1.getting-started/index.md", "text", "Getting started"),
        ("en/index.md", "text", "Index"),
        (
            "ru/быстрый-старт.md",
            "---\ntitle:\n---\ntext",
            "Быстрый старт",
        ),
        ("en/x.md", "---\ntitle: 2024\n---\ntext", "2024"),
    ] {
        assert_eq!(document(file, text).title, title, "{file}");
    }
}

#[test]
fn every_problem_is_told_with_its_place_and_the_rest_is_read() {
    let reading = read_files(&[
        ("en/good.md", "# Good\n"),
        ("en/date.md", "---\ntitle: x\ndate: 3 May\n---\n"),
        (
            "en/tags.md",
            "---\ntags: {a: b}\nnavigation: no\ndraft: yes\nseo: x\n---\n",
        ),
        ("en/title.md", "---\ntitle: [a]\n---\n"),
        ("en/locale.md", "---\nsourceLocale: klingon language\n---\n"),
        ("en/yaml.md", "---\ntitle: 'x\n---\n"),
        ("en/empty.md", " \n"),
        ("en/🎉.md", "text"),
        ("en/slug.md", "---\nslug: \"\"\n---\n"),
        ("en/changed.md", "---\nslug: My Slug\n---\n"),
        ("en/nul.md", "---\ntitle: \"a\\0b\"\n---\n"),
        ("README.md", "read me"),
        ("notes/a.md", "a"),
        ("notes/b.md", "b"),
        ("en/picture.png", "x"),
        ("en/.navigation.yml", "- a"),
        ("notes/.navigation.yml", "title: x"),
        ("tags.yml", "A B:\n"),
    ]);
    assert_eq!(
        problems(&reading),
        [
            "README.md PATTERN_MISMATCH",
            "en/.navigation.yml:1:1 BAD_FIELD",
            "en/changed.md:2:1 SLUG_ALTERED",
            "en/date.md:3:1 BAD_DATE",
            "en/empty.md EMPTY_FILE",
            "en/locale.md:2:1 BAD_FIELD",
            "en/nul.md BAD_TEXT",
            "en/slug.md:2:1 EMPTY_SLUG",
            "en/tags.md:2:1 BAD_FIELD",
            "en/tags.md:3:1 BAD_FIELD",
            "en/tags.md:4:1 BAD_FIELD",
            "en/tags.md:5:1 BAD_FIELD",
            "en/title.md:2:1 BAD_FIELD",
            "en/yaml.md:2:8 BAD_YAML",
            "en/🎉.md EMPTY_SLUG",
            "notes PATTERN_MISMATCH",
            "notes/.navigation.yml PATTERN_MISMATCH",
            "tags.yml:1:1 BAD_TAG",
        ]
    );
    let read: Vec<&str> = reading
        .source
        .documents
        .iter()
        .map(|each| each.file.as_str())
        .collect();
    assert_eq!(read, ["en/changed.md", "en/good.md"]);
    assert_eq!(reading.source.left_out.len(), 12);
    assert_eq!(reading.ignored_count, 2);
    let notes = reading
        .diagnostics
        .iter()
        .find(|each| each.message.contains("2 files"))
        .unwrap();
    assert!(notes.help.contains("--pattern"));
}

#[test]
fn a_path_is_no_url_and_has_no_empty_segment() {
    for path in ["https://x/y", "", " ", "//", "/a//b", "//x"] {
        let text = format!("---\ntitle: x\npath: \"{path}\"\n---\n");
        let reading = read_files(&[("en/x.md", &text)]);
        assert_eq!(problems(&reading), ["en/x.md:3:1 BAD_PATH"], "{path}");
        assert!(reading.diagnostics[0].help.contains("home page"));
    }
}

#[test]
fn a_text_is_called_one_and_nulls_among_tags_are_left_out() {
    let reading = read_files(&[("en/x.md", "---\ndraft: \"true\"\n---\n")]);
    let message = &reading.diagnostics[0].message;
    assert!(message.contains("the text `true`"), "{message}");
    let reading = read_files(&[("en/x.md", "---\ntags: [null, a]\n---\n")]);
    assert_eq!(problems(&reading), ["en/x.md:2:1 BAD_FIELD"]);
    let tags = reading.source.documents[0].tags.as_deref();
    assert_eq!(tags, Some(["a".to_owned()].as_slice()));
}

#[test]
fn other_layouts_are_read_by_their_pattern() {
    for (pattern, file, stem, key) in [
        (
            "{section}/{locale}/{slug}.md",
            "docs/zh-hant/1.a.md",
            "docs/zh-hant/1.a",
            "docs/a",
        ),
        (
            "{section}/{slug}.{locale}.md",
            "docs/a.zh_Hant.md",
            "docs/a.zh_Hant",
            "docs/a",
        ),
        (
            "{locale}/docs/{section}/{slug}.md",
            "zh-hant/docs/docs/a.md",
            "zh-hant/docs/docs/a",
            "docs/a",
        ),
    ] {
        let folder = folder(&[(file, "# A\n")]);
        let reading = read_quietly(folder.path(), &with_pattern(pattern));
        assert_eq!(problems(&reading), [] as [&str; 0], "{pattern}");
        let document = &reading.source.documents[0];
        assert_eq!(document.locale.as_str(), "zh-Hant");
        assert_eq!((document.stem.as_str(), document.key.as_str()), (stem, key));
        assert_eq!(document.rest().as_str(), "docs/a");
    }
}

#[test]
fn folder_settings_stand_where_an_index_page_would() {
    let text = "title: Erste Schritte\nicon: rocket\nnavigation: false\n";
    for (pattern, file) in [
        ("{locale}/{section}/{slug}.md", "de/1.docs/.navigation.yml"),
        ("{section}/{slug}.{locale}.md", "docs/.navigation.de.yml"),
    ] {
        let folder = folder(&[(file, text)]);
        let reading = read_quietly(folder.path(), &with_pattern(pattern));
        let settings = &reading.source.folders[0];
        assert_eq!(
            (settings.locale.as_str(), settings.section.as_str()),
            ("de", "docs")
        );
        assert_eq!(settings.title.as_deref(), Some("Erste Schritte"));
        let navigation = Value::Object(settings.navigation.clone());
        assert_eq!(navigation, json!({ "icon": "rocket", "navigation": false }));
    }
}

#[test]
fn a_single_file_is_read_as_if_its_folder_were() {
    let folder = folder(&[
        ("de/api/x.md", "# X\n"),
        ("loose.md", "# L\n"),
        ("x.txt", ""),
    ]);
    let whole = read_quietly(folder.path(), &Options::default());
    let known = ["en", "de"].map(|tag| Locale::parse(tag).unwrap());
    let options = Options {
        known: known.to_vec(),
        ..Options::default()
    };
    let single = read_quietly(&folder.path().join("de/api/x.md"), &options);
    assert_eq!(single.source.documents, whole.source.documents);
    let loose = folder.path().join("loose.md");
    let options = Options {
        locale: Locale::parse("de").ok(),
        ..options
    };
    let read = read_quietly(&loose, &options);
    assert_eq!(read.source.documents[0].locale.as_str(), "de");
    assert_eq!(read.source.documents[0].rest().as_str(), "loose");
    for (file, code) in [
        ("nothing.md", "FILE_NOT_FOUND"),
        ("x.txt", "UNKNOWN_FORMAT"),
    ] {
        let reading = read_quietly(&folder.path().join(file), &options);
        assert!(problems(&reading)[0].ends_with(code), "{file}");
    }
}

#[test]
fn the_hash_changes_with_the_text_and_with_the_options() {
    let hash = |text: &str, options: &Options| {
        let folder = folder(&[("en/x.md", text)]);
        read_quietly(folder.path(), options).source.documents[0]
            .hash
            .clone()
    };
    let own = hash("a\n", &Options::default());
    assert_eq!(own.len(), 64);
    assert_eq!(own, hash("a\r\n", &Options::default()));
    assert_ne!(own, hash("b\n", &Options::default()));
    let nuxt = Options {
        rules: Rules::Nuxt,
        ..Options::default()
    };
    assert_ne!(own, hash("a\n", &nuxt));
}

#[test]
fn progress_counts_every_file() {
    let folder = folder(&[("en/a.md", "a"), ("en/b.md", "b"), ("en/c.md", "")]);
    let told = std::sync::Mutex::new(Vec::new());
    read(
        folder.path(),
        &Options::default(),
        &speechless,
        &|progress| {
            told.lock().unwrap().push((progress.done, progress.total));
        },
    );
    let mut told = told.into_inner().unwrap();
    told.sort_unstable();
    assert_eq!(told, [(1, 3), (2, 3), (3, 3)]);
}

/// What must be the same after writing and reading: everything but where and how it was written.
fn comparable(mut source: Source) -> Source {
    for document in &mut source.documents {
        document.hash = String::new();
        document.places.clear();
    }
    source
}

fn assert_survives(files: &[(&str, &str)], options: &Options) {
    let before = read_quietly(folder(files).path(), options);
    assert_eq!(problems(&before), [] as [&str; 0]);
    let target = tempfile::tempdir().unwrap();
    let written = write(target.path(), &before.source, options);
    assert_eq!(written.diagnostics, []);
    let after = read_quietly(target.path(), options);
    assert_eq!(problems(&after), [] as [&str; 0]);
    assert_eq!(comparable(after.source), comparable(before.source.clone()));
    let again = write(target.path(), &before.source, options);
    assert_eq!(
        (again.written_count, again.unchanged_count),
        (0, written.written_count)
    );
}

const SITE: &[(&str, &str)] = &[
    (
        "en/1.blog/2.hello.md",
        "---\ntitle: Hello\ndate: 2024-12-03T10:00:00Z\ntags: a, b\n---\n\n# Hi\n",
    ),
    (
        "de/1.blog/2.hello.md",
        "---\nslug: hallo\ntags: []\nseo.title: X\nx: {y: [1, null]}\n---\n# Hallo\n",
    ),
    (
        "de/blog/b.draft.md",
        "---\nnavigation: {icon: x}\n---\n\n\n    code\n",
    ),
    (
        "de/blog/c.md",
        "---\nnavigation: false\ntranslationKey: k\nsourceLocale: de\n---\n",
    ),
    ("zh_cn/index.md", "\n---\n\n你好\n"),
    ("en/.navigation.yml", "title: Start\nicon: x\n"),
    ("tags.yml", "a: {en: A, de: {name: B, slug: bb}}\nb:\n"),
];

#[test]
fn what_was_written_is_read_back() {
    assert_survives(SITE, &Options::default());
    let nuxt = Options {
        rules: Rules::Nuxt,
        ..Options::default()
    };
    assert_survives(
        &[("ru/2.guide/Быстрый старт.md", "---\ntitle: A\n---\nx")],
        &nuxt,
    );
    assert_survives(
        &[("docs/a.de.md", "x"), ("b.pt_br.md", "y")],
        &with_pattern("{section}/{slug}.{locale}.md"),
    );
}

#[test]
fn what_was_edited_is_written_into_the_front_matter() {
    let text =
        "---\ntitle: Old\nslug: old\ndate: 2024-01-01\nicon: x\ndraft: true\nlast: 1\n---\ntext\n";
    let before = document("en/blog/x.md", text);
    let mut edited = before.clone();
    edited.title = "New".to_owned();
    edited.description = "Said".to_owned();
    edited.section = Section::parse("news").unwrap();
    edited.date = None;
    edited.is_draft = false;
    edited.tags = Some(vec!["a".to_owned()]);
    edited.seo.image = Some("/i.png".to_owned());
    edited.navigation = false;
    edited.meta = Map::from_iter([("last".to_owned(), json!(2))]);
    let source = Source {
        documents: vec![edited.clone()],
        ..Source::default()
    };
    let target = tempfile::tempdir().unwrap();
    write(target.path(), &source, &Options::default());
    let text = fs::read_to_string(target.path().join("en/blog/x.md")).unwrap();
    assert_eq!(
        text,
        "---\ntitle: New\nlast: 2\ndescription: Said\ntags:\n  - a\npath: /news/old\nnavigation: false\nseo:\n  image: /i.png\n---\n\ntext\n"
    );
    let after = read_quietly(target.path(), &Options::default());
    edited.front_matter = after.source.documents[0].front_matter.clone();
    let expected = Source {
        documents: vec![edited],
        ..Source::default()
    };
    assert_eq!(comparable(after.source), comparable(expected));
}

#[test]
fn what_was_never_a_file_is_written_beside_the_others() {
    let files = [("en/1.start/2.hello.md", "# Hello\n"), ("de/x.md", "x")];
    let mut source = read_quietly(folder(&files).path(), &Options::default()).source;
    let mut made = source.documents[1].clone();
    made.stem = String::new();
    made.slug = Slug::parse("neu").ok();
    made.key = "start/neu".to_owned();
    let mut index = made.clone();
    index.slug = None;
    index.markdown = String::new();
    index.title = "Start".to_owned();
    let mut deep = made.clone();
    deep.section = Section::parse("start/deep").unwrap();
    let mut same = made.clone();
    same.title = "Other".to_owned();
    source.documents.extend([made, index, deep, same]);
    source.folders.push(SourceFolder {
        file: String::new(),
        locale: source.documents[1].locale.clone(),
        section: Section::parse("start").unwrap(),
        title: Some("Start".to_owned()),
        navigation: Map::new(),
    });
    let target = tempfile::tempdir().unwrap();
    let written = write(target.path(), &source, &Options::default());
    let problems: Vec<String> = written
        .diagnostics
        .iter()
        .map(|each| format!("{} {}", each.place.as_ref().unwrap(), each.code))
        .collect();
    assert_eq!(problems, ["en/1.start/neu.md FILE_CLAIMED_TWICE"]);
    let again = read_quietly(target.path(), &Options::default());
    let documents = again.source.documents.iter();
    let shown: Vec<String> = documents
        .map(|each| format!("{} {}", each.file, each.rest()))
        .collect();
    assert_eq!(
        shown,
        [
            "de/x.md x",
            "en/1.start/2.hello.md start/hello",
            "en/1.start/deep/neu.md start/deep/neu",
            "en/1.start/index.md start",
            "en/1.start/neu.md start/neu",
        ]
    );
    assert_eq!(again.source.folders[0].file, "en/1.start/.navigation.yml");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_outside_of_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    let target = tempfile::tempdir().unwrap();
    symlink(outside.path(), target.path().join("en")).unwrap();
    fs::create_dir(target.path().join("ru")).unwrap();
    symlink(outside.path().join("x.md"), target.path().join("ru/x.md")).unwrap();
    for stem in [
        "en/x",
        "de/../../x",
        "../x",
        "/x",
        "ru/x",
        "de/a\\b",
        "de//x/.",
    ] {
        let mut evil = document("de/x.md", "text");
        evil.stem = stem.to_owned();
        evil.locale = Locale::parse(stem.get(..2).unwrap()).unwrap_or(evil.locale);
        let source = Source {
            documents: vec![evil],
            ..Source::default()
        };
        let written = write(target.path(), &source, &Options::default());
        let codes: Vec<&str> = written.diagnostics.iter().map(|each| each.code).collect();
        let expected: &[&str] = if matches!(stem, "/x" | "de//x/.") {
            &[]
        } else {
            &["PATH_OUTSIDE"]
        };
        assert_eq!(codes, expected, "{stem}");
    }
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_texts_survive_writing_and_reading(
        title in "\\PC{0,20}",
        description in any::<String>(),
        alias in "[a-z:#'\"\\- ]{1,12}",
        markdown in "[a-zé#\\-\n: ]{0,60}",
    ) {
        let mut document = document("en/x.md", "text");
        let clean = |text: &str| text.replace(['\0', '\r'], "");
        document.front_matter = Map::from_iter([
            ("title".to_owned(), json!(title)),
            ("description".to_owned(), json!(clean(&description))),
            (alias.trim().to_owned() + "x", json!([clean(&description), title])),
        ]);
        document.markdown = format!("x{markdown}");
        let source = Source { documents: vec![document], ..Source::default() };
        let first = tempfile::tempdir().unwrap();
        write(first.path(), &source, &Options::default());
        let read = read_quietly(first.path(), &Options::default());
        prop_assert_eq!(problems(&read), Vec::<String>::new());
        let second = tempfile::tempdir().unwrap();
        write(second.path(), &read.source, &Options::default());
        let again = read_quietly(second.path(), &Options::default());
        prop_assert_eq!(&again.source, &read.source);
        let document = &read.source.documents[0];
        prop_assert_eq!(&document.markdown, &source.documents[0].markdown);
    }
}
