//! Changing what all locales of a post share, and deleting it.

use super::PostUpdate;
use super::shared::{section, tags};
use crate::domain::access::Deed;
use crate::domain::id::PostId;
use crate::domain::path::reserved;
use crate::domain::slug::Section;
use crate::service::act::Act;
use crate::service::input::{self, Edit};
use crate::service::problem::{Problem, Problems, VersionInfo, WriteError};
use crate::service::translation::{Written, deleted, living_post, stem};
use crate::service::write::stored::StoredPost;
use crate::service::write::{self, PostChange, TranslationChange, claim};
use crate::store::post::PostRow;

/// Changes what all locales share, and no translation; another folder moves all paths, with redirects.
///
/// # Errors
/// Every problem of the input, `VERSION_CONFLICT`, `SLUG_TAKEN` and `PATH_TAKEN` among them, with nothing changed.
pub async fn update(act: &Act<'_>, post: PostId, input: PostUpdate) -> Result<Written, WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    act.share(&mut problems, &["postId"]);
    let section = problems
        .take(input.section.try_map(|text| section(&text)))
        .unwrap_or_default();
    let meta = input
        .meta
        .try_map(|meta| input::meta(&["input", "meta"], meta));
    let meta = problems.take(meta).unwrap_or_default();
    let tx = act.writer.store.write().await?;
    let stored = living_post(&tx, post).await?;
    let tags = match &input.tags {
        Edit::Set(keys) => Edit::Set(tags(&tx, keys, &mut problems).await?),
        Edit::Clear => Edit::Clear,
        Edit::Keep => Edit::Keep,
    };
    check_version(
        &stored,
        &["input", "expectedVersion"],
        input.expected,
        &mut problems,
    );
    let mut row = stored.row.clone();
    row.section = section.or(row.section, Section::root());
    row.date = input.date.or_none(row.date);
    row.tags = tags.or(row.tags, Vec::new());
    row.navigation = input.navigation.or(row.navigation, true);
    row.meta = input::meta_text(meta, row.meta);
    let locale = row.source_locale.clone();
    if row == stored.row {
        problems.check()?;
        return Ok(Written { post, locale });
    }
    row.shared_version += 1;
    row.updated_at = act.now;
    row.updated_by.clone_from(&act.caller.name);
    let translations = moved(act, &stored, &row, &mut problems);
    let change = PostChange {
        before: Some(stored.row.clone()),
        after: row,
        translations,
    };
    claim::check(
        &tx,
        act.site(),
        &change,
        &["input", "section"],
        &mut problems,
    )
    .await?;
    problems.check()?;
    write::commit(tx, &act.site().locales, change, act.now).await?;
    Ok(Written { post, locale })
}

/// All translations in the folder that the post will have.
fn moved(
    act: &Act<'_>,
    stored: &StoredPost,
    row: &PostRow,
    problems: &mut Problems,
) -> Vec<TranslationChange> {
    let mut changes = stored.moved(&row.section);
    if row.section == stored.row.section {
        return changes;
    }
    for change in &mut changes {
        let rests = [change.after.head_rest.as_ref(), change.live.as_ref()];
        let known = act.site().locales.all();
        if rests
            .into_iter()
            .flatten()
            .any(|rest| reserved(&row.section, rest, known).is_some())
        {
            problems.add(Problem::invalid(
                &["input", "section"],
                "error-invalid-reserved",
            ));
        }
        let slug = change.before.as_ref().and_then(|row| stored.head_slug(row));
        if change.after.source_file.is_none() {
            change.after.stem = stem(&change.after.locale, &row.section, slug.unwrap_or_default());
        }
    }
    changes
}

/// Deletes a post in all locales; its saved states stay and can be restored.
///
/// # Errors
/// `NOT_FOUND` where it is not there, `VERSION_CONFLICT`.
pub async fn delete(act: &Act<'_>, post: PostId, expected: Option<i32>) -> Result<(), WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    act.share(&mut problems, &["postId"]);
    let tx = act.writer.store.write().await?;
    let stored = living_post(&tx, post).await?;
    check_version(&stored, &["expectedVersion"], expected, &mut problems);
    problems.check()?;
    let changes = stored
        .living()
        .map(|row| deleted(&stored, row, act))
        .collect();
    write::commit(tx, &act.site().locales, stored.with(changes), act.now).await?;
    Ok(())
}

/// Notes where what is shared is not of the expected version.
fn check_version(
    stored: &StoredPost,
    path: &[&str],
    expected: Option<i32>,
    problems: &mut Problems,
) {
    let row = &stored.row;
    if let Some(expected) = expected.filter(|expected| *expected != row.shared_version) {
        let conflict = Problem::version_conflict(path, expected, row.shared_version);
        problems.add(conflict.current(VersionInfo {
            version: row.shared_version,
            saved_at: row.updated_at,
            author: row.updated_by.clone(),
        }));
    }
}
