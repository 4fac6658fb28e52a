//! A world that a real process works on too.

use std::{path::Path, sync::Arc};

use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::World;
use crate::{clock::Clock, vault::Vault};

impl World {
    /// Where the database is.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Copies the whole database of SQLite into a new file.
    pub async fn copy_to(&self, file: &Path) {
        let path = file.to_str().expect("a plain path");
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        self.domain.db.read.execute_raw(statement).await.expect("a copy");
    }

    /// Takes what SQLite's log holds into its file, and gives the log's room back.
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

    /// Seals by the keys of a file from now on, as a process does that is given it.
    pub fn take_keys(&mut self, file: &Path) {
        self.domain.vault = Arc::new(Vault::open_file(file).expect("a file of keys"));
    }

    /// Moves the clock to the real time, by which a process lives.
    pub fn catch_up(&self) {
        self.clock.stand_at(Clock::system().now());
    }
}
