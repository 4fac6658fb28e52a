//! A world that a real process uses too.

use std::path::Path;
use std::sync::Arc;

use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::World;
use crate::clock::Clock;
use crate::vault::Vault;

impl World {
    /// The database's URL.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Copies the whole SQLite database into a new file.
    pub async fn copy_to(&self, file: &Path) {
        let path = file.to_str().expect("a plain path");
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        self.domain.db.read.execute_raw(statement).await.expect("a copy");
    }

    /// Checkpoints SQLite's log into its file, and truncates it.
    pub async fn empty_log(&self) {
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)", []);
        self.domain.db.read.execute_raw(statement).await.expect("the log is emptied");
    }

    /// Runs statements that no operation makes, such as those that make the database fail.
    pub async fn run_sql(&self, statements: &str) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        txn.execute_unprepared(statements).await.expect("the statements run");
        txn.commit().await.expect("a commit");
    }

    /// Uses the keys of a file from now on, as a process with that file does.
    pub fn take_keys(&mut self, file: &Path) {
        self.domain.vault = Arc::new(Vault::open_file(file).expect("a file of keys"));
    }

    /// Advances the clock to the real time, which a process uses.
    pub fn catch_up(&self) {
        self.clock.set_to(Clock::system().now());
    }
}
