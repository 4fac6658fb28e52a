//! Customers whose contracts ended long ago.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use types::{CustomerId, LocalDate, Timestamp};

use crate::entity::{
    access_grant, activation_code, activity, bag_order, calendar_link, contract, customer, customer_login, facility,
    holder, sharing_block, sharing_notice,
};
use crate::{By, Domain, Result, stockholm};

/// How many customers are deleted in one run: each has rows in many tables.
const A_RUN: u64 = 20;

impl Domain {
    /// Deletes customers that ended long ago with all their rows, including activity; returns how many. Their persons
    /// stay: they may belong to other customers, and are erased when nothing refers to them.
    pub async fn forget_customers(&self) -> Result<u64> {
        let long_ago = self.customers_forgotten_before(self.clock.now());
        let expired = customer::Entity::ended_anywhere(long_ago).limit(A_RUN).all(&self.db.read).await?;
        let mut deleted = 0;
        for customer in expired {
            deleted += u64::from(self.forget_customer(customer.id, long_ago).await?);
        }
        Ok(deleted)
    }

    /// The last day of contracts that the import ignores, so that a deleted customer does not come back with the next
    /// file.
    pub(crate) fn forgotten_contracts(&self, now: Timestamp) -> LocalDate {
        stockholm::local_date(self.customers_forgotten_before(now))
    }

    fn customers_forgotten_before(&self, now: Timestamp) -> Timestamp {
        stockholm::months_before(now, self.settings.retention.customer_months)
    }

    /// Returns whether it did: a customer may have come back while waiting for its lock.
    async fn forget_customer(&self, id: CustomerId, long_ago: Timestamp) -> Result<bool> {
        let Some(change) = self.change_of_customer(id, By::SYSTEM).await? else { return Ok(false) };
        if change.customer().ended_at.is_none_or(|ended| ended >= long_ago) {
            return Ok(false);
        }
        self.end_sessions_by_number(&change, id, None).await?;
        delete_rows(&change.txn, id).await?;
        change.commit().await?;
        Ok(true)
    }
}

/// Referring rows first.
async fn delete_rows(txn: &impl ConnectionTrait, id: CustomerId) -> Result<()> {
    bag_order::Entity::delete_many().filter(bag_order::Column::CustomerId.eq(id)).exec(txn).await?;
    let grants = access_grant::Entity::of_customer(id).select_only().column(access_grant::Column::Id).into_query();
    let notices = sharing_notice::Column::GrantId.in_subquery(grants);
    sharing_notice::Entity::delete_many().filter(notices).exec(txn).await?;
    calendar_link::Entity::delete_many().filter(calendar_link::Column::CustomerId.eq(id)).exec(txn).await?;
    access_grant::Entity::delete_many().filter(access_grant::Column::CustomerId.eq(id)).exec(txn).await?;
    customer_login::Entity::delete_by_id(id).exec(txn).await?;
    activation_code::Entity::delete_by_id(id).exec(txn).await?;
    sharing_block::Entity::delete_by_id(id).exec(txn).await?;
    contract::Entity::delete_many().filter(contract::Column::CustomerId.eq(id)).exec(txn).await?;
    facility::Entity::delete_many().filter(facility::Column::CustomerId.eq(id)).exec(txn).await?;
    holder::Entity::delete_many().filter(holder::Column::CustomerId.eq(id)).exec(txn).await?;
    activity::Entity::delete_many().filter(activity::Column::Stream.eq(id.0)).exec(txn).await?;
    customer::Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}
