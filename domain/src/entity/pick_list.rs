//! The runs in which the company takes orders out to pack.

use sea_orm::entity::prelude::*;
use types::Timestamp;

use crate::bag_order::{PickListFormat, PickListState};

/// One run, and so one file.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pick_list")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub format: PickListFormat,
    pub state: PickListState,
    pub is_open: Option<i64>,
    pub begun_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
