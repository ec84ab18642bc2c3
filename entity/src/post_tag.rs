//! Which tags a post carries, in which order.

use sea_orm::entity::prelude::*;

/// Which tags a post carries, in which order.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "post_tag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub post_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub tag_id: i64,
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}
