//! Retention: ended data is deleted after its retention time (`[retention]` of the settings; docs/data-register.md).
//!
//! Each run processes a limited number of rows, may be interrupted and repeated, and nothing depends on when it runs.

mod customer;
mod person;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use types::AccessGrantId;
use types::id::BagOrderId;

use crate::access_grant::delete_grants;
use crate::entity::{access_grant, bag_order};
use crate::{Domain, Result, stockholm};

/// The maximum number of rows of one run.
const BATCH: u64 = 500;

impl Domain {
    /// Deletes the rows of grants that ended long ago; returns how many. Their details were deleted when they ended;
    /// with the row goes who held them. After that the account is as unknown to that person as any other.
    pub async fn forget_access(&self) -> Result<u64> {
        let long_ago = stockholm::months_before(self.clock.now(), self.settings.retention.grant_months);
        let expired = access_grant::Entity::ended_anywhere(long_ago).select_only().column(access_grant::Column::Id);
        let ids: Vec<AccessGrantId> = expired.limit(BATCH).into_tuple().all(&self.db.read).await?;
        if ids.is_empty() {
            return Ok(0);
        }
        let txn = self.db.begin_write().await?;
        let deleted = delete_grants(&txn, ids).await?;
        txn.commit().await?;
        Ok(deleted)
    }

    /// Deletes bag orders that ended long ago, with their rolls; returns how many. One under way is never old.
    pub async fn forget_bag_orders(&self) -> Result<u64> {
        let long_ago = stockholm::months_before(self.clock.now(), self.settings.retention.order_months);
        let expired = bag_order::Entity::ended_anywhere(long_ago).select_only().column(bag_order::Column::Id);
        let ids: Vec<BagOrderId> = expired.limit(BATCH).into_tuple().all(&self.db.read).await?;
        if ids.is_empty() {
            return Ok(0);
        }
        let txn = self.db.begin_write().await?;
        let deleted = bag_order::Entity::delete_many().filter(bag_order::Column::Id.is_in(ids)).exec(&txn).await?;
        txn.commit().await?;
        Ok(deleted.rows_affected)
    }
}
