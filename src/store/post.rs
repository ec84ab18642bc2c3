//! Posts as they are written: what all locales share.

use sea_orm::{QueryResult, Value};

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get, of_list};
use super::transaction::WriteTx;
use crate::domain::id::{PostId, TagId};
use crate::domain::instant::{Date, Instant};
use crate::domain::locale::Locale;
use crate::domain::slug::Section;

/// One row of `post`, with its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    /// The same in every locale, for ever.
    pub id: PostId,
    /// The stable key.
    pub key: String,
    /// The locale it was first written in.
    pub source_locale: Locale,
    /// The folder.
    pub section: Section,
    /// The day it goes by.
    pub date: Option<Date>,
    /// Whether menus show it where a translation does not say otherwise.
    pub navigation: bool,
    /// JSON object.
    pub meta: String,
    /// Counts changes of what is shared.
    pub shared_version: i32,
    /// The `shared_version` that an import left.
    pub imported_shared_version: Option<i32>,
    /// When it was made.
    pub created_at: Instant,
    /// When what is shared last changed.
    pub updated_at: Instant,
    /// Who changed it.
    pub updated_by: String,
    /// Its tags in their order.
    pub tags: Vec<TagId>,
}

const COLUMNS: &str = "id, key, source_locale, section, date, navigation, meta, shared_version, \
    imported_shared_version, created_at, updated_at, updated_by";

/// Posts by their keys, in no order.
pub async fn by_keys(tx: &impl Rows, keys: &[&str]) -> Result<Vec<PostRow>, StoreError> {
    let head = format!("SELECT {COLUMNS} FROM post WHERE key");
    with_tags(tx, of_list(tx, &head, keys, "").await?).await
}

/// Posts by their ids, in no order.
pub async fn by_ids(tx: &impl Rows, ids: &[PostId]) -> Result<Vec<PostRow>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let head = format!("SELECT {COLUMNS} FROM post WHERE id");
    with_tags(tx, of_list(tx, &head, &ids, "").await?).await
}

/// All posts by key.
pub async fn all(tx: &impl Rows) -> Result<Vec<PostRow>, StoreError> {
    let statement =
        super::statement::Statement::new(&format!("SELECT {COLUMNS} FROM post ORDER BY key"));
    with_tags(tx, tx.rows(statement).await?).await
}

async fn with_tags(tx: &impl Rows, rows: Vec<QueryResult>) -> Result<Vec<PostRow>, StoreError> {
    let mut posts = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<i64> = posts.iter().map(|post| post.id.0).collect();
    const TAGS: &str = "SELECT post_id, tag_id FROM post_tag WHERE post_id";
    let mut tags = std::collections::HashMap::<i64, Vec<TagId>>::new();
    for row in of_list(tx, TAGS, &ids, "ORDER BY post_id, position").await? {
        tags.entry(get(&row, 0)?)
            .or_default()
            .push(TagId(get(&row, 1)?));
    }
    for post in &mut posts {
        post.tags = tags.remove(&post.id.0).unwrap_or_default();
    }
    Ok(posts)
}

fn read(row: &QueryResult) -> Result<PostRow, StoreError> {
    let date: Option<String> = get(row, 4)?;
    Ok(PostRow {
        id: PostId(get(row, 0)?),
        key: get(row, 1)?,
        source_locale: Locale::from_canonical(&get::<String>(row, 2)?),
        section: Section::from_canonical(&get::<String>(row, 3)?),
        date: date.as_deref().and_then(Date::parse),
        navigation: get(row, 5)?,
        meta: get(row, 6)?,
        shared_version: get(row, 7)?,
        imported_shared_version: get(row, 8)?,
        created_at: Instant::from_micros(get(row, 9)?),
        updated_at: Instant::from_micros(get(row, 10)?),
        updated_by: get(row, 11)?,
        tags: Vec::new(),
    })
}

/// Makes posts, or makes them what these rows say; their sections and tags must be there.
pub async fn put(tx: &WriteTx, posts: &[PostRow]) -> Result<(), StoreError> {
    const TAIL: &str = "ON CONFLICT (id) DO UPDATE SET source_locale = excluded.source_locale, \
        section = excluded.section, date = excluded.date, navigation = excluded.navigation, \
        meta = excluded.meta, shared_version = excluded.shared_version, \
        imported_shared_version = excluded.imported_shared_version, updated_at = excluded.updated_at, updated_by = excluded.updated_by";
    let head = format!("INSERT INTO post ({COLUMNS}) VALUES");
    batch::insert(tx, &head, posts.iter().map(values).collect(), TAIL).await?;
    let ids: Vec<i64> = posts.iter().map(|post| post.id.0).collect();
    batch::run_for(tx, "DELETE FROM post_tag WHERE post_id", &ids, "").await?;
    let tags = posts
        .iter()
        .flat_map(|post| {
            (0i32..)
                .zip(&post.tags)
                .map(|(position, tag)| -> Vec<Value> {
                    vec![post.id.0.into(), tag.0.into(), position.into()]
                })
        })
        .collect();
    const TAGS: &str = "INSERT INTO post_tag (post_id, tag_id, position) VALUES";
    batch::insert(tx, TAGS, tags, "").await
}

fn values(post: &PostRow) -> Vec<Value> {
    vec![
        post.id.0.into(),
        post.key.clone().into(),
        post.source_locale.as_str().into(),
        post.section.as_str().into(),
        post.date.map(|date| date.to_string()).into(),
        post.navigation.into(),
        post.meta.clone().into(),
        post.shared_version.into(),
        post.imported_shared_version.into(),
        post.created_at.micros().into(),
        post.updated_at.micros().into(),
        post.updated_by.clone().into(),
    ]
}
