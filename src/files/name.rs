//! What the names of folders and files say: section, slug, key and draft.
//! Numeric prefixes order files and are no part of paths; an `index` file is its folder's page.

use crate::document::front_matter::Rules;
use crate::document::nuxt::{is_draft_name, path_of, refine};
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
    /// What the found names say. Under the rules of Nuxt Content letters are transliterated.
    pub(super) fn of(located: &Located, rules: Rules) -> Self {
        let names = located.folders.iter().chain([&located.name]);
        let key: Vec<&str> = names
            .map(|name| match refine(name) {
                "" => INDEX,
                refined => refined,
            })
            .collect();
        Self {
            section: section_of(&located.folders, rules),
            slug: match refine(&located.name) {
                "" => Ok(None),
                _ => slug_of(&located.name, rules).map(Some),
            },
            key: nfc(&key.join("/")),
            is_draft: is_draft_name(&located.name),
        }
    }
}

/// The section that folders with these names make.
pub(super) fn section_of(folders: &[String], rules: Rules) -> Result<Section, Diagnostic> {
    let mut slugs = Vec::new();
    for folder in folders.iter().filter(|folder| !refine(folder).is_empty()) {
        slugs.push(slug_of(folder, rules)?.as_str().to_owned());
    }
    Section::parse(&slugs.join("/")).map_err(|error| no_slug(&slugs.join("/"), error))
}

/// A text that makes no slug, as a problem of the file that has it.
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

fn slug_of(name: &str, rules: Rules) -> Result<Slug, Diagnostic> {
    let slug = match rules {
        Rules::Own => Slug::of_file_name(refine(name)),
        Rules::Nuxt => Slug::parse(path_of(name).trim_start_matches('/')),
    };
    slug.map_err(|error| no_slug(name, error))
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
            let naming = Naming::of(&located, Rules::Own);
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

    #[test]
    fn nuxt_trees_are_transliterated() {
        for (name, slug) in [
            ("1.Быстрый старт", "bystryj-start"),
            ("What's new!", "what's-new!"),
            ("你好", "EMPTY_SLUG"),
        ] {
            let located = Located {
                name: name.to_owned(),
                ..Located::default()
            };
            let shown = match Naming::of(&located, Rules::Nuxt).slug {
                Ok(slug) => slug.map_or_else(String::new, |slug| slug.to_string()),
                Err(diagnostic) => diagnostic.code.to_owned(),
            };
            assert_eq!(shown, slug, "{name}");
        }
    }
}
