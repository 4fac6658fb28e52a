//! Letters, as tests see them.

use sea_orm::QueryOrder;

use types::Timestamp;
use uuid::Uuid;

use super::{World, observe::every};
use crate::{
    entity::job,
    job::{JobKind, JobState},
    mail::{CaughtMail, Mail},
};

/// A letter's way, from being owed to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterWay {
    /// Its identity, which the letter carries too.
    pub id: Uuid,
    /// What it tells.
    pub kind: JobKind,
    /// About what: a grant or a person.
    pub subject: Uuid,
    /// Where it is.
    pub state: JobState,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is to be tried next, or was to be tried last.
    pub due_at: Timestamp,
}

impl World {
    /// Lets letters leave in another way from now on.
    pub fn send_by(&mut self, mail: Mail) {
        self.domain.mail = mail;
    }

    /// The letters that have left to an address, newest first.
    pub fn letters_to(&self, address: &str) -> Vec<CaughtMail> {
        self.domain.mail.caught(Some(address))
    }

    /// All letters that are or were owed, in the order in which they came to be owed.
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

    /// A worker takes a letter and is never heard of again.
    pub async fn lose_worker(&self) {
        self.domain.claim_letter(self.clock.now()).await.expect("a claim").expect("a letter that is due");
    }
}
