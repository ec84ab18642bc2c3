//! One row for each post that a locale can show under its configured chain.

use sea_orm::entity::prelude::*;

/// One row for each post that a locale can show under its configured chain.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "listing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub locale: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub post_id: i64,
    #[sea_orm(column_type = "Text")]
    pub served_locale: String,
    #[sea_orm(column_type = "Text")]
    pub path_locale: String,
    #[sea_orm(column_type = "Text")]
    pub rest: String,
    #[sea_orm(column_type = "Text")]
    pub section: String,
    pub dated: bool,
    pub sorted_at: i64,
    pub updated_at: i64,
    pub title_key: Vec<u8>,
    #[sea_orm(column_type = "Text")]
    pub source_order: String,
}

impl ActiveModelBehavior for ActiveModel {}
