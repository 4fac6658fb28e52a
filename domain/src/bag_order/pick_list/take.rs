//! Adding orders to a pick list.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, SqlErr};
use types::bag_order::BagOrderStatus;

use super::PickListStep;
use crate::activity::{self, Event, Stream};
use crate::bag_order::{PickListFormat, PickListState};
use crate::change::Change;
use crate::entity::{bag_order, customer, pick_list};
use crate::{By, Domain, Result};

/// Orders per transaction: enough to be fast, few enough for customers who wait for their lock.
const BATCH: u64 = 100;

impl Domain {
    /// Begins a run with its first orders, so that there is no empty one.
    pub(super) async fn begin_pick_list(&self, format: PickListFormat) -> Result<PickListStep> {
        let txn = self.db.begin_write().await?;
        let Some(orders) = next_orders(&txn).await? else {
            // Another process may have started a list with the last orders and then stopped.
            let has_open = pick_list::Entity::open().one(&txn).await?.is_some();
            return Ok(if has_open { PickListStep::Taken(0) } else { PickListStep::Nothing });
        };
        if orders.is_empty() {
            return Ok(PickListStep::Taken(0));
        }
        let change = self.change_in(txn);
        let number = pick_list::Entity::newest().one(&change.txn).await?.map_or(1, |newest| newest.number + 1);
        let run = pick_list::ActiveModel::begun(number, format, change.now);
        match pick_list::Entity::insert(run).exec_without_returning(&change.txn).await {
            Ok(_) => put_on_list(change, number, &orders).await,
            // Another process has just started a list: the next step continues it.
            Err(error) if is_duplicate(&error) => Ok(PickListStep::Taken(0)),
            Err(error) => Err(error.into()),
        }
    }

    /// Adds the next orders to a run, or closes it if none is waiting.
    pub(super) async fn take_orders(&self, number: i64) -> Result<PickListStep> {
        let txn = self.db.begin_write().await?;
        let run = pick_list::Entity::locked(number).one(&txn).await?;
        if run.is_none_or(|run| run.state != PickListState::Taking) {
            return Ok(PickListStep::Taken(0));
        }
        match next_orders(&txn).await? {
            Some(orders) if orders.is_empty() => Ok(PickListStep::Taken(0)),
            Some(orders) => put_on_list(self.change_in(txn), number, &orders).await,
            None => {
                close(&txn, number).await?;
                txn.commit().await?;
                Ok(PickListStep::Closed)
            }
        }
    }
}

/// The next waiting orders, under the locks of their customers; fewer if some were cancelled before they were locked;
/// `None` if none is waiting.
async fn next_orders(txn: &impl ConnectionTrait) -> Result<Option<Vec<bag_order::Model>>> {
    let waiting = bag_order::Entity::waiting_anywhere().limit(BATCH).all(txn).await?;
    if waiting.is_empty() {
        return Ok(None);
    }
    customer::Entity::all_locked(waiting.iter().map(|order| order.customer_id)).all(txn).await?;
    // A statement that waited for a lock still sees an old snapshot of other rows.
    Ok(Some(bag_order::Entity::waiting_of(waiting.into_iter().map(|order| order.id)).all(txn).await?))
}

async fn put_on_list(change: Change<'_>, number: i64, orders: &[bag_order::Model]) -> Result<PickListStep> {
    let taken = bag_order::Entity::update_many()
        .col_expr(bag_order::Column::Status, Expr::value(BagOrderStatus::Packed))
        .col_expr(bag_order::Column::StatusAt, Expr::value(change.now))
        .col_expr(bag_order::Column::PackedAt, Expr::value(change.now))
        .col_expr(bag_order::Column::PickList, Expr::value(number))
        .filter(bag_order::Column::Id.is_in(orders.iter().map(|order| order.id)))
        .filter(bag_order::Column::Status.eq(BagOrderStatus::Received))
        .exec(&change.txn)
        .await?
        .rows_affected;
    if taken != orders.len() as u64 {
        return Err(DbErr::Custom("an order was changed without its customer's lock".to_owned()).into());
    }
    let events = orders.iter().map(|order| (Stream::Customer(order.customer_id), Event::BagOrderPacked(order.id)));
    activity::record_many(&change, By::SYSTEM, events).await?;
    change.commit().await?;
    Ok(PickListStep::Taken(taken))
}

/// From here on the file's content is fixed.
async fn close(txn: &impl ConnectionTrait, number: i64) -> Result<()> {
    pick_list::Entity::update_many()
        .col_expr(pick_list::Column::State, Expr::value(PickListState::Taken))
        .filter(pick_list::Column::Number.eq(number))
        .filter(pick_list::Column::State.eq(PickListState::Taking))
        .exec(txn)
        .await?;
    Ok(())
}

fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
