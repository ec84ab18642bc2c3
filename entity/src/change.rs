//! The append-only log of what readers could notice.

use sea_orm::entity::prelude::*;

/// The append-only log of what readers could notice.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    pub post_id: Option<i64>,
    pub tag_id: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub locale: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub rest: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub previous_rest: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub hash: Option<String>,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
