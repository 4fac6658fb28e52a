//! Retention of activity.

use std::collections::BTreeSet;

use sea_orm::QuerySelect;
use types::Timestamp;
use uuid::Uuid;

use crate::entity::activity;
use crate::{Domain, Result, stockholm};

impl Domain {
    /// Deletes activity past its retention time, oldest first, in at most so many streams; returns how many rows. The
    /// newest row of a stream stays, because the next one follows it. Nothing depends on when it runs, since expired
    /// rows are shown to nobody.
    ///
    /// No lock is needed with [`super::record`], which only adds after the newest row.
    pub async fn forget_activity(&self, at_most: u64) -> Result<u64> {
        let kept_since = self.activity_kept_since(self.clock.now());
        let old = activity::Entity::old_anywhere(kept_since).select_only().column(activity::Column::Stream);
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

    /// The beginning of the retention time of activity.
    pub(crate) fn activity_kept_since(&self, now: Timestamp) -> Timestamp {
        stockholm::months_before(now, self.settings.retention.activity_months)
    }
}
