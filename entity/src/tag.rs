//! A tag: the same in every locale.

use sea_orm::entity::prelude::*;

/// A tag: the same in every locale.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    #[sea_orm(column_type = "Text")]
    pub key: String,
}

impl ActiveModelBehavior for ActiveModel {}
