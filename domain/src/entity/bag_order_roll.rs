//! The content of bag orders.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use types::bag_order::{BagColour, Rolls};
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

impl ActiveModel {
    /// The rows of an order's content.
    pub fn ordered(order: BagOrderId, rolls: &Rolls) -> impl Iterator<Item = Self> {
        rolls.iter().map(move |(colour, rolls)| {
            let (order_id, colour, rolls) = (Set(order), Set(colour.0.clone()), Set(i16::from(rolls)));
            Self { order_id, colour, rolls }
        })
    }
}

impl Entity {
    /// The content of the given orders.
    pub fn of_orders(orders: impl IntoIterator<Item = BagOrderId>) -> Select<Self> {
        Self::find().filter(Column::OrderId.is_in(orders))
    }

    /// The content of each of the given orders.
    pub async fn rolls_of_all(
        db: &impl ConnectionTrait,
        orders: impl IntoIterator<Item = BagOrderId>,
    ) -> Result<HashMap<BagOrderId, Rolls>, DbErr> {
        let mut rows: HashMap<_, Vec<_>> = HashMap::new();
        for row in Self::of_orders(orders).all(db).await? {
            let rolls = u8::try_from(row.rolls.max(0)).unwrap_or(u8::MAX);
            rows.entry(row.order_id).or_default().push((BagColour(row.colour), rolls));
        }
        Ok(rows.into_iter().map(|(order, rolls)| (order, rolls.into_iter().collect())).collect())
    }

    /// The content of an order.
    pub async fn rolls_of(db: &impl ConnectionTrait, order: BagOrderId) -> Result<Rolls, DbErr> {
        Ok(Self::rolls_of_all(db, [order]).await?.remove(&order).unwrap_or_default())
    }
}
