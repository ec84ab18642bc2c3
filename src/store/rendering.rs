//! Renderings: what a revision looks like to readers, kept for the revisions that a pointer names.

use std::collections::{BTreeMap, HashSet};

use sea_orm::{QueryResult, Value};

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get, of_list};
use super::statement::Statement;
use super::transaction::WriteTx;
use crate::domain::id::TranslationId;
use crate::domain::locale::Locale;

/// A body in every form that readers may ask for, with the columns of `rendering`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendering {
    /// Version of the renderer, with a hash of the messages it used.
    pub renderer: String,
    /// Sanitized HTML.
    pub html: String,
    /// JSON: the tree that Nuxt Content delivers. None where an older version of this program rendered.
    pub minimark: Option<String>,
    /// Plain text.
    pub text: String,
    /// JSON array: the table of contents.
    pub toc: String,
    /// HTML before `<!--more-->`.
    pub excerpt: Option<String>,
    /// Words of prose.
    pub words: i32,
    /// Words in code.
    pub code_words: i32,
    /// JSON array: the segments with their hashes.
    pub segments: String,
    /// Changes with whatever a reader can see of the translation.
    pub hash: String,
}

/// Which revision a [`Rendering`] is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderingRow {
    /// The translation.
    pub translation: TranslationId,
    /// The version of its revision.
    pub version: i32,
    /// How it looks.
    pub rendering: Rendering,
}

/// Keeps renderings; their revisions must be there.
pub async fn put(tx: &WriteTx, renderings: Vec<RenderingRow>) -> Result<(), StoreError> {
    const HEAD: &str = "INSERT INTO rendering (translation_id, version, renderer, html, minimark, \
        text, toc, excerpt, words, code_words, segments, hash) VALUES";
    const TAIL: &str = "ON CONFLICT (translation_id, version) DO UPDATE SET \
        renderer = excluded.renderer, html = excluded.html, minimark = excluded.minimark, \
        text = excluded.text, toc = excluded.toc, excerpt = excluded.excerpt, \
        words = excluded.words, code_words = excluded.code_words, \
        segments = excluded.segments, hash = excluded.hash";
    batch::insert(tx, HEAD, renderings.into_iter().map(values).collect(), TAIL).await
}

/// How a revision looks, if that is kept.
pub async fn by_version(
    tx: &impl Rows,
    translation: TranslationId,
    version: i32,
) -> Result<Option<Rendering>, StoreError> {
    let mut statement = Statement::new(
        "SELECT renderer, html, minimark, text, toc, excerpt, words, code_words, segments, hash \
         FROM rendering WHERE translation_id = ",
    );
    statement
        .bind(translation.0)
        .push(" AND version = ")
        .bind(version);
    let rows = tx.rows(statement).await?;
    rows.first().map(read).transpose()
}

/// The hashes of what is kept of these translations and versions.
pub async fn hashes(
    tx: &impl Rows,
    versions: &[(TranslationId, i32)],
) -> Result<BTreeMap<TranslationId, String>, StoreError> {
    let ids: Vec<i64> = versions.iter().map(|(id, _)| id.0).collect();
    let versions: BTreeMap<_, _> = versions.iter().copied().collect();
    let head = "SELECT translation_id, version, hash FROM rendering WHERE translation_id";
    let mut found = BTreeMap::new();
    for row in of_list(tx, head, &ids, "").await? {
        let (id, version) = (TranslationId(get(&row, 0)?), get::<i32>(&row, 1)?);
        if versions.get(&id) == Some(&version) {
            found.insert(id, get(&row, 2)?);
        }
    }
    Ok(found)
}

fn read(row: &QueryResult) -> Result<Rendering, StoreError> {
    Ok(Rendering {
        renderer: get(row, 0)?,
        html: get(row, 1)?,
        minimark: get(row, 2)?,
        text: get(row, 3)?,
        toc: get(row, 4)?,
        excerpt: get(row, 5)?,
        words: get(row, 6)?,
        code_words: get(row, 7)?,
        segments: get(row, 8)?,
        hash: get(row, 9)?,
    })
}

/// At most `count` renderings in a locale that another renderer made: the translation and the version.
pub async fn outdated(
    tx: &impl Rows,
    locale: &Locale,
    renderer: &str,
    count: usize,
) -> Result<Vec<(TranslationId, i32)>, StoreError> {
    let mut statement = Statement::new(
        "SELECT d.translation_id, d.version FROM post_translation t \
         JOIN rendering d ON d.translation_id = t.id WHERE t.locale = ",
    );
    statement
        .bind(locale.as_str())
        .push(" AND d.renderer <> ")
        .bind(renderer);
    statement.push(" ORDER BY d.translation_id, d.version LIMIT ");
    statement.bind(i64::try_from(count).unwrap_or(i64::MAX));
    let rows = tx.rows(statement).await?;
    rows.iter()
        .map(|row| Ok((TranslationId(get(row, 0)?), get(row, 1)?)))
        .collect()
}

/// Keeps renderings anew, of those revisions that still have one.
pub async fn replace(tx: &WriteTx, renderings: Vec<RenderingRow>) -> Result<(), StoreError> {
    let ids: Vec<i64> = renderings.iter().map(|row| row.translation.0).collect();
    let there = "SELECT translation_id, version FROM rendering WHERE translation_id";
    let mut kept = HashSet::new();
    for row in of_list(tx, there, &ids, "").await? {
        kept.insert((get::<i64>(&row, 0)?, get::<i32>(&row, 1)?));
    }
    let is_kept = |row: &RenderingRow| kept.contains(&(row.translation.0, row.version));
    put(tx, renderings.into_iter().filter(is_kept).collect()).await
}

/// Forgets those of these translations that no pointer names any more.
pub async fn forget_unnamed(
    tx: &WriteTx,
    translations: &[TranslationId],
) -> Result<(), StoreError> {
    let ids: Vec<i64> = translations.iter().map(|id| id.0).collect();
    let tail = "AND NOT EXISTS (SELECT 1 FROM post_translation t \
        WHERE t.id = rendering.translation_id AND \
        ((t.head_version = rendering.version AND t.head_rest IS NOT NULL) \
        OR t.live_version = rendering.version OR t.scheduled_version = rendering.version))";
    batch::run_for(tx, "DELETE FROM rendering WHERE translation_id", &ids, tail).await
}

fn values(row: RenderingRow) -> Vec<Value> {
    let rendering = row.rendering;
    vec![
        row.translation.0.into(),
        row.version.into(),
        rendering.renderer.into(),
        rendering.html.into(),
        rendering.minimark.into(),
        rendering.text.into(),
        rendering.toc.into(),
        rendering.excerpt.into(),
        rendering.words.into(),
        rendering.code_words.into(),
        rendering.segments.into(),
        rendering.hash.into(),
    ]
}
