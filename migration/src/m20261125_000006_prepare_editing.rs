//! Prepares for editors: who changed what locales share, and which translations are to be published when.

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
ALTER TABLE post ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
CREATE INDEX post_translation_publish_at ON post_translation (publish_at);
CREATE INDEX route_kind ON route (kind, locale, rest);
";

const DOWN: &str = r"
DROP INDEX route_kind;
DROP INDEX post_translation_publish_at;
ALTER TABLE post DROP COLUMN updated_by;
";
