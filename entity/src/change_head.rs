//! The number of the newest change: one row.

use sea_orm::entity::prelude::*;

/// The number of the newest change: one row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change_head")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
