//! A post in one locale: saved, and deleted. No other locale is touched.
//! A save makes a new newest state; what readers see stays until somebody publishes.

mod confirm;
mod draft;
mod texts;

use serde_json::Value;

use super::act::Act;
use super::input::Edit;
use super::problem::{Problem, Problems, VersionInfo, WriteError, found};
use super::write::stored::StoredPost;
use super::write::{self, TranslationChange, claim};
use crate::domain::access::Deed;
use crate::domain::id::PostId;
use crate::domain::locale::Locale;
use crate::store::revision::{self, RevisionRow};
use crate::store::translation::TranslationRow;
use crate::store::{Rows, StoreError};

pub use confirm::confirm;
pub(super) use draft::{Draft, rendered, stem};
pub(super) use texts::Texts;

/// What a save says of a translation, part by part.
#[derive(Clone, Debug, Default)]
pub struct TranslationInput {
    /// Its title.
    pub title: Edit<String>,
    /// Its last path segment; empty makes it the index page of its folder, cleared it is made from the title.
    pub slug: Edit<String>,
    /// Its description.
    pub description: Edit<String>,
    /// Its body.
    pub markdown: Edit<String>,
    /// What search engines are told instead; cleared, nothing.
    pub seo: Edit<SeoInput>,
    /// Its own front matter, laid over what all locales share.
    pub meta: Edit<Value>,
    /// Whether menus show it; cleared, what all locales share decides.
    pub navigation: Edit<bool>,
    /// The version of the source that it was translated from.
    pub source_version: Option<i32>,
}

/// What search engines are told, part by part.
#[derive(Clone, Debug, Default)]
pub struct SeoInput {
    /// Instead of the title.
    pub title: Edit<String>,
    /// Instead of the description.
    pub description: Edit<String>,
    /// Path or URL of an image.
    pub image: Edit<String>,
}

/// What was written, to be read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The post.
    pub post: PostId,
    /// The locale written to.
    pub locale: Locale,
}

/// Creates or changes a translation.
///
/// # Errors
/// Every problem of the input, with nothing changed: see [`TranslationInput`]; `NOT_FOUND` where the post is not there,
/// `VERSION_CONFLICT` where `expected` is not the newest version, `SLUG_TAKEN`.
pub async fn save(
    act: &Act<'_>,
    post: PostId,
    locale: &str,
    input: TranslationInput,
    expected: Option<i32>,
) -> Result<Written, WriteError> {
    act.require(Deed::Translate)?;
    let mut problems = Problems::new();
    let locale = act.locale(&mut problems, &["locale"], locale);
    let texts = Texts::read(input, &["input"], &mut problems);
    let locale = found(locale, &mut problems, &["locale"])?;
    refuse_early(act, post, &locale, expected).await?;
    let body = texts.render(&act.writer.site, &locale).await?;
    let tx = act.writer.store.write().await?;
    let stored = living_post(&tx, post).await?;
    let path = &["input", "sourceVersion"];
    let source_version =
        source_version(&stored, &locale, texts.source_version, path, &mut problems);
    let before = stored.translation(&locale);
    check_version(&tx, before, expected, &mut problems).await?;
    let head = head(&tx, before).await?;
    let draft = Draft {
        act,
        section: &stored.row.section,
        locale: &locale,
        path: &["input"],
    };
    let made = draft.revise(texts, head.as_ref(), &mut problems);
    let (row, revision) = found(made, &mut problems, &["input"])?;
    let is_first = before.is_none();
    let mut change = draft.change(&stored, row, revision);
    if locale != stored.row.source_locale && (is_first || source_version.is_some()) {
        change.after.confirmed_source_version = source_version.or_else(|| stored.source_version());
    }
    if head
        .as_ref()
        .is_some_and(|head| says_the_same(head, change.revision.as_ref()))
    {
        change.keep_head();
    }
    change.rendering = rendered(&tx, act.site(), &change, body).await?;
    let change = stored.with(vec![change]);
    claim::check(&tx, act.site(), &change, &["input", "slug"], &mut problems).await?;
    problems.check()?;
    write::commit(tx, &act.site().locales, change, act.now).await?;
    Ok(Written { post, locale })
}

