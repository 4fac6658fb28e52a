//! Activity, for tests.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use types::LocalDate;
use types::activity::{ActivityFilter, ActivityList};
use types::bag_order::BagOrderStatus;
use types::id::{BagOrderId, FacilityId, IdempotencyKey};
use uuid::Uuid;

use super::observe::every;
use super::{Holding, World};
use crate::activity::Event;
use crate::entity::{activity, bag_order, bag_order_roll, customer};
use crate::job::Letter;
use crate::{Caller, Right};

impl World {
    /// How many rows of activity there are, in all streams.
    pub async fn activity_count(&self) -> u64 {
        every::<activity::Entity>().count(&self.domain.db.read).await.expect("an answer")
    }

    /// A caller's view of an account's activity: the newest page of everything.
    pub async fn activity(&self, caller: &Caller, of: &Holding) -> ActivityList {
        self.domain.activity(caller, &of.account, ActivityFilter::default()).await.expect("a page of activity")
    }

    /// A new bag order with a given number.
    pub async fn order_numbered(&self, caller: &Caller, of: &Holding, number: &str) {
        let change = self.domain.change(caller, &of.account, Right::Use).await.expect("a scope");
        let (scope, now) = (change.scope(), change.now);
        let id = BagOrderId(Uuid::now_v7());
        let row = bag_order::ActiveModel {
            id: Set(id),
            number: Set(number.to_owned()),
            customer_id: Set(scope.customer_id()),
            facility_id: Set(FacilityId(Uuid::now_v7())),
            street: Set("Storgatan 1".to_owned()),
            postal_code: Set("70210".to_owned()),
            city: Set("Orebro".to_owned()),
            ordered_by: Set(Some(caller.person)),
            channel: Set(caller.channel),
            request_key: Set(IdempotencyKey(id.0)),
            status: Set(BagOrderStatus::Received),
            status_at: Set(now),
            created_at: Set(now),
            packed_at: Set(None),
            sent_at: Set(None),
            expected_on: Set(LocalDate { year: 2026, month: 11, day: 30 }),
            missed_at: Set(None),
            pick_list: Set(None),
        };
        row.insert(&change.txn).await.expect("an order");
        let rolls = bag_order_roll::Model { order_id: id, colour: "green".to_owned(), rolls: 3 };
        rolls.into_active_model().reset_all().insert(&change.txn).await.expect("rolls");
        change.enqueue(Letter::BagOrderReceived(id)).await.expect("a letter");
        change.record(Event::BagsOrdered(id)).await.expect("a row");
        change.commit().await.expect("a commit");
    }

    /// Changes a row of an account's activity, counted from the newest, as somebody with database access could.
    pub async fn tamper(&self, of: &Holding, from_newest: usize) {
        let stream = self.customer_row(&of.account).await.id.0;
        let rows = activity::Entity::newest_of(stream).all(&self.domain.db.read).await.expect("an answer");
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let mut row = rows[from_newest].clone().into_active_model();
        row.for_another = Set(true);
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Holds an account's lock for a time.
    pub async fn hold_account(&self, of: &Holding, time: Duration) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let id = self.customer_row(&of.account).await.id;
        customer::Entity::locked(id).one(&txn).await.expect("the lock");
        tokio::time::sleep(time).await;
    }

    /// Lets the previous version, which does not know `has_next`, write a row after the newest of an account's
    /// activity.
    pub async fn follow_unnoted(&self, caller: &Caller, of: &Holding, number: &str) {
        let stream = self.customer_row(&of.account).await.id.0;
        let before = activity::Entity::newest_of(stream).one(&self.domain.db.read).await.expect("an answer");
        self.order_numbered(caller, of, number).await;
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let mut row = before.expect("a row").into_active_model();
        // Set although unchanged: the row has been followed since.
        row.has_next = Set(false);
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Removes a row of an account's activity, counted from the newest, as somebody with database access could.
    pub async fn take_out(&self, of: &Holding, from_newest: usize) {
        let stream = self.customer_row(&of.account).await.id.0;
        let rows = activity::Entity::newest_of(stream).all(&self.domain.db.read).await.expect("an answer");
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let one = activity::Entity::delete_many().filter(activity::Column::Id.eq(rows[from_newest].id));
        one.exec(&txn).await.expect("a deletion");
        txn.commit().await.expect("a commit");
    }
}
