//! When any process last processed deadlines and retention: nobody waits for them, so nobody would notice that no
//! process does.

use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;

use crate::clock::Clock;
use crate::entity::{Anywhere as _, heartbeat};
use crate::{Domain, Result};

pub(crate) const WORKER: &str = "worker";

impl Domain {
    /// Records that deadlines and retention have been processed. Uses the system clock and not the domain's, which a
    /// demo advances: it is about processes.
    pub async fn record_heartbeat(&self) -> Result<()> {
        let again = OnConflict::column(heartbeat::Column::Name).update_column(heartbeat::Column::At).to_owned();
        self.write_heartbeat(again).await
    }

    /// How many seconds ago deadlines and retention were last processed. On a database where they never were, it counts
    /// from the first call.
    pub async fn seconds_since_heartbeat(&self) -> Result<i64> {
        let mut found = heartbeat::Entity::anywhere(WORKER).one(&self.db.read).await?;
        if found.is_none() {
            let unless_there = OnConflict::column(heartbeat::Column::Name).do_nothing().to_owned();
            self.write_heartbeat(unless_there).await?;
            found = heartbeat::Entity::anywhere(WORKER).one(&self.db.read).await?;
        }
        Ok(found.map_or(0, |last| Clock::system().now().seconds_since(last.at)))
    }

    async fn write_heartbeat(&self, conflict: OnConflict) -> Result<()> {
        let row = heartbeat::ActiveModel { name: Set(WORKER.to_owned()), at: Set(Clock::system().now()) };
        let txn = self.db.begin_write().await?;
        heartbeat::Entity::insert(row).on_conflict(conflict).exec_without_returning(&txn).await?;
        txn.commit().await?;
        Ok(())
    }
}
