//! Texts as people type them: what may be in a title, a slug, a key, and what to say where it may not.
//! What is taken is in Unicode normalization form C and without space around it.

use serde_json::{Map, Value};

use super::problem::{Problem, ProblemCode};
use crate::document::body;
use crate::domain::slug::{Slug, nfc};

/// Characters of a title.
pub const TITLE_CHARS_MAX: usize = 200;
/// Characters of a name or key.
pub const NAME_CHARS_MAX: usize = 100;
/// Characters of a description.
pub const DESCRIPTION_CHARS_MAX: usize = 1000;
/// Bytes of `meta` as JSON.
pub const META_BYTES_MAX: usize = 64 * 1024;

/// A part of an input that may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edit<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// It is cleared.
    Clear,
    /// It becomes this.
    Set(T),
}

impl<T> Edit<T> {
    /// What it becomes, from what it is; cleared it is `empty`.
    pub fn or(self, before: T, empty: T) -> T {
        match self {
            Self::Keep => before,
            Self::Clear => empty,
            Self::Set(value) => value,
        }
    }

    /// The same of something that may be missing.
    pub fn or_none(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Keep => before,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// Checks or changes what is set.
    pub fn try_map<U>(self, map: impl FnOnce(T) -> Result<U, Problem>) -> Result<Edit<U>, Problem> {
        Ok(match self {
            Self::Keep => Edit::Keep,
            Self::Clear => Edit::Clear,
            Self::Set(value) => Edit::Set(map(value)?),
        })
    }
}

/// One line that may not be empty.
pub fn title(path: &[&str], text: &str, chars_max: usize) -> Result<String, Problem> {
    match line(path, text, chars_max)? {
        text if text.is_empty() => Err(Problem::required(path)),
        text => Ok(text),
    }
}

/// One line, which may be empty.
pub fn line(path: &[&str], text: &str, chars_max: usize) -> Result<String, Problem> {
    plain(path, text, chars_max, char::is_control)
}

/// Some lines, which may be empty.
pub fn lines(path: &[&str], text: &str, chars_max: usize) -> Result<String, Problem> {
    plain(path, text, chars_max, |c| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
    })
}

fn plain(
    path: &[&str],
    text: &str,
    chars_max: usize,
    is_refused: impl Fn(char) -> bool,
) -> Result<String, Problem> {
    let text = nfc(text.trim());
    if text.chars().any(is_refused) {
        return Err(Problem::invalid(path, "error-invalid-control"));
    }
    if text.chars().count() > chars_max {
        return Err(too_long(path, chars_max));
    }
    Ok(text)
}

/// A body.
pub fn markdown(path: &[&str], text: String) -> Result<String, Problem> {
    if text.contains('\0') {
        return Err(Problem::invalid(path, "error-invalid-control"));
    }
    match body::refusal(&text) {
        Some(_) => Err(too_long(path, body::BODY_BYTES_MAX)),
        None => Ok(text),
    }
}

fn too_long(path: &[&str], max: usize) -> Problem {
    let max = i64::try_from(max).unwrap_or(i64::MAX);
    Problem::new(ProblemCode::TooLong, path, "error-too-long").with("max", max)
}

/// A slug; the empty text is that of an index page.
pub fn slug(path: &[&str], text: &str) -> Result<Option<Slug>, Problem> {
    match text {
        "" => Ok(None),
        text => a_slug(path, text).map(Some),
    }
}

/// A slug that may not be empty; what it could be is suggested.
pub fn a_slug(path: &[&str], text: &str) -> Result<Slug, Problem> {
    Slug::parse(&nfc(text)).map_err(|_| {
        let made = Slug::of_title(text).ok().map(|slug| slug.to_string());
        Problem::invalid(path, "error-invalid-slug").suggest(made)
    })
}

/// Front matter: a JSON object of bounded size, without U+0000, which databases refuse.
pub fn meta(path: &[&str], value: Value) -> Result<Map<String, Value>, Problem> {
    let Value::Object(values) = value else {
        return Err(Problem::invalid(path, "error-invalid-object"));
    };
    let text = serde_json::to_string(&values).unwrap_or_default();
    if text.len() > META_BYTES_MAX {
        return Err(too_long(path, META_BYTES_MAX));
    }
    if text.contains("\\u0000") {
        return Err(Problem::invalid(path, "error-invalid-control"));
    }
    Ok(values)
}

/// Front matter as it is kept, from what was kept before.
pub fn meta_text(meta: Edit<Map<String, Value>>, before: String) -> String {
    match meta {
        Edit::Keep => before,
        Edit::Clear => "{}".to_owned(),
        Edit::Set(values) => Value::Object(values).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(result: Result<T, Problem>) -> Option<ProblemCode> {
        result.err().map(|problem| problem.code)
    }

    #[test]
    fn titles_are_one_line_of_bounded_length() {
        let at = &["title"][..];
        assert_eq!(title(at, " Cafe\u{301} ", 5).ok().as_deref(), Some("Café"));
        for (text, expected) in [
            ("", ProblemCode::Required),
            (" \t ", ProblemCode::Required),
            ("a\nb", ProblemCode::Invalid),
            ("a\u{0}b", ProblemCode::Invalid),
            ("abcdef", ProblemCode::TooLong),
        ] {
            assert_eq!(code(title(at, text, 5)), Some(expected), "{text:?}");
        }
        assert_eq!(code(lines(at, "a\nb", 5)), None);
        assert_eq!(
            code(markdown(at, "a\u{0}".to_owned())),
            Some(ProblemCode::Invalid)
        );
    }

    #[test]
    fn a_bad_slug_gets_a_good_one() {
        for (text, suggestion) in [("a/b", Some("a-b")), ("A b", Some("a-b")), ("!!!", None)] {
            let problem = slug(&["slug"], text).unwrap_err();
            assert_eq!(problem.code, ProblemCode::Invalid);
            assert_eq!(problem.suggestion.as_deref(), suggestion);
        }
        assert_eq!(slug(&["slug"], "").ok(), Some(None));
        assert!(slug(&["slug"], "cafe\u{301}").is_ok());
    }

    #[test]
    fn meta_is_an_object() {
        assert_eq!(
            code(meta(&["meta"], serde_json::json!([1]))),
            Some(ProblemCode::Invalid)
        );
        assert_eq!(
            code(meta(&["meta"], serde_json::json!({"a": "\u{0}"}))),
            Some(ProblemCode::Invalid)
        );
        assert!(meta(&["meta"], serde_json::json!({"a": 1})).is_ok());
    }
}
