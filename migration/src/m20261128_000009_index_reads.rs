//! Adds indexes for what pages ask: with the ones before, SQLite read every live path, tally or tag name for some of them.

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

/// Whatever is asked of one thing's paths begins with the thing. An index of the thing alone is as good as one of the kind
/// alone to a database without statistics, and the kind `live` has nearly every row.
const UP: &str = r"
CREATE INDEX route_post_live ON route (post_id, kind, locale);
CREATE INDEX route_tag_live ON route (tag_id, kind, locale);
CREATE INDEX listing_tag_of_post ON listing_tag (post_id, locale, tag_id);
CREATE INDEX tally_tag ON tally (tag_id, section);
CREATE INDEX tag_translation_slug ON tag_translation (slug);
DROP INDEX route_post;
DROP INDEX route_tag;
DROP INDEX listing_tag_post;
";

const DOWN: &str = r"
CREATE INDEX listing_tag_post ON listing_tag (post_id);
CREATE INDEX route_tag ON route (tag_id);
CREATE INDEX route_post ON route (post_id);
DROP INDEX tag_translation_slug;
DROP INDEX tally_tag;
DROP INDEX listing_tag_of_post;
DROP INDEX route_tag_live;
DROP INDEX route_post_live;
";
