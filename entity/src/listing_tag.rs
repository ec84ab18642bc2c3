//! Each listing once more for every tag.

use sea_orm::entity::prelude::*;

/// Each listing once more for every tag.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "listing_tag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub locale: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub tag_id: i64,
    pub sorted_at: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub post_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
