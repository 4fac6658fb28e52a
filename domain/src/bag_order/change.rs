//! Changes of an order by those who may use the account: cancelling before it is packed, and reporting it missing.

use std::time::Duration;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use types::bag_order::{BagOrderChangeRefusal, BagOrderStatus};
use types::id::BagOrderId;
use types::time::days;
use types::{CustomerRef, LocalDate, Timestamp};

use crate::activity::Event;
use crate::change::{Change, ChangeOf};
use crate::entity::{bag_order, known};
use crate::error::refuse;
use crate::job::Letter;
use crate::{By, Caller, Domain, Error, Failed, Result, Right, Scope, stockholm};

/// Days after delivery, as reported by the company, during which an order may be reported missing.
const REPORT_WINDOW_DAYS: u16 = 30;

/// The company's time to answer a report.
const ANSWER_TIME: Duration = days(30);

pub(super) fn can_be_cancelled(order: &bag_order::Model) -> bool {
    order.status == BagOrderStatus::Received
}

/// Rule B5: from the expected day, and once.
pub(super) fn can_report_missing(order: &bag_order::Model, today: LocalDate) -> bool {
    order.missed_at.is_none() && !is_over(order, today) && is_expected(order, today)
}

fn is_expected(order: &bag_order::Model, today: LocalDate) -> bool {
    order.expected_on <= today
}

/// Whether nobody waits for it any more.
fn is_over(order: &bag_order::Model, today: LocalDate) -> bool {
    match order.status {
        BagOrderStatus::Cancelled => true,
        BagOrderStatus::Delivered => {
            stockholm::days_after(stockholm::local_date(order.status_at), REPORT_WINDOW_DAYS) < today
        }
        _ => false,
    }
}

impl Domain {
    /// Cancels an order that has not been packed. A cancelled order is not an error: the person's wish is fulfilled.
    pub async fn cancel_bag_order(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        id: BagOrderId,
    ) -> Result<(), Error<BagOrderChangeRefusal>> {
        let change = self.change(caller, account, Right::Use).await?;
        let order = order_to_change(&change, id).await?;
        if order.status == BagOrderStatus::Cancelled {
            return Ok(());
        }
        if !can_be_cancelled(&order) || !set_status(&change, &order, BagOrderStatus::Cancelled, change.now).await? {
            return refuse(BagOrderChangeRefusal::TooLate);
        }
        change.cancel(Letter::BagOrderReceived(id)).await?;
        change.record(Event::BagOrderCancelled(id)).await?;
        Ok(change.commit().await?)
    }

    /// Reports to the company that ordered bags have not arrived. Idempotent.
    pub async fn report_missing(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        id: BagOrderId,
    ) -> Result<(), Error<BagOrderChangeRefusal>> {
        let change = self.change(caller, account, Right::Use).await?;
        let order = order_to_change(&change, id).await?;
        let today = stockholm::local_date(change.now);
        if order.missed_at.is_some() {
            return Ok(());
        }
        if is_over(&order, today) {
            return refuse(BagOrderChangeRefusal::TooLate);
        }
        if !is_expected(&order, today) {
            return refuse(BagOrderChangeRefusal::TooEarly);
        }
        bag_order::Entity::update_many()
            .col_expr(bag_order::Column::MissedAt, Expr::value(change.now))
            .filter(bag_order::Column::Id.eq(id))
            .exec(&change.txn)
            .await?;
        change.record(Event::BagOrderMissed(id)).await?;
        change.enqueue(Letter::BagsMissed(id)).await?;
        Ok(change.commit().await?)
    }

    /// Marks orders as delivered that have been on their way for long enough; returns how many. So every exported order
    /// ends, although the company need not report a status: its address cannot order again before that.
    pub async fn assume_delivered(&self, at_most: u64) -> Result<usize> {
        use sea_orm::QuerySelect as _;

        let now = self.clock.now();
        let long_ago = now - days(self.settings.bags.delivered_after_days);
        let last_day = stockholm::local_date(long_ago);
        let overdue = bag_order::Entity::overdue_anywhere(long_ago, last_day, now - ANSWER_TIME);
        let mut delivered = 0;
        for order in known::all(overdue.clone().limit(at_most), &self.db.read).await? {
            let Some(change) = self.change_of_customer(order.customer_id, By::SYSTEM).await? else { continue };
            let fresh = overdue.clone().filter(bag_order::Column::Id.eq(order.id));
            let Some(order) = fresh.one(&change.txn).await? else { continue };
            if set_status(&change, &order, BagOrderStatus::Delivered, change.now).await? {
                change.record(Event::BagOrderDelivered(order.id)).await?;
                delivered += 1;
            }
            change.commit().await?;
        }
        Ok(delivered)
    }
}

/// An order of the account under change.
async fn order_to_change(change: &ChangeOf<'_, Scope>, id: BagOrderId) -> Result<bag_order::Model> {
    let found = bag_order::Entity::of(change.scope()).filter(bag_order::Column::Id.eq(id)).one(&change.txn).await?;
    found.ok_or(Failed::NotFound)
}

/// Sets an order's status if it is unchanged since it was read; returns whether it did.
pub(super) async fn set_status(
    change: &Change<'_>,
    order: &bag_order::Model,
    status: BagOrderStatus,
    at: Timestamp,
) -> Result<bool> {
    let moved = bag_order::Entity::update_many()
        .col_expr(bag_order::Column::Status, Expr::value(status))
        .col_expr(bag_order::Column::StatusAt, Expr::value(at))
        .filter(bag_order::Column::Id.eq(order.id))
        .filter(bag_order::Column::Status.eq(order.status))
        .exec(&change.txn)
        .await?;
    Ok(moved.rows_affected == 1)
}
