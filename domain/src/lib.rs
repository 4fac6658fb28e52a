//! The rules, and the rows they govern.
//!
//! An operation is a method of [`Domain`] and a whole: permission, rule, rows, activity and the owed letter, in one
//! transaction, in one function, in one file named by its noun.

mod access_grant;
mod account;
mod activity;
pub mod bag_order;
pub mod bank;
mod browser;
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
mod error;
mod hasher;
mod heartbeat;
mod holder;
pub mod import;
pub mod job;
pub mod key_fingerprint;
mod live;
pub mod mail;
mod mask;
mod outbox;
mod own_data;
mod person;
pub mod pickup;
mod profile;
mod retention;
pub mod secret;
mod session;
pub mod settings;
mod sharing_notice;
mod sign_in;
mod stockholm;
mod subject;
#[cfg(feature = "testing")]
pub mod testing;
pub mod vault;

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

pub use access_grant::expires_at;
pub use activity::By;
pub use browser::Browser;
pub use caller::{Caller, Right, Scope};
pub use customer_number::DEVICE_DAYS;
pub use entity::sign_in_order::ORDER_LASTS;
pub use error::{Error, Failed, Fault, Result};
pub use live::{LatestChanges, Watched};
pub use outbox::LetterCounts;
pub use session::OpenedSession;
pub use sign_in::{SignedIn, Started};

use crate::bank::Bank;
use crate::clock::Clock;
use crate::db::Db;
use crate::hasher::Hasher;
use crate::mail::{Mail, Paper};
use crate::settings::Settings;
use crate::vault::Vault;

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
    /// When too many invitations were last logged, in microseconds: at most once a minute.
    pub(crate) rush_logged_at: Arc<AtomicI64>,
}

impl Domain {
    /// From its parts.
    pub fn new(db: Db, vault: Vault, bank: Bank, mail: Mail, paper: Paper, clock: Clock, settings: Settings) -> Self {
        let (vault, settings, hasher) = (Arc::new(vault), Arc::new(settings), Hasher::new());
        Self { db, vault, bank, mail, paper, hasher, clock, settings, rush_logged_at: Arc::default() }
    }

    /// The settings of the domain.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The clock of the domain.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// How e-mail is delivered.
    pub fn mail(&self) -> &Mail {
        &self.mail
    }

    /// How paper letters are delivered.
    pub fn paper(&self) -> &Paper {
        &self.paper
    }

    /// Whether the database answers and stores writes.
    pub async fn is_ready(&self) -> bool {
        self.db.is_ready().await
    }

    /// Whether the database stores writes, as far as known.
    pub async fn can_write(&self) -> bool {
        self.db.can_write().await
    }

    /// Whether SQLite's file was checked completely since the process began.
    pub fn is_database_checked(&self) -> bool {
        self.db.is_checked()
    }

    /// Checks SQLite's whole file, which may take minutes; damage stops all writing and is logged.
    pub async fn check_database(&self) -> Result<()> {
        const LONGEST: std::time::Duration = std::time::Duration::from_hours(1);

        self.db.check_file(LONGEST).await?;
        Ok(())
    }
}
