//! The rules by which Nuxt Content 3 makes a path, a title and a description of a file.
//! Only what differs from our own rules, and the few that both share; no Markdown is read here.

#[cfg(test)]
mod golden;
mod slugify;

use serde_json::{Map, Value};

pub use slugify::slugify;

/// One segment of a file's path without numeric prefix, `.draft` and `index`; versions such as `1.2.0` stay whole.
/// Shared by all trees, not only those of Nuxt Content.
///
/// ```
/// use isogloss::document::nuxt::refine;
/// assert_eq!(refine("1.getting-started"), "getting-started");
/// assert_eq!(refine("3.post.draft"), "post");
/// assert_eq!(refine("1.2.0"), "1.2.0");
/// assert_eq!(refine("2.index"), "");
/// ```
pub fn refine(segment: &str) -> &str {
    if is_version(segment) {
        return segment;
    }
    let name = strip_number(segment);
    let name = name.strip_suffix(".draft").unwrap_or(name);
    if name == "index" { "" } else { name }
}

/// Whether a file's name says that it is a draft.
pub fn is_draft_name(stem: &str) -> bool {
    stem.ends_with(".draft")
}

/// The path of a file: each segment of its stem refined and slugified.
///
/// ```
/// use isogloss::document::nuxt::path_of;
/// assert_eq!(path_of("ru/2.guide/Быстрый старт"), "/ru/guide/bystryj-start");
/// assert_eq!(path_of("en/2.guide/index"), "/en/guide");
/// assert_eq!(path_of("index"), "/");
/// ```
pub fn path_of(stem: &str) -> String {
    let path = relative_path_of(stem);
    let path = path.trim_end_matches('/');
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
}

/// The path of a file that is named relative to another; dots that lead upwards stay.
///
/// ```
/// use isogloss::document::nuxt::relative_path_of;
/// assert_eq!(relative_path_of("../2.guide/1.Start here"), "../guide/start-here");
/// ```
pub fn relative_path_of(stem: &str) -> String {
    let segments: Vec<String> = stem
        .split('/')
        .map(|segment| slugify(refine(last_part(segment))))
        .collect();
    segments.join("/")
}

/// The title of a document: front matter, else its first block if that is a first-level heading, else its file's name.
/// `first_heading` is the text of that heading; empty texts count as missing.
///
/// ```
/// use isogloss::document::nuxt::title;
/// assert_eq!(title(None, Some("Hello"), "en/1.x"), "Hello");
/// assert_eq!(title(None, None, "en/2.guide/1.hello_world-x"), "HelloWorld X");
/// ```
pub fn title(front_matter: Option<&str>, first_heading: Option<&str>, stem: &str) -> String {
    written_title(front_matter, first_heading).map_or_else(|| title_of_stem(stem), str::to_owned)
}

/// The description of a document: front matter, else its first paragraph, else empty.
/// `first_paragraph` is the text of the first block, or of the one after a first-level heading, if it is a paragraph;
/// rules before it do not count.
pub fn description(front_matter: Option<&str>, first_paragraph: Option<&str>) -> String {
    let given = front_matter.filter(|text| !text.is_empty());
    given.or(first_paragraph).unwrap_or_default().to_owned()
}

/// `seo` as Nuxt Content fills it up: with a title that is written somewhere (never one made from the file's name) and
/// with the description.
pub fn seo(
    front_matter: Option<&Map<String, Value>>,
    title: Option<&str>,
    first_heading: Option<&str>,
    description: &str,
) -> Map<String, Value> {
    let mut seo = front_matter.cloned().unwrap_or_default();
    let mut fill = |key: &str, text: &str| {
        let is_missing = match seo.get(key) {
            None | Some(Value::Null) => true,
            Some(Value::String(text)) => text.is_empty(),
            Some(_) => false,
        };
        if is_missing {
            seo.insert(key.to_owned(), text.into());
        }
    };
    if let Some(title) = written_title(title, first_heading) {
        fill("title", title);
    }
    fill("description", description);
    seo
}

fn written_title<'a>(
    front_matter: Option<&'a str>,
    first_heading: Option<&'a str>,
) -> Option<&'a str> {
    let is_given = |text: &&str| !text.is_empty();
    front_matter
        .filter(is_given)
        .or(first_heading.filter(is_given))
}

/// The refined name with each word in pascal case; empty for an index.
pub fn title_of_stem(stem: &str) -> String {
    let segment = stem.rsplit('/').next().unwrap_or(stem);
    let words = refine(last_part(segment))
        .split(|c: char| is_space(c) || c == '-')
        .map(pascal_case);
    words.collect::<Vec<_>>().join(" ")
}

/// `hello_world` → `HelloWorld`; case borders need no care, since only first letters change.
fn pascal_case(word: &str) -> String {
    word.split(['-', '_', '/', '.']).map(upper_first).collect()
}

fn upper_first(part: &str) -> String {
    let mut chars = part.chars();
    let first = chars.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

/// `^\d+(\.\d+)*(\.x)?$`: `1.2.0`, `1.x`, `2024`.
fn is_version(segment: &str) -> bool {
    let numbers = segment.strip_suffix(".x").unwrap_or(segment);
    numbers
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn strip_number(segment: &str) -> &str {
    match segment.split_once('.') {
        Some((number, name))
            if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            name
        }
        _ => segment,
    }
}

/// What follows the last colon: the reference takes `a:b` for a source and a file.
fn last_part(segment: &str) -> &str {
    segment.rsplit(':').next().unwrap_or(segment)
}

/// White space as JavaScript has it.
fn is_space(c: char) -> bool {
    (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_lose_what_only_orders_them() {
        for (segment, refined) in [
            ("1.intro", "intro"),
            ("01.intro", "intro"),
            ("intro", "intro"),
            ("1.2.intro", "2.intro"),
            ("1.x", "1.x"),
            ("2024", "2024"),
            ("2024-12-03-dated", "2024-12-03-dated"),
            ("index", ""),
            ("1.index", ""),
            ("index.draft", ""),
            ("3.post.draft", "post"),
            ("index.old", "index.old"),
            ("1.", ""),
            ("", ""),
        ] {
            assert_eq!(refine(segment), refined, "{segment}");
        }
    }

    #[test]
    fn titles_are_made_of_file_names() {
        for (name, title) in [
            ("hello_world-x", "HelloWorld X"),
            ("1.2.0", "120"),
            ("iOS app", "IOS App"),
            ("getHTTPResponse", "GetHTTPResponse"),
            ("a.b", "AB"),
            ("быстрый старт", "Быстрый Старт"),
            ("ßx", "SSx"),
            ("2024-12-03-dated", "2024 12 03 Dated"),
            ("a--b", "A  B"),
            ("_x", "X"),
            ("index", ""),
        ] {
            assert_eq!(title_of_stem(name), title, "{name}");
        }
    }

    #[test]
    fn seo_is_filled_up_but_not_with_a_made_title() {
        let filled = seo(None, None, None, "D");
        assert_eq!(
            Value::Object(filled),
            serde_json::json!({ "description": "D" })
        );
        let own = serde_json::json!({ "title": "", "robots": "noindex" });
        let filled = seo(own.as_object(), Some("T"), None, "");
        assert_eq!(
            Value::Object(filled),
            serde_json::json!({ "title": "T", "robots": "noindex", "description": "" })
        );
    }
}
