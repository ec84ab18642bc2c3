//! What the names of folders and files say: section, slug, key and draft.
//! Numeric prefixes order files and are no part of paths; an `index` file is its folder's page.

use crate::domain::diagnostic::Diagnostic;
use crate::domain::slug::{NoSlug, Section, Slug, nfc};

use super::layout::Located;

/// The name of a folder's own page.
pub(super) const INDEX: &str = "index";

/// What the name of one file says; a problem with it matters only where the front matter does not say better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    pub(super) section: Result<Section, Diagnostic>,
    /// `None` for an index file.
    pub(super) slug: Result<Option<Slug>, Diagnostic>,
    /// The relative path without locale, extension, numeric prefixes and `.draft`.
    pub(super) key: String,
    pub(super) is_draft: bool,
}

impl Naming {
    /// What the found names say.
    pub(super) fn of(located: &Located) -> Self {
        let name = without_draft(&located.name);
        let key = located.folders.iter().map(String::as_str).chain([name]);
        let key: Vec<&str> = key.map(without_prefix).collect();
        Self {
            section: section_of(&located.folders),
            slug: match refine(&located.name) {
                "" => Ok(None),
                refined => slug_of(refined).map(Some),
            },
            key: nfc(&key.join("/")),
            is_draft: name.len() < located.name.len(),
        }
    }
}

/// The section that folders with these names make.
pub(super) fn section_of(folders: &[String]) -> Result<Section, Diagnostic> {
    let mut slugs = Vec::new();
    for folder in folders {
        match refine(folder) {
            "" => {}
            refined => slugs.push(slug_of(refined)?.as_str().to_owned()),
        }
    }
    Section::parse(&slugs.join("/")).map_err(|error| no_slug(&slugs.join("/"), error))
}

/// A name without its numeric prefix and `.draft`; empty for an index. Version numbers such as `1.2.0` stay whole.
pub(super) fn refine(name: &str) -> &str {
    match without_draft(without_prefix(name)) {
        INDEX => "",
        refined => refined,
    }
}

fn slug_of(name: &str) -> Result<Slug, Diagnostic> {
    Slug::of_file_name(name).map_err(|error| no_slug(name, error))
}

pub(super) fn no_slug(text: &str, error: NoSlug) -> Diagnostic {
    let (code, help) = match error {
        NoSlug::Empty => (
            "EMPTY_SLUG",
            "rename it, or give the file a `slug` in its front matter",
        ),
        NoSlug::TooLong | NoSlug::Characters => ("BAD_SLUG", "choose another name"),
    };
    Diagnostic::error(code, format!("`{text}` makes no part of a path: {error}")).help(help)
}

fn without_draft(name: &str) -> &str {
    name.strip_suffix(".draft").unwrap_or(name)
}

fn without_prefix(name: &str) -> &str {
    if is_version(name) {
        return name;
    }
    match name.split_once('.') {
        Some((number, rest)) if is_number(number) && !rest.is_empty() => rest,
        _ => name,
    }
}

/// `1`, `1.2.0`, `1.x`, `2024`.
fn is_version(name: &str) -> bool {
    let numbers = name.strip_suffix(".x").unwrap_or(name);
    numbers.split('.').all(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_section_slug_key_and_draft() {
        for (folders, name, expected) in [
            ("", "index", "|-|index"),
            ("", "hello", "|hello|hello"),
            ("blog", "My Post", "blog|my-post|blog/My Post"),
            (
                "1.getting-started",
                "2.start",
                "getting-started|start|getting-started/start",
            ),
            (
                "1.getting-started",
                "index",
                "getting-started|-|getting-started/index",
            ),
            ("1.x", "2.inner", "1.x|inner|1.x/inner"),
            ("", "1.2.0", "|1.2.0|1.2.0"),
            ("", "2024", "|2024|2024"),
            ("", "3.index", "|-|index"),
            ("", "3.post.draft", "|post|post draft"),
            ("a", "index.draft", "a|-|a/index draft"),
            ("", "2024-12-03-dated", "|2024-12-03-dated|2024-12-03-dated"),
            ("", "_llm-test", "|_llm-test|_llm-test"),
            ("", "Быстрый старт", "|быстрый-старт|Быстрый старт"),
            ("", "你好", "|你好|你好"),
            ("", "Cafe\u{301}", "|café|Café"),
            ("", "🎉", "EMPTY_SLUG"),
            ("🎉", "x", "EMPTY_SLUG"),
        ] {
            let located = Located {
                locale: None,
                folders: folders
                    .split('/')
                    .filter(|f| !f.is_empty())
                    .map(str::to_owned)
                    .collect(),
                name: name.to_owned(),
            };
            let naming = Naming::of(&located);
            let shown = match (naming.section, naming.slug) {
                (Err(diagnostic), _) | (_, Err(diagnostic)) => diagnostic.code.to_owned(),
                (Ok(section), Ok(slug)) => {
                    let slug = slug.as_ref().map_or("-", Slug::as_str);
                    let draft = if naming.is_draft { " draft" } else { "" };
                    format!("{section}|{slug}|{}{draft}", naming.key)
                }
            };
            assert_eq!(shown, expected, "{folders}/{name}");
        }
    }
}
