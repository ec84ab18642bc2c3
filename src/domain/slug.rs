//! One path segment, and folders of them.
//! Letters of every script stay: nothing is transliterated, so a title in Chinese alone still makes a slug.

use std::fmt;
use std::sync::Arc;

use icu::casemap::CaseMapper;
use icu::locale::LanguageIdentifier;
use icu::normalizer::ComposingNormalizer;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup};
use icu::properties::{CodePointMapData, CodePointMapDataBorrowed};

/// The longest slug that is accepted, in characters.
pub const SLUG_CHARS_MAX: usize = 200;

/// One path segment: lower case, NFC, made of letters, marks, digits and `-`, `_`, `.`, `~`.
/// The signs `!`, `$`, `'`, `(`, `)`, `*`, `+`, `:` and `@` are accepted too (RFC 3986 allows them in a segment, and
/// Nuxt Content leaves them in its paths), but no slug that is made here has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

/// A folder of posts such as `blog` or `docs/guide`; empty for the root of a locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Section(Arc<str>);

/// Why a text is no slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSlug {
    /// Nothing is left of it.
    #[error("a slug needs at least one letter or digit")]
    Empty,
    /// It is over [`SLUG_CHARS_MAX`].
    #[error("a slug has at most {SLUG_CHARS_MAX} characters")]
    TooLong,
    /// It has characters that a slug cannot have, or is not in lower case or NFC.
    #[error("a slug is made of lower-case letters, digits, `-`, `_`, `.` and `~`")]
    Characters,
}

impl Slug {
    /// Accepts `text` if it is a slug as it stands.
    pub fn parse(text: &str) -> Result<Self, NoSlug> {
        if text.chars().count() > SLUG_CHARS_MAX {
            return Err(NoSlug::TooLong);
        }
        if !text.chars().any(char::is_alphanumeric) {
            return Err(NoSlug::Empty);
        }
        if !text.chars().all(is_slug_char) || text != nfc(&lower(text)) {
            return Err(NoSlug::Characters);
        }
        Ok(Self(text.into()))
    }

    /// Makes a slug of a title: everything but letters, marks and digits becomes a hyphen.
    ///
    /// ```
    /// use isogloss::domain::slug::Slug;
    /// assert_eq!(Slug::of_title("Größe: 3 m²!").unwrap().as_str(), "größe-3-m²");
    /// assert_eq!(Slug::of_title("你好，世界").unwrap().as_str(), "你好-世界");
    /// ```
    pub fn of_title(title: &str) -> Result<Self, NoSlug> {
        Self::of(title, is_letter_mark_or_number)
    }

    /// Makes a slug of a file or folder name: like a title, but `_`, `.` and `~` stay (`1.2.0`, `_drafts`).
    pub fn of_file_name(name: &str) -> Result<Self, NoSlug> {
        Self::of(name, |c| {
            is_letter_mark_or_number(c) || matches!(c, '_' | '.' | '~')
        })
    }

    fn of(text: &str, keep: impl Fn(char) -> bool) -> Result<Self, NoSlug> {
        let text = nfc(&lower(text));
        let mut slug = String::with_capacity(text.len());
        for c in text.chars().map(|c| if keep(c) { c } else { '-' }) {
            if c != '-' || !(slug.is_empty() || slug.ends_with('-')) {
                slug.push(c);
            }
        }
        let cut: String = slug.chars().take(SLUG_CHARS_MAX).collect();
        Self::parse(cut.trim_end_matches('-'))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Section {
    /// The root of a locale.
    pub fn root() -> Self {
        Self::default()
    }

    /// Accepts a canonical key, as the database holds it.
    pub fn from_canonical(key: &str) -> Self {
        Self(key.into())
    }

    /// Accepts slugs joined by `/`; the empty text is the root.
    pub fn parse(text: &str) -> Result<Self, NoSlug> {
        if text.is_empty() {
            return Ok(Self::root());
        }
        for segment in text.split('/') {
            Slug::parse(segment)?;
        }
        Ok(Self(text.into()))
    }

    /// The folder's key, such as `docs/guide`; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the root of a locale.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The folder above; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        if self.is_root() {
            return None;
        }
        Some(
            self.0
                .rsplit_once('/')
                .map_or_else(Self::root, |(parent, _)| Self(parent.into())),
        )
    }

