//! One content file ⇄ one [`SourceDocument`]: what its path, front matter and Markdown say together.
//! Pure: bytes are read and written by [`super::read`] and [`super::write`].

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::document::body::Summary;
use crate::document::front_matter::Rules;
use crate::document::nuxt::{refine, title_of_stem};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::slug::{Section, Slug};
use crate::domain::source::{SourceDocument, SourceSeo};

use super::fields::Fields;
use super::layout::{Located, locale_of_name};
use super::name::{Naming, no_slug};
use super::raw::RawPost;

/// Keys of the front matter that the server has a field for; all others are `meta`.
/// `readTime` is computed from the text and kept for export alone.
const KNOWN_KEYS: [&str; 12] = [
    "title",
    "description",
    "seo",
    "date",
    "tags",
    "slug",
    "path",
    "translationKey",
    "sourceLocale",
    "draft",
    "navigation",
    "readTime",
];

/// All that is wrong is reported; with an error among it, the file is not taken in.
pub(super) fn understand(
    raw: RawPost,
    summary: Summary,
) -> (Option<SourceDocument>, Vec<Diagnostic>) {
    let naming = Naming::of(&raw.located, raw.rules);
    let mut fields = Fields {
        file: &raw.file,
        values: &raw.front_matter,
        places: &raw.places,
        diagnostics: Vec::new(),
    };
    let place = place(&mut fields, &raw, &naming);
    let title = filled(fields.text("title"))
        .or_else(|| filled(summary.title))
        .unwrap_or_else(|| title_of_name(&raw.located, raw.rules));
    let description = fields.text("description").or(summary.description);
    let (navigation, navigation_meta) = fields.navigation();
    let key = filled(fields.text("translationKey")).unwrap_or(naming.key);
    let seo = fields.seo();
    let date = fields.date("date");
    let tags = fields.texts("tags");
    let source_locale = fields.locale("sourceLocale");
    let is_draft = fields.flag("draft").unwrap_or(false) || naming.is_draft;
    let diagnostics = fields.diagnostics;
    let Some((section, slug)) = place.filter(|_| !diagnostics.iter().any(Diagnostic::is_error))
    else {
        return (None, diagnostics);
    };
    let document = SourceDocument {
        stem: raw.stem,
        extension: raw.extension,
        file: raw.file,
        locale: raw.locale,
        key: key.trim().to_owned(),
        section,
        slug,
        title,
        description: description.unwrap_or_default(),
        seo,
        date,
        tags,
        navigation,
        meta: meta(&raw.front_matter, navigation_meta),
        source_locale,
        is_draft,
        front_matter: raw.front_matter,
        markdown: raw.markdown,
        hash: raw.hash,
        places: raw.places,
    };
    (Some(document), diagnostics)
}

/// Front matter that, written into the file at `located`, reads back as this document: what was read, with those keys
/// changed that say something else by now.
pub(super) fn front_matter_of(
    document: &SourceDocument,
    located: Located,
    summary: Summary,
    rules: Rules,
) -> Map<String, Value> {
    let was = reread(document, located, summary, rules);
    let differs = |is_same: fn(&SourceDocument, &SourceDocument) -> bool| {
        !was.as_ref().is_some_and(|was| is_same(was, document))
    };
    let mut said: Vec<(&str, Value)> = Vec::new();
    if differs(|a, b| a.title == b.title) {
        said.push(("title", json!(document.title)));
    }
    if differs(|a, b| a.description == b.description) {
        said.push(("description", json!(document.description)));
    }
    if differs(|a, b| a.date == b.date) {
        said.push(("date", json!(document.date.map(|date| date.to_string()))));
    }
    if differs(|a, b| a.tags == b.tags) {
        said.push(("tags", json!(document.tags)));
    }
    if differs(|a, b| a.rest() == b.rest()) {
        said.push(("slug", Value::Null));
        said.push(("path", json!(format!("/{}", document.rest()))));
    }
    if differs(|a, b| a.key == b.key) {
        said.push(("translationKey", json!(document.key)));
    }
    if differs(|a, b| a.source_locale == b.source_locale) {
        let locale = document.source_locale.as_ref().map(Locale::as_str);
        said.push(("sourceLocale", json!(locale)));
    }
    if differs(|a, b| a.is_draft == b.is_draft) {
        said.push(("draft", json!(document.is_draft.then_some(true))));
    }
    let navigation_meta = document.meta.get("navigation");
    if differs(|a, b| {
        (a.navigation, a.meta.get("navigation")) == (b.navigation, b.meta.get("navigation"))
    }) {
        said.push((
            "navigation",
            navigation(document.navigation, navigation_meta),
        ));
    }
    if differs(|a, b| a.seo == b.seo) {
        said.push(("seo", seo(&document.seo, document.front_matter.get("seo"))));
    }
    let mut values = document.front_matter.clone();
    values.retain(|key, _| !is_meta(key) || document.meta.contains_key(key));
    for (key, value) in document.meta.iter().filter(|(key, _)| is_meta(key)) {
        values.insert(key.clone(), value.clone());
    }
    for (key, value) in said {
        match value {
            Value::Null => _ = values.shift_remove(key),
            value => _ = values.insert(key.to_owned(), value),
        }
    }
    values
}

