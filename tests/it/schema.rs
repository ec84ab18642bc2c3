//! The tables: entities say what migrations made, migrations run up and down, and text compares byte by byte.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use isogloss::store::migrations::OLDEST_BINARY;
use isogloss::store::{StoreError, setting};
use libtest_mimic::Trial;
use sea_orm::{
    ColumnTrait, ColumnType, ConnectionTrait, Database, DatabaseConnection, EntityTrait,
    IdenStatic, Iterable, PrimaryKeyToColumn, QueryResult, Statement,
};

use crate::Harness;
use crate::database::{Backend, Databases, open};

/// A table as either side describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Table {
    /// By name: the kind of value, and whether it may be null.
    columns: BTreeMap<String, (&'static str, bool)>,
    primary_key: BTreeSet<String>,
}

type Tables = BTreeMap<String, Table>;

/// The table in which SeaORM notes what has run.
const MIGRATIONS: &str = "seaql_migrations";

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both(
            "schema::entities_equal_migrations",
            entities_equal_migrations,
        ),
        harness.on_both(
            "schema::migrations_run_up_and_down",
            migrations_run_up_and_down,
        ),
        harness.on_both(
            "schema::a_newer_database_is_refused_unless_it_says_otherwise",
            a_newer_database_is_refused_unless_it_says_otherwise,
        ),
        harness.on_both("schema::text_is_ordered_by_bytes", text_is_ordered_by_bytes),
        vec![harness.once("schema::every_entity_is_compared", async |_| {
            every_entity_is_compared()
        })],
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn entities_equal_migrations(databases: &Databases, backend: Backend) -> Result<()> {
    let url = migrated(databases, backend).await?;
    let found = tables(&Database::connect(&url).await?, backend).await?;
    let expected = entities();
    let problems: Vec<String> = expected
        .keys()
        .chain(found.keys())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter(|name| expected.get(*name) != found.get(*name))
        .map(|name| {
            format!(
                "{name}\n  entity   {:?}\n  database {:?}",
                expected.get(name),
                found.get(name)
            )
        })
        .collect();
    ensure!(
        problems.is_empty(),
        "these differ:\n{}",
        problems.join("\n")
    );
    Ok(())
}

async fn migrations_run_up_and_down(databases: &Databases, backend: Backend) -> Result<()> {
    let url = databases.empty(backend).await?;
    let store = open(&url).await?;
    let connection = Database::connect(&url).await?;
    store.migrate().await?;
    let first = tables(&connection, backend).await?;
    let count = store.migrations().await?.len();
    for left in (0..count).rev() {
        store
            .migrate_down(1)
            .await
            .with_context(|| format!("down to {left}"))?;
    }
    let remaining = tables(&connection, backend).await?;
    ensure!(remaining.is_empty(), "left behind: {:?}", remaining.keys());
    store.migrate().await?;
    ensure!(
        tables(&connection, backend).await? == first,
        "up again makes other tables"
    );
    store.migrate().await.context("nothing to do is fine")
}

async fn a_newer_database_is_refused_unless_it_says_otherwise(
    databases: &Databases,
    backend: Backend,
) -> Result<()> {
    let url = migrated(databases, backend).await?;
    let unknown = "m29991231_000001_create_future";
    Database::connect(&url)
        .await?
        .execute_unprepared(&format!(
            "INSERT INTO {MIGRATIONS} (version, applied_at) VALUES ('{unknown}', 0)"
        ))
        .await?;
    let store = open(&url).await?;
    // While instances are replaced one by one, those of the version before go on where the newer one says that they can.
    store.migrate().await?;
    let tx = store.write().await?;
    setting::put(&tx, OLDEST_BINARY, unknown).await?;
    tx.commit().await?;
    match store.migrate().await {
        Err(StoreError::Newer(name)) if name == unknown => Ok(()),
        other => bail!("not refused: {other:?}"),
    }
}

/// The default collation of the tests' PostgreSQL sorts `a` before `B`; the columns' own does not.
async fn text_is_ordered_by_bytes(databases: &Databases, backend: Backend) -> Result<()> {
    let url = migrated(databases, backend).await?;
    let connection = Database::connect(&url).await?;
    connection
        .execute_unprepared("INSERT INTO setting (name, value) VALUES ('ä', ''), ('b', ''), ('B', ''), ('a-b', ''), ('ab', ''), ('Z', '')")
        .await?;
    let rows = query(&connection, "SELECT name FROM setting ORDER BY name").await?;
    let names: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "name"))
        .collect::<Result<_, _>>()?;
    ensure!(
        names == ["B", "Z", "a-b", "ab", "b", OLDEST_BINARY, "ä"],
        "{names:?}"
    );
    Ok(())
}

