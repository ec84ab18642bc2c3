//! What is derived of translations that are behind their source. When it is derived is not decided here.

use sea_orm::QueryResult;

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get, of_list};
use super::statement::Statement;
use super::transaction::WriteTx;
use crate::domain::id::{PostId, TranslationId};

/// One row of `staleness`: a translation that is behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StalenessRow {
    /// The translation.
    pub translation: TranslationId,
    /// How many words changed.
    pub words: i32,
    /// JSON array: the blocks that changed.
    pub segments: String,
}

/// Which states of its source a translation has to be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The translation.
    pub translation: TranslationId,
    /// The source.
    pub source: TranslationId,
    /// The version of the source that counts: what is published, else the newest.
    pub current: i32,
    /// The version that the translation was last brought up to date with; `None` of the source itself, of what is deleted,
    /// and of what never had a source to be behind of.
    pub confirmed: Option<i32>,
}

/// The translations of posts, in no order; those of posts whose source is deleted are not there.
pub async fn pairs(tx: &impl Rows, posts: &[PostId]) -> Result<Vec<Pair>, StoreError> {
    const HEAD: &str = "SELECT t.id, s.id, COALESCE(s.live_version, s.head_version), \
        CASE WHEN t.id = s.id OR t.head_rest IS NULL THEN NULL ELSE t.confirmed_source_version END \
        FROM post p JOIN post_translation t ON t.post_id = p.id \
        JOIN post_translation s ON s.post_id = p.id AND s.locale = p.source_locale \
        AND s.head_rest IS NOT NULL WHERE p.id";
    let ids: Vec<i64> = posts.iter().map(|id| id.0).collect();
    let read = |row: &QueryResult| -> Result<Pair, StoreError> {
        Ok(Pair {
            translation: TranslationId(get(row, 0)?),
            source: TranslationId(get(row, 1)?),
            current: get(row, 2)?,
            confirmed: get(row, 3)?,
        })
    };
    of_list(tx, HEAD, &ids, "")
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Makes the translations of these posts that are behind exactly these.
pub async fn replace(
    tx: &WriteTx,
    posts: &[PostId],
    behind: Vec<StalenessRow>,
) -> Result<(), StoreError> {
    let ids: Vec<i64> = posts.iter().map(|id| id.0).collect();
    let forget = "DELETE FROM staleness WHERE translation_id IN \
        (SELECT id FROM post_translation WHERE post_id";
    batch::run_for(tx, forget, &ids, ")").await?;
    const HEAD: &str = "INSERT INTO staleness (translation_id, words, segments) VALUES";
    let values = behind.into_iter().map(|row| {
        vec![
            row.translation.0.into(),
            row.words.into(),
            row.segments.into(),
        ]
    });
    batch::insert(tx, HEAD, values.collect(), "").await
}

/// At most `count` posts behind an id that have more than one translation, by id.
pub async fn posts(
    tx: &impl Rows,
    behind: PostId,
    count: usize,
) -> Result<Vec<PostId>, StoreError> {
    let mut statement = Statement::new("SELECT post_id FROM post_translation WHERE post_id > ");
    statement.bind(behind.0);
    statement.push(" GROUP BY post_id HAVING COUNT(*) > 1 ORDER BY post_id LIMIT ");
    statement.bind(i64::try_from(count).unwrap_or(i64::MAX));
    let rows = tx.rows(statement).await?;
    rows.iter().map(|row| Ok(PostId(get(row, 0)?))).collect()
}
