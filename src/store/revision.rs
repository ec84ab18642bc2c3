//! Revisions: immutable saved states of translations.

use std::collections::BTreeSet;

use sea_orm::{QueryResult, Value};

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get, of_list};
use super::statement::Statement;
use super::transaction::WriteTx;
use crate::domain::id::{PostId, TranslationId};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::source::SourceSeo;

/// One row of `revision`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionRow {
    /// The translation.
    pub translation: TranslationId,
    /// Counts from 1.
    pub version: i32,
    /// The last path segment; empty for an index page.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// What it says for search engines.
    pub seo: SourceSeo,
    /// JSON object, laid over what all locales share.
    pub meta: String,
    /// Whether menus show it; `None` where all locales decide.
    pub navigation: Option<bool>,
    /// JSON object: the whole front matter as it was read.
    pub front_matter: String,
    /// The body.
    pub markdown: String,
    /// Who saved it.
    pub author: String,
    /// When.
    pub created_at: Instant,
}

/// The slugs of what a translation's pointers name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slugs {
    /// The translation.
    pub translation: TranslationId,
    /// Of the newest revision.
    pub head: String,
    /// Of the one that readers see.
    pub live: Option<String>,
}

const COLUMNS: &str = "translation_id, version, slug, title, description, seo_title, \
    seo_description, seo_image, meta, navigation, front_matter, markdown, author, created_at";

/// The newest revisions of translations, in no order.
pub async fn heads(
    tx: &impl Rows,
    translations: &[TranslationId],
) -> Result<Vec<RevisionRow>, StoreError> {
    let ids: Vec<i64> = translations.iter().map(|id| id.0).collect();
    let columns = COLUMNS.replace(", ", ", r.");
    let head = format!(
        "SELECT r.{columns} FROM revision r \
         JOIN post_translation t ON t.id = r.translation_id AND t.head_version = r.version \
         WHERE r.translation_id"
    );
    of_list(tx, &head, &ids, "")
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Revisions by translation and version, in no order.
pub async fn by_versions(
    tx: &impl Rows,
    versions: &[(TranslationId, i32)],
) -> Result<Vec<RevisionRow>, StoreError> {
    let ids: Vec<i64> = versions.iter().map(|(id, _)| id.0).collect();
    let numbers: BTreeSet<i32> = versions.iter().map(|(_, version)| *version).collect();
    let numbers: Vec<i32> = numbers.into_iter().collect();
    let mut statement = Statement::new(&format!(
        "SELECT {COLUMNS} FROM revision WHERE translation_id IN "
    ));
    statement
        .bind_list(&ids)
        .push(" AND version IN ")
        .bind_list(&numbers);
    let rows = tx.rows(statement).await?;
    let mut revisions = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    revisions.retain(|row| versions.contains(&(row.translation, row.version)));
    Ok(revisions)
}

/// A saved state with what its translation makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The post.
    pub post: PostId,
    /// The locale.
    pub locale: Locale,
    /// How many states there are.
    pub head_version: i32,
    /// The state that readers see.
    pub live_version: Option<i32>,
    /// What was saved.
    pub row: RevisionRow,
}

