//! Typed access to front matter: every key that the server knows, with a diagnostic where its type is another.
//! What the values mean for a post is decided in [`super::post`].

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::domain::diagnostic::Diagnostic;
use crate::domain::instant::Date;
use crate::domain::locale::Locale;
use crate::domain::source::SourceSeo;

/// The front matter of one file.
pub(super) struct Fields<'a> {
    pub(super) file: &'a str,
    pub(super) values: &'a Map<String, Value>,
    pub(super) places: &'a BTreeMap<String, (u32, u32)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Fields<'_> {
    /// A value; null is nothing.
    fn value(&self, key: &str) -> Option<&Value> {
        self.values.get(key).filter(|value| !value.is_null())
    }

    /// A text; a number or boolean is taken for the text it was written as.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        let text = scalar(value);
        if text.is_none() {
            self.expected(key, "a text", "`key: some words`");
        }
        text
    }

    pub(super) fn flag(&mut self, key: &str) -> Option<bool> {
        let flag = self.value(key)?.as_bool();
        if flag.is_none() {
            self.expected(key, "`true` or `false`", "YAML 1.2 has no `yes` and `no`");
        }
        flag
    }

    pub(super) fn date(&mut self, key: &str) -> Option<Date> {
        let value = self.value(key)?;
        let date = value.as_str().and_then(Date::parse);
        if date.is_none() {
            let text = scalar(value).unwrap_or_else(|| "a list or mapping".to_owned());
            let message = format!("`{key}` is `{text}`, which is no date");
            let help = "write it as year, month and day: 2024-12-03";
            let diagnostic = Diagnostic::error("BAD_DATE", message).help(help);
            self.report(key, diagnostic);
        }
        date
    }

    /// A list of texts, or one text with commas.
    pub(super) fn texts(&mut self, key: &str) -> Option<Vec<String>> {
        let mut has_null = false;
        let texts: Option<Vec<String>> = match self.value(key)? {
            Value::Array(values) => {
                has_null = values.iter().any(Value::is_null);
                let said = values.iter().filter(|value| !value.is_null());
                said.map(scalar).collect()
            }
            value => scalar(value).map(|text| text.split(',').map(str::to_owned).collect()),
        };
        if texts.is_none() {
            self.expected(key, "a list of texts", "`[one, two]` or `one, two`");
        }
        if has_null && texts.is_some() {
            let message = format!("`{key}` has an entry that says nothing; it is left out");
            let diagnostic = Diagnostic::warning("BAD_FIELD", message);
            self.report(
                key,
                diagnostic.help("remove it; the word `null` needs quotes"),
            );
        }
        let texts = texts?.into_iter().map(|text| text.trim().to_owned());
        Some(texts.filter(|text| !text.is_empty()).collect())
    }

    pub(super) fn locale(&mut self, key: &str) -> Option<Locale> {
        let text = self.text(key)?;
        let locale = Locale::parse(&text);
        if locale.is_err() {
            self.expected(key, "a language tag", "such as `en` or `pt-BR`");
        }
        locale.ok()
    }

    pub(super) fn seo(&mut self) -> SourceSeo {
        let Some(value) = self.value("seo") else {
            return SourceSeo::default();
        };
        let Some(seo) = value.as_object() else {
            self.expected(
                "seo",
                "a mapping",
                "with `title`, `description` and `image`",
            );
            return SourceSeo::default();
        };
        let said = |key: &str| seo.get(key).filter(|value| !value.is_null());
        let title = said("title").map(scalar);
        let description = said("description").map(scalar);
        let image = said("image").map(|image| scalar(image.get("src").unwrap_or(image)));
        if [&title, &description, &image]
            .iter()
            .any(|each| matches!(each, Some(None)))
        {
            self.expected("seo", "texts in `title`, `description` and `image`", "");
        }
        SourceSeo {
            title: title.flatten(),
            description: description.flatten(),
            image: image.flatten(),
        }
    }

    /// Whether menus show the page, and what else `navigation` says.
    pub(super) fn navigation(&mut self) -> (bool, Option<Value>) {
        match self.value("navigation") {
            None => (true, None),
            Some(Value::Bool(is_shown)) => (*is_shown, None),
            Some(value @ Value::Object(_)) => (true, Some(value.clone())),
            Some(_) => {
                let expected = "`true`, `false` or a mapping";
                self.expected("navigation", expected, "YAML 1.2 has no `yes` and `no`");
                (true, None)
            }
        }
    }

    pub(super) fn report(&mut self, key: &str, diagnostic: Diagnostic) {
        let diagnostic = diagnostic.in_file(self.file);
        self.diagnostics.push(match self.places.get(key) {
            Some(&(line, column)) => diagnostic.at(line, column),
            None => diagnostic,
        });
    }

    fn expected(&mut self, key: &str, expected: &str, help: &str) {
        let found = match self.values.get(key) {
            Some(Value::Array(_)) => "a list".to_owned(),
            Some(Value::Object(_)) => "a mapping".to_owned(),
            Some(Value::String(text)) => format!("the text `{text}`"),
            Some(value) => format!("`{}`", scalar(value).unwrap_or_default()),
            None => "nothing".to_owned(),
        };
        let message = format!("`{key}` is {found}; expected is {expected}");
        self.report(key, Diagnostic::error("BAD_FIELD", message).help(help));
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is_true) => Some(is_true.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