/// Refuses what is behind already, before its body is rendered for nothing; the transaction looks again.
async fn refuse_early(
    act: &Act<'_>,
    post: PostId,
    locale: &Locale,
    expected: Option<i32>,
) -> Result<(), WriteError> {
    if expected.is_none() {
        return Ok(());
    }
    let tx = act.writer.store.read().await?;
    let stored = living_post(&tx, post).await?;
    let mut problems = Problems::new();
    check_version(&tx, stored.translation(locale), expected, &mut problems).await?;
    problems.check()
}

/// Deletes a translation; its saved states stay and can be restored.
///
/// # Errors
/// `NOT_FOUND` where it is not there, `VERSION_CONFLICT`, and `INVALID` for the source while others are translated from it.
pub async fn delete(
    act: &Act<'_>,
    post: PostId,
    locale: &str,
    expected: Option<i32>,
) -> Result<(), WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    let locale = act.locale(&mut problems, &["locale"], locale);
    let locale = found(locale, &mut problems, &["locale"])?;
    let tx = act.writer.store.write().await?;
    let stored = living_post(&tx, post).await?;
    let Some(row) = stored.translation(&locale) else {
        return Err(Problem::not_found(&["locale"], "translation").into());
    };
    check_version(&tx, Some(row), expected, &mut problems).await?;
    if locale == stored.row.source_locale && stored.living().nth(1).is_some() {
        problems.add(Problem::invalid(
            &["locale"],
            "error-invalid-source-deleted",
        ));
    }
    problems.check()?;
    let change = deleted(&stored, row, act);
    write::commit(tx, &act.site().locales, stored.with(vec![change]), act.now).await?;
    Ok(())
}

/// A translation of which only saved states are left.
pub(super) fn deleted(
    stored: &StoredPost,
    row: &TranslationRow,
    act: &Act<'_>,
) -> TranslationChange {
    let mut change = stored.change(row);
    change.unpublish();
    change.after.head_rest = None;
    change.after.updated_at = act.now;
    change
}

/// The post, unless nothing of it is left.
pub(super) async fn living_post(tx: &impl Rows, post: PostId) -> Result<StoredPost, WriteError> {
    let stored = StoredPost::load(tx, post).await?;
    let living = stored.filter(|stored| !stored.is_deleted());
    living.ok_or_else(|| Problem::not_found(&["postId"], "post").into())
}

/// The newest state of a translation.
pub(super) async fn head(
    tx: &impl Rows,
    row: Option<&TranslationRow>,
) -> Result<Option<RevisionRow>, StoreError> {
    match row {
        Some(row) => Ok(revision::heads(tx, &[row.id]).await?.pop()),
        None => Ok(None),
    }
}

/// Notes where the newest version is not the expected one; version 0 is that of a translation which is not there.
pub(super) async fn check_version(
    tx: &impl Rows,
    row: Option<&TranslationRow>,
    expected: Option<i32>,
    problems: &mut Problems,
) -> Result<(), StoreError> {
    let version = row.map_or(0, |row| row.head_version);
    let Some(expected) = expected.filter(|expected| *expected != version) else {
        return Ok(());
    };
    let problem = Problem::version_conflict(&["expectedVersion"], expected, version);
    problems.add(match head(tx, row).await? {
        Some(head) => problem.current(VersionInfo {
            version,
            saved_at: head.created_at,
            author: head.author,
        }),
        None => problem,
    });
    Ok(())
}

/// The version of the source that somebody names, if the source has it.
fn source_version(
    stored: &StoredPost,
    locale: &Locale,
    named: Option<i32>,
    path: &[&str],
    problems: &mut Problems,
) -> Option<i32> {
    let version = named?;
    let source = stored.translation(&stored.row.source_locale);
    let is_there = source.is_some_and(|row| (1..=row.head_version).contains(&version));
    if *locale == stored.row.source_locale || !is_there {
        problems.add(Problem::invalid(path, "error-invalid-source-version"));
    }
    Some(version)
}

impl TranslationChange {
    /// Leaves the newest state as it is: nothing new was said.
    fn keep_head(&mut self) {
        let confirmed = self.after.confirmed_source_version;
        if let Some(before) = &self.before {
            self.after = before.clone();
            self.after.confirmed_source_version = confirmed;
        }
        self.revision = None;
    }
}

fn says_the_same(head: &RevisionRow, new: Option<&RevisionRow>) -> bool {
    new.is_some_and(|new| {
        *head
            == RevisionRow {
                version: head.version,
                author: head.author.clone(),
                created_at: head.created_at,
                ..new.clone()
            }
    })
}
