//! What a newer version leaves behind on the same database during a rolling deploy.

use sea_orm::ConnectionTrait;

use super::World;
use crate::clock::Clock;

impl World {
    /// Replaces a value in all rows of a table by another, which this version may not know.
    pub async fn set_word(&self, table: &str, column: &str, from: &str, to: &str) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let statement = format!("UPDATE \"{table}\" SET \"{column}\" = '{to}' WHERE \"{column}\" = '{from}'");
        let done = txn.execute_unprepared(&statement).await.expect("a change");
        assert!(done.rows_affected() > 0, "no row of {table} says {from}");
        txn.commit().await.expect("a commit");
    }

    /// Deletes all rows of a table, as before a version that writes them.
    pub async fn empty_table(&self, table: &str) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        txn.execute_unprepared(&format!("DELETE FROM \"{table}\"")).await.expect("a change");
        txn.commit().await.expect("a commit");
    }
}

impl Clock {
    /// Moves the clock back, as can happen to a machine's.
    pub fn go_back(&self, seconds: u32) {
        self.advance_micros(-i64::from(seconds) * 1_000_000);
    }
}
