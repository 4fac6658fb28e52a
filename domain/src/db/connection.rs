//! The two ways to use the database: a connection that reads, and a transaction that writes. Both report failures to
//! [`Storage`].

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
};

use super::storage::Storage;

/// For queries outside a transaction.
#[derive(Clone)]
pub(crate) struct ReadConnection {
    pub(super) inner: DatabaseConnection,
    pub(super) storage: Arc<Storage>,
}

impl ReadConnection {
    fn watch<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        result.inspect_err(|error| self.storage.note_failure(error))
    }

    pub(super) async fn ping(&self) -> Result<(), DbErr> {
        self.watch(self.inner.ping().await)
    }

    /// The connection itself, for tests that inspect everything.
    #[cfg(feature = "testing")]
    pub(crate) fn unwatched(&self) -> &DatabaseConnection {
        &self.inner
    }
}

#[async_trait]
impl ConnectionTrait for ReadConnection {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.watch(self.inner.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.watch(self.inner.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.watch(self.inner.query_one_raw(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.watch(self.inner.query_all_raw(statement).await)
    }
}

/// A write transaction. Dropped without [`commit`](Self::commit), it is rolled back.
///
/// It does not rely on the driver to know whether it is open or committed:
/// - SQLite rolls back by itself if the disk is full or fails. A later statement would be committed on its own, so every
///   later statement is refused.
/// - A transaction in which a statement has failed is not committed. PostgreSQL would answer such a COMMIT with a
///   rollback, which the driver takes for success.
/// - After COMMIT, SQLite itself must have counted a commit. sqlx 0.9.0 takes a connection whose ROLLBACK failed for one
///   inside a transaction, sea-orm then begins with a SAVEPOINT, and the COMMIT is a RELEASE that stores nothing.
pub(crate) struct WriteTransaction {
    inner: DatabaseTransaction,
    storage: Arc<Storage>,
    has_failed: AtomicBool,
    rollbacks_before: u64,
}

impl WriteTransaction {
    pub(super) fn new(inner: DatabaseTransaction, storage: Arc<Storage>) -> Self {
        let rollbacks_before = storage.rollbacks.load(Ordering::Acquire);
        Self { inner, storage, has_failed: AtomicBool::new(false), rollbacks_before }
    }

    /// Commits. If this fails, nothing may be acknowledged: it was not stored, or its outcome is unknown.
    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        self.refuse_when_over()?;
        let Self { inner, storage, .. } = self;
        let is_sqlite = inner.get_database_backend() == DbBackend::Sqlite;
        let commits_before = storage.commits.load(Ordering::Acquire);
        inner.commit().await.inspect_err(|error| storage.note_failure(error))?;
        if is_sqlite && storage.commits.load(Ordering::Acquire) == commits_before {
            let error = DbErr::Custom("SQLite has not kept a transaction that was committed".to_owned());
            tracing::error!(%error, "a commit is not believed");
            return Err(error);
        }
        storage.note_commit();
        Ok(())
    }

    /// Rolls back, and waits for it.
    pub(crate) async fn rollback(self) -> Result<(), DbErr> {
        self.inner.rollback().await
    }

    fn refuse_when_over(&self) -> Result<(), DbErr> {
        let is_rolled_back = self.storage.rollbacks.load(Ordering::Acquire) != self.rollbacks_before;
        if is_rolled_back || self.has_failed.load(Ordering::Acquire) {
            return Err(DbErr::Custom(
                "a statement of this transaction has failed, and nothing of it is kept".to_owned(),
            ));
        }
        Ok(())
    }

    fn watch<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        result.inspect_err(|error| {
            self.has_failed.store(true, Ordering::Release);
            self.storage.note_failure(error);
        })
    }
}

#[async_trait]
impl ConnectionTrait for WriteTransaction {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.refuse_when_over()?;
        self.watch(self.inner.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.refuse_when_over()?;
        self.watch(self.inner.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.refuse_when_over()?;
        self.watch(self.inner.query_one_raw(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.refuse_when_over()?;
        self.watch(self.inner.query_all_raw(statement).await)
    }
}
