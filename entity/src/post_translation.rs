//! One post in one locale: pointers into its revisions, and where its file came from.

use sea_orm::entity::prelude::*;

/// One post in one locale: pointers into its revisions, and where its file came from.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "post_translation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub post_id: i64,
    #[sea_orm(column_type = "Text")]
    pub locale: String,
    pub head_version: i32,
    pub live_version: Option<i32>,
    pub scheduled_version: Option<i32>,
    pub publish_at: Option<i64>,
    pub published_at: Option<i64>,
    pub confirmed_source_version: Option<i32>,
    #[sea_orm(column_type = "Text", nullable)]
    pub head_rest: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub stem: String,
    #[sea_orm(column_type = "Text")]
    pub extension: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub source_root: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub source_file: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub imported_hash: Option<String>,
    pub imported_version: Option<i32>,
    pub updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
