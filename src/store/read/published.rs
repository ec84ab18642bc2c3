//! Everything that is published, and everything in its newest state: for what no view is kept of.

use std::collections::BTreeMap;

use sea_orm::QueryResult;

use super::content::{Pointers, pointers};
use super::{locale, post, rest, section, tag};
use crate::domain::id::{PostId, TagId};
use crate::domain::instant::Instant;
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::domain::slug::Section;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// One live translation.
#[derive(Clone, Debug)]
pub struct Published {
    /// The post.
    pub post: PostId,
    /// Where it is live.
    pub place: Place,
    /// The folder.
    pub section: Section,
    /// ISO 8601 date.
    pub date: Option<String>,
    /// First publication; of what was never published, when it was made.
    pub published_at: Instant,
    /// Whether it was ever published.
    pub was_published: bool,
    /// The last change readers could see.
    pub updated_at: Instant,
    /// Its title.
    pub title: String,
    /// The source file's path without its extension.
    pub stem: String,
    /// Whether menus show it.
    pub navigation: bool,
    /// JSON that all locales share.
    pub meta: String,
    /// JSON laid over it.
    pub own_meta: String,
}

/// A tag that a post carries: its id and its key.
pub type Carried = (TagId, String);

/// Every live translation, by post and locale.
pub async fn all(tx: &ReadTx) -> Result<Vec<Published>, StoreError> {
    let statement = Statement::new(
        "SELECT w.post_id, w.locale, w.rest, p.section, p.date, t.published_at, p.created_at, \
         CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, r.title, t.stem, \
         CASE WHEN r.navigation IS NULL THEN p.navigation ELSE r.navigation END AS navigation, p.meta, r.meta AS own_meta \
         FROM route w JOIN post p ON p.id = w.post_id \
         JOIN post_translation t ON t.post_id = w.post_id AND t.locale = w.locale \
         JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version \
         WHERE w.kind = 'live' ORDER BY w.post_id, w.locale",
    );
    let rows = tx.all(statement).await?;
    rows.iter().map(published).collect()
}

fn published(row: &QueryResult) -> Result<Published, StoreError> {
    let published_at: Option<i64> = row.try_get("", "published_at")?;
    let created_at: Option<i64> = row.try_get("", "created_at")?;
    let rest: Rest = rest(row, "rest")?;
    Ok(Published {
        post: post(row, "post_id")?,
        place: Place {
            locale: locale(row, "locale")?,
            rest,
        },
        section: section(row, "section")?,
        date: row.try_get("", "date")?,
        published_at: Instant::from_micros(published_at.or(created_at).unwrap_or_default()),
        was_published: published_at.is_some(),
        updated_at: Instant::from_micros(row.try_get("", "updated_at")?),
        title: row.try_get("", "title")?,
        stem: row.try_get("", "stem")?,
        navigation: row.try_get("", "navigation")?,
        meta: row.try_get("", "meta")?,
        own_meta: row.try_get("", "own_meta")?,
    })
}

/// Every translation that is not deleted in its newest state, with its pointers, by post and locale.
pub async fn heads(tx: &ReadTx) -> Result<Vec<(Published, Pointers)>, StoreError> {
    let statement = Statement::new(
        "SELECT t.post_id, t.locale, t.head_rest AS rest, p.section, p.date, \
         t.published_at, p.created_at, \
         CASE WHEN p.updated_at > r.created_at THEN p.updated_at ELSE r.created_at END AS updated_at, r.title, t.stem, \
         CASE WHEN r.navigation IS NULL THEN p.navigation ELSE r.navigation END AS navigation, p.meta, r.meta AS own_meta, \
         t.head_version, t.live_version, t.scheduled_version, t.publish_at \
         FROM post_translation t JOIN post p ON p.id = t.post_id \
         JOIN revision r ON r.translation_id = t.id AND r.version = t.head_version \
         WHERE t.head_rest IS NOT NULL ORDER BY t.post_id, t.locale",
    );
    let rows = tx.all(statement).await?;
    rows.iter()
        .map(|row| Ok((published(row)?, pointers(row)?)))
        .collect()
}

/// The tags of every post.
pub async fn tags(tx: &ReadTx) -> Result<BTreeMap<PostId, Vec<Carried>>, StoreError> {
    let statement = Statement::new(
        "SELECT c.post_id, c.tag_id, tag.key FROM post_tag c JOIN tag ON tag.id = c.tag_id ORDER BY c.post_id, c.position",
    );
    let mut tags: BTreeMap<PostId, Vec<Carried>> = BTreeMap::new();
    for row in tx.all(statement).await? {
        let carried = (tag(&row, "tag_id")?, row.try_get("", "key")?);
        tags.entry(post(&row, "post_id")?)
            .or_default()
            .push(carried);
    }
    Ok(tags)
}
