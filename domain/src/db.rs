//! The database: connecting, and beginning to write. Knows no table.

mod connection;
mod failure;
mod sqlite;
mod storage;

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};

pub use self::sqlite::{FileLock, lock_file};
use self::storage::Storage;
pub(crate) use self::{
    connection::{ReadConnection, WriteTransaction},
    failure::Failure,
};

/// The lock that a process holds which changes the shape of the database: any number, always the same.
const MIGRATING: i64 = 0x706f_7274_616c;

/// Connections for reading and for writing. SQLite has one writer at a time, so it gets a pool of one for that.
#[derive(Clone)]
pub struct Db {
    /// For questions outside a transaction.
    pub(crate) read: ReadConnection,
    write: DatabaseConnection,
    storage: Arc<Storage>,
    /// Where the database is a file of ours.
    file: Option<sqlite::File>,
}

impl Db {
    /// Connects to `sqlite://…` (made if missing) or `postgres://…`, looks whether a file is whole, and writes once.
    ///
    /// # Errors
    /// The database does not answer, or cannot be written. One that is damaged is connected to all the same: see
    /// [`is_damaged`](Self::is_damaged).
    pub async fn connect(url: &str, connections: u32) -> anyhow::Result<Self> {
        let storage = Arc::new(Storage::default());
        let (read, write, file) = if url.starts_with("sqlite:") {
            let file = sqlite::File::of_url(url)?;
            sqlite::note_check(&storage, file.check(sqlite::CHECK_AT_START).await?);
            let options = sqlite::writing_options(url, &storage);
            let write = Database::connect(options).await.context("the SQLite file cannot be opened")?;
            sqlite::refuse_faulty_version(&write).await?;
            (Database::connect(sqlite::reading_options(url, connections)).await?, write, Some(file))
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

    /// Begins a transaction that writes. On SQLite it takes the write lock at once: a transaction that first reads and
    /// then writes would fail when another had written in between.
    pub(crate) async fn begin_write(&self) -> Result<WriteTransaction, DbErr> {
        if self.is_damaged() {
            return Err(DbErr::Conn(sea_orm::RuntimeErr::Internal("the database is damaged".to_owned())));
        }
        let options = TransactionOptions {
            isolation_level: None,
            // Both databases read and write unless told otherwise; SQLite warns when told.
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        let begun = self.write.begin_with_options(options).await;
        let begun = begun.inspect_err(|error| self.storage.note_failure(error))?;
        Ok(WriteTransaction::new(begun, self.storage.clone()))
    }

    /// Whether questions are answered and writes are kept. A database that could not be written is tried again.
    pub(crate) async fn is_ready(&self) -> bool {
        self.ping().await.is_ok() && self.can_write().await
    }

    /// Whether the database answers.
    pub(crate) async fn ping(&self) -> Result<(), DbErr> {
        self.read.ping().await
    }

    /// Whether writes are kept, as far as is known; after one that was not, another is tried.
    pub(crate) async fn can_write(&self) -> bool {
        !self.is_damaged() && (!self.storage.is_unwritable() || self.probe_write().await.is_ok())
    }

    /// Whether the database's file was found damaged.
    pub fn is_damaged(&self) -> bool {
        self.storage.is_damaged()
    }

    /// Looks through the file of SQLite for so long at most; damage is noted. PostgreSQL looks after its own.
    pub(crate) async fn check_file(&self, at_most: Duration) -> anyhow::Result<()> {
        if let Some(file) = &self.file {
            sqlite::note_check(&self.storage, file.check(at_most).await?);
        }
        Ok(())
    }

    /// Whether the file was looked through to its end since the process began, or there is none.
    pub(crate) fn is_checked(&self) -> bool {
        self.file.is_none() || self.storage.is_checked()
    }

    /// Keeps something that changes nothing: a disk that is full or read-only shows only then.
    async fn probe_write(&self) -> Result<(), DbErr> {
        let statement = match self.write.get_database_backend() {
            // Nothing else uses this number, and it is written even when it stays as it is.
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

/// A connection that changes the shape of the database, and is closed after. On PostgreSQL no statement on it is cut
/// short, and it is had when no other process has one: all may start at once.
pub async fn connect_for_migrations(url: &str) -> anyhow::Result<DatabaseConnection> {
    if url.starts_with("sqlite:") {
        let options = sqlite::reading_options(url, 1);
        let connection = Database::connect(options).await.context("the SQLite file cannot be opened")?;
        sqlite::refuse_faulty_version(&connection).await?;
        return Ok(connection);
    }
    let connection = Database::connect(patient_options(url)).await.context("PostgreSQL does not answer")?;
    // Of the connection and not of a transaction: each migration has a transaction of its own.
    let lock = Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_advisory_lock($1)", [MIGRATING.into()]);
    connection.execute_raw(lock).await.context("the lock for migrating cannot be had")?;
    Ok(connection)
}

/// Lets one transaction at a time go on with a value that stands in no row yet. On SQLite the write transaction is the
/// lock.
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

/// One connection, kept however long the work on it takes.
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
