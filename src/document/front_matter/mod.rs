//! The YAML block at the top of a content file: finding it, reading it, writing it.
//! What its keys mean is decided by whoever asks; here are only values and where they stand.

mod alias;
mod key;
mod plain;
mod scalar;
#[cfg(test)]
mod tests;
mod write;
mod yaml;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::domain::diagnostic::Diagnostic;

pub use write::{join, write};

/// The longest front matter that is read, in bytes.
pub const BYTES_MAX: usize = 1 << 20;

/// The deepest nesting of lists and mappings that is read or written.
pub const DEPTH_MAX: usize = 100;

/// Whose rules decide where they differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rules {
    /// Isogloss: an empty block is empty front matter, and a quoted key keeps its dots.
    #[default]
    Own,
    /// Nuxt Content 3: an empty block is two rules of Markdown, and every dotted key is unfolded.
    Nuxt,
}

/// Where something stands; both count from one, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A content file taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter<'text> {
    /// What the block says; empty where there is none.
    pub values: Map<String, Value>,
    /// Where each top-level key stands, as it is spelled there (`seo.title` stays one key here).
    pub places: BTreeMap<String, Position>,
    /// What follows the block, with its line ends as they are.
    pub markdown: &'text str,
    /// The line on which `markdown` begins, from 1.
    pub markdown_line: u32,
    /// What is wrong with the block; none of it names a file.
    pub diagnostics: Vec<Diagnostic>,
}

impl FrontMatter<'_> {
    /// Where the key is written that gave `values[key]`, be it as `seo:` or as `seo.title:`.
    pub fn place_of(&self, key: &str) -> Option<Position> {
        self.places.get(key).copied().or_else(|| {
            let is_within =
                |name: &str| name.split_once('.').is_some_and(|(first, _)| first == key);
            self.places
                .iter()
                .filter(|(name, _)| is_within(name))
                .map(|(_, position)| *position)
                .min()
        })
    }
}

/// A YAML file that is no front matter, such as `tags.yml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Yaml {
    /// What it says; null for an empty file.
    pub value: Value,
    /// Where each top-level key stands.
    pub places: BTreeMap<String, Position>,
    /// What is wrong with it; none of it names a file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Takes the front matter off a content file.
///
/// YAML 1.2 with its core schema: `yes` and dates are strings, `010` is ten. What cannot be read is reported
/// (`BAD_YAML`), and all that could be read is there.
///
/// ```
/// use isogloss::document::front_matter::{Rules, read};
/// let file = read("---\ntitle: Hallo\nseo.image: /a.png\n---\n# Hallo\n", Rules::Own);
/// assert_eq!(file.values["seo"]["image"], "/a.png");
/// assert_eq!((file.markdown, file.markdown_line), ("# Hallo\n", 5));
/// ```
pub fn read(text: &str, rules: Rules) -> FrontMatter<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(block) = Block::find(text, rules) else {
        return FrontMatter {
            values: Map::new(),
            places: BTreeMap::new(),
            markdown: text,
            markdown_line: 1,
            diagnostics: unclosed(text).into_iter().collect(),
        };
    };
    let yaml = yaml::read(block.yaml, 2, rules);
    let mut diagnostics = yaml.diagnostics;
    let values = match yaml.value {
        Value::Object(values) => values,
        Value::Null => Map::new(),
        _ => {
            diagnostics.push(
                Diagnostic::error("BAD_YAML", "the front matter is no list of keys and values")
                    .help("write it as `key: value`, one a line")
                    .at(2, 1),
            );
            Map::new()
        }
    };
    FrontMatter {
        values,
        places: yaml.places,
        markdown: block.markdown,
        markdown_line: block.markdown_line,
        diagnostics,
    }
}

/// Reads a whole text as YAML, by the same rules and within the same limits as front matter.
pub fn read_yaml(text: &str) -> Yaml {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    yaml::read(text, 1, Rules::Own)
}

/// A block as it was found.
struct Block<'text> {
    yaml: &'text str,
    markdown: &'text str,
    markdown_line: u32,
}

impl<'text> Block<'text> {
    fn find(text: &'text str, rules: Rules) -> Option<Self> {
        let (opener, _) = text.split_once('\n')?;
        let is_opener = match rules {
            Rules::Own => opener.trim_end() == "---",
            Rules::Nuxt => opener.starts_with("---"),
        };
        if !is_opener {
            return None;
        }
        let mut start = opener.len() + 1;
        let yaml_start = start;
        for (line, closer) in (2..).zip(text.get(start..)?.split_inclusive('\n')) {
            if let Some(tail) = closer.strip_prefix("---")
                && (rules == Rules::Nuxt || tail.trim().is_empty())
            {
                return Self::cut(text, yaml_start, start, line, rules);
            }
            start += closer.len();
        }
        None
    }

    /// What stands behind the closing dashes belongs to the Markdown.
    fn cut(
        text: &'text str,
        yaml_start: usize,
        closer: usize,
        closer_line: u32,
        rules: Rules,
    ) -> Option<Self> {
        let yaml = text.get(yaml_start..closer)?;
        if rules == Rules::Nuxt && yaml.is_empty() {
            return None;
        }
        let behind = text.get(closer + "---".len()..)?;
        let (tail, rest) = behind.split_once('\n').unwrap_or((behind, ""));
        let (markdown, markdown_line) = if tail.trim().is_empty() {
            (rest, closer_line + 1)
        } else {
            (behind, closer_line)
        };
        Some(Self {
            yaml,
            markdown,
            markdown_line,
        })
    }
}

/// A first line of dashes is a rule of Markdown, unless a key follows it.
fn unclosed(text: &str) -> Option<Diagnostic> {
    let mut lines = text.lines();
    let opener = lines.next()?;
    let (key, _) = lines.next()?.split_once(':')?;
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (opener.trim_end() == "---" && is_key).then(|| {
        Diagnostic::warning("FRONT_MATTER_NOT_CLOSED", "the front matter has no end")
            .help("add a line `---` below its last key")
            .at(1, 1)
    })
}
