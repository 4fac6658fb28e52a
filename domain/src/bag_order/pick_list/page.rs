//! What stands on a pick list, read a page at a time however long it is.

use std::collections::{BTreeMap, HashMap, HashSet};

use sea_orm::{DbErr, QuerySelect};
use types::{CustomerId, id::BagOrderId};

use crate::{
    Domain,
    entity::{bag_order, bag_order_roll, customer, holder},
};

/// Orders on a page.
const PAGE: u64 = 500;

/// One order as those see it who pack it.
pub(super) struct Row {
    pub(super) order: bag_order::Model,
    /// The customer's name. Not who ordered: that may be somebody else.
    pub(super) recipient: String,
    /// Whether somebody on the customer's contracts has a protected identity. The address is still needed to deliver;
    /// the parcel and the list take the company's safe way.
    pub(super) is_protected: bool,
    /// By colour.
    pub(super) rolls: BTreeMap<String, i16>,
}

impl Domain {
    /// The orders on a list, by their numbers, from after one of them; none at the end.
    pub(super) async fn pick_list_page(&self, list: i64, after: &str) -> Result<Vec<Row>, DbErr> {
        let db = &self.db.read;
        let orders = bag_order::Entity::on_pick_list(list, after).limit(PAGE).all(db).await?;
        let customers = || orders.iter().map(|order| order.customer_id);
        let named = customer::Entity::find_all(customers()).all(db).await?;
        let names: HashMap<CustomerId, String> = named.into_iter().map(|row| (row.id, row.name)).collect();
        let protected = holder::Entity::protected_of(customers()).all(db).await?;
        let protected: HashSet<CustomerId> = protected.into_iter().map(|row| row.customer_id).collect();
        let mut rolls: HashMap<BagOrderId, BTreeMap<String, i16>> = HashMap::new();
        for row in bag_order_roll::Entity::of_orders(orders.iter().map(|order| order.id)).all(db).await? {
            rolls.entry(row.order_id).or_default().insert(row.colour, row.rolls);
        }
        let row = |order: bag_order::Model| Row {
            recipient: names.get(&order.customer_id).cloned().unwrap_or_default(),
            is_protected: protected.contains(&order.customer_id),
            rolls: rolls.remove(&order.id).unwrap_or_default(),
            order,
        };
        Ok(orders.into_iter().map(row).collect())
    }
}
