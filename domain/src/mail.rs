//! Letters by e-mail and on paper: their content and delivery.

mod access_change;
mod bag_order;
mod caught;
mod email_changed;
mod invitation;
mod letter;
mod message;
mod number;
mod paper;
mod session;
mod smtp;
mod verify_email;

use std::path::PathBuf;
#[cfg(feature = "testing")]
use std::sync::{Arc, Mutex, PoisonError};

use types::{EmailAddress, Timestamp};
use uuid::Uuid;

pub(crate) use access_change::{AccessConfirmed, AccessDeclined, AccessExpired, AccessLeft, AccessRemoved};
pub(crate) use bag_order::{BagOrderCancelled, BagOrderReceived, BagOrderSent, BagsMissed};
pub use caught::CaughtMail;
pub(crate) use caught::instant;
pub(crate) use email_changed::EmailChanged;
pub(crate) use invitation::Invitation;
pub(crate) use letter::{WrittenLetter, date, one_line};
pub(crate) use number::{NewBrowser, PasswordSet, SharedByNumber};
pub(crate) use paper::Activation;
pub use paper::{Paper, PaperLetter};
pub(crate) use session::SessionEndedByAnother;
pub use smtp::{Password, Security, Smtp, SmtpSettings};
pub(crate) use verify_email::VerifyEmail;

/// How e-mail is delivered.
#[derive(Clone)]
pub enum Mail {
    /// To a mail server.
    Smtp(Box<Smtp>),
    /// To a folder, one file per letter: for a demo.
    Files(PathBuf),
    /// To memory, oldest first: for tests.
    #[cfg(feature = "testing")]
    Memory(Arc<Mutex<Vec<CaughtMail>>>),
}

/// A letter to one recipient.
pub(crate) struct Outgoing {
    /// The job that owes it. The same letter sent twice has the same content, so that a duplicate can be recognized.
    pub(crate) job: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) to: EmailAddress,
    pub(crate) letter: WrittenLetter,
}

/// Why a letter was not delivered. The reasons contain no address, so that they may be logged.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Undelivered {
    /// The mail server cannot be reached or accepts nothing from us. The letter is fine.
    Away(String),
    /// The letter was refused temporarily.
    Later(String),
    /// The letter was refused permanently.
    Never(String),
}

impl Mail {
    /// Delivers letters to a mail server. Does not connect yet.
    pub fn smtp(settings: &SmtpSettings) -> anyhow::Result<Self> {
        Ok(Self::Smtp(Box::new(Smtp::new(settings)?)))
    }

    /// Stores letters in a folder, which is created with the first one.
    pub fn files(folder: PathBuf) -> Self {
        Self::Files(folder)
    }

    /// Stores letters in memory.
    #[cfg(feature = "testing")]
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Whether letters are really sent, and only over an encrypted connection.
    pub fn is_fit_for_production(&self) -> bool {
        matches!(self, Self::Smtp(smtp) if smtp.is_encrypted())
    }

    /// Caught letters, newest first; only those to one address, if given. A mail server catches none.
    pub fn caught(&self, to: Option<&str>) -> Vec<CaughtMail> {
        let mut caught = match self {
            Self::Smtp(_) => Vec::new(),
            Self::Files(folder) => caught::read_all(folder),
            #[cfg(feature = "testing")]
            Self::Memory(caught) => {
                caught.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
            }
        };
        caught.retain(|mail| to.is_none_or(|to| mail.to.eq_ignore_ascii_case(to)));
        caught
    }

    /// Fails if no letter could be sent now. Connects to a mail server without sending; does not check a folder.
    pub async fn try_connection(&self) -> anyhow::Result<()> {
        if let Self::Smtp(smtp) = self { smtp.try_connection().await } else { Ok(()) }
    }

    /// Delivers a letter. Not to be called in a transaction: it can take half a minute.
    pub(crate) async fn send(&self, outgoing: Outgoing) -> Result<(), Undelivered> {
        match self {
            Self::Smtp(smtp) => smtp.send(outgoing).await,
            Self::Files(folder) => {
                let written = caught::write(folder, &outgoing.into()).await;
                written.map_err(|error| Undelivered::Away(format!("the file cannot be written: {error}")))
            }
            #[cfg(feature = "testing")]
            Self::Memory(caught) => {
                caught.lock().unwrap_or_else(PoisonError::into_inner).push(outgoing.into());
                Ok(())
            }
        }
    }
}
