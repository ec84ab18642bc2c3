//! Creates the append-only log of what readers could notice; its numbers are in the order of commits.

use sea_orm_migration::prelude::{
    DbErr, DeriveMigrationName, MigrationTrait, SchemaManager, async_trait,
};

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["change_head", "change"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: &str = r"
CREATE TABLE change_head (
    id INTEGER NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL
);
INSERT INTO change_head (id, seq) VALUES (1, 0);

CREATE TABLE change (
    seq BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    post_id BIGINT,
    tag_id BIGINT,
    locale TEXT,
    rest TEXT,
    previous_rest TEXT,
    hash TEXT,
    created_at BIGINT NOT NULL
);
";
