//! What tests of erasing look at, and arrange without the operations that others are.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};
use types::{
    CustomerRef,
    access_grant::Channel,
    bag_order::BagOrderStatus,
    id::{BagOrderId, FacilityId, RequestKey},
};
use uuid::Uuid;

use super::{Holding, World, observe::every};
use crate::entity::{bag_order, bag_order_roll, customer, person};

impl World {
    /// An order of one roll, made by whoever asks on the account, for an address of its own.
    pub async fn add_bag_order(&self, by: &Holding, status: BagOrderStatus) -> String {
        let (now, id) = (self.clock.now(), Uuid::now_v7());
        let row = bag_order::ActiveModel {
            id: Set(BagOrderId(id)),
            number: Set(format!("P{}", id.simple())),
            customer_id: Set(self.customer_row(&by.account).await.id),
            facility_id: Set(FacilityId(Uuid::now_v7())),
            street: Set("Ekgatan 3".to_owned()),
            postal_code: Set("70210".to_owned()),
            city: Set("Orebro".to_owned()),
            ordered_by: Set(Some(by.caller.person)),
            channel: Set(Channel::Web),
            request_key: Set(RequestKey(Uuid::now_v7())),
            status: Set(status),
            status_at: Set(now),
            created_at: Set(now),
            packed_at: Set(None),
            sent_at: Set(None),
            expected_on: Set("2026-11-30".to_owned()),
            missed_at: Set(None),
            pick_list: Set(None),
        };
        let roll = bag_order_roll::ActiveModel {
            order_id: Set(BagOrderId(id)),
            colour: Set("green".to_owned()),
            rolls: Set(1),
        };
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let order = row.insert(&txn).await.expect("an order");
        roll.insert(&txn).await.expect("a roll");
        txn.commit().await.expect("a commit");
        order.number
    }

    /// How many orders of bags there are, and how many rows of rolls.
    pub async fn bag_rows(&self) -> (u64, u64) {
        let db = &self.domain.db.read;
        let orders = every::<bag_order::Entity>().count(db).await.expect("a number");
        (orders, every::<bag_order_roll::Entity>().count(db).await.expect("a number"))
    }

    /// Who made the orders of bags; none for somebody who is erased.
    pub async fn orderers(&self) -> Vec<Option<types::PersonId>> {
        let orders = every::<bag_order::Entity>().all(&self.domain.db.read).await.expect("an answer");
        orders.into_iter().map(|order| order.ordered_by).collect()
    }

    /// The person is on no contract of the account any more, as the import finds.
    pub async fn leave_contract(&self, of: &Holding) {
        let customer = self.customer_row(&of.account).await.id;
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let row = crate::entity::holder::Entity::delete_by_id((customer, of.caller.person));
        row.exec(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// The names of everybody that there is a row for, in one order.
    pub async fn names(&self) -> Vec<String> {
        let persons = every::<person::Entity>().all(&self.domain.db.read).await.expect("an answer");
        let mut names: Vec<_> = persons.iter().map(person::Model::name).collect();
        names.sort();
        names
    }

    /// Whether there is such an account.
    pub async fn has_account(&self, account: &CustomerRef) -> bool {
        customer::Entity::find_by_reference(account).one(&self.domain.db.read).await.expect("an answer").is_some()
    }
}
