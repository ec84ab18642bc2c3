//! Reading all of a table in the order of its primary key, a few megabytes at a time, and telling what was read by a hash.
//! What is done with the rows is the caller's.

use std::collections::VecDeque;

use sea_orm::{QueryResult, Value};
use sha2::{Digest as _, Sha256};

use super::catalog::{Column, Kind, Table};
use crate::domain::hexadecimal::hexadecimal;
use crate::store::batch::VALUES_MAX;
use crate::store::error::StoreError;
use crate::store::rows::{Rows, get};
use crate::store::statement::Statement;

/// What a table holds: how much, and a hash of every value. Equal on both databases where the values are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Rows.
    pub rows: u64,
    /// Bytes of all values; a number counts eight, a truth value one, null none.
    pub bytes: u64,
    /// SHA-256 of the names of the columns and of all values in the order of the primary key, in hexadecimal.
    pub sha256: String,
}

/// Reads a table, batch after batch.
pub(super) struct Reader<'a, T> {
    tx: &'a T,
    table: &'a Table,
    /// The key of the last row that was read.
    after: Option<Vec<Value>>,
    /// Bytes of the next rows.
    ahead: VecDeque<u64>,
    rows: u64,
    bytes: u64,
    hasher: Sha256,
}

/// Bytes of one batch, unless a single row has more.
const BATCH_BYTES: u64 = 4 * 1024 * 1024;

/// Rows whose sizes are asked for at once.
const AHEAD: i64 = 1024;

impl<'a, T: Rows> Reader<'a, T> {
    pub(super) fn new(tx: &'a T, table: &'a Table) -> Self {
        let mut hasher = Sha256::new();
        for Column { name, .. } in &table.columns {
            hasher.update(name.as_bytes());
            hasher.update([0]);
        }
        Self {
            tx,
            table,
            after: None,
            ahead: VecDeque::new(),
            rows: 0,
            bytes: 0,
            hasher,
        }
    }

    /// The next rows, each with its values in the order of the columns; none at the end.
    pub(super) async fn next(&mut self) -> Result<Vec<Vec<Value>>, StoreError> {
        if self.ahead.is_empty() {
            self.look_ahead().await?;
        }
        let count = fitting(&self.ahead, self.table.columns.len());
        if count == 0 {
            return Ok(Vec::new());
        }
        self.ahead.drain(..count);
        let columns: Vec<String> = self.table.columns.iter().map(quoted).collect();
        let found = self.select(&columns.join(", "), count).await?;
        let mut batch = Vec::with_capacity(found.len());
        for row in &found {
            batch.push(self.take(row)?);
        }
        self.after = batch.last().map(|row| {
            let key = self.table.key.iter().filter_map(|at| row.get(*at));
            key.cloned().collect()
        });
        Ok(batch)
    }

    /// What was read so far.
    pub(super) fn finish(self) -> Digest {
        Digest {
            rows: self.rows,
            bytes: self.bytes,
            sha256: hexadecimal(self.hasher.finalize().as_slice()),
        }
    }

    /// Asks how long the next rows are, which reads none of their texts.
    async fn look_ahead(&mut self) -> Result<(), StoreError> {
        let long = self.table.columns.iter().filter(|it| it.kind.is_long());
        let lengths =
            long.map(|it| format!("coalesce(CAST(octet_length({}) AS BIGINT), 0)", quoted(it)));
        let lengths: Vec<String> = std::iter::once("CAST(0 AS BIGINT)".to_owned())
            .chain(lengths)
            .collect();
        let limit = usize::try_from(AHEAD).unwrap_or(1);
        for row in self.select(&lengths.join(" + "), limit).await? {
            let bytes: i64 = get(&row, 0)?;
            self.ahead.push_back(u64::try_from(bytes).unwrap_or(0));
        }
        Ok(())
    }

