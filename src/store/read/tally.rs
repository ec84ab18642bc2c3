//! Counts that are kept, not counted: how many posts a folder shows, and a tag in a folder.

use super::{Reach, tag};
use crate::domain::id::TagId;
use crate::domain::locale::Locale;
use crate::domain::slug::Section;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// How many posts a folder with all below it shows, and how many of each tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub total: i64,
    /// Of each tag that has any.
    pub tags: Vec<(TagId, i64)>,
}

/// The tally of a folder.
pub async fn of_section(
    tx: &ReadTx,
    locale: &Locale,
    section: &Section,
    reach: Reach,
) -> Result<Tally, StoreError> {
    let column = reach.tally();
    let mut statement = Statement::new(&format!(
        "SELECT tag_id, {column} AS total FROM tally WHERE locale = "
    ));
    statement
        .bind(locale.as_str())
        .push(" AND section = ")
        .bind(section.as_str());
    statement.push(&format!(" AND {column} > 0 ORDER BY tag_id"));
    let mut tally = Tally::default();
    for row in tx.all(statement).await? {
        let (tag, total) = (tag(&row, "tag_id")?, row.try_get("", "total")?);
        if tag == TagId(0) {
            tally.total = total;
        } else {
            tally.tags.push((tag, total));
        }
    }
    Ok(tally)
}
