//! How the store behind the database does: watches every statement, and remembers what a failed one says of it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use sea_orm::DbErr;

use super::failure::Failure;

/// What is known of the store. One for each process, shared by all its connections.
#[derive(Default)]
pub(crate) struct Storage {
    is_unwritable: AtomicBool,
    is_damaged: AtomicBool,
    /// Whether the file was looked through to its end since the process began.
    is_checked: AtomicBool,
    /// Transactions that SQLite has committed and rolled back on the writing connection, as its own hooks count them.
    /// Nothing counts them for PostgreSQL, which keeps its own books.
    pub(super) commits: AtomicU64,
    pub(super) rollbacks: AtomicU64,
}

impl Storage {
    /// Notes a failed statement, and says so in the log when it is the first of its kind.
    pub(super) fn note_failure(&self, error: &DbErr) {
        match Failure::of(error) {
            Failure::Unwritable if !self.is_unwritable.swap(true, Ordering::AcqRel) => {
                tracing::error!(%error, "the database cannot be written; requests are refused until it can");
            }
            Failure::Damaged => self.note_damage(&error.to_string()),
            _ => {}
        }
    }

    /// Notes that a transaction was kept.
    pub(super) fn note_commit(&self) {
        if self.is_unwritable.load(Ordering::Acquire) && self.is_unwritable.swap(false, Ordering::AcqRel) {
            tracing::info!("the database can be written again");
        }
    }

    /// Notes that the database's file is damaged. It stays so until the process is started on a sound one.
    pub(super) fn note_damage(&self, what: &str) {
        if !self.is_damaged.swap(true, Ordering::AcqRel) {
            tracing::error!(what, "the database is damaged; nothing is written any more. Restore it from a backup");
        }
    }

    /// Notes that the file was looked through to its end.
    pub(super) fn note_whole_check(&self) {
        self.is_checked.store(true, Ordering::Release);
    }

    /// Whether the file was looked through to its end since the process began.
    pub(super) fn is_checked(&self) -> bool {
        self.is_checked.load(Ordering::Acquire)
    }

    /// Whether the last attempt to write failed for want of a working store.
    pub(super) fn is_unwritable(&self) -> bool {
        self.is_unwritable.load(Ordering::Acquire)
    }

    /// Whether the database's file is known to be damaged.
    pub(super) fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Acquire)
    }
}
