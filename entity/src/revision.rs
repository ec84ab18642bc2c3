//! One immutable saved state of a translation; it outlives deletion.

use sea_orm::entity::prelude::*;

/// One immutable saved state of a translation; it outlives deletion.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "revision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub translation_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub description: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub seo_title: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub seo_description: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub seo_image: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub meta: String,
    pub navigation: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub front_matter: String,
    #[sea_orm(column_type = "Text")]
    pub markdown: String,
    #[sea_orm(column_type = "Text")]
    pub author: String,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
