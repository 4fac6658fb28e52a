//! The state of the database's storage: watches every statement, and remembers what failed ones say about it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use sea_orm::DbErr;

use super::failure::Failure;

/// What is known of the storage. One per process, shared by all its connections.
#[derive(Default)]
pub(crate) struct Storage {
    is_unwritable: AtomicBool,
    is_damaged: AtomicBool,
    /// Whether the file was checked completely since the process began.
    is_checked: AtomicBool,
    /// Transactions that SQLite has committed and rolled back on the writing connection, counted by its own hooks. Not
    /// counted for PostgreSQL, which is trusted.
    pub(super) commits: AtomicU64,
    pub(super) rollbacks: AtomicU64,
}

impl Storage {
    /// Records a failed statement, and logs it if it is the first of its kind.
    pub(super) fn note_failure(&self, error: &DbErr) {
        match Failure::of(error) {
            Failure::Unwritable if !self.is_unwritable.swap(true, Ordering::AcqRel) => {
                tracing::error!(%error, "the database cannot be written; requests are refused until it can");
            }
            Failure::Damaged => self.note_damage(&error.to_string()),
            _ => {}
        }
    }

    /// Records a commit.
    pub(super) fn note_commit(&self) {
        if self.is_unwritable.load(Ordering::Acquire) && self.is_unwritable.swap(false, Ordering::AcqRel) {
            tracing::info!("the database can be written again");
        }
    }

    /// Records that the database's file is damaged, until the process is restarted on an intact one.
    pub(super) fn note_damage(&self, what: &str) {
        if !self.is_damaged.swap(true, Ordering::AcqRel) {
            tracing::error!(what, "the database is damaged; nothing is written any more. Restore it from a backup");
        }
    }

    /// Records a complete check.
    pub(super) fn note_complete_check(&self) {
        self.is_checked.store(true, Ordering::Release);
    }

    /// Whether the file was checked completely since the process began.
    pub(super) fn is_checked(&self) -> bool {
        self.is_checked.load(Ordering::Acquire)
    }

    /// Whether the last attempt to write failed because of the storage.
    pub(super) fn is_unwritable(&self) -> bool {
        self.is_unwritable.load(Ordering::Acquire)
    }

    /// Whether the database's file is known to be damaged.
    pub(super) fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Acquire)
    }
}
