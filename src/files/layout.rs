//! Where in a content folder a file's locale, section and slug stand: the `--pattern` option.
//! Only names are looked at here; no file is opened.

use std::fmt;

use crate::domain::locale::Locale;

/// A pattern of file paths, such as `{locale}/{section}/{slug}.md`.
///
/// `{locale}` is a language tag in any spelling, `{section}` is zero or more folders, `{slug}` is the file's name.
/// Everything else stands for itself. `{locale}` and `{slug}` may share a segment with fixed text: `{slug}.{locale}.md`.
///
/// ```
/// use isogloss::files::layout::Layout;
/// let layout = Layout::parse("{section}/{locale}/{slug}.md").unwrap();
/// let found = layout.locate("docs/guide/pt_br/1.start.md").unwrap();
/// assert_eq!(found.locale.unwrap().as_str(), "pt-BR");
/// assert_eq!(found.folders, ["docs", "guide"]);
/// assert_eq!(found.name, "1.start");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    text: String,
    before_section: Vec<Segment>,
    has_section: bool,
    after_section: Vec<Segment>,
}

/// What a [`Layout`] finds in the path of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// The locale, in canonical form; `None` where the pattern has none.
    pub locale: Option<Locale>,
    /// The folders of the section, as they are named on disk.
    pub folders: Vec<String>,
    /// The file's name on disk, without what the pattern adds to it.
    pub name: String,
}

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{pattern}` is no pattern: {reason}; a pattern is like `{{locale}}/{{section}}/{{slug}}.md`"
)]
pub struct BadPattern {
    /// As it was written.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: String,
}

type Segment = Vec<Part>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Locale,
    Section,
    Slug,
}

/// The extension that every pattern ends with.
const EXTENSION: &str = ".md";

impl Default for Layout {
    fn default() -> Self {
        let section_and_slug = vec![Part::Slug, Part::Literal(EXTENSION.to_owned())];
        Self {
            text: "{locale}/{section}/{slug}.md".to_owned(),
            before_section: vec![vec![Part::Locale]],
            has_section: true,
            after_section: vec![section_and_slug],
        }
    }
}

impl Layout {
    /// Reads a pattern; `**/*` is another spelling of `{section}/{slug}`.
    pub fn parse(pattern: &str) -> Result<Self, BadPattern> {
        let refuse = |reason: String| BadPattern {
            pattern: pattern.to_owned(),
            reason,
        };
        let text = pattern
            .trim_start_matches("./")
            .replace("**/*", "{section}/{slug}");
        let segments = text
            .split('/')
            .map(parse_segment)
            .collect::<Result<Vec<Segment>, String>>()
            .map_err(refuse)?;
        check(&segments).map_err(refuse)?;
        let mut parts = segments.split(|segment| *segment == [Part::Section]);
        let first = parts.next().unwrap_or_default().to_vec();
        let (before_section, has_section, after_section) = match parts.next() {
            Some(after) => (first, true, after.to_vec()),
            None => (Vec::new(), false, first),
        };
        Ok(Self {
            text,
            before_section,
            has_section,
            after_section,
        })
    }

    /// The pattern's text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the path of a file says, relative to the content folder and with `/` between segments;
    /// `None` when it does not fit.
    pub fn locate(&self, file: &str) -> Option<Located> {
        let segments: Vec<&str> = file.split('/').collect();
        let folder_count = segments
            .len()
            .checked_sub(self.before_section.len() + self.after_section.len())?;
        if folder_count > 0 && !self.has_section {
            return None;
        }
        let (before, others) = segments.split_at_checked(self.before_section.len())?;
        let (folders, after) = others.split_at_checked(folder_count)?;
        let mut located = Located::default();
        let patterns = self.before_section.iter().chain(&self.after_section);
        for (pattern, segment) in patterns.zip(before.iter().chain(after)) {
            match_segment(pattern, segment, &mut located)?;
        }
        located.folders = folders.iter().map(|&folder| folder.to_owned()).collect();
        Some(located)
    }

    /// The path of a file with this locale, these folders and this name: the reverse of [`Layout::locate`].
    pub fn file_of(&self, locale: &Locale, folders: &[&str], name: &str) -> String {
        let fill = |segment: &Segment| -> String {
            let text = segment.iter().map(|part| match part {
                Part::Literal(text) => text.as_str(),
                Part::Locale => locale.as_str(),
                Part::Section => "",
                Part::Slug => name,
            });
            text.collect()
        };
        let before = self.before_section.iter().map(fill);
        let after = self.after_section.iter().map(fill);
        let folders = folders.iter().map(|&folder| folder.to_owned());
        let segments: Vec<String> = before.chain(folders).chain(after).collect();
        segments.join("/")
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The locale that the name of a folder or a part of a file's name says.
///
/// BCP 47 also allows languages of five to eight letters. None was ever registered, and `guide` or `posts` are
/// far likelier the names of sections.
pub fn locale_of_name(name: &str) -> Option<Locale> {
    let locale = Locale::parse(name).ok()?;
    let language = locale.as_str().split('-').next()?;
    (language.len() <= 3).then_some(locale)
}

fn parse_segment(text: &str) -> Result<Segment, String> {
    if matches!(text, "" | "." | "..") {
        return Err("it has an empty segment, `.` or `..`".to_owned());
    }
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (literal, placeholder) = rest.split_once('{').unwrap_or((rest, ""));
        if literal.contains('}') || literal.contains('*') {
            return Err(format!("`{text}` is not understood"));
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(literal.to_owned()));
        }
        if literal.len() == rest.len() {
            break;
        }
        let Some((name, after)) = placeholder.split_once('}') else {
            return Err(format!("`{text}` opens a brace and does not close it"));
        };
        parts.push(match name {
            "locale" => Part::Locale,
            "section" => Part::Section,
            "slug" => Part::Slug,
            _ => {
                return Err(format!(
                    "`{{{name}}}` is none of `{{locale}}`, `{{section}}` and `{{slug}}`"
                ));
            }
        });
        rest = after;
    }
    Ok(parts)
}

