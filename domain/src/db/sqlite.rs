//! SQLite only: connection options, integrity checks, and the lock on its file.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{self, Connection as _};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use super::storage::Storage;

/// The oldest SQLite without the WAL-reset bug, which can lose commits.
const OLDEST_SAFE_VERSION: (u32, u32, u32) = (3, 51, 3);
/// How long a process checks its file at start-up. The worker checks a larger file.
pub(super) const CHECK_AT_START: Duration = Duration::from_secs(10);
/// After this many virtual machine steps SQLite asks whether to continue a check: some milliseconds.
const STEPS_BETWEEN_QUESTIONS: i32 = 100_000;

/// Whether what was written outlasts a power cut.
#[derive(Clone, Copy)]
pub(super) enum Durability {
    /// Each commit waits until its log is on the disk, so that a confirmed order or grant survives.
    EachCommit,
    /// Nobody misses the data of a test.
    #[cfg(feature = "testing")]
    None,
}

impl Durability {
    const fn synchronous(self) -> &'static str {
        match self {
            Self::EachCommit => "FULL",
            #[cfg(feature = "testing")]
            Self::None => "OFF",
        }
    }
}

/// For queries, and for migrations.
pub(super) fn reading_options(url: &str, connections: u32, durability: Durability) -> ConnectOptions {
    options(url, connections.min(useful_readers()), durability)
}

/// For the one connection that writes. It counts its commits in `storage`, and is closed once the driver takes it for
/// one inside a transaction that nobody has: see [`WriteTransaction`](super::WriteTransaction).
pub(super) fn writing_options(url: &str, storage: &Arc<Storage>, durability: Durability) -> ConnectOptions {
    let mut options = options(url, 1, durability);
    options.map_sqlx_sqlite_before_acquire(|connection, _| {
        Box::pin(async move {
            let is_idle = !connection.is_in_transaction();
            if !is_idle {
                tracing::warn!("a connection whose rollback failed is thrown away");
            }
            Ok(is_idle)
        })
    });
    let storage = storage.clone();
    options.map_sqlx_sqlite_pool_opts(move |pool| {
        let storage = storage.clone();
        pool.after_connect(move |connection, _| {
            let (commits, rollbacks) = (storage.clone(), storage.clone());
            Box::pin(async move {
                let mut handle = connection.lock_handle().await?;
                handle.set_commit_hook(move || {
                    commits.commits.fetch_add(1, Ordering::AcqRel);
                    true
                });
                handle.set_rollback_hook(move || _ = rollbacks.rollbacks.fetch_add(1, Ordering::AcqRel));
                Ok(())
            })
        })
    });
    options
}

fn options(url: &str, connections: u32, durability: Durability) -> ConnectOptions {
    let separator = if url.contains('?') { '&' } else { '?' };
    let mut options = ConnectOptions::new(format!("{url}{separator}mode=rwc"));
    // An idle SQLite connection costs nothing, and a new one needs setting up. A file cannot go away like a server: a
    // liveness check before each use would double the round trips to the connection's thread.
    options.max_connections(connections).min_connections(1).test_before_acquire(false).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", durability.synchronous())
            .pragma("foreign_keys", "ON")
            // Deleted data is erased from the file, and not only from the tables.
            .pragma("secure_delete", "ON")
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("mmap_size", "0")
            .busy_timeout(Duration::from_secs(5))
            .optimize_on_close(true, None)
    });
    options
}

/// How many connections can read a file concurrently: each is a thread that computes and never waits, with its own
/// cache. Twice the processors, so that a long query leaves room for short ones.
fn useful_readers() -> u32 {
    let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    u32::try_from(processors.saturating_mul(2)).unwrap_or(u32::MAX)
}

pub(super) async fn refuse_faulty_version(connection: &DatabaseConnection) -> anyhow::Result<()> {
    let question = Statement::from_sql_and_values(DbBackend::Sqlite, "SELECT sqlite_version()", []);
    let row = connection.query_one_raw(question).await?.context("SQLite does not tell its version")?;
    let text: String = row.try_get_by_index(0)?;
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let version = (next(), next(), next());
    ensure!(version >= OLDEST_SAFE_VERSION, "SQLite {text} can lose commits; 3.51.3 is the oldest allowed");
    Ok(())
}

