//! `tags.yml` ⇄ [`SourceTag`]: the tags of a content folder, described beside the content.
//!
//! ```yaml
//! tools:                          # the stable key: a slug
//!   aliases: [Tool, utilities]    # other spellings in front matter that mean this tag
//!   en: Tools                     # its name in a locale,
//!   de:                           # or more than its name
//!     name: Werkzeuge
//!     slug: werkzeuge
//!     description: Womit wir arbeiten.
//! ```
//! A key alone (`tools:`) keeps its spelling in all locales. The names themselves are understood in front matter, too.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::document::front_matter::{Position, read_yaml};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;
use crate::domain::slug::Slug;
use crate::domain::source::SourceTag;

use super::section::yaml_of;

/// Understands the text of a `tags.yml`; a tag with an error is left out, the others are taken in.
pub(super) fn understand(file: &str, text: &str) -> (Vec<SourceTag>, Vec<Diagnostic>) {
    let yaml = read_yaml(text);
    let mut diagnostics: Vec<Diagnostic> = yaml
        .diagnostics
        .into_iter()
        .map(|diagnostic| diagnostic.in_file(file))
        .collect();
    let tags = match yaml.value {
        Value::Object(tags) => tags,
        Value::Null => Map::new(),
        _ => {
            let diagnostic = bad("the file is no mapping of keys to tags");
            diagnostics.push(diagnostic.in_file(file).at(1, 1));
            Map::new()
        }
    };
    let mut understood = Vec::new();
    for (key, value) in &tags {
        match tag(key, value) {
            Ok(tag) => understood.push(tag),
            Err(diagnostic) => {
                diagnostics.push(place_at(diagnostic.in_file(file), yaml.places.get(key)));
            }
        }
    }
    (understood, diagnostics)
}

/// The text of a `tags.yml` that reads back as these tags.
pub(super) fn text_of(tags: &[SourceTag]) -> String {
    let values = tags.iter().map(|tag| (tag.key.clone(), value_of(tag)));
    yaml_of(&values.collect())
}

/// Adds line and column, where they are known.
pub(super) fn place_at(diagnostic: Diagnostic, position: Option<&Position>) -> Diagnostic {
    match position {
        Some(position) => diagnostic.at(position.line, position.column),
        None => diagnostic,
    }
}

fn tag(key: &str, value: &Value) -> Result<SourceTag, Diagnostic> {
    if !Slug::of_title(key).is_ok_and(|slug| slug.as_str() == key) {
        let message = format!("`{key}` is no key of a tag");
        let help =
            "a key is made of lower-case letters, digits and `-`; other spellings are `aliases`";
        return Err(Diagnostic::error("BAD_TAG", message).help(help));
    }
    let mut tag = SourceTag {
        key: key.to_owned(),
        aliases: Vec::new(),
        names: BTreeMap::new(),
        slugs: BTreeMap::new(),
        descriptions: BTreeMap::new(),
    };
    let values = match value {
        Value::Null => return Ok(tag),
        Value::Object(values) => values,
        _ => return Err(bad(&format!("`{key}` is no mapping of locales to names"))),
    };
    for (name, value) in values {
        if name == "aliases" {
            tag.aliases = aliases(key, value)?;
            continue;
        }
        let Ok(locale) = Locale::parse(name) else {
            let message = format!("`{name}` in `{key}` is neither a locale nor `aliases`");
            return Err(bad(&message));
        };
        translation(&mut tag, &locale, value)?;
    }
    Ok(tag)
}

fn aliases(key: &str, value: &Value) -> Result<Vec<String>, Diagnostic> {
    let alias = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let list = value
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or(std::slice::from_ref(value));
    let aliases: Option<Vec<String>> = list.iter().map(alias).collect();
    aliases.ok_or_else(|| bad(&format!("`aliases` of `{key}` is no list of texts")))
}

