//! Declaring a translation good as it is: nothing of its text changes, and nothing of what readers see.

use super::{Written, living_post, source_version};
use crate::domain::access::Deed;
use crate::domain::id::PostId;
use crate::service::act::Act;
use crate::service::problem::{Problem, Problems, WriteError, found};
use crate::service::write;

/// Declares a translation good against the version of the source that was looked at; the next change of the source makes
/// it stale again.
///
/// # Errors
/// `NOT_FOUND` where the post or the translation is not there, `INVALID` for the source itself and for a version that it
/// does not have.
pub async fn confirm(
    act: &Act<'_>,
    post: PostId,
    locale: &str,
    version: i32,
) -> Result<Written, WriteError> {
    act.require(Deed::Translate)?;
    let mut problems = Problems::new();
    let locale = act.locale(&mut problems, &["locale"], locale);
    let locale = found(locale, &mut problems, &["locale"])?;
    let tx = act.writer.store.write().await?;
    let stored = living_post(&tx, post).await?;
    let Some(row) = stored.translation(&locale) else {
        return Err(Problem::not_found(&["locale"], "translation").into());
    };
    let path = &["sourceVersion"];
    let version = source_version(&stored, &locale, Some(version), path, &mut problems);
    problems.check()?;
    let mut change = stored.change(row);
    change.after.confirmed_source_version = version;
    let change = stored.with(vec![change]);
    write::commit(tx, &act.site().locales, change, act.now).await?;
    Ok(Written { post, locale })
}
