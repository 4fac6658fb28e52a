//! The content of bag orders.

use sea_orm::entity::prelude::*;
use types::id::BagOrderId;

/// Rolls of one colour.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bag_order_roll")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: BagOrderId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub colour: String,
    pub rolls: i16,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The content of the given orders.
    pub fn of_orders(orders: impl IntoIterator<Item = BagOrderId>) -> Select<Self> {
        Self::find().filter(Column::OrderId.is_in(orders))
    }
}
