//! The database: connecting, and beginning to write. Independent of tables.

mod connection;
mod failure;
mod sqlite;
mod storage;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};

pub(crate) use self::connection::{ReadConnection, WriteTransaction};
pub(crate) use self::failure::Failure;
use self::sqlite::Durability;
pub use self::sqlite::{FileLock, lock_file};
use self::storage::Storage;

/// The advisory lock of a process that migrates: any number, always the same.
const MIGRATING: i64 = 0x706f_7274_616c;

/// Connections for reading and for writing. SQLite has one writer at a time, so writing has a pool of one.
#[derive(Clone)]
pub struct Db {
    /// For queries outside a transaction.
    pub(crate) read: ReadConnection,
    write: DatabaseConnection,
    storage: Arc<Storage>,
    /// The file, if the database is one.
    file: Option<sqlite::File>,
}

impl Db {
    /// Connects to `sqlite://…` (created if missing) or `postgres://…`, checks the file, and writes once.
    ///
    /// # Errors
    /// The database does not answer, or is not writable. A damaged one is connected to anyway: see
    /// [`is_damaged`](Self::is_damaged).
    pub async fn connect(url: &str, connections: u32) -> anyhow::Result<Self> {
        Self::open(url, connections, Durability::EachCommit).await
    }

    /// The same without ever waiting for the disk of SQLite.
    #[cfg(feature = "testing")]
    pub(crate) async fn connect_unsynced(url: &str, connections: u32) -> anyhow::Result<Self> {
        Self::open(url, connections, Durability::None).await
    }

    async fn open(url: &str, connections: u32, durability: Durability) -> anyhow::Result<Self> {
        let storage = Arc::new(Storage::default());
        let (read, write, file) = if url.starts_with("sqlite:") {
            let file = sqlite::File::of_url(url)?;
            sqlite::note_check(&storage, file.check(sqlite::CHECK_AT_START).await?);
            let options = sqlite::writing_options(url, &storage, durability);
            let write = Database::connect(options).await.context("the SQLite file cannot be opened")?;
            sqlite::refuse_faulty_version(&write).await?;
            (Database::connect(sqlite::reading_options(url, connections, durability)).await?, write, Some(file))
        } else {
            let pool =
                Database::connect(postgres_options(url, connections)).await.context("PostgreSQL does not answer")?;
            (pool.clone(), pool, None)
        };
        let read = ReadConnection { inner: read, storage: storage.clone() };
        let db = Self { read, write, storage, file };
        if !db.is_damaged() {
            db.probe_write().await.context("the database cannot be written")?;
        }
        Ok(db)
    }

    /// Begins a write transaction. On SQLite it takes the write lock at once: a transaction that reads first and writes
    /// later fails if another has written in between.
    pub(crate) async fn begin_write(&self) -> Result<WriteTransaction, DbErr> {
        if self.is_damaged() {
            return Err(DbErr::Conn(sea_orm::RuntimeErr::Internal("the database is damaged".to_owned())));
        }
        let options = TransactionOptions {
            isolation_level: None,
            // Both databases default to read-write; SQLite warns about an explicit mode.
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        let begun = self.write.begin_with_options(options).await;
        let begun = begun.inspect_err(|error| self.storage.note_failure(error))?;
        Ok(WriteTransaction::new(begun, self.storage.clone()))
    }

    /// Whether queries are answered and writes are stored. Retries a database that was not writable.
    pub(crate) async fn is_ready(&self) -> bool {
        self.ping().await.is_ok() && self.can_write().await
    }

    /// Whether the database answers.
    pub(crate) async fn ping(&self) -> Result<(), DbErr> {
        self.read.ping().await
    }

    /// Whether writes are stored, as far as known; after a failed one, another is tried.
    pub(crate) async fn can_write(&self) -> bool {
        !self.is_damaged() && (!self.storage.is_unwritable() || self.probe_write().await.is_ok())
    }

    /// Whether the database's file was found damaged.
    pub fn is_damaged(&self) -> bool {
        self.storage.is_damaged()
    }

    /// Checks SQLite's file for so long at most; damage is recorded. PostgreSQL has its own checksums.
    pub(crate) async fn check_file(&self, at_most: Duration) -> anyhow::Result<()> {
        if let Some(file) = &self.file {
            sqlite::note_check(&self.storage, file.check(at_most).await?);
        }
        Ok(())
    }

    /// Whether the file was checked completely since the process started; true for PostgreSQL, which has no file.
    pub(crate) fn is_checked(&self) -> bool {
        self.file.is_none() || self.storage.is_checked()
    }

    /// Writes something that changes nothing, because a full or read-only disk shows only on a write.
    async fn probe_write(&self) -> Result<(), DbErr> {
        let statement = match self.write.get_database_backend() {
            // Nothing else uses this number, and it is written even if it stays the same.
            DbBackend::Sqlite => "PRAGMA user_version = 1",
            _ => "SELECT pg_current_xact_id()::text",
        };
        let txn = self.begin_write().await?;
        txn.execute_raw(Statement::from_sql_and_values(txn.get_database_backend(), statement, [])).await?;
        txn.commit().await
    }

    /// Closes every connection.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.inner.close().await?;
        self.write.close().await
    }
}

/// A connection for migrations, closed afterwards. On PostgreSQL its statements have no timeout, and it waits until no
/// other process has one: all may start at once.
pub async fn connect_for_migrations(url: &str) -> anyhow::Result<DatabaseConnection> {
    if url.starts_with("sqlite:") {
        let options = sqlite::reading_options(url, 1, Durability::EachCommit);
        let connection = Database::connect(options).await.context("the SQLite file cannot be opened")?;
        sqlite::refuse_faulty_version(&connection).await?;
        return Ok(connection);
    }
    let connection = Database::connect(patient_options(url)).await.context("PostgreSQL does not answer")?;
    // A lock of the connection, not of a transaction: each migration has its own transaction.
    let lock = Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_advisory_lock($1)", [MIGRATING.into()]);
    connection.execute_raw(lock).await.context("the lock for migrating cannot be had")?;
    Ok(connection)
}

/// Serializes transactions on a value that is in no row yet. On SQLite the write transaction is the lock.
pub(crate) async fn lock_value(txn: &impl ConnectionTrait, value: &[u8]) -> Result<(), DbErr> {
    if txn.get_database_backend() == DbBackend::Postgres {
        let mut first = [0; 8];
        first.iter_mut().zip(value).for_each(|(to, from)| *to = *from);
        let key = i64::from_be_bytes(first);
        let statement = "SELECT pg_advisory_xact_lock($1)";
        txn.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, statement, [key.into()])).await?;
    }
    Ok(())
}

fn postgres_options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(Duration::from_secs(5)).sqlx_logging(false);
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.application_name("portal").options([
            ("statement_timeout", "5s"),
            ("lock_timeout", "2s"),
            ("idle_in_transaction_session_timeout", "10s"),
        ])
    });
    options
}

/// One connection, without timeouts.
fn patient_options(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).idle_timeout(None).max_lifetime(None).sqlx_logging(false);
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.application_name("portal migrating").options([("statement_timeout", "0"), ("lock_timeout", "0")])
    });
    options
}

#[cfg(test)]
#[path = "db/tests.rs"]
mod tests;
