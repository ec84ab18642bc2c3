//! Publishing, taking back, and what is scheduled: in each locale that is named, and in no other.

use crate::domain::access::Deed;
use crate::domain::id::PostId;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::service::act::Act;
use crate::service::problem::{Problem, ProblemCode, Problems, WriteError};
use crate::service::translation::{Written, living_post};
use crate::service::write::stored::{StoredPost, rest_of};
use crate::service::write::{self, TranslationChange, claim};

/// Publishes the newest state in each locale named, now or at a later time.
///
/// # Errors
/// `NOTHING_TO_PUBLISH` where nothing was written in a locale or all of it is published, `PATH_TAKEN` where something
/// else is live at its path; nothing is published then, in no locale.
pub async fn publish(
    act: &Act<'_>,
    post: PostId,
    locales: &[String],
    at: Option<Instant>,
) -> Result<Vec<Written>, WriteError> {
    let at = at.filter(|at| *at > act.now);
    let publish = |stored: &StoredPost, change: &mut TranslationChange| {
        let head = change.after.head_version;
        let is_live = change.after.live_version == Some(head);
        let is_scheduled = change.after.scheduled_version.is_some();
        if is_live && (at.is_some() || !is_scheduled) {
            return false;
        }
        match at {
            Some(at) => {
                change.after.scheduled_version = Some(head);
                change.after.publish_at = Some(at);
            }
            None => {
                let slug = change.before.as_ref().and_then(|row| stored.head_slug(row));
                let rest = rest_of(&stored.row.section, slug.unwrap_or_default());
                go_live(change, head, rest, act.now);
            }
        }
        true
    };
    each_locale(act, post, locales, publish, true).await
}

/// Cancels what was scheduled in each locale named; what readers see stays.
///
/// # Errors
/// `NOT_FOUND` where a locale has no translation.
pub async fn unschedule(
    act: &Act<'_>,
    post: PostId,
    locales: &[String],
) -> Result<Vec<Written>, WriteError> {
    let unschedule = |_: &StoredPost, change: &mut TranslationChange| {
        change.unschedule();
        true
    };
    each_locale(act, post, locales, unschedule, false).await
}

/// Takes the post from readers in each locale named, and cancels what was scheduled; saved states stay.
///
/// # Errors
/// `NOT_FOUND` where a locale has no translation.
pub async fn unpublish(
    act: &Act<'_>,
    post: PostId,
    locales: &[String],
) -> Result<Vec<Written>, WriteError> {
    let unpublish = |_: &StoredPost, change: &mut TranslationChange| {
        if change.after.live_version.is_some() {
            change.after.updated_at = act.now;
        }
        change.unpublish();
        true
    };
    each_locale(act, post, locales, unpublish, false).await
}

/// Changes the translations of a post into the locales that were named; `change` answers whether there was anything to do.
async fn each_locale(
    act: &Act<'_>,
    post: PostId,
    tags: &[String],
    change: impl Fn(&StoredPost, &mut TranslationChange) -> bool,
    is_publishing: bool,
) -> Result<Vec<Written>, WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    let locales = named(act, tags, &mut problems);
    let tx = act.writer.store.write().await?;
    let stored = living_post(&tx, post).await?;
    let mut changes = Vec::new();
    for (index, locale) in &locales {
        let path = ["locales", index.as_str()];
        let nothing = || {
            let nothing = Problem::new(
                ProblemCode::NothingToPublish,
                &path,
                "error-nothing-to-publish",
            );
            nothing.with("locale", locale.as_str())
        };
        let Some(row) = stored.translation(locale) else {
            problems.add(match is_publishing {
                true => nothing(),
                false => Problem::not_found(&path, "translation"),
            });
            continue;
        };
        let mut one = stored.change(row);
        if change(&stored, &mut one) {
            changes.push(one);
        } else {
            problems.add(nothing());
        }
    }
    let written = locales
        .into_iter()
        .map(|(_, locale)| Written { post, locale });
    let written: Vec<Written> = written.collect();
    let change = stored.with(changes);
    claim::check(&tx, act.site(), &change, &["locales"], &mut problems).await?;
    problems.check()?;
    write::commit(tx, &act.site().locales, change, act.now).await?;
    Ok(written)
}

/// The locales that were named, each once, with its place in the input.
fn named(act: &Act<'_>, tags: &[String], problems: &mut Problems) -> Vec<(String, Locale)> {
    if tags.is_empty() {
        problems.add(Problem::required(&["locales"]));
    }
    let mut locales: Vec<(String, Locale)> = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        let index = index.to_string();
        if let Some(locale) = act.locale(problems, &["locales", &index], tag)
            && locales.iter().all(|(_, each)| *each != locale)
        {
            locales.push((index, locale));
        }
    }
    locales
}

/// Makes a version the one that readers see.
pub(super) fn go_live(change: &mut TranslationChange, version: i32, rest: Rest, now: Instant) {
    change.unschedule();
    let after = &mut change.after;
    after.live_version = Some(version);
    after.published_at = after.published_at.or(Some(now));
    after.updated_at = now;
    change.live = Some(rest);
}
