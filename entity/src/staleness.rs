//! What changed in the source since a translation was last brought up to date; no row, no change.

use sea_orm::entity::prelude::*;

/// What changed in the source since a translation was last brought up to date; no row, no change.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staleness")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub translation_id: i64,
    pub words: i32,
    #[sea_orm(column_type = "Text")]
    pub segments: String,
}

impl ActiveModelBehavior for ActiveModel {}
