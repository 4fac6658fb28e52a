//! The outbox.

mod kind;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{Iterable as _, QueryOrder};
use types::Timestamp;

pub(crate) use self::kind::Letter;
pub use self::kind::{JobKind, JobState};

/// One letter to send.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The kind of letter.
    pub kind: JobKind,
    /// What it is about.
    pub subject: Uuid,
    /// Keyed hash of the recipient's address, if it is known.
    pub recipient_index: Option<Vec<u8>>,
    /// The recipient's address, if it is stored nowhere else; null once the letter has been sent.
    pub recipient_sealed: Option<Vec<u8>>,
    /// When it was enqueued.
    pub created_at: Timestamp,
    /// When it is due.
    pub due_at: Timestamp,
    /// The number of attempts.
    pub attempts: i32,
    /// Until when a worker has the lease.
    pub leased_until: Option<Timestamp>,
    /// Which worker has the lease.
    pub lease: Option<Uuid>,
    /// Its state.
    pub state: JobState,
    /// When it was sent, dropped or given up.
    pub ended_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl ActiveModel {
    /// A letter that is due at once, to a recipient who is looked up when it is sent.
    pub(crate) fn enqueued(letter: Letter, now: Timestamp) -> Self {
        Self {
            id: Set(Uuid::now_v7()),
            kind: Set(letter.kind()),
            subject: Set(letter.subject()),
            recipient_index: Set(None),
            recipient_sealed: Set(None),
            created_at: Set(now),
            due_at: Set(now),
            attempts: Set(0),
            leased_until: Set(None),
            lease: Set(None),
            state: Set(JobState::Owed),
            ended_at: Set(None),
        }
    }
}

impl Model {
    /// The kind of letter and its subject.
    pub(crate) fn letter(&self) -> Letter {
        Letter::parse(self.kind, self.subject)
    }
}

impl Entity {
    /// Letters to a recipient that were or will be sent after an instant.
    pub fn to_recipient(index: Vec<u8>, since: Timestamp) -> Select<Self> {
        Self::find()
            .filter(Column::RecipientIndex.eq(index))
            .filter(Column::DueAt.gt(since))
            .filter(Column::State.ne(JobState::Dropped))
    }

    /// Due letters without a lease. Kinds that only a newer version knows are left to it: one that could not be parsed
    /// would block all letters after it.
    pub fn due_anywhere(now: Timestamp) -> Select<Self> {
        Self::find()
            .filter(Column::State.eq(JobState::Owed))
            .filter(Column::Kind.is_in(JobKind::iter()))
            .filter(Column::DueAt.lte(now))
            .filter(Self::not_leased(now))
    }

    /// Whether no worker has the lease.
    pub fn not_leased(now: Timestamp) -> sea_orm::Condition {
        sea_orm::Condition::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lt(now))
    }

    /// Letters of the same kind and subject.
    pub(crate) fn like(letter: Letter) -> sea_orm::Condition {
        sea_orm::Condition::all().add(Column::Subject.eq(letter.subject())).add(Column::Kind.eq(letter.kind()))
    }

    /// Letters of the same kind and subject, enqueued after an instant.
    pub(crate) fn enqueued_since(letter: Letter, since: Timestamp) -> Select<Self> {
        Self::find().filter(Self::like(letter)).filter(Column::CreatedAt.gt(since))
    }

    /// Unsent letters of the same kind and subject.
    pub(crate) fn unsent(letter: Letter) -> Select<Self> {
        Self::find().filter(Self::like(letter)).filter(Column::State.eq(JobState::Owed))
    }

    /// Letters of a kind that were enqueued after an instant.
    pub fn enqueued_anywhere(kind: JobKind, since: Timestamp) -> Select<Self> {
        Self::find().filter(Column::Kind.eq(kind)).filter(Column::CreatedAt.gt(since))
    }

    /// Letters of a kind that were sent after an instant.
    pub fn sent_anywhere(kind: JobKind, since: Timestamp) -> Select<Self> {
        Self::find()
            .filter(Column::State.eq(JobState::Done))
            .filter(Column::EndedAt.gt(since))
            .filter(Column::Kind.eq(kind))
    }

    /// Whether no newer letter of the same kind about the same thing is owed.
    pub async fn is_newest(db: &impl ConnectionTrait, job: &Model) -> Result<bool, DbErr> {
        let alike = Self::find().filter(Self::like(job.letter()));
        let newest = alike.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).one(db).await?;
        Ok(newest.is_none_or(|newest| newest.id == job.id))
    }

    /// Whether the lease of a job is still valid.
    pub async fn is_leased(db: &impl ConnectionTrait, job: &Model) -> Result<bool, DbErr> {
        let found = Self::find_by_id(job.id).filter(Column::Lease.eq(job.lease)).one(db).await?;
        Ok(found.is_some())
    }
}