/// The result of an integrity check.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FileCheck {
    Sound,
    /// The first error, in SQLite's words, which name pages and tables and no content.
    Damaged(String),
    /// The time limit was reached.
    CutShort,
}

/// Records the result in `storage`.
pub(super) fn note_check(storage: &Storage, check: FileCheck) {
    match check {
        FileCheck::Sound => storage.note_complete_check(),
        FileCheck::Damaged(what) => {
            storage.note_complete_check();
            storage.note_damage(&what);
        }
        FileCheck::CutShort => tracing::info!("the database's file is large; the rest is looked through by the worker"),
    }
}

/// The file of a database.
#[derive(Clone, Debug)]
pub struct File {
    options: SqliteConnectOptions,
}

impl File {
    pub(super) fn of_url(url: &str) -> anyhow::Result<Self> {
        // The driver's own message would repeat the URL.
        let options = SqliteConnectOptions::from_str(url).ok().context("the address of the SQLite file is not one")?;
        Ok(Self { options })
    }

    fn path(&self) -> &Path {
        self.options.get_filename()
    }

    /// Checks the file (`PRAGMA quick_check`), on a separate connection, for so long at most. A missing file is intact.
    pub(super) async fn check(&self, at_most: Duration) -> anyhow::Result<FileCheck> {
        if !self.path().exists() {
            return Ok(FileCheck::Sound);
        }
        let options = self.options.clone().create_if_missing(false).pragma("cell_size_check", "ON");
        let mut connection = match SqliteConnection::connect_with(&options).await {
            Ok(connection) => connection,
            Err(error) => return found(error).context("the SQLite file cannot be opened"),
        };
        let deadline = Instant::now() + at_most;
        connection
            .lock_handle()
            .await?
            .set_progress_handler(STEPS_BETWEEN_QUESTIONS, move || Instant::now() < deadline);
        let answer = sqlx::query_scalar::<_, String>("PRAGMA quick_check(1)").fetch_one(&mut connection).await;
        // The result matters more than how the connection closes.
        let _ = connection.close().await;
        match answer {
            Ok(answer) if answer == "ok" => Ok(FileCheck::Sound),
            Ok(fault) => Ok(FileCheck::Damaged(fault)),
            Err(error) => found(error).context("the SQLite file cannot be looked through"),
        }
    }
}

/// What an error during a check says about the file.
fn found(error: sqlx::Error) -> Result<FileCheck, sqlx::Error> {
    const INTERRUPTED: &str = "9";
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code).map(std::borrow::Cow::into_owned);
    let primary = code.as_deref().and_then(|code| code.parse::<i32>().ok()).map(|code| code & 0xff);
    match (code.as_deref(), primary) {
        (Some(INTERRUPTED), _) => Ok(FileCheck::CutShort),
        // CORRUPT, NOTADB.
        (_, Some(11 | 26)) => Ok(FileCheck::Damaged(error.to_string())),
        _ => Err(error),
    }
}

/// A process's exclusive lock on a file, while it is held. Commands that run to completion may run at the same time:
/// SQLite itself serializes writes.
#[derive(Debug)]
pub struct FileLock {
    _file: std::fs::File,
}

/// Locks the database while the returned value is held. The lock belongs to the database's file, whatever name or
/// folder leads to it. `None` for PostgreSQL, which several processes may use.
///
/// # Errors
/// Another process has it, or the lock file cannot be created.
pub fn lock_file(url: &str) -> anyhow::Result<Option<FileLock>> {
    if !url.starts_with("sqlite:") {
        return Ok(None);
    }
    let path = lock_path(File::of_url(url)?.path())?;
    let file = std::fs::File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(FileLock { _file: file })),
        Err(std::fs::TryLockError::WouldBlock) => {
            anyhow::bail!("another process works on this SQLite file already; only one may (PostgreSQL allows several)")
        }
        Err(std::fs::TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{} cannot be locked", path.display()))
        }
    }
}

/// Beside the file that a link leads to, with its name and `.lock`.
fn lock_path(database: &Path) -> anyhow::Result<PathBuf> {
    let real = if database.exists() {
        database.canonicalize()
    } else {
        let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder.canonicalize().map(|folder| folder.join(database.file_name().unwrap_or_default()))
    };
    let mut path = real.with_context(|| format!("{} cannot be found", database.display()))?.into_os_string();
    path.push(".lock");
    Ok(path.into())
}
