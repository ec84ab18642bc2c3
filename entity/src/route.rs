//! Live paths, old paths and manual redirects; no drafts.

use sea_orm::entity::prelude::*;

/// Live paths, old paths and manual redirects; no drafts.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "route")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub rest: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub locale: String,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    pub post_id: Option<i64>,
    pub tag_id: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub target: Option<String>,
    pub status: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
