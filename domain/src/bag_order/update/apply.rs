//! Applying a status update to an order.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};
use types::bag_order::BagOrderStatus;
use types::id::BagOrderId;
use types::{LocalDate, Timestamp};

use super::line::Update;
use crate::activity::Event;
use crate::bag_order::change::set_status;
use crate::change::Change;
use crate::entity::{Anywhere as _, activity, bag_order};
use crate::import::{Fault, Flaw, ImportMode};
use crate::job::Letter;
use crate::{By, Domain, Result, stockholm};

impl Domain {
    /// Applies an update, or returns why not; returns whether anything was new.
    pub(super) async fn apply_update(&self, update: &Update, mode: ImportMode) -> Result<Result<bool, Flaw>> {
        let Some(known) = bag_order::Entity::of_number(&update.number).one(&self.db.read).await? else {
            return Ok(Err(Fault::UnknownOrder.at("order_number")));
        };
        let Some(change) = self.change_of_customer(known.customer_id, By::SYSTEM).await? else {
            return Ok(Err(Fault::UnknownOrder.at("order_number")));
        };
        let order = bag_order::Entity::anywhere(known.id).one(&change.txn).await?.unwrap_or(known);
        let event = event_of(update.status, order.id);
        let is_recorded = activity::Entity::recorded(order.customer_id, event).count(&change.txn).await? > 0;
        match is_news(&order, is_recorded, update, stockholm::local_date(change.now)) {
            Ok(true) => {}
            known_or_flaw => return Ok(known_or_flaw),
        }
        move_on(&change, &order, update).await?;
        change.record(event).await?;
        if mode == ImportMode::Apply {
            change.commit().await?;
        }
        Ok(Ok(true))
    }
}

async fn move_on(change: &Change<'_>, order: &bag_order::Model, update: &Update) -> Result<()> {
    let at = instant_of(order, update, change.now);
    if !set_status(change, order, update.status, at).await? {
        return Err(DbErr::Custom("an order was changed without its customer's lock".to_owned()).into());
    }
    if let Some(day) = update.expected_on.filter(|_| update.status.is_under_way()) {
        set(change, order, bag_order::Column::ExpectedOn, Expr::value(day)).await?;
    }
    match update.status {
        BagOrderStatus::Sent => {
            set(change, order, bag_order::Column::SentAt, Expr::value(at)).await?;
            change.enqueue(Letter::BagOrderSent(order.id)).await
        }
        BagOrderStatus::Cancelled => {
            change.cancel(Letter::BagOrderReceived(order.id)).await?;
            change.enqueue(Letter::BagOrderCancelled(order.id)).await
        }
        _ => Ok(()),
    }
}

async fn set(change: &Change<'_>, order: &bag_order::Model, column: bag_order::Column, value: Expr) -> Result<()> {
    let here = bag_order::Entity::update_many().filter(bag_order::Column::Id.eq(order.id));
    here.col_expr(column, value).exec(&change.txn).await?;
    Ok(())
}

/// Whether an order is to be changed, or has had the status already. That is read from activity: an old file must not
/// set an order back.
fn is_news(order: &bag_order::Model, is_recorded: bool, update: &Update, today: LocalDate) -> Result<bool, Flaw> {
    use BagOrderStatus::{Cancelled, Delayed, Delivered, Received};

    let is_over = matches!(order.status, Delivered | Cancelled);
    // Delayed again. An order that has progressed since is not: the file may be old, and its day was the later one
    // then.
    let is_later = update.status == Delayed && order.status == Delayed && update.expected_on > Some(order.expected_on);
    let is_known = is_recorded || order.status == update.status || is_behind(update.status, order.status);
    if is_known && !is_later {
        return Ok(false);
    }
    if is_over {
        return Err(Fault::IsOver.at("status"));
    }
    if order.status == Received && update.status != Cancelled {
        return Err(Fault::NotTakenOut.at("status"));
    }
    match update.date {
        Some(day) if day > today => Err(Fault::NotYet.at("date")),
        Some(day) if day < stockholm::local_date(order.created_at) => Err(Fault::BeforeOrder.at("date")),
        _ => Ok(true),
    }
}

/// Whether an order has passed a status without having had it.
fn is_behind(status: BagOrderStatus, order: BagOrderStatus) -> bool {
    use BagOrderStatus::{Delayed, Delivered, Packed, Sent};

    matches!((status, order), (Packed, Sent | Delayed | Delivered) | (Sent, Delivered))
}

/// When it happened: steps stay in the order in which they were reported, whatever the dates.
fn instant_of(order: &bag_order::Model, update: &Update, now: Timestamp) -> Timestamp {
    let past = update.date.filter(|day| *day < stockholm::local_date(now));
    past.map_or(now, |day| stockholm::beginning_of(day).max(order.status_at))
}

fn event_of(status: BagOrderStatus, order: BagOrderId) -> Event {
    match status {
        BagOrderStatus::Received => Event::BagsOrdered(order),
        BagOrderStatus::Packed => Event::BagOrderPacked(order),
        BagOrderStatus::Sent => Event::BagOrderSent(order),
        BagOrderStatus::Delivered => Event::BagOrderDelivered(order),
        BagOrderStatus::Delayed => Event::BagOrderDelayed(order),
        BagOrderStatus::Cancelled => Event::BagOrderCancelled(order),
    }
}
