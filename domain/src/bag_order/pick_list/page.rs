//! The content of a pick list, read in pages, however long it is.

use std::collections::{HashMap, HashSet};

use sea_orm::{EntityTrait, QuerySelect, Select};
use types::bag_order::Rolls;

use crate::entity::{bag_order, bag_order_roll, customer, facility, holder};
use crate::{Domain, Result};

/// Orders on a page.
const PAGE: u64 = 500;

/// One order, as shown to those who pack it.
pub(super) struct Row {
    pub(super) order: bag_order::Model,
    /// `None` once the address no longer belongs to the customer.
    pub(super) facility_number: Option<String>,
    pub(super) customer_number: String,
    /// The customer's name, not the orderer's, who may be somebody else.
    pub(super) recipient: String,
    /// Whether somebody on the customer's contracts has a protected identity.
    pub(super) is_protected: bool,
    pub(super) rolls: Rolls,
}

impl Row {
    /// Rule G19: protected names and addresses are in no file. Those at the company who may know them look them up in
    /// its own register by the numbers.
    pub(super) fn shown<'a>(&self, text: &'a str) -> &'a str {
        if self.is_protected { "" } else { text }
    }
}

impl Domain {
    /// The orders on a list, by number, after a given one; empty at the end.
    pub(super) async fn pick_list_page(&self, list: i64, after: &str) -> Result<Vec<Row>> {
        let db = &self.db.read;
        let orders = bag_order::Entity::on_pick_list(list, after).limit(PAGE).all(db).await?;
        let customers = || orders.iter().map(|order| order.customer_id);
        let known: HashMap<_, _> = self.by_id(customer::Entity::anywhere_all(customers()), |row| row.id).await?;
        let places = facility::Entity::anywhere_all(orders.iter().map(|order| order.facility_id));
        let mut places: HashMap<_, _> = self.by_id(places, |row| row.id).await?;
        let protected = holder::Entity::protected_of(customers()).all(db).await?;
        let protected: HashSet<_> = protected.into_iter().map(|row| row.customer_id).collect();
        let mut rolls = bag_order_roll::Entity::rolls_of_all(db, orders.iter().map(|order| order.id)).await?;
        let mut shown = Vec::with_capacity(orders.len());
        for order in orders {
            let customer = known.get(&order.customer_id);
            shown.push(Row {
                facility_number: places.remove(&order.facility_id).map(|place| place.number),
                customer_number: customer.map(|customer| customer.number.clone()).unwrap_or_default(),
                recipient: customer.map(|customer| customer.name.clone()).unwrap_or_default(),
                is_protected: protected.contains(&order.customer_id),
                rolls: rolls.remove(&order.id).unwrap_or_default(),
                order,
            });
        }
        Ok(shown)
    }

    async fn by_id<E, I>(&self, question: Select<E>, id: impl Fn(&E::Model) -> I) -> Result<HashMap<I, E::Model>>
    where
        E: EntityTrait,
        I: Eq + std::hash::Hash,
    {
        Ok(question.all(&self.db.read).await?.into_iter().map(|row| (id(&row), row)).collect())
    }
}
