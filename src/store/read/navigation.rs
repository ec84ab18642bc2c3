//! What a menu is made of: every shown post of a folder, and what folders are called.

use std::collections::BTreeMap;

use super::{Listed, Reach, listed, locale, section};
use crate::domain::locale::Locale;
use crate::domain::slug::Section;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// A post that a menu may show.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The post and where it is shown.
    pub listed: Listed,
    /// Its folder.
    pub section: Section,
    /// Its title.
    pub title: String,
    /// Whether menus show it.
    pub navigation: bool,
    /// JSON that all locales share.
    pub meta: String,
    /// JSON laid over it.
    pub own_meta: String,
    /// The key of its place among the source files.
    pub source_order: String,
}

/// A folder's settings in one locale.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its title.
    pub title: Option<String>,
    /// JSON of what else its settings say.
    pub navigation: String,
}

/// Every post that the folder and those below it show, in the order of the source files.
pub async fn entries(
    tx: &ReadTx,
    requested: &Locale,
    below: &Section,
    reach: Reach,
) -> Result<Vec<Entry>, StoreError> {
    let mut statement = Statement::new(
        "SELECT l.post_id, l.served_locale, l.path_locale, l.rest, l.section, l.source_order, r.title, \
         CASE WHEN r.navigation IS NULL THEN p.navigation ELSE r.navigation END AS navigation, p.meta, r.meta AS own_meta \
         FROM listing_section b CROSS JOIN listing l CROSS JOIN post p CROSS JOIN post_translation t CROSS JOIN revision r \
         WHERE l.locale = b.locale AND l.post_id = b.post_id AND p.id = l.post_id \
         AND t.post_id = l.post_id AND t.locale = l.served_locale \
         AND r.translation_id = t.id AND r.version = t.live_version AND b.locale = ",
    );
    statement
        .bind(requested.as_str())
        .push(" AND b.section = ")
        .bind(below.as_str());
    statement
        .push(&reach.condition("l"))
        .push(" ORDER BY l.source_order, l.post_id");
    let rows = tx.all(statement).await?;
    rows.iter()
        .map(|row| {
            Ok(Entry {
                listed: listed(row)?,
                section: section(row, "section")?,
                title: row.try_get("", "title")?,
                navigation: row.try_get("", "navigation")?,
                meta: row.try_get("", "meta")?,
                own_meta: row.try_get("", "own_meta")?,
                source_order: row.try_get("", "source_order")?,
            })
        })
        .collect()
}

/// The settings of all folders.
pub async fn folders(tx: &ReadTx) -> Result<BTreeMap<(Section, Locale), Folder>, StoreError> {
    let statement =
        Statement::new("SELECT section, locale, title, navigation FROM section_translation");
    let mut folders = BTreeMap::new();
    for row in tx.all(statement).await? {
        let folder = Folder {
            title: row.try_get("", "title")?,
            navigation: row.try_get("", "navigation")?,
        };
        folders.insert((section(&row, "section")?, locale(&row, "locale")?), folder);
    }
    Ok(folders)
}
