//! Which locale a document of a payload may be in: payloads have no field for it.

use crate::domain::locale::Locale;

/// Something that looks like the name of a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleHint {
    /// The locale it would name.
    pub locale: Locale,
    /// The text it was found in, such as `blogEn` or `en/blog/hello`.
    pub found_in: String,
}

/// Looks at the collection's name first, then at the first segment of each path.
pub(super) fn hints(collection: &str, paths: &[&str]) -> Vec<LocaleHint> {
    let mut hints: Vec<LocaleHint> = Vec::new();
    let mut add = |tag: &str, found_in: &str| {
        let Some(locale) = locale(tag) else {
            return;
        };
        if !hints.iter().any(|hint| hint.locale == locale) {
            let found_in = found_in.to_owned();
            hints.push(LocaleHint { locale, found_in });
        }
    };
    for tag in tags_in_name(collection) {
        add(&tag, collection);
    }
    for path in paths {
        let first = path.split('/').find(|segment| !segment.is_empty());
        add(first.unwrap_or_default(), path);
    }
    hints
}

/// `blogPtBr` may name `Pt-Br`, `Br` or, at its beginning, `blog-Pt` and `blog`.
fn tags_in_name(name: &str) -> Vec<String> {
    let words = words(name);
    let last = words.as_slice();
    let first = words.as_slice();
    let mut tags = Vec::new();
    if let [.., language, region] = last {
        tags.push(format!("{language}-{region}"));
    }
    if let [.., language] = last {
        tags.push(language.clone());
    }
    if let [language, region, _, ..] = first {
        tags.push(format!("{language}-{region}"));
    }
    if let [language, _, ..] = first {
        tags.push(language.clone());
    }
    tags
}

/// Splits at signs and where a lower-case letter meets an upper-case one.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut previous = '_';
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && previous.is_lowercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.push(c);
        }
        previous = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Scripts that tell locales apart; any other word of four letters is a word.
const SCRIPTS: [&str; 9] = [
    "arab", "beng", "cyrl", "deva", "guru", "hans", "hant", "latn", "mong",
];

/// A tag whose language has two or three letters, with a region or a script at most; longer ones are words such as
/// `guide`.
fn locale(tag: &str) -> Option<Locale> {
    let mut parts = tag.split(['-', '_']);
    let language = parts.next()?;
    let is_language = (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic());
    let are_others_known = parts.all(|part| match part.len() {
        2 => part.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        4 => SCRIPTS.contains(&part.to_ascii_lowercase().as_str()),
        _ => false,
    });
    (is_language && are_others_known)
        .then(|| Locale::parse(tag).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_found_in_names_and_paths() {
        for (collection, path, expected) in [
            ("blogEn", "", vec!["en"]),
            ("content_en", "", vec!["en"]),
            ("docs-pt-br", "", vec!["pt-BR", "br"]),
            ("blogZhHant", "", vec!["zh-Hant"]),
            ("en", "", vec!["en"]),
            ("deBlog", "", vec!["de"]),
            ("blog", "/fr/blog/x", vec!["fr"]),
            ("blog", "zh_cn/x", vec!["zh-CN"]),
            ("blogEn", "/de/x", vec!["en", "de"]),
            ("guide", "/docs/x", vec![]),
            ("content", "", vec![]),
        ] {
            let found: Vec<String> = hints(collection, &[path])
                .iter()
                .map(|hint| hint.locale.to_string())
                .collect();
            assert_eq!(found, expected, "{collection} {path}");
        }
    }
}
