//! What a revision looks like to readers, made when it was written.

use sea_orm::entity::prelude::*;

/// What a revision looks like to readers, made when it was written.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rendering")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub translation_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    #[sea_orm(column_type = "Text")]
    pub renderer: String,
    #[sea_orm(column_type = "Text")]
    pub html: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub minimark: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    #[sea_orm(column_type = "Text")]
    pub toc: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub excerpt: Option<String>,
    pub words: i32,
    pub code_words: i32,
    #[sea_orm(column_type = "Text")]
    pub segments: String,
    #[sea_orm(column_type = "Text")]
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