/// At most `limit` saved states of each of these translations, deleted ones included: the newest first, those before a
/// version if one is given.
pub async fn pages(
    tx: &impl Rows,
    of: &[(PostId, Locale)],
    before: Option<i32>,
    limit: usize,
) -> Result<Vec<Saved>, StoreError> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let columns = COLUMNS.replace(", ", ", r.");
    let mut statement = Statement::new(&format!(
        "SELECT r.{columns}, t.post_id, t.locale, t.head_version, t.live_version FROM "
    ));
    statement.bind_pairs(of.iter().map(|(post, locale)| (post.0, locale.as_str())));
    statement.push(
        " AS wanted CROSS JOIN post_translation t CROSS JOIN revision r \
         WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND r.translation_id = t.id \
         AND r.version > CASE WHEN t.head_version < ",
    );
    // Versions are counted without a gap, so that a page of them is a range.
    let newest = before.unwrap_or(i32::MAX);
    let limit = i32::try_from(limit).unwrap_or(i32::MAX);
    statement.bind(newest).push(" THEN t.head_version ELSE ");
    statement.bind(newest.saturating_sub(1)).push(" END - ");
    statement.bind(limit).push(" AND r.version < ").bind(newest);
    statement.push(" ORDER BY t.post_id, t.locale, r.version DESC");
    let rows = tx.rows(statement).await?;
    let saved = rows.iter().map(|row| {
        Ok(Saved {
            row: read(row)?,
            post: PostId(get(row, 14)?),
            locale: Locale::from_canonical(&get::<String>(row, 15)?),
            head_version: get(row, 16)?,
            live_version: get(row, 17)?,
        })
    });
    saved.collect()
}

/// The front matter of what was last imported into translations; those that were never imported are not there.
pub async fn imported_front_matter(
    tx: &impl Rows,
    translations: &[TranslationId],
) -> Result<Vec<(TranslationId, String)>, StoreError> {
    let ids: Vec<i64> = translations.iter().map(|id| id.0).collect();
    let head = "SELECT r.translation_id, r.front_matter FROM revision r \
        JOIN post_translation t ON t.id = r.translation_id AND t.imported_version = r.version \
        WHERE r.translation_id";
    of_list(tx, head, &ids, "")
        .await?
        .iter()
        .map(|row| Ok((TranslationId(get(row, 0)?), get(row, 1)?)))
        .collect()
}

/// The slugs of the translations of posts, in no order.
pub async fn slugs(tx: &impl Rows, posts: &[PostId]) -> Result<Vec<Slugs>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|id| id.0).collect();
    let head = "SELECT t.id, h.slug, l.slug FROM post_translation t \
        JOIN revision h ON h.translation_id = t.id AND h.version = t.head_version \
        LEFT JOIN revision l ON l.translation_id = t.id AND l.version = t.live_version \
        WHERE t.post_id";
    let read = |row: &QueryResult| -> Result<Slugs, StoreError> {
        Ok(Slugs {
            translation: TranslationId(get(row, 0)?),
            head: get(row, 1)?,
            live: get(row, 2)?,
        })
    };
    of_list(tx, head, &ids, "")
        .await?
        .iter()
        .map(read)
        .collect()
}

fn read(row: &QueryResult) -> Result<RevisionRow, StoreError> {
    Ok(RevisionRow {
        translation: TranslationId(get(row, 0)?),
        version: get(row, 1)?,
        slug: get(row, 2)?,
        title: get(row, 3)?,
        description: get(row, 4)?,
        seo: SourceSeo {
            title: get(row, 5)?,
            description: get(row, 6)?,
            image: get(row, 7)?,
        },
        meta: get(row, 8)?,
        navigation: get(row, 9)?,
        front_matter: get(row, 10)?,
        markdown: get(row, 11)?,
        author: get(row, 12)?,
        created_at: Instant::from_micros(get(row, 13)?),
    })
}

/// Saves new revisions; their translations must be there.
pub async fn insert(tx: &WriteTx, revisions: Vec<RevisionRow>) -> Result<(), StoreError> {
    let head = format!("INSERT INTO revision ({COLUMNS}) VALUES");
    batch::insert(tx, &head, revisions.into_iter().map(values).collect(), "").await
}

fn values(row: RevisionRow) -> Vec<Value> {
    vec![
        row.translation.0.into(),
        row.version.into(),
        row.slug.into(),
        row.title.into(),
        row.description.into(),
        row.seo.title.into(),
        row.seo.description.into(),
        row.seo.image.into(),
        row.meta.into(),
        row.navigation.into(),
        row.front_matter.into(),
        row.markdown.into(),
        row.author.into(),
        row.created_at.micros().into(),
    ]
}
