//! Folders as they are written: that they are there, and what they are called in each locale.

use std::collections::BTreeSet;

use sea_orm::Value;

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get};
use super::statement::Statement;
use super::transaction::WriteTx;
use crate::domain::locale::Locale;
use crate::domain::slug::Section;

/// One row of `section_translation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRow {
    /// The folder.
    pub section: Section,
    /// The locale.
    pub locale: Locale,
    /// Its title in menus and on its own page.
    pub title: Option<String>,
    /// JSON object: what else `.navigation.yml` says.
    pub navigation: String,
}

/// What all folders are called, by folder and locale.
pub async fn all(tx: &impl Rows) -> Result<Vec<SectionRow>, StoreError> {
    let statement = Statement::new(
        "SELECT section, locale, title, navigation FROM section_translation ORDER BY section, locale",
    );
    let rows = tx.rows(statement).await?;
    rows.iter()
        .map(|row| {
            Ok(SectionRow {
                section: Section::from_canonical(&get::<String>(row, 0)?),
                locale: Locale::from_canonical(&get::<String>(row, 1)?),
                title: get(row, 2)?,
                navigation: get(row, 3)?,
            })
        })
        .collect()
}

/// What a folder is called in a locale.
pub async fn by_key(
    tx: &impl Rows,
    section: &Section,
    locale: &Locale,
) -> Result<Option<SectionRow>, StoreError> {
    let mut statement =
        Statement::new("SELECT title, navigation FROM section_translation WHERE section = ");
    statement
        .bind(section.as_str())
        .push(" AND locale = ")
        .bind(locale.as_str());
    let rows = tx.rows(statement).await?;
    let row = rows.first().map(|row| {
        Ok(SectionRow {
            section: section.clone(),
            locale: locale.clone(),
            title: get(row, 0)?,
            navigation: get(row, 1)?,
        })
    });
    row.transpose()
}

/// Whether a post that is not deleted lies in a folder or below it.
pub async fn has_posts(tx: &impl Rows, section: &Section) -> Result<bool, StoreError> {
    let mut statement = Statement::new(
        "SELECT 1 FROM post p JOIN post_translation t ON t.post_id = p.id \
         WHERE t.head_rest IS NOT NULL",
    );
    if !section.is_root() {
        let key = section.as_str();
        statement.push(" AND (p.section = ").bind(key);
        // Everything between `key/` and the sign behind the slash begins with the folder's key.
        statement.push(" OR (p.section >= ").bind(format!("{key}/"));
        statement.push(" AND p.section < ").bind(format!("{key}0"));
        statement.push("))");
    }
    statement.push(" LIMIT 1");
    Ok(!tx.rows(statement).await?.is_empty())
}

/// Makes folders, with all above them, that are not there yet.
pub async fn ensure(tx: &WriteTx, sections: &BTreeSet<Section>) -> Result<(), StoreError> {
    let all: BTreeSet<Section> = sections.iter().flat_map(Section::with_ancestors).collect();
    let rows = all
        .iter()
        .map(|section| -> Vec<Value> { vec![section.as_str().into()] })
        .collect();
    const HEAD: &str = "INSERT INTO section (key) VALUES";
    batch::insert(tx, HEAD, rows, "ON CONFLICT (key) DO NOTHING").await
}

/// Names folders; they must be there.
pub async fn put(tx: &WriteTx, rows: &[SectionRow]) -> Result<(), StoreError> {
    let values = rows
        .iter()
        .map(|row| -> Vec<Value> {
            vec![
                row.section.as_str().into(),
                row.locale.as_str().into(),
                row.title.clone().into(),
                row.navigation.clone().into(),
            ]
        })
        .collect();
    const HEAD: &str =
        "INSERT INTO section_translation (section, locale, title, navigation) VALUES";
    const TAIL: &str = "ON CONFLICT (section, locale) DO UPDATE \
        SET title = excluded.title, navigation = excluded.navigation";
    batch::insert(tx, HEAD, values, TAIL).await
}
