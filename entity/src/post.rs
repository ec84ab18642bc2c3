//! What all locales of a post share.

use sea_orm::entity::prelude::*;

/// What all locales of a post share.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "post")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    #[sea_orm(column_type = "Text")]
    pub key: String,
    #[sea_orm(column_type = "Text")]
    pub source_locale: String,
    #[sea_orm(column_type = "Text")]
    pub section: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub date: Option<String>,
    pub navigation: bool,
    #[sea_orm(column_type = "Text")]
    pub meta: String,
    pub shared_version: i32,
    pub imported_shared_version: Option<i32>,
    pub created_at: i64,
    pub updated_at: i64,
    #[sea_orm(column_type = "Text")]
    pub updated_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
