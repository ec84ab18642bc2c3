//! Publishing what was scheduled once its time has come. When that is looked for is not decided here.

use super::publish::go_live;
use crate::domain::id::PostId;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::service::act::Writer;
use crate::service::problem::{Problems, WriteError};
use crate::service::translation::Written;
use crate::service::write::stored::{StoredPost, rest_of};
use crate::service::write::{self, claim};
use crate::store::{revision, translation};

/// A scheduled state whose time has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What was to be published.
    pub written: Written,
    /// Whether it was; else something else is live at its path, and its schedule is cancelled.
    pub is_published: bool,
}

/// Publishes whatever is due, each once, whoever else looks at the same time.
///
/// # Errors
/// The database's.
pub async fn publish_due(writer: &Writer, now: Instant) -> Result<Vec<Due>, WriteError> {
    let waiting = translation::due(&writer.store.read().await?, now).await?;
    let mut done = Vec::new();
    for row in waiting {
        done.extend(publish_one(writer, row.post, &row.locale, now).await?);
    }
    Ok(done)
}

async fn publish_one(
    writer: &Writer,
    post: PostId,
    locale: &Locale,
    now: Instant,
) -> Result<Option<Due>, WriteError> {
    let tx = writer.store.write().await?;
    // It may have been cancelled, replaced or done between the look and the transaction.
    let stored = StoredPost::load(&tx, post).await?;
    let is_due = |row: &&translation::TranslationRow| row.publish_at.is_some_and(|at| at <= now);
    let Some(stored) = stored else {
        return Ok(None);
    };
    let Some((row, version)) = stored
        .translation(locale)
        .filter(is_due)
        .and_then(|row| Some((row, row.scheduled_version?)))
    else {
        return Ok(None);
    };
    let scheduled = revision::by_versions(&tx, &[(row.id, version)])
        .await?
        .pop();
    let slug = scheduled.map(|revision| revision.slug).unwrap_or_default();
    let mut one = stored.change(row);
    go_live(&mut one, version, rest_of(&stored.row.section, &slug), now);
    let cancelled = {
        let mut one = stored.change(row);
        one.unschedule();
        stored.clone().with(vec![one])
    };
    let change = stored.with(vec![one]);
    let mut problems = Problems::new();
    claim::check(&tx, &writer.site, &change, &[], &mut problems).await?;
    let is_published = problems.is_empty();
    let change = if is_published { change } else { cancelled };
    write::commit(tx, &writer.site.locales, change, now).await?;
    let written = Written {
        post,
        locale: locale.clone(),
    };
    Ok(Some(Due {
        written,
        is_published,
    }))
}
