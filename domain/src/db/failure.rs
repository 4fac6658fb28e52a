//! Classifies failed statements: a temporary condition, a storage failure, or a bug of ours.

use sea_orm::sqlx;
use sea_orm::sqlx::error::DatabaseError;
use sea_orm::sqlx::postgres::PgDatabaseError;
use sea_orm::sqlx::sqlite::SqliteError;
use sea_orm::{DbErr, RuntimeErr};

/// Why a statement failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Two transactions conflicted and this one lost. A retry may succeed at once.
    Conflict,
    /// The database is unavailable or overloaded. A retry may succeed later.
    Unavailable,
    /// It cannot write: no space, a read-only or failing disk, out of memory. Somebody has to act.
    Unwritable,
    /// Its file is damaged.
    Damaged,
    /// A bug of ours: an invalid statement, an unexpected constraint violation, an unreadable row.
    Fault,
}

impl Failure {
    pub(crate) fn of(error: &DbErr) -> Self {
        match error {
            DbErr::Conn(RuntimeErr::SqlxError(error))
            | DbErr::Exec(RuntimeErr::SqlxError(error))
            | DbErr::Query(RuntimeErr::SqlxError(error)) => Self::of_driver(error),
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable,
            _ => Self::Fault,
        }
    }

    fn of_driver(error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => Self::of_database(error.as_ref()),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => Self::Unavailable,
            _ => Self::Fault,
        }
    }

    fn of_database(error: &dyn DatabaseError) -> Self {
        let code = error.code().unwrap_or_default();
        if error.try_downcast_ref::<SqliteError>().is_some() {
            code.parse().map_or(Self::Fault, Self::of_sqlite)
        } else if error.try_downcast_ref::<PgDatabaseError>().is_some() {
            Self::of_postgres(&code)
        } else {
            Self::Fault
        }
    }

    /// By SQLite's result code; the low byte of an extended code is the primary one.
    fn of_sqlite(code: i32) -> Self {
        const BUSY_SNAPSHOT: i32 = 517;
        match (code, code & 0xff) {
            (BUSY_SNAPSHOT, _) => Self::Conflict,
            // BUSY, LOCKED, INTERRUPT, PROTOCOL.
            (_, 5 | 6 | 9 | 15) => Self::Unavailable,
            // NOMEM, READONLY, IOERR, FULL, CANTOPEN.
            (_, 7 | 8 | 10 | 13 | 14) => Self::Unwritable,
            // CORRUPT, NOTADB.
            (_, 11 | 26) => Self::Damaged,
            _ => Self::Fault,
        }
    }

    /// By SQLSTATE (PostgreSQL's documentation, appendix A).
    fn of_postgres(state: &str) -> Self {
        match state {
            // Serialization failure, deadlock.
            "40001" | "40P01" => Self::Conflict,
            // Disk full; a server that accepts no writes, such as a standby.
            "53100" | "25006" => Self::Unwritable,
            // Lock timeout, statement timeout, transaction timeout.
            "55P03" | "57014" | "25P03" | "25P04" => Self::Unavailable,
            // Corrupted data or index.
            "XX001" | "XX002" => Self::Damaged,
            _ if state.starts_with("58") => Self::Unwritable,
            _ if ["08", "53", "57"].iter().any(|class| state.starts_with(class)) => Self::Unavailable,
            _ => Self::Fault,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_codes_are_classified() {
        for (code, failure) in [
            (5, Failure::Unavailable),
            (517, Failure::Conflict),
            (8, Failure::Unwritable),
            (778, Failure::Unwritable),
            (13, Failure::Unwritable),
            (11, Failure::Damaged),
            (26, Failure::Damaged),
            (2067, Failure::Fault),
            (1, Failure::Fault),
        ] {
            assert_eq!(Failure::of_sqlite(code), failure, "{code}");
        }
    }

    #[test]
    fn postgres_states_are_classified() {
        for (state, failure) in [
            ("40001", Failure::Conflict),
            ("40P01", Failure::Conflict),
            ("57P01", Failure::Unavailable),
            ("53300", Failure::Unavailable),
            ("53100", Failure::Unwritable),
            ("58030", Failure::Unwritable),
            ("XX001", Failure::Damaged),
            ("23505", Failure::Fault),
            ("42P01", Failure::Fault),
        ] {
            assert_eq!(Failure::of_postgres(state), failure, "{state}");
        }
    }
}
