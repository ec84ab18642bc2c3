//! How many posts a folder, or a tag in a folder, shows in a locale.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{QueryResult, Value};

use super::{Entry, StoreError, folders};
use crate::store::batch;
use crate::store::rows::{Rows, get};
use crate::store::statement::Statement;
use crate::store::transaction::WriteTx;

/// The tag of a tally that counts all posts.
const ALL: i64 = 0;

/// Posts that are shown, and those of them that are served from the locale itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) shown: i64,
    pub(super) own: i64,
}

/// By locale, folder and tag.
pub(super) type Tallies = BTreeMap<(String, String, i64), Tally>;

/// What changes when `gone` is taken away and `fresh` is added.
pub(super) fn deltas(gone: &[Entry<'_>], fresh: &[Entry<'_>]) -> Tallies {
    let mut deltas = Tallies::new();
    for (rows, sign) in [(gone, -1), (fresh, 1)] {
        for ((locale, _), row) in rows {
            let own = i64::from(row.served_locale == *locale);
            for folder in folders(&row.section) {
                for tag in [ALL].into_iter().chain(row.tags.iter().copied()) {
                    let tally = deltas
                        .entry((locale.clone(), folder.clone(), tag))
                        .or_default();
                    tally.shown += sign;
                    tally.own += sign * own;
                }
            }
        }
    }
    deltas.retain(|_, tally| *tally != Tally::default());
    deltas
}

/// Adds the deltas to what is stored; what counts nothing any more is removed.
pub(super) async fn apply(tx: &WriteTx, deltas: &Tallies) -> Result<(), StoreError> {
    const HEAD: &str = "INSERT INTO tally (locale, section, tag_id, shown, own) VALUES";
    const TAIL: &str = "ON CONFLICT (locale, section, tag_id) DO UPDATE \
        SET shown = tally.shown + excluded.shown, own = tally.own + excluded.own";
    let values = deltas
        .iter()
        .map(|((locale, section, tag), tally)| -> Vec<Value> {
            vec![
                locale.clone().into(),
                section.clone().into(),
                (*tag).into(),
                tally.shown.into(),
                tally.own.into(),
            ]
        })
        .collect();
    batch::insert(tx, HEAD, values, TAIL).await?;
    let fallen = deltas.iter().filter(|(_, tally)| tally.shown < 0);
    let sections: BTreeSet<&str> = fallen
        .map(|((_, section, _), _)| section.as_str())
        .collect();
    let sections: Vec<&str> = sections.into_iter().collect();
    batch::run_for(
        tx,
        "DELETE FROM tally WHERE shown = 0 AND section",
        &sections,
        "",
    )
    .await
}

/// All that are stored.
pub(super) async fn all(tx: &impl Rows) -> Result<Tallies, StoreError> {
    let statement = Statement::new("SELECT locale, section, tag_id, shown, own FROM tally");
    let read = |row: &QueryResult| -> Result<_, StoreError> {
        let tally = Tally {
            shown: get(row, 3)?,
            own: get(row, 4)?,
        };
        Ok(((get(row, 0)?, get(row, 1)?, get(row, 2)?), tally))
    };
    tx.rows(statement).await?.iter().map(read).collect()
}
