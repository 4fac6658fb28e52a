//! Pick lists, for tests.

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QueryOrder};
use types::account::CustomerKind;
use types::bag_order::BagOrderStatus;
use types::id::{BagOrderId, FacilityId, IdempotencyKey};
use types::{Channel, CustomerId, LocalDate, Timestamp};
use uuid::Uuid;

use super::World;
use super::observe::every;
use crate::bag_order::PickListState;
use crate::customer as customers;
use crate::entity::{Anywhere as _, bag_order, bag_order_roll, customer, pick_list};

pub use crate::entity::bag_order::Model as BagOrderRow;

/// Rows of one statement.
const ROWS: usize = 500;

impl World {
    /// An order's row.
    pub async fn order_row(&self, id: BagOrderId) -> BagOrderRow {
        let found = bag_order::Entity::anywhere(id).one(&self.domain.db.read).await;
        found.expect("an answer").expect("the order")
    }

    /// All orders, by their numbers.
    pub async fn order_rows(&self) -> Vec<BagOrderRow> {
        let rows = every::<bag_order::Entity>().order_by_asc(bag_order::Column::Number);
        rows.all(&self.domain.db.read).await.expect("an answer")
    }

    /// The export runs, with their states.
    pub async fn pick_lists(&self) -> Vec<(i64, PickListState)> {
        let rows = every::<pick_list::Entity>().order_by_asc(pick_list::Column::Number);
        let rows = rows.all(&self.domain.db.read).await.expect("an answer");
        rows.into_iter().map(|row| (row.number, row.state)).collect()
    }

    /// A run wrote its file, and was interrupted before recording it.
    pub async fn unset_written(&self, number: i64) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let found = pick_list::Entity::anywhere(number).one(&txn).await.expect("an answer");
        let mut row = found.expect("the run").into_active_model();
        row.state = Set(PickListState::Taken);
        row.is_open = Set(Some(1));
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// So many customers with an order each that is not exported, without the order's other rows.
    pub async fn add_waiting_orders(&self, count: usize) {
        for first in (0..count).step_by(ROWS) {
            let orders: Vec<_> = (first..count.min(first + ROWS)).map(|_| order(self.clock.now())).collect();
            let txn = self.domain.db.begin_write().await.expect("a transaction");
            let customers = orders.iter().map(|order| customer_of(order).into_active_model().reset_all());
            customer::Entity::insert_many(customers).exec_without_returning(&txn).await.expect("customers");
            let rolls = orders.iter().map(|order| {
                let row = bag_order_roll::Model { order_id: order.id, colour: "green".to_owned(), rolls: 3 };
                row.into_active_model().reset_all()
            });
            let rolls: Vec<_> = rolls.collect();
            let orders = orders.into_iter().map(|order| order.into_active_model().reset_all());
            bag_order::Entity::insert_many(orders).exec_without_returning(&txn).await.expect("orders");
            bag_order_roll::Entity::insert_many(rolls).exec_without_returning(&txn).await.expect("rolls");
            txn.commit().await.expect("a commit");
        }
    }
}

fn order(now: Timestamp) -> BagOrderRow {
    let id = Uuid::now_v7();
    BagOrderRow {
        id: BagOrderId(id),
        number: id.simple().to_string(),
        customer_id: CustomerId(id),
        facility_id: FacilityId(id),
        street: "Storgatan 1".to_owned(),
        postal_code: "63210".to_owned(),
        city: "Eskilstuna".to_owned(),
        ordered_by: None,
        channel: Channel::Web,
        request_key: IdempotencyKey(id),
        status: BagOrderStatus::Received,
        status_at: now,
        created_at: now,
        packed_at: None,
        sent_at: None,
        expected_on: LocalDate { year: 2026, month: 11, day: 30 },
        missed_at: None,
        pick_list: None,
    }
}

fn customer_of(order: &BagOrderRow) -> customer::Model {
    customer::Model {
        id: order.customer_id,
        reference: customers::new_reference(),
        number: order.number.clone(),
        kind: CustomerKind::Private,
        name: "Anna Andersson".to_owned(),
        organisation_number: None,
        email_sealed: None,
        phone_sealed: None,
        import_digest: Vec::new(),
        imported_at: order.created_at,
        ended_at: None,
    }
}