fn translation(tag: &mut SourceTag, locale: &Locale, value: &Value) -> Result<(), Diagnostic> {
    let key = tag.key.clone();

    let values = match value {
        Value::String(text) => {
            tag.names.insert(locale.clone(), text.clone());
            return Ok(());
        }
        Value::Object(values) => values,
        _ => {
            let message = format!("`{locale}` of `{key}` is neither a name nor a mapping");
            return Err(bad(&message));
        }
    };
    for (field, value) in values {
        let Some(text) = value.as_str() else {
            let message = format!("`{field}` of `{key}` in `{locale}` is no text");
            return Err(bad(&message));
        };
        match field.as_str() {
            "name" => _ = tag.names.insert(locale.clone(), text.to_owned()),
            "description" => _ = tag.descriptions.insert(locale.clone(), text.to_owned()),
            "slug" => {
                let slug = Slug::parse(text).map_err(|error| {
                    bad(&format!(
                        "`{text}` is no slug of `{key}` in `{locale}`: {error}"
                    ))
                })?;
                tag.slugs.insert(locale.clone(), slug);
            }
            _ => {
                let message = format!("`{field}` of `{key}` in `{locale}` is not understood");
                return Err(bad(&message));
            }
        }
    }
    if tag.slugs.get(locale) == made_slug(tag, locale).as_ref() {
        tag.slugs.remove(locale);
    }
    Ok(())
}

/// The slug that the tag's name makes anyway.
fn made_slug(tag: &SourceTag, locale: &Locale) -> Option<Slug> {
    Slug::of_title(tag.names.get(locale)?).ok()
}

fn bad(message: &str) -> Diagnostic {
    Diagnostic::error("BAD_TAG", message).help(
        "a tag is like `tools: {aliases: [tool], en: Tools, de: {name: Werkzeuge, slug: werkzeuge}}`",
    )
}

fn value_of(tag: &SourceTag) -> Value {
    let mut values = Map::new();
    if !tag.aliases.is_empty() {
        values.insert("aliases".to_owned(), json!(tag.aliases));
    }
    let locales = tag
        .names
        .keys()
        .chain(tag.slugs.keys())
        .chain(tag.descriptions.keys());
    for locale in locales {
        let name = tag.names.get(locale).map(String::as_str);
        let made = made_slug(tag, locale);
        let slug = tag
            .slugs
            .get(locale)
            .filter(|slug| Some(*slug) != made.as_ref());
        let slug = slug.map(Slug::as_str);
        let description = tag.descriptions.get(locale).map(String::as_str);
        let value = match (name, slug, description) {
            (Some(name), None, None) => json!(name),
            _ => {
                let fields = [("name", name), ("slug", slug), ("description", description)];
                let said = fields
                    .into_iter()
                    .filter_map(|(field, text)| Some((field, text?)));
                said.map(|(field, text)| (field.to_owned(), json!(text)))
                    .collect()
            }
        };
        values.insert(locale.to_string(), value);
    }
    if values.is_empty() {
        Value::Null
    } else {
        Value::Object(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAGS: &str = "\
tools:
  aliases: [Tool, 7]
  en: Tools
  de: {name: Werkzeuge, slug: werkzeug, description: Womit wir arbeiten.}
rust:
";

    #[test]
    fn tags_have_aliases_names_slugs_and_descriptions() {
        let (tags, diagnostics) = understand("tags.yml", TAGS);
        assert_eq!(diagnostics, []);
        let de = Locale::parse("de").unwrap();
        let [tools, rust] = tags.as_slice() else {
            panic!("{tags:?}");
        };
        assert_eq!(tools.aliases, ["Tool", "7"]);
        assert_eq!(tools.names.get(&de).map(String::as_str), Some("Werkzeuge"));
        assert_eq!(tools.slugs.get(&de).map(Slug::as_str), Some("werkzeug"));
        assert_eq!(tools.descriptions.len(), 1);
        assert_eq!((rust.key.as_str(), rust.names.len()), ("rust", 0));
        assert_eq!(understand("tags.yml", &text_of(&tags)), (tags, Vec::new()));
    }

    #[test]
    fn a_bad_tag_does_not_stop_the_others() {
        for bad in [
            "My Tag: {en: x}",
            "a: [x]",
            "a: {english: x}",
            "a: {en: [x]}",
            "a: {en: {title: x}}",
            "a: {en: {slug: A B}}",
            "a: {aliases: {x: y}}",
        ] {
            let (tags, diagnostics) =
                understand("tags.yml", &format!("{bad}\nrust: {{en: Rust}}\n"));
            let keys: Vec<&str> = tags.iter().map(|tag| tag.key.as_str()).collect();
            let codes: Vec<&str> = diagnostics.iter().map(|each| each.code).collect();
            assert_eq!((keys, codes), (vec!["rust"], vec!["BAD_TAG"]), "{bad}");
            assert_eq!(
                diagnostics[0].place.as_ref().unwrap().line,
                Some(1),
                "{bad}"
            );
        }
    }
}
