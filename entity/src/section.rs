//! A folder of posts; it begins with its first post.

use sea_orm::entity::prelude::*;

/// A folder of posts; it begins with its first post.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "section")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub key: String,
}

impl ActiveModelBehavior for ActiveModel {}
