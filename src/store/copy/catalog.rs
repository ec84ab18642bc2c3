//! Which tables a database has, as its own catalog tells: what a migration adds is copied without anybody thinking of it.
//! Nothing of what is in the tables is read here.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::DbBackend;

use crate::store::error::StoreError;
use crate::store::migrations;
use crate::store::rows::{Rows, get};
use crate::store::statement::Statement;

/// A table, with what is needed to read and write all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is called.
    pub name: String,
    /// By name, so that both databases tell them in the same order.
    pub(super) columns: Vec<Column>,
    /// Places of the columns of the primary key, in the order of the key.
    pub(super) key: Vec<usize>,
}

/// A column and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What a column holds; each may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 64 bits.
    Big,
    /// 32 bits.
    Integer,
    Boolean,
    Text,
    Bytes,
}

impl Kind {
    /// Whether values differ in length.
    pub(super) fn is_long(self) -> bool {
        matches!(self, Self::Text | Self::Bytes)
    }

    fn parse(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "bigint" => Some(Self::Big),
            "integer" => Some(Self::Integer),
            "boolean" => Some(Self::Boolean),
            "text" => Some(Self::Text),
            "blob" | "bytea" => Some(Self::Bytes),
            _ => None,
        }
    }
}

/// The tables that are on both sides, parents before what refers to them. Where both sides have the same migrations, a table
/// of one side alone is somebody else's.
pub async fn shared(here: &impl Rows, there: &impl Rows) -> Result<Vec<Table>, StoreError> {
    let (here_names, there_names) = (names(here).await?, names(there).await?);
    let shared: BTreeSet<String> = here_names.intersection(&there_names).cloned().collect();
    let (here_tables, there_tables) = (tables(here, &shared).await?, tables(there, &shared).await?);
    for (one, other) in here_tables.iter().zip(&there_tables) {
        if one != other {
            let problem = format!("`{}` has other columns on the other side", one.name);
            return Err(StoreError::Uncopyable(problem));
        }
    }
    Ok(parents_first(here_tables, &parents(here).await?))
}

/// The tables that a database has, but for the one in which SeaORM notes what has run: each database has its own.
pub async fn names(tx: &impl Rows) -> Result<BTreeSet<String>, StoreError> {
    let mut names = all_names(tx).await?;
    names.remove(&migrations::table());
    Ok(names)
}

/// All of them.
pub(in crate::store) async fn all_names(tx: &impl Rows) -> Result<BTreeSet<String>, StoreError> {
    let sql = match tx.backend() {
        DbBackend::Postgres => {
            "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema()"
        }
        _ => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        }
    };
    let rows = tx.rows(Statement::new(sql)).await?;
    rows.iter().map(|row| get(row, 0)).collect()
}

/// By name: the table, the column, its type, and its place in the primary key from 1, or 0.
const SQLITE_COLUMNS: &str = "SELECT t.name, c.name, c.type, c.pk \
    FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.name";

const POSTGRES_COLUMNS: &str = "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL), \
        (coalesce(array_position(p.indkey::int2[], a.attnum), -1) + 1)::bigint \
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
    LEFT JOIN pg_index p ON p.indrelid = c.oid AND p.indisprimary \
    WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema() \
    ORDER BY c.relname::text COLLATE \"C\", a.attname::text COLLATE \"C\"";

/// The tables of these names, by name.
async fn tables(tx: &impl Rows, names: &BTreeSet<String>) -> Result<Vec<Table>, StoreError> {
    let sql = match tx.backend() {
        DbBackend::Postgres => POSTGRES_COLUMNS,
        _ => SQLITE_COLUMNS,
    };
    let mut found: BTreeMap<String, (Vec<Column>, BTreeMap<i64, usize>)> = BTreeMap::new();
    for row in tx.rows(Statement::new(sql)).await? {
        let (table, name): (String, String) = (get(&row, 0)?, get(&row, 1)?);
        if !names.contains(&table) {
            continue;
        }
        let (word, place): (String, i64) = (get(&row, 2)?, get(&row, 3)?);
        let kind = Kind::parse(&word).ok_or_else(|| {
            let problem = format!("`{table}` has a column `{name}` of the unknown type {word}");
            StoreError::Uncopyable(problem)
        })?;
        let (columns, key) = found.entry(table).or_default();
        if place > 0 {
            key.insert(place, columns.len());
        }
        columns.push(Column { name, kind });
    }
    let tables = found
        .into_iter()
        .map(|(name, (columns, key))| table(name, columns, key.into_values().collect()));
    tables.collect()
}

fn table(name: String, columns: Vec<Column>, key: Vec<usize>) -> Result<Table, StoreError> {
    if key.is_empty() {
        return Err(StoreError::Uncopyable(format!(
            "`{name}` has no primary key"
        )));
    }
    Ok(Table { name, columns, key })
}

/// Pairs of a table and one that it refers to.
async fn parents(tx: &impl Rows) -> Result<Vec<(String, String)>, StoreError> {
    let sql = match tx.backend() {
        DbBackend::Postgres => {
            "SELECT DISTINCT c.relname::text, p.relname::text FROM pg_constraint k \
             JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE k.contype = 'f' AND n.nspname = current_schema()"
        }
        _ => {
            "SELECT DISTINCT t.name, k.\"table\" FROM sqlite_master t \
             JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table'"
        }
    };
    let rows = tx.rows(Statement::new(sql)).await?;
    rows.iter()
        .map(|row| Ok((get(row, 0)?, get(row, 1)?)))
        .collect()
}

/// Sorts so that no table stands before one that it refers to. Tables that refer to each other in a circle, of which there
/// are none, would come last.
fn parents_first(mut tables: Vec<Table>, parents: &[(String, String)]) -> Vec<Table> {
    let mut sorted: Vec<Table> = Vec::new();
    while !tables.is_empty() {
        let waiting: BTreeSet<String> = tables.iter().map(|table| table.name.clone()).collect();
        let is_ready = |table: &Table| {
            parents.iter().all(|(child, parent)| {
                *child != table.name || parent == child || !waiting.contains(parent)
            })
        };
        let (ready, rest): (Vec<Table>, Vec<Table>) = tables.into_iter().partition(is_ready);
        if ready.is_empty() {
            sorted.extend(rest);
            break;
        }
        sorted.extend(ready);
        tables = rest;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::scratch::Scratch;

    #[tokio::test]
    async fn parents_come_first() {
        let scratch = Scratch::new().await;
        let tx = scratch.store.read().await.unwrap();
        let tables = shared(&tx, &tx).await.unwrap();
        let at = |name: &str| tables.iter().position(|table| table.name == name).unwrap();
        for (child, parent) in parents(&tx).await.unwrap() {
            assert!(at(&parent) < at(&child), "{parent} before {child}");
        }
        assert_eq!(tables.len(), names(&tx).await.unwrap().len());
        let revision = &tables[at("revision")];
        let key: Vec<&str> = revision
            .key
            .iter()
            .map(|at| revision.columns[*at].name.as_str())
            .collect();
        assert_eq!(key, ["translation_id", "version"]);
    }
}
