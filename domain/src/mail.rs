//! Letters by e-mail and on paper: what they say and how they leave.

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

/// How letters leave.
#[derive(Clone)]
pub enum Mail {
    /// Handed over to a mail server.
    Smtp(Box<Smtp>),
    /// Kept in a folder, one file a letter: for a demo.
    Files(PathBuf),
    /// Kept in memory, oldest first: for tests.
    #[cfg(feature = "testing")]
    Memory(Arc<Mutex<Vec<CaughtMail>>>),
}

/// A letter on its way to one recipient.
pub(crate) struct Outgoing {
    /// The job that owes it. The same letter sent twice says the same, so that a second copy can be recognised.
    pub(crate) job: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) to: EmailAddress,
    pub(crate) letter: WrittenLetter,
}

/// Why a letter was not handed over. The reasons name no address, so that they may be logged.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Undelivered {
    /// Whatever takes letters cannot be reached or takes none from us. Nothing is wrong with the letter.
    Away(String),
    /// The letter was refused for now.
    Later(String),
    /// This letter will never be taken.
    Never(String),
}

impl Mail {
    /// Letters are handed over to a mail server. Nothing is connected yet.
    pub fn smtp(settings: &SmtpSettings) -> anyhow::Result<Self> {
        Ok(Self::Smtp(Box::new(Smtp::new(settings)?)))
    }

    /// Letters stay in a folder, which is made when the first one comes.
    pub fn files(folder: PathBuf) -> Self {
        Self::Files(folder)
    }

    /// Letters stay in memory.
    #[cfg(feature = "testing")]
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Whether letters reach people, and only over an encrypted connection.
    pub fn is_fit_for_production(&self) -> bool {
        matches!(self, Self::Smtp(smtp) if smtp.is_encrypted())
    }

    /// Caught letters, newest first; those to one address only, if asked. A mail server catches none.
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

    /// Says why no letter could leave now. A mail server is connected to and sent nothing; a folder is not looked at.
    pub async fn try_connection(&self) -> anyhow::Result<()> {
        if let Self::Smtp(smtp) = self { smtp.try_connection().await } else { Ok(()) }
    }

    /// Hands a letter over. Not to be called in a transaction: it can take half a minute.
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
