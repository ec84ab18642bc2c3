//! Creates what is derived of translations that are behind their source: the blocks that changed since.

use sea_orm_migration::prelude::{
    DbErr, DeriveMigrationName, MigrationTrait, SchemaManager, async_trait,
};

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, DOWN).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &str = r"
CREATE TABLE staleness (
    translation_id BIGINT NOT NULL PRIMARY KEY REFERENCES post_translation (id) ON DELETE CASCADE,
    words INTEGER NOT NULL,
    segments TEXT NOT NULL
);
-- A queue of translations counts the words of every source, and should not read the sources for it.
CREATE INDEX rendering_words ON rendering (translation_id, version, words);
";

const DOWN: &str = r"
DROP INDEX rendering_words;
DROP TABLE staleness;
";