/// Every file of `entity/src` is in the list of [`entities`].
fn every_entity_is_compared() -> Result<()> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/entity/src");
    let files = std::fs::read_dir(folder)?;
    let mut names = BTreeSet::new();
    for file in files {
        let name = file?.file_name().to_string_lossy().replace(".rs", "");
        names.extend((name != "lib").then_some(name));
    }
    let compared: BTreeSet<String> = entities().into_keys().collect();
    ensure!(names == compared, "files {names:?}, compared {compared:?}");
    Ok(())
}

async fn migrated(databases: &Databases, backend: Backend) -> Result<String> {
    let url = databases.empty(backend).await?;
    open(&url).await?.migrate().await?;
    Ok(url)
}

fn entities() -> Tables {
    [
        table(entity::change::Entity),
        table(entity::change_head::Entity),
        table(entity::listing::Entity),
        table(entity::listing_section::Entity),
        table(entity::listing_tag::Entity),
        table(entity::pairing::Entity),
        table(entity::post::Entity),
        table(entity::post_tag::Entity),
        table(entity::post_translation::Entity),
        table(entity::rendering::Entity),
        table(entity::revision::Entity),
        table(entity::route::Entity),
        table(entity::section::Entity),
        table(entity::section_translation::Entity),
        table(entity::setting::Entity),
        table(entity::staleness::Entity),
        table(entity::tag::Entity),
        table(entity::tag_translation::Entity),
        table(entity::tally::Entity),
        table(entity::token::Entity),
    ]
    .into()
}

/// A table as its entity describes it.
fn table<E: EntityTrait>(entity: E) -> (String, Table) {
    let columns = E::Column::iter().map(|column| {
        let definition = column.def();
        let kind = match definition.get_column_type() {
            ColumnType::Text => "text",
            ColumnType::BigInteger => "bigint",
            ColumnType::Integer => "integer",
            ColumnType::Boolean => "boolean",
            ColumnType::Blob | ColumnType::Binary(_) | ColumnType::VarBinary(_) => "bytes",
            _ => "a kind that no table has",
        };
        (column.as_str().to_owned(), (kind, definition.is_null()))
    });
    let primary_key = E::PrimaryKey::iter().map(|key| key.into_column().as_str().to_owned());
    let table = Table {
        columns: columns.collect(),
        primary_key: primary_key.collect(),
    };
    (entity.table_name().to_owned(), table)
}

/// The tables as the database describes them.
async fn tables(connection: &DatabaseConnection, backend: Backend) -> Result<Tables> {
    let columns = match backend {
        Backend::Sqlite => {
            "SELECT t.name AS table_name, c.name AS column_name, c.type AS kind, c.\"notnull\" = 0 AS nullable, \
             c.pk > 0 AS is_key, 'C' AS collation \
             FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
        }
        Backend::Postgres => {
            "SELECT c.table_name::text, c.column_name::text, c.data_type::text AS kind, c.is_nullable = 'YES' AS nullable, \
             k.column_name IS NOT NULL AS is_key, coalesce(c.collation_name, 'C')::text AS collation \
             FROM information_schema.columns c \
             LEFT JOIN information_schema.table_constraints p ON p.table_schema = c.table_schema \
             AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY' \
             LEFT JOIN information_schema.key_column_usage k ON k.constraint_schema = p.constraint_schema \
             AND k.constraint_name = p.constraint_name AND k.table_name = c.table_name AND k.column_name = c.column_name \
             WHERE c.table_schema = 'public'"
        }
    };
    let mut tables = Tables::new();
    for row in query(connection, columns).await? {
        let name: String = row.try_get("", "table_name")?;
        if name == MIGRATIONS {
            continue;
        }
        let column: String = row.try_get("", "column_name")?;
        let kind: String = row.try_get("", "kind")?;
        let collation: String = row.try_get("", "collation")?;
        ensure!(
            collation == "C",
            "{name}.{column} has the collation {collation}"
        );
        let table = tables.entry(name).or_default();
        if row.try_get("", "is_key")? {
            table.primary_key.insert(column.clone());
        }
        let kind = match kind.to_ascii_lowercase().as_str() {
            "text" => "text",
            "bigint" => "bigint",
            "integer" => "integer",
            "boolean" => "boolean",
            "blob" | "bytea" => "bytes",
            other => bail!("{column} has the unexpected type {other}"),
        };
        table
            .columns
            .insert(column, (kind, row.try_get("", "nullable")?));
    }
    Ok(tables)
}

async fn query(connection: &DatabaseConnection, sql: &str) -> Result<Vec<QueryResult>> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    Ok(connection.query_all_raw(statement).await?)
}
