//! Folders as they are written: that they are there, and what they are called in each locale.

use std::collections::BTreeSet;

use sea_orm::Value;

use super::batch;
use super::connection::WriteTx;
use super::error::StoreError;
use super::rows::{Rows, get};
use super::statement::Statement;
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
