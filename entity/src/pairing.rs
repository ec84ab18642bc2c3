//! Which blocks of a translation stand for which of its source, in two states of them.

use sea_orm::entity::prelude::*;

/// Which blocks of a translation stand for which of its source, in two states of them.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pairing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub translation_id: i64,
    pub source_version: i32,
    pub version: i32,
    #[sea_orm(column_type = "Text")]
    pub links: String,
}

impl ActiveModelBehavior for ActiveModel {}
