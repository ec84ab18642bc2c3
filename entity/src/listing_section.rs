//! Each listing once more for every folder above it.

use sea_orm::entity::prelude::*;

/// Each listing once more for every folder above it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "listing_section")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub locale: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub section: String,
    pub sorted_at: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub post_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
