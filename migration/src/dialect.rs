//! The two words in which SQLite's and PostgreSQL's table definitions differ here.
//! Text is compared byte by byte on both, and byte strings have two names.

use sea_orm_migration::prelude::{ConnectionTrait, DbErr, SchemaManager};
use sea_orm_migration::sea_orm::DbBackend;

/// Runs a script in which `TEXT` and `BYTES` stand for the database's own types.
pub(crate) async fn run(manager: &SchemaManager<'_>, script: &str) -> Result<(), DbErr> {
    let script = match manager.get_database_backend() {
        DbBackend::Postgres => script
            .replace(" TEXT", " TEXT COLLATE \"C\"")
            .replace(" BYTES", " BYTEA"),
        _ => script.replace(" BYTES", " BLOB"),
    };
    manager
        .get_connection()
        .execute_unprepared(&script)
        .await
        .map(|_| ())
}

/// Drops tables, the last one named first.
pub(crate) async fn drop(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        let statement = format!("DROP TABLE {table}");
        manager
            .get_connection()
            .execute_unprepared(&statement)
            .await?;
    }
    Ok(())
}
