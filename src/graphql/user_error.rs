//! What is wrong with the input of a mutation, told to its sender in their language.
//! Why it is wrong is the service's to say; here it gets its words.

use async_graphql::{Context, Enum, Result, SimpleObject};

use super::scalar::DateTime;
use super::{backend, error, sender};
use crate::service::problem::{self, Problem, ProblemCode, WriteError};

/// An expected failure; nothing was changed.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct UserError {
    /// What kind of failure; stable.
    code: UserErrorCode,
    /// For people, in the language of `Accept-Language` if the site has it.
    message: String,
    /// Where in the input: the names of arguments and fields, and the places of entries in lists.
    path: Vec<String>,
    /// What would be accepted: a free slug, the nearest locale.
    suggestion: Option<String>,
    /// With VERSION_CONFLICT: the version that is there.
    current: Option<VersionInfo>,
}

/// A saved state.
#[derive(Clone, Debug, SimpleObject)]
struct VersionInfo {
    /// Its number, from 1.
    version: i32,
    /// When it was saved.
    saved_at: DateTime,
    /// Who saved it: the name of a token, or of what brought it.
    author: String,
}

/// The kinds of expected failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "ProblemCode")]
enum UserErrorCode {
    /// It cannot be what it should; the message says why.
    Invalid,
    /// It is missing or empty.
    Required,
    /// It is too long.
    TooLong,
    /// The site has no such locale; `suggestion` is the nearest one.
    UnknownLocale,
    /// There is nothing of this name; it may have been deleted.
    NotFound,
    /// Another post has the slug in this section and locale; `suggestion` is a free one.
    SlugTaken,
    /// Another post, tag or token has the key or name.
    KeyTaken,
    /// Something else is published at this path.
    PathTaken,
    /// It was changed since the version that was expected; `current` says by whom.
    VersionConflict,
    /// The token does not cover this locale; what all locales share needs a token for all.
    LocaleForbidden,
    /// Nothing was written in this locale, or all of it is published.
    NothingToPublish,
}

/// What was written, or what is wrong with the input.
///
/// # Errors
/// What the sender may not do at all, and failures of ours.
pub(super) fn split<T>(
    ctx: &Context<'_>,
    result: Result<T, WriteError>,
) -> Result<(Option<T>, Vec<UserError>)> {
    match result {
        Ok(value) => Ok((Some(value), Vec::new())),
        Err(WriteError::Refused(problems)) => {
            let errors = problems
                .into_iter()
                .map(|problem| UserError::of(ctx, problem));
            Ok((None, errors.collect::<Result<_>>()?))
        }
        Err(WriteError::Forbidden(role, deed)) => Err(error::forbidden(role, deed)),
        Err(WriteError::Store(cause)) => Err(error::of_read(ctx, &cause.into())),
        Err(failure) => Err(error::internal(ctx, &failure)),
    }
}

impl UserError {
    fn of(ctx: &Context<'_>, problem: Problem) -> Result<Self> {
        Ok(Self {
            code: problem.code.into(),
            message: problem.words(backend::site(ctx)?, &sender::language(ctx)?),
            path: problem.path,
            suggestion: problem.suggestion,
            current: problem.current.map(|current| VersionInfo::from(*current)),
        })
    }
}

impl From<problem::VersionInfo> for VersionInfo {
    fn from(info: problem::VersionInfo) -> Self {
        Self {
            version: info.version,
            saved_at: DateTime(info.saved_at),
            author: info.author,
        }
    }
}
