//! Why a change is not made: what is wrong with its input, all of it at once, or what the caller may not do.
//! Which words say so, and in which language, is decided where the answer is written.

use super::site::Site;
use crate::domain::access::{Deed, Role};
use crate::domain::fallback::{Locales, UnknownLocale};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::messages::args::Args;
use crate::store::StoreError;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The input; at least one problem.
    #[error("{} problems in the input, the first `{:?}`", .0.len(), .0.first().map(|problem| problem.code))]
    Refused(Vec<Problem>),
    /// The role.
    #[error("the role `{}` may not do that; it needs `{}`", .0.as_str(), .1.least_role().as_str())]
    Forbidden(Role, Deed),
    /// A body could not be rendered.
    #[error("a body could not be rendered")]
    Rendering,
    /// The system gives no randomness to make a secret of.
    #[error("the system gives no randomness")]
    NoRandomness,
    /// Ours.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One thing that is wrong with an input.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What kind of thing.
    pub code: ProblemCode,
    /// Where in the input.
    pub path: Vec<String>,
    /// The message that says so, and what it is about.
    pub message: (&'static str, Args),
    /// What would be accepted.
    pub suggestion: Option<String>,
    /// The version that is there; boxed, since few problems have one.
    pub current: Option<Box<VersionInfo>>,
}

/// The kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemCode {
    /// It cannot be what it should.
    Invalid,
    /// It is missing or empty.
    Required,
    /// It is too long.
    TooLong,
    /// The site has no such locale.
    UnknownLocale,
    /// There is nothing of this name.
    NotFound,
    /// Another has the slug.
    SlugTaken,
    /// Another has the key or name.
    KeyTaken,
    /// Something else is published there.
    PathTaken,
    /// It was changed meanwhile.
    VersionConflict,
    /// The token does not cover the locale.
    LocaleForbidden,
    /// Everything is published already, or nothing was written.
    NothingToPublish,
}

/// A saved state: which, when and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionInfo {
    /// Counts from 1.
    pub version: i32,
    /// When.
    pub saved_at: Instant,
    /// By whom; empty where that is not known.
    pub author: String,
}

/// The problems of one input, in the order in which they are found.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problem {
    /// A problem told by `message`, in which `field` is what the input calls it.
    pub fn new(code: ProblemCode, path: &[&str], message: &'static str) -> Self {
        let field = path.last().copied().unwrap_or_default();
        Self {
            code,
            path: path.iter().map(|name| (*name).to_owned()).collect(),
            message: (message, Args::new().with("field", field)),
            suggestion: None,
            current: None,
        }
    }

    /// Something that cannot be what it should; `message` says why.
    pub fn invalid(path: &[&str], message: &'static str) -> Self {
        Self::new(ProblemCode::Invalid, path, message)
    }

    /// Something that is missing.
    pub fn required(path: &[&str]) -> Self {
        Self::new(ProblemCode::Required, path, "error-required")
    }

    /// A thing of a `kind` (post, translation, tag, section, revision, redirect, token) that is not there.
    pub fn not_found(path: &[&str], kind: &str) -> Self {
        Self::new(ProblemCode::NotFound, path, "error-not-found").with("kind", kind)
    }

    /// A locale that the site does not have.
    pub fn unknown_locale(path: &[&str], unknown: &UnknownLocale) -> Self {
        let nearest = unknown.nearest.as_ref().map(ToString::to_string);
        Self::new(ProblemCode::UnknownLocale, path, "error-unknown-locale")
            .with("locale", unknown.asked.as_str())
            .suggest(nearest)
    }

    /// A locale that the caller's token does not cover.
    pub fn locale_forbidden(path: &[&str], locale: &Locale) -> Self {
        Self::new(ProblemCode::LocaleForbidden, path, "error-locale-forbidden")
            .with("locale", locale.as_str())
    }

    /// A change that was made from another version than the one that is there.
    pub fn version_conflict(path: &[&str], expected: i32, current: i32) -> Self {
        Self::new(ProblemCode::VersionConflict, path, "error-version-conflict")
            .with("expected", expected)
            .with("current", current)
    }

    /// What a person is told in a locale of the site.
    pub fn words(&self, site: &Site, locale: &Locale) -> String {
        let (key, args) = &self.message;
        let chain = site.locales.chain(locale);
        let message = site.catalog.format(chain.locales(), key, args);
        message.map_or_else(|| (*key).to_owned(), |message| message.text)
    }

    /// Adds what the message names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<crate::messages::args::Value>) -> Self {
        self.message.1 = self.message.1.with(name, value);
        self
    }

    /// Adds what would be accepted.
    #[must_use]
    pub fn suggest(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }

    /// Adds the version that is there.
    #[must_use]
    pub fn current(mut self, current: VersionInfo) -> Self {
        self.current = Some(Box::new(current));
        self
    }
}

impl Problems {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// The value of a result, or nothing and its problem noted.
    pub fn take<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.add(problem);
                None
            }
        }
    }

    /// The locale of the site that an input names.
    pub fn locale(&mut self, locales: &Locales, path: &[&str], tag: &str) -> Option<Locale> {
        let found = locales.find(tag);
        self.take(found.map_err(|unknown| Problem::unknown_locale(path, &unknown)))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All is well, or this is why not.
    ///
    /// # Errors
    /// [`WriteError::Refused`] if there is any problem.
    pub fn check(&mut self) -> Result<(), WriteError> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(WriteError::Refused(std::mem::take(&mut self.0))),
        }
    }
}

impl From<Problem> for WriteError {
    fn from(problem: Problem) -> Self {
        Self::Refused(vec![problem])
    }
}

/// The value, which is there whenever no problem was found.
///
/// # Errors
/// The problems found so far; should there be none, the value is reported missing.
pub(super) fn found<T>(
    value: Option<T>,
    problems: &mut Problems,
    path: &[&str],
) -> Result<T, WriteError> {
    problems.check()?;
    value.ok_or_else(|| Problem::required(path).into())
}
