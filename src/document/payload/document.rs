//! One document of a payload, and the front matter it was made from.

use serde_json::{Map, Value};

use super::locale::{self, LocaleHint};
use crate::document::minimark::{self, Node};
use crate::document::nuxt;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;

/// A row of a Nuxt Content collection of type `page`.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// `{collection}/{prefix}/{file}`, such as `blogEn/en/blog/hello.md`.
    pub id: String,
    /// The route, with whatever locale prefix the site has.
    pub path: String,
    /// The file's path without extension.
    pub stem: String,
    /// The file's extension without the dot.
    pub extension: String,
    /// The title; empty where the payload has none.
    pub title: String,
    /// The description; empty where the payload has none.
    pub description: String,
    /// `date` as it is written, in most sites `YYYY-MM-DD`.
    pub date: Option<String>,
    /// `true`, `false` or an object.
    pub navigation: Value,
    /// Texts for search engines; filled up by Nuxt Content with title and description.
    pub seo: Map<String, Value>,
    /// Front matter that the site's schema does not know.
    pub meta: Map<String, Value>,
    /// `None` where the site has no tags.
    pub tags: Option<Vec<String>>,
    /// `slug`, where the site has one.
    pub slug: Option<String>,
    /// All other fields of the site's schema, such as `readTime`: front matter to keep.
    pub others: Map<String, Value>,
    /// The top level of the body.
    pub body: Vec<Node>,
    /// The table of contents as Nuxt Content made it.
    pub toc: Option<Value>,
    /// `__hash__`: Nuxt Content's own fingerprint of the row.
    pub hash: Option<String>,
}

impl Document {
    /// Understands one decoded row; `BAD_PAYLOAD` where it is none.
    pub(super) fn of(value: Value) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let Value::Object(mut row) = value else {
            return Err(bad("it is no document"));
        };
        let id = required(&mut row, "id")?;
        let path = required(&mut row, "path")?;
        let body = row.shift_remove("body").unwrap_or_default();
        let (nodes, diagnostics) = minimark::read(&body);
        let stem = text(&mut row, "stem").unwrap_or_else(|| stem_of(&id));
        let extension = text(&mut row, "extension").unwrap_or_else(|| extension_of(&id));
        let document = Self {
            title: text(&mut row, "title").unwrap_or_default(),
            description: text(&mut row, "description").unwrap_or_default(),
            date: text(&mut row, "date"),
            navigation: row
                .shift_remove("navigation")
                .filter(|value| !value.is_null())
                .unwrap_or(Value::Bool(true)),
            seo: object(&mut row, "seo"),
            meta: object(&mut row, "meta"),
            tags: tags(&mut row),
            slug: text(&mut row, "slug"),
            hash: text(&mut row, "__hash__"),
            toc: body.get("toc").cloned(),
            body: nodes,
            others: row
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .collect(),
            id,
            path,
            stem,
            extension,
        };
        Ok((document, diagnostics))
    }

    /// The name of its collection: the first segment of [`Self::id`].
    pub fn collection(&self) -> &str {
        self.id
            .split_once('/')
            .map_or(self.id.as_str(), |(collection, _)| collection)
    }

    /// Everything that may name its locale, the most reliable first.
    pub fn locale_hints(&self) -> Vec<LocaleHint> {
        let key = self.id.split_once('/').map_or("", |(_, key)| key);
        locale::hints(self.collection(), &[key, &self.stem, &self.path])
    }

    /// Its locale among those that `is_known` knows; `None` where nothing names one of them.
    pub fn locale(&self, is_known: impl Fn(&Locale) -> bool) -> Option<Locale> {
        self.locale_hints()
            .into_iter()
            .map(|hint| hint.locale)
            .find(is_known)
    }

    /// The front matter from which Nuxt Content would make the same fields again.
    pub fn front_matter(&self) -> Map<String, Value> {
        let mut values = Map::new();
        let mut set = |key: &str, value: Value| {
            values.insert(key.to_owned(), value);
        };
        if !self.title.is_empty() {
            set("title", self.title.clone().into());
        }
        if !self.description.is_empty() {
            set("description", self.description.clone().into());
        }
        if let Some(date) = &self.date {
            set("date", date.clone().into());
        }
        if let Some(slug) = &self.slug {
            set("slug", slug.clone().into());
        }
        if self.path != nuxt::path_of(&self.stem) {
            set("path", self.path.clone().into());
        }
        for (key, value) in &self.others {
            set(key, value.clone());
        }
        if let Some(tags) = &self.tags {
            set("tags", tags.clone().into());
        }
        if self.navigation != Value::Bool(true) {
            set("navigation", self.navigation.clone());
        }
        let seo = self.own_seo();
        if !seo.is_empty() {
            set("seo", seo.into());
        }
        for (key, value) in &self.meta {
            set(key, value.clone());
        }
        values
    }

    /// What `seo` says beyond what Nuxt Content fills in by itself.
    fn own_seo(&self) -> Map<String, Value> {
        let is_filled_in = |key: &str, value: &Value| match key {
            "title" => *value == self.title,
            "description" => *value == self.description,
            _ => false,
        };
        let own = self
            .seo
            .iter()
            .filter(|(key, value)| !is_filled_in(key, value));
        own.map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }
}

fn bad(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("BAD_PAYLOAD", message)
}

fn required(row: &mut Map<String, Value>, key: &str) -> Result<String, Diagnostic> {
    text(row, key).ok_or_else(|| bad(format!("its `{key}` is no text")))
}

/// Takes a text out of a row; what is no text stays there.
fn text(row: &mut Map<String, Value>, key: &str) -> Option<String> {
    let text = row.get(key)?.as_str()?.to_owned();
    row.shift_remove(key);
    Some(text)
}

fn object(row: &mut Map<String, Value>, key: &str) -> Map<String, Value> {
    match row.shift_remove(key) {
        Some(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

fn tags(row: &mut Map<String, Value>) -> Option<Vec<String>> {
    let Some(Value::Array(_)) = row.get("tags") else {
        return None;
    };
    let Some(Value::Array(tags)) = row.shift_remove("tags") else {
        return None;
    };
    let texts = tags.into_iter().filter_map(|tag| match tag {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    Some(texts.collect())
}

fn stem_of(id: &str) -> String {
    let key = id.split_once('/').map_or(id, |(_, key)| key);
    let stem = match key.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => stem,
        _ => key,
    };
    stem.to_owned()
}

fn extension_of(id: &str) -> String {
    let name = id.rsplit('/').next().unwrap_or(id);
    name.rsplit_once('.')
        .map_or("md", |(_, extension)| extension)
        .to_owned()
}
