//! The database: connecting, and beginning to write. Knows no table.

use std::time::Duration;

use anyhow::{Context, ensure};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

/// The oldest SQLite without the WAL-reset fault, which can lose commits.
const SQLITE_WITHOUT_WAL_RESET_FAULT: (u32, u32, u32) = (3, 51, 3);

/// The lock that a process holds which changes the shape of the database: any number, always the same.
const MIGRATING: i64 = 0x706f_7274_616c;

/// Connections for reading and for writing. SQLite has one writer at a time, so it gets a pool of one for that.
#[derive(Clone)]
pub struct Db {
    /// For questions outside a transaction.
    pub(crate) read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Db {
    /// Connects to `sqlite://…` (made if missing) or `postgres://…`.
    pub async fn connect(url: &str, connections: u32) -> anyhow::Result<Self> {
        if url.starts_with("sqlite:") {
            let write = Database::connect(sqlite_options(url, 1)).await.context("the SQLite file cannot be opened")?;
            refuse_faulty_sqlite(&write).await?;
            let read = Database::connect(sqlite_options(url, connections.min(useful_readers()))).await?;
            Ok(Self { read, write })
        } else {
            let pool =
                Database::connect(postgres_options(url, connections)).await.context("PostgreSQL does not answer")?;
            Ok(Self { read: pool.clone(), write: pool })
        }
    }

    /// Begins a transaction that writes. On SQLite it takes the write lock at once: a transaction that first reads and
    /// then writes would fail when another had written in between.
    pub(crate) async fn begin_write(&self) -> Result<DatabaseTransaction, DbErr> {
        self.write
            .begin_with_options(TransactionOptions {
                isolation_level: None,
                // Both databases read and write unless told otherwise; SQLite warns when told.
                access_mode: None,
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            })
            .await
    }

    pub(crate) async fn ping(&self) -> Result<(), DbErr> {
        self.read.ping().await
    }

    /// Closes every connection.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }
}

/// A connection that changes the shape of the database, and is closed after. On PostgreSQL no statement on it is cut
/// short, and it is had when no other process has one: all may start at once.
pub async fn connect_for_migrations(url: &str) -> anyhow::Result<DatabaseConnection> {
    if url.starts_with("sqlite:") {
        let connection = Database::connect(sqlite_options(url, 1)).await.context("the SQLite file cannot be opened")?;
        refuse_faulty_sqlite(&connection).await?;
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

fn sqlite_options(url: &str, connections: u32) -> ConnectOptions {
    let separator = if url.contains('?') { '&' } else { '?' };
    let mut options = ConnectOptions::new(format!("{url}{separator}mode=rwc"));
    // An idle connection of SQLite costs nothing, and a new one has to set itself up again. Nor can a file go away like
    // a server: asking before each use whether it is there would double the way to the connection's thread.
    options.max_connections(connections).min_connections(1).test_before_acquire(false).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            // A confirmed order or grant survives a power cut: the log is synced at each commit.
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            // What is deleted is gone from the file, and not only from the tables.
            .pragma("secure_delete", "ON")
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("mmap_size", "0")
            .busy_timeout(Duration::from_secs(5))
            .optimize_on_close(true, None)
    });
    options
}

/// How many connections can read a file at the same time: each is a thread that computes and never waits, and keeps a
/// cache of its own. Twice the processors, so that a long question leaves room for the short ones.
fn useful_readers() -> u32 {
    let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    u32::try_from(processors.saturating_mul(2)).unwrap_or(u32::MAX)
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

async fn refuse_faulty_sqlite(connection: &DatabaseConnection) -> anyhow::Result<()> {
    let question = Statement::from_sql_and_values(DbBackend::Sqlite, "SELECT sqlite_version()", []);
    let row = connection.query_one_raw(question).await?.context("SQLite does not tell its version")?;
    let text: String = row.try_get_by_index(0)?;
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let version = (next(), next(), next());
    ensure!(version >= SQLITE_WITHOUT_WAL_RESET_FAULT, "SQLite {text} can lose commits; 3.51.3 is the oldest allowed");
    Ok(())
}
