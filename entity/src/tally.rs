//! How many posts a folder, or a tag in a folder, shows in a locale; tag 0 counts all.

use sea_orm::entity::prelude::*;

/// How many posts a folder, or a tag in a folder, shows in a locale; tag 0 counts all.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tally")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub locale: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub section: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub tag_id: i64,
    pub shown: i64,
    pub own: i64,
}

impl ActiveModelBehavior for ActiveModel {}
