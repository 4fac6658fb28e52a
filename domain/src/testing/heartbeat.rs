//! The worker's heartbeat, for tests.

use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;

use super::World;
use crate::clock::Clock;
use crate::entity::heartbeat;
use crate::heartbeat::WORKER;

impl World {
    /// Moves the last heartbeat of any worker so many seconds into the past.
    pub async fn set_seconds_since_heartbeat(&self, seconds: i64) {
        let at = Clock::system().now().minus_seconds(seconds);
        let row = heartbeat::ActiveModel { name: Set(WORKER.to_owned()), at: Set(at) };
        let again = OnConflict::column(heartbeat::Column::Name).update_column(heartbeat::Column::At).to_owned();
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        heartbeat::Entity::insert(row).on_conflict(again).exec_without_returning(&txn).await.expect("a row");
        txn.commit().await.expect("a commit");
    }
}