fn check(segments: &[Segment]) -> Result<(), String> {
    let count = |part: &Part| {
        segments
            .iter()
            .flatten()
            .filter(|each| *each == part)
            .count()
    };
    let touching = |parts: &[Part]| parts.iter().all(|part| !matches!(part, Part::Literal(_)));
    let (folders, file) = match segments.split_last() {
        Some((file, folders)) => (folders, file.as_slice()),
        None => return Err("it is empty".to_owned()),
    };
    if count(&Part::Slug) != 1 || !file.contains(&Part::Slug) {
        return Err("it needs one `{slug}`, in its last segment".to_owned());
    }
    if !matches!(file.last(), Some(Part::Literal(end)) if end.ends_with(EXTENSION)) {
        return Err(format!("it does not end with `{EXTENSION}`"));
    }
    if count(&Part::Locale) > 1 {
        return Err("it has `{locale}` more than once".to_owned());
    }
    let whole = |segment: &&Segment| **segment == [Part::Section];
    let sections = folders.iter().filter(whole).count();
    if count(&Part::Section) > 1 || count(&Part::Section) != sections {
        return Err("`{section}` is a whole segment, once, before the last one".to_owned());
    }
    if segments
        .iter()
        .any(|segment| segment.windows(2).any(touching))
    {
        return Err("two placeholders need some text between them".to_owned());
    }
    Ok(())
}

