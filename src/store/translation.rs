//! Translations as they are written: pointers into the revisions of a post in one locale, and where its file came from.

use sea_orm::{QueryResult, Value};

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get, of_list};
use super::statement::Statement;
use super::transaction::WriteTx;
use crate::domain::id::{PostId, TranslationId};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;

/// One row of `post_translation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationRow {
    /// The translation.
    pub id: TranslationId,
    /// The post it translates.
    pub post: PostId,
    /// The locale.
    pub locale: Locale,
    /// The newest revision.
    pub head_version: i32,
    /// The revision that readers see.
    pub live_version: Option<i32>,
    /// The revision that will go live.
    pub scheduled_version: Option<i32>,
    /// When it will.
    pub publish_at: Option<Instant>,
    /// When the first revision went live.
    pub published_at: Option<Instant>,
    /// The version of the source that it was last brought up to date with.
    pub confirmed_source_version: Option<i32>,
    /// The path of the newest revision without the locale; `None` once it is deleted.
    pub head_rest: Option<Rest>,
    /// The file's path without extension.
    pub stem: String,
    /// The file's extension without the dot.
    pub extension: String,
    /// The folder that was imported.
    pub source_root: Option<String>,
    /// The file in it.
    pub source_file: Option<String>,
    /// Hash of the file as it was last imported.
    pub imported_hash: Option<String>,
    /// The revision that import left as the newest.
    pub imported_version: Option<i32>,
    /// The last change that readers could see; of a draft, its last change.
    pub updated_at: Instant,
}

impl TranslationRow {
    /// The version that counts of a source: what is published, while nothing is the newest.
    pub fn current_version(&self) -> i32 {
        self.live_version.unwrap_or(self.head_version)
    }
}

const COLUMNS: &str = "id, post_id, locale, head_version, live_version, scheduled_version, \
    publish_at, published_at, confirmed_source_version, head_rest, stem, extension, source_root, \
    source_file, imported_hash, imported_version, updated_at";

/// All translations of posts, deleted ones included, in no order.
pub async fn of_posts(tx: &impl Rows, posts: &[PostId]) -> Result<Vec<TranslationRow>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|id| id.0).collect();
    let head = format!("SELECT {COLUMNS} FROM post_translation WHERE post_id");
    of_list(tx, &head, &ids, "")
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The translations whose newest revision has one of these paths, in no order.
pub async fn at_rests(tx: &impl Rows, rests: &[&str]) -> Result<Vec<TranslationRow>, StoreError> {
    let head = format!("SELECT {COLUMNS} FROM post_translation WHERE head_rest");
    of_list(tx, &head, rests, "")
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The translations whose scheduled revision is due, the longest waiting first.
pub async fn due(tx: &impl Rows, now: Instant) -> Result<Vec<TranslationRow>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM post_translation WHERE publish_at <= ");
    let mut statement = Statement::new(&text);
    statement
        .bind(now.micros())
        .push(" ORDER BY publish_at, id");
    tx.rows(statement).await?.iter().map(read).collect()
}

/// The translations that came from a folder and are not deleted, by file.
pub async fn of_root(tx: &impl Rows, root: &str) -> Result<Vec<TranslationRow>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM post_translation WHERE source_root = ");
    let mut statement = Statement::new(&text);
    statement
        .bind(root)
        .push(" AND head_rest IS NOT NULL ORDER BY source_file, locale");
    tx.rows(statement).await?.iter().map(read).collect()
}

/// How many translations into a locale readers could see.
pub async fn published(tx: &impl Rows, locale: &Locale) -> Result<i64, StoreError> {
    let mut statement = Statement::new(
        "SELECT COUNT(*) FROM post_translation WHERE live_version IS NOT NULL AND locale = ",
    );
    statement.bind(locale.as_str());
    let rows = tx.rows(statement).await?;
    rows.first().map_or(Ok(0), |row| get(row, 0))
}

fn read(row: &QueryResult) -> Result<TranslationRow, StoreError> {
    let instant = |column| -> Result<Option<Instant>, StoreError> {
        Ok(get::<Option<i64>>(row, column)?.map(Instant::from_micros))
    };
    let rest: Option<String> = get(row, 9)?;
    Ok(TranslationRow {
        id: TranslationId(get(row, 0)?),
        post: PostId(get(row, 1)?),
        locale: Locale::from_canonical(&get::<String>(row, 2)?),
        head_version: get(row, 3)?,
        live_version: get(row, 4)?,
        scheduled_version: get(row, 5)?,
        publish_at: instant(6)?,
        published_at: instant(7)?,
        confirmed_source_version: get(row, 8)?,
        head_rest: rest.as_deref().map(Rest::from_canonical),
        stem: get(row, 10)?,
        extension: get(row, 11)?,
        source_root: get(row, 12)?,
        source_file: get(row, 13)?,
        imported_hash: get(row, 14)?,
        imported_version: get(row, 15)?,
        updated_at: Instant::from_micros(get(row, 16)?),
    })
}

/// Makes translations, or makes them what these rows say; two of them may exchange their paths.
pub async fn put(tx: &WriteTx, translations: &[TranslationRow]) -> Result<(), StoreError> {
    let ids: Vec<i64> = translations.iter().map(|each| each.id.0).collect();
    let free = "UPDATE post_translation SET head_rest = NULL WHERE id";
    batch::run_for(tx, free, &ids, "").await?;
    const TAIL: &str = "ON CONFLICT (id) DO UPDATE SET head_version = excluded.head_version, \
        live_version = excluded.live_version, scheduled_version = excluded.scheduled_version, \
        publish_at = excluded.publish_at, published_at = excluded.published_at, \
        confirmed_source_version = excluded.confirmed_source_version, \
        head_rest = excluded.head_rest, stem = excluded.stem, extension = excluded.extension, \
        source_root = excluded.source_root, source_file = excluded.source_file, \
        imported_hash = excluded.imported_hash, imported_version = excluded.imported_version, \
        updated_at = excluded.updated_at";
    let head = format!("INSERT INTO post_translation ({COLUMNS}) VALUES");
    batch::insert(tx, &head, translations.iter().map(values).collect(), TAIL).await
}

fn values(row: &TranslationRow) -> Vec<Value> {
    vec![
        row.id.0.into(),
        row.post.0.into(),
        row.locale.as_str().into(),
        row.head_version.into(),
        row.live_version.into(),
        row.scheduled_version.into(),
        row.publish_at.map(Instant::micros).into(),
        row.published_at.map(Instant::micros).into(),
        row.confirmed_source_version.into(),
        row.head_rest
            .as_ref()
            .map(|rest| rest.as_str().to_owned())
            .into(),
        row.stem.clone().into(),
        row.extension.clone().into(),
        row.source_root.clone().into(),
        row.source_file.clone().into(),
        row.imported_hash.clone().into(),
        row.imported_version.into(),
        row.updated_at.micros().into(),
    ]
}