    async fn select(&self, what: &str, limit: usize) -> Result<Vec<QueryResult>, StoreError> {
        let key = self.table.key.iter();
        let key: Vec<String> = key
            .filter_map(|at| self.table.columns.get(*at).map(quoted))
            .collect();
        let key = key.join(", ");
        let mut statement = Statement::new(&format!("SELECT {what} FROM \"{}\"", self.table.name));
        if let Some(after) = &self.after {
            statement.push(&format!(" WHERE ({key}) > ("));
            for (place, value) in after.iter().enumerate() {
                statement.push(if place == 0 { "" } else { ", " });
                statement.bind(value.clone());
            }
            statement.push(")");
        }
        statement.push(&format!(" ORDER BY {key} LIMIT "));
        statement.bind(i64::try_from(limit).unwrap_or(AHEAD));
        self.tx.rows(statement).await
    }

    /// Takes the values out of a row.
    fn take(&mut self, row: &QueryResult) -> Result<Vec<Value>, StoreError> {
        let columns = self.table.columns.iter().enumerate();
        let mut values = Vec::with_capacity(columns.len());
        for (at, column) in columns {
            values.push(self.value(row, at, column.kind)?);
        }
        self.rows += 1;
        Ok(values)
    }

    fn value(&mut self, row: &QueryResult, at: usize, kind: Kind) -> Result<Value, StoreError> {
        Ok(match kind {
            Kind::Big => {
                let value: Option<i64> = get(row, at)?;
                self.add(b'n', value.map(i64::to_be_bytes));
                value.into()
            }
            Kind::Integer => {
                let value: Option<i32> = get(row, at)?;
                self.add(b'n', value.map(|value| i64::from(value).to_be_bytes()));
                value.into()
            }
            Kind::Boolean => {
                let value: Option<bool> = get(row, at)?;
                self.add(b'b', value.map(|value| [u8::from(value)]));
                value.into()
            }
            Kind::Text => {
                let value: Option<String> = get(row, at)?;
                self.add(b't', value.as_deref());
                value.into()
            }
            Kind::Bytes => {
                let value: Option<Vec<u8>> = get(row, at)?;
                self.add(b'x', value.as_deref());
                value.into()
            }
        })
    }

    /// Kind, length and bytes, so that no two rows are written alike.
    fn add(&mut self, kind: u8, value: Option<impl AsRef<[u8]>>) {
        let Some(value) = value else {
            return self.hasher.update([0]);
        };
        let value = value.as_ref();
        let length = u64::try_from(value.len()).unwrap_or(u64::MAX);
        self.hasher.update([kind]);
        self.hasher.update(length.to_be_bytes());
        self.hasher.update(value);
        self.bytes += length;
    }
}

/// A column's name as both databases take it.
pub(super) fn quoted(column: &Column) -> String {
    format!("\"{}\"", column.name)
}

/// How many of the next rows are read at once: a power of two, so that few statements differ; 0 where there are none.
fn fitting(sizes: &VecDeque<u64>, columns: usize) -> usize {
    let mut sum = 0;
    let within = sizes.iter().take_while(|size| {
        sum += **size;
        sum <= BATCH_BYTES
    });
    let most = within.count().min(VALUES_MAX / columns.max(1));
    let most = most.max(1).min(sizes.len());
    most.checked_ilog2().map_or(0, |power| 1 << power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_has_few_megabytes_and_few_values() {
        let sizes = |sizes: &[u64]| sizes.iter().copied().collect::<VecDeque<u64>>();
        for (sizes, columns, expected) in [
            (sizes(&[]), 4, 0),
            (sizes(&[1]), 4, 1),
            (sizes(&[0; 1000]), 4, 512),
            (sizes(&[0; 1000]), 16, 256),
            (sizes(&[BATCH_BYTES * 9, 1, 1]), 4, 1),
            (sizes(&[1, BATCH_BYTES * 9, 1]), 4, 1),
            (sizes(&[BATCH_BYTES / 8; 100]), 4, 8),
        ] {
            assert_eq!(fitting(&sizes, columns), expected);
        }
    }
}
