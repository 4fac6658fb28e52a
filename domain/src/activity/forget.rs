//! Forgetting what happened so long ago that nobody has to account for it.

use std::collections::BTreeSet;

use sea_orm::QuerySelect;
use types::Timestamp;
use uuid::Uuid;

use crate::{Domain, Result, entity::activity, stockholm};

impl Domain {
    /// Deletes rows of activity that are older than they are kept, beginning with the oldest, in at most so many streams;
    /// says how many rows. The newest row of a stream stays: the next one follows it. Nothing depends on when, since
    /// nobody is shown them any more.
    ///
    /// No lock is needed beside [`super::record`], which only ever adds after the newest row.
    pub async fn forget_activity(&self, at_most: u64) -> Result<u64> {
        let kept_since = self.activity_kept_since(self.clock.now());
        let old = activity::Entity::old(kept_since).select_only().column(activity::Column::Stream);
        let old: Vec<Uuid> = old.limit(at_most).into_tuple().all(&self.db.read).await?;
        let streams: BTreeSet<_> = old.into_iter().collect();
        let mut forgotten = 0;
        for stream in streams {
            let txn = self.db.begin_write().await?;
            forgotten += activity::Entity::forget(stream, kept_since).exec(&txn).await?.rows_affected;
            txn.commit().await?;
        }
        Ok(forgotten)
    }

    /// Since when activity can be read.
    pub(crate) fn activity_kept_since(&self, now: Timestamp) -> Timestamp {
        stockholm::months_before(now, self.settings.retention.activity_months)
    }
}
