//! Creates what is written of posts: sections, posts, their translations, and every saved state of those.

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
                "section",
                "section_translation",
                "post",
                "post_translation",
                "revision",
                "rendering",
            ],
        )
        .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: &str = r"
CREATE TABLE section (
    key TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE section_translation (
    section TEXT NOT NULL REFERENCES section (key) ON DELETE CASCADE,
    locale TEXT NOT NULL,
    title TEXT,
    navigation TEXT NOT NULL,
    PRIMARY KEY (section, locale)
);

CREATE TABLE post (
    id BIGINT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    source_locale TEXT NOT NULL,
    section TEXT NOT NULL REFERENCES section (key),
    date TEXT,
    navigation BOOLEAN NOT NULL,
    meta TEXT NOT NULL,
    shared_version INTEGER NOT NULL,
    imported_shared_version INTEGER,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX post_section ON post (section);

CREATE TABLE post_translation (
    id BIGINT NOT NULL PRIMARY KEY,
    post_id BIGINT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    locale TEXT NOT NULL,
    head_version INTEGER NOT NULL,
    live_version INTEGER,
    scheduled_version INTEGER,
    publish_at BIGINT,
    published_at BIGINT,
    confirmed_source_version INTEGER,
    head_rest TEXT,
    stem TEXT NOT NULL,
    extension TEXT NOT NULL,
    source_root TEXT,
    source_file TEXT,
    imported_hash TEXT,
    imported_version INTEGER,
    updated_at BIGINT NOT NULL,
    UNIQUE (post_id, locale),
    UNIQUE (locale, head_rest)
);
CREATE INDEX post_translation_source ON post_translation (source_root, source_file);

CREATE TABLE revision (
    translation_id BIGINT NOT NULL REFERENCES post_translation (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    seo_title TEXT,
    seo_description TEXT,
    seo_image TEXT,
    meta TEXT NOT NULL,
    navigation BOOLEAN,
    front_matter TEXT NOT NULL,
    markdown TEXT NOT NULL,
    author TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (translation_id, version)
);

CREATE TABLE rendering (
    translation_id BIGINT NOT NULL,
    version INTEGER NOT NULL,
    renderer TEXT NOT NULL,
    html TEXT NOT NULL,
    minimark TEXT,
    text TEXT NOT NULL,
    toc TEXT NOT NULL,
    excerpt TEXT,
    words INTEGER NOT NULL,
    code_words INTEGER NOT NULL,
    segments TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (translation_id, version),
    FOREIGN KEY (translation_id, version) REFERENCES revision (translation_id, version) ON DELETE CASCADE
);
";