    /// The last segment; `None` at the root.
    pub fn last_segment(&self) -> Option<&str> {
        self.0
            .rsplit('/')
            .next()
            .filter(|segment| !segment.is_empty())
    }

    /// The folder itself, then each folder above it, ending with the root.
    pub fn with_ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Unicode normalization form C.
pub fn nfc(text: &str) -> String {
    ComposingNormalizer::new_nfc().normalize(text).into_owned()
}

/// Lower case without the rules of any one language.
fn lower(text: &str) -> String {
    CaseMapper::new()
        .lowercase_to_string(text, &LanguageIdentifier::UNKNOWN)
        .into_owned()
}

fn is_slug_char(c: char) -> bool {
    const SIGNS: &str = "-_.~!$'()*+:@";
    SIGNS.contains(c) || is_letter_mark_or_number(c)
}

fn is_letter_mark_or_number(c: char) -> bool {
    const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
        CodePointMapData::<GeneralCategory>::new();
    let category = CATEGORIES.get(c);
    GeneralCategoryGroup::Letter.contains(category)
        || GeneralCategoryGroup::Mark.contains(category)
        || GeneralCategoryGroup::Number.contains(category)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_keep_their_letters() {
        for (title, slug) in [
            ("Hello, World!", "hello-world"),
            ("  FastAPI vs. Django  ", "fastapi-vs-django"),
            ("Привет, мир", "привет-мир"),
            ("مرحبا بالعالم", "مرحبا-بالعالم"),
            ("हिन्दी में", "हिन्दी-में"),
            ("Cafe\u{301}", "café"),
            ("C++ & C#", "c-c"),
        ] {
            assert_eq!(
                Slug::of_title(title).map(|slug| slug.to_string()),
                Ok(slug.to_owned())
            );
        }
        assert_eq!(Slug::of_title("!!! ???"), Err(NoSlug::Empty));
        assert_eq!(Slug::of_title("🎉"), Err(NoSlug::Empty));
    }

    #[test]
    fn file_names_keep_dots_and_underscores() {
        for (name, slug) in [
            ("_llm-test", "_llm-test"),
            ("1.2.0", "1.2.0"),
            ("My File", "my-file"),
        ] {
            assert_eq!(Slug::of_file_name(name).unwrap().as_str(), slug);
        }
    }

    #[test]
    fn what_is_no_slug_is_refused() {
        assert_eq!(Slug::parse(""), Err(NoSlug::Empty));
        assert_eq!(Slug::parse(".."), Err(NoSlug::Empty));
        assert_eq!(Slug::parse("a/b"), Err(NoSlug::Characters));
        assert_eq!(Slug::parse("A"), Err(NoSlug::Characters));
        assert_eq!(Slug::parse("a b"), Err(NoSlug::Characters));
        assert_eq!(Slug::parse("cafe\u{301}"), Err(NoSlug::Characters));
        assert_eq!(
            Slug::parse(&"a".repeat(SLUG_CHARS_MAX + 1)),
            Err(NoSlug::TooLong)
        );
    }

    #[test]
    fn a_folder_knows_the_folders_above_it() {
        let keys: Vec<String> = Section::parse("docs/guide/start")
            .unwrap()
            .with_ancestors()
            .map(|section| section.to_string())
            .collect();
        assert_eq!(keys, ["docs/guide/start", "docs/guide", "docs", ""]);
    }

    proptest! {
        #[test]
        fn a_made_slug_is_a_slug_and_making_it_again_changes_nothing(title in ".{0,60}") {
            if let Ok(slug) = Slug::of_title(&title) {
                prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug.clone()));
                prop_assert_eq!(Slug::of_title(slug.as_str()), Ok(slug));
            }
        }
    }
}
