//! Creates what translators said of blocks: which of a translation stand for which of the source.

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
        dialect::drop(manager, &["pairing"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &str = r"
CREATE TABLE pairing (
    translation_id BIGINT NOT NULL PRIMARY KEY REFERENCES post_translation (id) ON DELETE CASCADE,
    source_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    links TEXT NOT NULL
);
";
