//! Creates what is derived in the transaction that changes content: routes, and the view of each locale that lists read.

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
        dialect::drop(
            manager,
            &[
                "route",
                "listing",
                "listing_section",
                "listing_tag",
                "tally",
            ],
        )
        .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: &str = r"
CREATE TABLE route (
    rest TEXT NOT NULL,
    locale TEXT NOT NULL,
    kind TEXT NOT NULL,
    post_id BIGINT REFERENCES post (id) ON DELETE CASCADE,
    tag_id BIGINT REFERENCES tag (id) ON DELETE CASCADE,
    target TEXT,
    status INTEGER,
    PRIMARY KEY (rest, locale)
);
CREATE INDEX route_post ON route (post_id);
CREATE INDEX route_tag ON route (tag_id);

CREATE TABLE listing (
    locale TEXT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    served_locale TEXT NOT NULL,
    path_locale TEXT NOT NULL,
    rest TEXT NOT NULL,
    section TEXT NOT NULL,
    dated BOOLEAN NOT NULL,
    sorted_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    title_key BYTES NOT NULL,
    source_order TEXT NOT NULL,
    PRIMARY KEY (locale, post_id),
    UNIQUE (locale, path_locale, rest)
);
CREATE INDEX listing_post ON listing (post_id);
CREATE INDEX listing_newest ON listing (locale, sorted_at, post_id);
CREATE INDEX listing_section_newest ON listing (locale, section, sorted_at, post_id);
CREATE INDEX listing_section_source ON listing (locale, section, source_order, post_id);
CREATE INDEX listing_section_dated ON listing (locale, section, dated);
CREATE INDEX listing_updated ON listing (locale, updated_at, post_id);
CREATE INDEX listing_title ON listing (locale, title_key, post_id);
CREATE INDEX listing_source ON listing (locale, source_order, post_id);

CREATE TABLE listing_section (
    locale TEXT NOT NULL,
    section TEXT NOT NULL,
    sorted_at BIGINT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    PRIMARY KEY (locale, section, post_id)
);
CREATE INDEX listing_section_post ON listing_section (post_id);
CREATE INDEX listing_section_order ON listing_section (locale, section, sorted_at, post_id);

CREATE TABLE listing_tag (
    locale TEXT NOT NULL,
    tag_id BIGINT NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    sorted_at BIGINT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    PRIMARY KEY (locale, tag_id, post_id)
);
CREATE INDEX listing_tag_post ON listing_tag (post_id);
CREATE INDEX listing_tag_order ON listing_tag (locale, tag_id, sorted_at, post_id);

CREATE TABLE tally (
    locale TEXT NOT NULL,
    section TEXT NOT NULL,
    tag_id BIGINT NOT NULL,
    shown BIGINT NOT NULL,
    own BIGINT NOT NULL,
    PRIMARY KEY (locale, section, tag_id)
);
";
