//! The rules, and the rows they rule over.
//!
//! An operation is a method of [`Domain`] and a whole: permission, rule, rows, activity and the letter that tells the
//! world, in one transaction, in one function, in one file named by its noun.

mod access_grant;
mod account;
mod activity;
pub mod bag_order;
pub mod bank;
mod calendar;
mod calendar_link;
mod caller;
mod change;
pub mod clock;
mod clock_skew;
mod contract;
mod customer;
mod customer_number;
pub mod db;
mod details;
mod entity;
mod erasure;
mod error;
mod hasher;
mod heartbeat;
mod holder;
pub mod import;
pub mod job;
pub mod key_fingerprint;
pub mod mail;
mod mask;
mod own_data;
mod person;
pub mod pickup;
mod profile;
mod retention;
pub mod secret;
mod session;
pub mod settings;
mod sign_in;
mod stockholm;
mod subject;
#[cfg(feature = "testing")]
pub mod testing;
pub mod vault;

use std::sync::{Arc, atomic::AtomicI64};

pub use activity::By;
pub use caller::{Caller, Right, Scope};
pub use customer_number::DEVICE_DAYS;
pub use error::{Error, Failed, Fault, Result};
pub use session::OpenedSession;
pub use sign_in::{Browser, ORDER_SECONDS, SignedIn, Started};
pub use stockholm::expires_at;

use crate::{
    bank::Bank,
    clock::Clock,
    db::Db,
    hasher::Hasher,
    mail::{Mail, Paper},
    settings::Settings,
    vault::Vault,
};

/// Everything an operation needs. Cheap to clone; one for the whole process.
#[derive(Clone)]
pub struct Domain {
    pub(crate) db: Db,
    pub(crate) vault: Arc<Vault>,
    pub(crate) bank: Bank,
    pub(crate) mail: Mail,
    pub(crate) paper: Paper,
    pub(crate) hasher: Hasher,
    pub(crate) clock: Clock,
    pub(crate) settings: Arc<Settings>,
    /// When the log was last told that too many are invited, in microseconds: it is told once a minute.
    pub(crate) rush_told_at: Arc<AtomicI64>,
}

impl Domain {
    /// Puts the parts together.
    pub fn new(db: Db, vault: Vault, bank: Bank, mail: Mail, paper: Paper, clock: Clock, settings: Settings) -> Self {
        let (vault, settings, hasher) = (Arc::new(vault), Arc::new(settings), Hasher::new());
        Self { db, vault, bank, mail, paper, hasher, clock, settings, rush_told_at: Arc::default() }
    }

    /// The settings that the rules follow.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The clock that the rules follow.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// How letters by e-mail leave.
    pub fn mail(&self) -> &Mail {
        &self.mail
    }

    /// How letters on paper leave.
    pub fn paper(&self) -> &Paper {
        &self.paper
    }

    /// Whether the database answers and keeps what is written.
    pub async fn is_ready(&self) -> bool {
        self.db.is_ready().await
    }

    /// Whether the database keeps what is written, as far as is known.
    pub async fn can_write(&self) -> bool {
        self.db.can_write().await
    }

    /// Whether the file of SQLite was looked through to its end since the process began.
    pub fn is_database_checked(&self) -> bool {
        self.db.is_checked()
    }

    /// Looks through the whole file of SQLite, which may take minutes; damage ends all writing and is logged.
    pub async fn check_database(&self) -> Result<()> {
        const LONGEST: std::time::Duration = std::time::Duration::from_hours(1);

        self.db.check_file(LONGEST).await?;
        Ok(())
    }
}