/// What the document's front matter would say, were it read at `located`.
fn reread(
    document: &SourceDocument,
    located: Located,
    summary: Summary,
    rules: Rules,
) -> Option<SourceDocument> {
    let raw = RawPost {
        file: document.file.clone(),
        stem: document.stem.clone(),
        extension: document.extension.clone(),
        locale: document.locale.clone(),
        located,
        front_matter: document.front_matter.clone(),
        places: BTreeMap::new(),
        markdown: String::new(),
        markdown_line: 1,
        hash: String::new(),
        rules,
    };
    understand(raw, summary).0
}

/// Section and slug: `path` of the front matter, else `slug`, else the file's name.
fn place(
    fields: &mut Fields<'_>,
    raw: &RawPost,
    naming: &Naming,
) -> Option<(Section, Option<Slug>)> {
    if let Some(path) = fields.text("path") {
        return place_of_path(fields, raw, naming, &path);
    }
    let said = match raw.rules {
        Rules::Own => fields.text("slug"),
        Rules::Nuxt => None,
    };
    let slug = match said {
        Some(slug) => slug_of_text(fields, "slug", &slug).map(Some),
        None => reported(fields, naming.slug.clone()),
    };
    let section = reported(fields, naming.section.clone());
    section.zip(slug)
}

/// The path may begin with the file's own locale. Where it is the path that the file has anyway, an index stays one.
fn place_of_path(
    fields: &mut Fields<'_>,
    raw: &RawPost,
    naming: &Naming,
    path: &str,
) -> Option<(Section, Option<Slug>)> {
    if !is_path(path) {
        let message = format!("`path` is `{path}`, which is no path of this site");
        let help = "write segments with `/` between them, such as `/blog/hello`; `/` or `/{locale}` alone is the home page";
        fields.report("path", Diagnostic::error("BAD_PATH", message).help(help));
        return None;
    }
    let mut segments: Vec<&str> = path.split('/').filter(|text| !text.is_empty()).collect();
    let first = segments.first().and_then(|first| locale_of_name(first));
    if first.as_ref() == Some(&raw.locale) {
        segments.remove(0);
    }
    let slugs: Option<Vec<Slug>> = segments
        .iter()
        .map(|text| slug_of_text(fields, "path", text))
        .collect();
    let mut slugs = slugs?;
    let slug = slugs.pop();
    let folders: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
    let section = Section::parse(&folders.join("/")).ok()?;
    if let (Ok(natural), Ok(None)) = (&naming.section, &naming.slug)
        && Rest::of_section(natural) == Rest::of_post(&section, slug.as_ref())
    {
        return Some((natural.clone(), None));
    }
    Some((section, slug))
}

/// Whether it has no empty segment, as a URL has, but for a slash at its beginning and its end.
fn is_path(path: &str) -> bool {
    let inner = path.strip_prefix('/').unwrap_or(path);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    path == "/" || inner.split('/').all(|segment| !segment.trim().is_empty())
}

fn slug_of_text(fields: &mut Fields<'_>, key: &str, text: &str) -> Option<Slug> {
    if let Ok(slug) = Slug::parse(text) {
        return Some(slug);
    }
    match Slug::of_file_name(text) {
        Ok(slug) => {
            let message = format!("`{text}` is no part of a path; it is served as `{slug}`");
            fields.report(
                key,
                Diagnostic::warning("SLUG_ALTERED", message)
                    .help("write it as it is served, and the warning goes"),
            );
            Some(slug)
        }
        Err(error) => {
            fields.report(key, no_slug(text, error));
            None
        }
    }
}

fn reported<T>(fields: &mut Fields<'_>, result: Result<T, Diagnostic>) -> Option<T> {
    result
        .map_err(|diagnostic| fields.report("", diagnostic))
        .ok()
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// The name of the file, or of an index file's folder, in words.
fn title_of_name(located: &Located, rules: Rules) -> String {
    if rules == Rules::Nuxt {
        return title_of_stem(&located.name);
    }
    let folders = located.folders.iter().rev();
    let mut names = [&located.name]
        .into_iter()
        .chain(folders)
        .map(|name| refine(name));
    let name = names.find(|name| !name.is_empty()).unwrap_or("index");
    let words: Vec<&str> = name
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty())
        .collect();
    let words = words.join(" ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => name.to_owned(),
    }
}

fn is_meta(key: &str) -> bool {
    !KNOWN_KEYS.contains(&key)
}

fn meta(front_matter: &Map<String, Value>, navigation: Option<Value>) -> Map<String, Value> {
    let unknown = front_matter.iter().filter(|(key, _)| is_meta(key));
    let unknown = unknown.map(|(key, value)| (key.clone(), value.clone()));
    let navigation = navigation.map(|value| ("navigation".to_owned(), value));
    unknown.chain(navigation).collect()
}

fn navigation(is_shown: bool, meta: Option<&Value>) -> Value {
    match (is_shown, meta) {
        (false, _) => json!(false),
        (true, Some(meta)) => meta.clone(),
        (true, None) => Value::Null,
    }
}

/// `seo` with these three and whatever else it said before.
fn seo(seo: &SourceSeo, before: Option<&Value>) -> Value {
    let mut values = before
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let said = [
        ("title", &seo.title),
        ("description", &seo.description),
        ("image", &seo.image),
    ];
    for (key, text) in said {
        match text {
            Some(text) => _ = values.insert(key.to_owned(), json!(text)),
            None => _ = values.shift_remove(key),
        }
    }
    if values.is_empty() {
        Value::Null
    } else {
        Value::Object(values)
    }
}
