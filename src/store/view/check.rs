//! Whether the stored view is what computing it anew gives.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use super::{StoreError, View, expected, folders, stored, tally};
use crate::domain::fallback::Locales;
use crate::store::rows::{Rows, get};
use crate::store::statement::Statement;

/// A row of the view that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// The key of the row.
    pub row: String,
    /// What is there.
    pub stored: Option<String>,
    /// What should be there.
    pub expected: Option<String>,
}

/// Every difference between the stored view and one that is computed anew; none if all is well.
pub async fn check(tx: &impl Rows, locales: &Locales) -> Result<Vec<Difference>, StoreError> {
    let expected = expected::all(tx, locales).await?;
    let stored = stored::all(tx).await?;
    let mut differences = compare("listing", &by_text(&stored), &by_text(&expected));
    let entries: Vec<_> = expected.iter().collect();
    differences.extend(compare(
        "tally",
        &by_text(&tally::all(tx).await?),
        &by_text(&tally::deltas(&[], &entries)),
    ));
    let statement =
        Statement::new("SELECT locale, post_id, section, sorted_at FROM listing_section");
    let mut of_folders: BTreeMap<(String, i64, String), i64> = BTreeMap::new();
    for row in tx.rows(statement).await? {
        let key = (get(&row, 0)?, get(&row, 1)?, get(&row, 2)?);
        of_folders.insert(key, get(&row, 3)?);
    }
    differences.extend(compare(
        "listing_section",
        &by_text(&of_folders),
        &by_text(&in_folders(&expected)),
    ));
    Ok(differences)
}

fn in_folders(view: &View) -> BTreeMap<(String, i64, String), i64> {
    view.iter()
        .flat_map(|((locale, post), row)| {
            folders(&row.section).map(|folder| ((locale.clone(), post.0, folder), row.sorted_at))
        })
        .collect()
}

fn by_text<K: Debug, V: Debug>(rows: &BTreeMap<K, V>) -> BTreeMap<String, String> {
    rows.iter()
        .map(|(key, value)| (format!("{key:?}"), format!("{value:?}")))
        .collect()
}

fn compare<K: Ord + Display>(
    table: &'static str,
    stored: &BTreeMap<K, String>,
    expected: &BTreeMap<K, String>,
) -> Vec<Difference> {
    let missing = expected.keys().filter(|key| !stored.contains_key(*key));
    stored
        .keys()
        .chain(missing)
        .filter(|key| stored.get(*key) != expected.get(*key))
        .map(|key| Difference {
            table,
            row: key.to_string(),
            stored: stored.get(key).cloned(),
            expected: expected.get(key).cloned(),
        })
        .collect()
}
