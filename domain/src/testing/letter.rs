//! Letters, for tests.

use sea_orm::{Iterable as _, QueryOrder};
use types::Timestamp;
use uuid::Uuid;

use super::World;
use super::observe::every;
use crate::entity::job;
use crate::job::{JobKind, JobState};
use crate::mail::{CaughtMail, Mail};

/// Every kind of letter but the one on paper.
pub fn mailed_kinds() -> impl Iterator<Item = JobKind> {
    JobKind::iter().filter(|kind| *kind != JobKind::ActivationCode)
}

/// The life of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterWay {
    /// Its id, which the letter contains too.
    pub id: Uuid,
    /// Its kind.
    pub kind: JobKind,
    /// About what: a grant or a person.
    pub subject: Uuid,
    /// Its state.
    pub state: JobState,
    /// The number of attempts.
    pub attempts: i32,
    /// When it is due, or was last due.
    pub due_at: Timestamp,
}

impl World {
    /// Changes how letters are delivered from now on.
    pub fn send_by(&mut self, mail: Mail) {
        self.domain.mail = mail;
    }

    /// The sent letters to an address, newest first.
    pub fn letters_to(&self, address: &str) -> Vec<CaughtMail> {
        self.domain.mail.caught(Some(address))
    }

    /// All letters that are or were owed, in the order in which they were enqueued.
    pub async fn letters_owed(&self) -> Vec<LetterWay> {
        let rows = every::<job::Entity>().order_by_asc(job::Column::Id).all(&self.domain.db.read).await;
        let way = |row: job::Model| LetterWay {
            id: row.id,
            kind: row.kind,
            subject: row.subject,
            state: row.state,
            attempts: row.attempts,
            due_at: row.due_at,
        };
        rows.expect("an answer").into_iter().map(way).collect()
    }

    /// A worker leases a letter and dies.
    pub async fn lose_worker(&self) {
        self.domain.claim_letter(self.clock.now()).await.expect("a claim").expect("a letter that is due");
    }
}
