//! Which blocks of a translation stand for which of its source. They are places in two states, and say nothing of others.

use sea_orm::QueryResult;

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get, of_list};
use super::transaction::WriteTx;
use crate::domain::id::TranslationId;

/// One row of `pairing`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingRow {
    /// The translation.
    pub translation: TranslationId,
    /// The version of the source.
    pub source_version: i32,
    /// The version of the translation.
    pub version: i32,
    /// JSON array of pairs: a place in the source, and one in the translation.
    pub links: String,
}

/// What is known of translations, in no order.
pub async fn of(
    tx: &impl Rows,
    translations: &[TranslationId],
) -> Result<Vec<PairingRow>, StoreError> {
    const HEAD: &str =
        "SELECT translation_id, source_version, version, links FROM pairing WHERE translation_id";
    let ids: Vec<i64> = translations.iter().map(|id| id.0).collect();
    let read = |row: &QueryResult| -> Result<PairingRow, StoreError> {
        Ok(PairingRow {
            translation: TranslationId(get(row, 0)?),
            source_version: get(row, 1)?,
            version: get(row, 2)?,
            links: get(row, 3)?,
        })
    };
    of_list(tx, HEAD, &ids, "")
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Keeps what is known of a translation, in the place of what was.
pub async fn put(tx: &WriteTx, row: PairingRow) -> Result<(), StoreError> {
    const HEAD: &str =
        "INSERT INTO pairing (translation_id, source_version, version, links) VALUES";
    const TAIL: &str = "ON CONFLICT (translation_id) DO UPDATE SET \
        source_version = excluded.source_version, version = excluded.version, links = excluded.links";
    let values = vec![
        row.translation.0.into(),
        row.source_version.into(),
        row.version.into(),
        row.links.into(),
    ];
    batch::insert(tx, HEAD, vec![values], TAIL).await
}
