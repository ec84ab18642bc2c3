//! Tags as they are written: a stable key, and what they are called in each locale.

use std::collections::BTreeMap;

use sea_orm::Value;

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get};
use super::statement::Statement;
use super::transaction::WriteTx;
use crate::domain::id::{PostId, TagId};
use crate::domain::locale::Locale;

/// One row of `tag` with its translations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRow {
    /// The same in every locale, for ever.
    pub id: TagId,
    /// The stable key.
    pub key: String,
    /// What it is called in each locale.
    pub names: BTreeMap<Locale, TagName>,
}

/// What a tag is called in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagName {
    /// As readers see it.
    pub name: String,
    /// The last segment of its path.
    pub slug: String,
    /// May be empty.
    pub description: String,
}

/// All tags by key.
pub async fn all(tx: &impl Rows) -> Result<Vec<TagRow>, StoreError> {
    let mut tags = BTreeMap::new();
    let rows = tx.rows(Statement::new("SELECT id, key FROM tag")).await?;
    for row in &rows {
        let tag = TagRow {
            id: TagId(get(row, 0)?),
            key: get(row, 1)?,
            names: BTreeMap::new(),
        };
        tags.insert(tag.id, tag);
    }
    const NAMES: &str = "SELECT tag_id, locale, name, slug, description FROM tag_translation";
    for row in &tx.rows(Statement::new(NAMES)).await? {
        let name = TagName {
            name: get(row, 2)?,
            slug: get(row, 3)?,
            description: get(row, 4)?,
        };
        if let Some(tag) = tags.get_mut(&TagId(get(row, 0)?)) {
            tag.names
                .insert(Locale::from_canonical(&get::<String>(row, 1)?), name);
        }
    }
    let mut tags: Vec<TagRow> = tags.into_values().collect();
    tags.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(tags)
}

/// The posts that carry a tag.
pub async fn carriers(tx: &impl Rows, tag: TagId) -> Result<Vec<PostId>, StoreError> {
    let mut statement = Statement::new("SELECT post_id FROM post_tag WHERE tag_id = ");
    statement.bind(tag.0).push(" ORDER BY post_id");
    let rows = tx.rows(statement).await?;
    rows.iter().map(|row| Ok(PostId(get(row, 0)?))).collect()
}

/// Deletes a tag with its names; posts and paths must have let go of it.
pub async fn delete(tx: &WriteTx, tag: TagId) -> Result<(), StoreError> {
    let mut statement = Statement::new("DELETE FROM tag WHERE id = ");
    statement.bind(tag.0);
    tx.run(statement).await?;
    Ok(())
}

/// Makes tags, or makes them what these rows say; two of them may exchange their slugs.
pub async fn put(tx: &WriteTx, tags: &[TagRow]) -> Result<(), StoreError> {
    let rows = tags
        .iter()
        .map(|tag| -> Vec<Value> { vec![tag.id.0.into(), tag.key.clone().into()] })
        .collect();
    const TAG: &str = "INSERT INTO tag (id, key) VALUES";
    batch::insert(tx, TAG, rows, "ON CONFLICT (id) DO NOTHING").await?;
    let ids: Vec<i64> = tags.iter().map(|tag| tag.id.0).collect();
    batch::run_for(tx, "DELETE FROM tag_translation WHERE tag_id", &ids, "").await?;
    let names = tags
        .iter()
        .flat_map(|tag| {
            tag.names
                .iter()
                .map(|(locale, name)| values(tag.id, locale, name))
        })
        .collect();
    const NAME: &str =
        "INSERT INTO tag_translation (tag_id, locale, name, slug, description) VALUES";
    batch::insert(tx, NAME, names, "").await
}

fn values(tag: TagId, locale: &Locale, name: &TagName) -> Vec<Value> {
    vec![
        tag.0.into(),
        locale.as_str().into(),
        name.name.clone().into(),
        name.slug.clone().into(),
        name.description.clone().into(),
    ]
}
