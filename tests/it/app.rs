//! The application as the tests run it: content goes in through the import, answers come out of the schema.
//! The clock stands still and ids begin at a constant, so that the same site always gives the same answers.

use std::path::Path;

use anyhow::Result;
use isogloss::store::Store;
use serde_json::Value;

use crate::database::Skipped;

/// When everything is imported and every question is asked: 2025-01-15T12:00:00Z, in microseconds since 1970.
pub(crate) const NOW_MICROS: i64 = 1_736_942_400_000_000;

/// Takes `site/content` into a migrated database, under the locales of `site/locales`.
pub(crate) async fn seed(_store: &Store, _site: &Path) -> Result<()> {
    Err(not_wired())
}

/// The whole answer to one request: `{"data": …, "errors": …}`.
pub(crate) async fn ask(
    _store: &Store,
    _site: &Path,
    _query: &str,
    _variables: Value,
) -> Result<Value> {
    Err(not_wired())
}

fn not_wired() -> anyhow::Error {
    Skipped("the schema is not wired to the tests yet".to_owned()).into()
}
