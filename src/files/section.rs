//! `.navigation.yml` ⇄ [`SourceFolder`]: what a folder is called in menus, and whether they show it.
//!
//! ```yaml
//! title: Getting started
//! icon: i-lucide-rocket
//! ```
//! `navigation: false` hides the folder; every other key is handed to menus as it is.

use serde_json::{Map, Value};

use crate::document::front_matter::{Rules, read_yaml, write};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;
use crate::domain::source::SourceFolder;

use super::layout::{Layout, Located};
use super::name::section_of;
use super::tag::place_at;

/// Where in the pattern a settings file stands: where the folder's index page would.
pub(super) fn locate(layout: &Layout, file: &str) -> Option<Located> {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let stem = name
        .strip_suffix(".yml")
        .or_else(|| name.strip_suffix(".yaml"))?;
    let suffix = stem.strip_prefix(".navigation")?;
    let index = format!("index{suffix}.md");
    let slash = if folder.is_empty() { "" } else { "/" };
    layout.locate(&format!("{folder}{slash}{index}"))
}

/// Understands the text of a settings file.
pub(super) fn understand(
    file: &str,
    locale: Locale,
    located: &Located,
    text: &str,
    rules: Rules,
) -> (Option<SourceFolder>, Vec<Diagnostic>) {
    let yaml = read_yaml(text);
    let mut diagnostics: Vec<Diagnostic> = yaml
        .diagnostics
        .into_iter()
        .map(|diagnostic| diagnostic.in_file(file))
        .collect();
    let section = section_of(&located.folders, rules);
    let mut navigation = match yaml.value {
        Value::Object(values) => values,
        Value::Null => Map::new(),
        _ => {
            let diagnostic = Diagnostic::error("BAD_FIELD", "the file is no mapping")
                .help("write `title: …`, one key a line");
            diagnostics.push(diagnostic.in_file(file).at(1, 1));
            Map::new()
        }
    };
    let title = match navigation.shift_remove("title") {
        None | Some(Value::Null) => None,
        Some(Value::String(title)) => Some(title),
        Some(other) if other.is_array() || other.is_object() => {
            let diagnostic = Diagnostic::error("BAD_FIELD", "`title` is no text");
            diagnostics.push(place_at(diagnostic.in_file(file), yaml.places.get("title")));
            None
        }
        Some(other) => Some(other.to_string()),
    };
    let section = match section {
        Ok(section) => section,
        Err(diagnostic) => {
            diagnostics.push(diagnostic.in_file(file));
            return (None, diagnostics);
        }
    };
    if diagnostics.iter().any(Diagnostic::is_error) {
        return (None, diagnostics);
    }
    let folder = SourceFolder {
        file: file.to_owned(),
        locale,
        section,
        title,
        navigation,
    };
    (Some(folder), diagnostics)
}

/// The text of a settings file that reads back as this folder.
pub(super) fn text_of(folder: &SourceFolder) -> String {
    let title = folder
        .title
        .as_ref()
        .map(|title| ("title".to_owned(), Value::from(title.as_str())));
    let others = folder
        .navigation
        .iter()
        .map(|(key, value)| (key.clone(), value.clone()));
    yaml_of(&title.into_iter().chain(others).collect())
}

/// A mapping as a YAML file of its own.
pub(super) fn yaml_of(values: &Map<String, Value>) -> String {
    let block = write(values);
    let inner = block
        .strip_prefix("---\n")
        .and_then(|block| block.strip_suffix("---\n"));
    inner.unwrap_or("").to_owned()
}