/// Matches one segment of a path, taking the longest slug that leaves room for what follows it.
fn match_segment(parts: &[Part], text: &str, located: &mut Located) -> Option<()> {
    let Some((part, others)) = parts.split_first() else {
        return text.is_empty().then_some(());
    };
    if let Part::Literal(literal) = part {
        return match_segment(others, text.strip_prefix(literal.as_str())?, located);
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    for end in ends.rev() {
        let (taken, rest) = text.split_at_checked(end)?;
        let may_follow = match others.first() {
            Some(Part::Literal(literal)) => rest.starts_with(literal.as_str()),
            _ => rest.is_empty(),
        };
        if !may_follow {
            continue;
        }
        let locale = locale_of_name(taken).filter(|_| *part == Part::Locale);
        if *part == Part::Locale && locale.is_none() {
            continue;
        }
        if match_segment(others, rest, located).is_some() {
            match locale {
                Some(locale) => located.locale = Some(locale),
                None => located.name = taken.to_owned(),
            }
            return Some(());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(pattern: &str, file: &str) -> String {
        match Layout::parse(pattern).unwrap().locate(file) {
            None => "no".to_owned(),
            Some(found) => {
                let locale = found.locale.as_ref().map_or("?", Locale::as_str);
                format!("{locale} [{}] {}", found.folders.join("/"), found.name)
            }
        }
    }

    #[test]
    fn a_pattern_finds_locale_section_and_slug() {
        for (pattern, file, expected) in [
            ("{locale}/{section}/{slug}.md", "en/index.md", "en [] index"),
            (
                "{locale}/{section}/{slug}.md",
                "zh_cn/a/b/c.md",
                "zh-CN [a/b] c",
            ),
            ("{locale}/**/*.md", "zh-hant/blog/x.md", "zh-Hant [blog] x"),
            ("{locale}/{section}/{slug}.md", "README.md", "no"),
            ("{locale}/{section}/{slug}.md", "blog/x.md", "no"),
            ("{locale}/{section}/{slug}.md", "guide/x.md", "no"),
            ("{locale}/{section}/{slug}.md", "en/x.txt", "no"),
            ("{locale}/{section}/{slug}.md", "en/.md", "no"),
            (
                "{section}/{locale}/{slug}.md",
                "blog/de/x.md",
                "de [blog] x",
            ),
            ("{section}/{locale}/{slug}.md", "de/x.md", "de [] x"),
            ("{section}/{locale}/{slug}.md", "blog/x.md", "no"),
            ("{slug}.{locale}.md", "x.de.md", "de [] x"),
            ("{slug}.{locale}.md", "1.2.x.pt_BR.md", "pt-BR [] 1.2.x"),
            ("{slug}.{locale}.md", "x.md", "no"),
            ("{slug}.{locale}.md", "blog/x.de.md", "no"),
            ("{section}/{slug}.{locale}.md", "a/b/x.de.md", "de [a/b] x"),
            (
                "{locale}/docs/{section}/{slug}.md",
                "ja/docs/a/b.md",
                "ja [a] b",
            ),
            ("{locale}/docs/{section}/{slug}.md", "ja/blog/b.md", "no"),
            ("blog-{locale}/{slug}.md", "blog-en/x.md", "en [] x"),
            ("{section}/{slug}.md", "a/b.md", "? [a] b"),
            (
                "{locale}/{section}/{slug}.md",
                "ru/Быстрый старт.md",
                "ru [] Быстрый старт",
            ),
        ] {
            assert_eq!(show(pattern, file), expected, "{pattern} {file}");
        }
    }

    #[test]
    fn a_bad_pattern_says_what_is_wrong() {
        for (pattern, reason) in [
            ("", "an empty segment"),
            ("{locale}/{slug}", "does not end with `.md`"),
            ("{locale}/{section}.md", "one `{slug}`"),
            ("{slug}/{locale}.md", "one `{slug}`"),
            ("{locale}/{locale}/{slug}.md", "more than once"),
            ("{lang}/{slug}.md", "`{lang}` is none of"),
            ("{locale/{slug}.md", "does not close it"),
            ("{locale}/{slug.md", "does not close it"),
            ("{locale}/x-{section}/{slug}.md", "a whole segment"),
            ("{locale}{slug}.md", "text between"),
            ("../{locale}/{slug}.md", "`..`"),
            ("{locale}/*/{slug}.md", "not understood"),
        ] {
            let error = Layout::parse(pattern).unwrap_err().to_string();
            assert!(error.contains(reason), "{pattern}: {error}");
        }
    }

    #[test]
    fn a_made_path_is_found_again() {
        let locale = Locale::parse("pt-BR").unwrap();
        for pattern in [
            "{locale}/{section}/{slug}.md",
            "{section}/{locale}/{slug}.md",
            "{section}/{slug}.{locale}.md",
            "{locale}/docs/{section}/{slug}.md",
        ] {
            let layout = Layout::parse(pattern).unwrap();
            let file = layout.file_of(&locale, &["docs", "guide"], "start");
            let found = layout.locate(&file).unwrap();
            assert_eq!(found.locale.as_ref(), Some(&locale), "{file}");
            assert_eq!(found.folders, ["docs", "guide"], "{file}");
            assert_eq!(found.name, "start", "{file}");
        }
        assert_eq!(
            Layout::default(),
            Layout::parse("{locale}/**/*.md").unwrap()
        );
    }
}
