//! Letters to send. A row is enqueued in the transaction of what the letter is about, and processed later (see `outbox`).

use std::sync::atomic::Ordering;
use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use types::access_grant::LetterState;
use types::time::DAY;
use types::{AccessGrantId, CustomerNumber, EmailAddress, Timestamp};
use uuid::Uuid;

use crate::change::Change;
use crate::entity::job;
pub(crate) use crate::entity::job::Letter;
pub use crate::entity::job::{JobKind, JobState};
use crate::{Domain, Result, db};

pub(crate) const RECIPIENT: &str = "job.recipient_sealed";

impl Change<'_> {
    /// Enqueues a letter whose recipient is looked up when it is sent.
    pub(crate) async fn enqueue(&self, letter: Letter) -> Result<()> {
        job::ActiveModel::enqueued(letter, self.now).insert(&self.txn).await?;
        Ok(())
    }

    /// Enqueues a letter to a known address. If the recipient has reached the limit of 24 hours (rule G12), the letter
    /// is delayed instead of refused, so that no response reveals how many letters somebody gets.
    pub(crate) async fn enqueue_within_limit(&self, letter: Letter, to: &EmailAddress) -> Result<()> {
        self.row_within_limit(letter, to).await?.insert(&self.txn).await?;
        Ok(())
    }

    /// Enqueues a letter to an address that is stored nowhere else by the time it is sent: it was replaced, or deleted
    /// with other details. The letter's row has it, sealed, until the letter has been sent or given up.
    pub(crate) async fn enqueue_to(&self, letter: Letter, to: &EmailAddress) -> Result<()> {
        let mut row = if letter.is_warning() {
            job::ActiveModel::enqueued(letter, self.now)
        } else {
            self.row_within_limit(letter, to).await?
        };
        let sealed = self.domain.vault.seal_text(RECIPIENT, *row.id.as_ref(), to.as_str());
        row.recipient_sealed = Set(Some(sealed));
        row.insert(&self.txn).await?;
        Ok(())
    }

    /// Enqueues the letter of an invitation; returns its state. If too many are invited at once over all customers it
    /// is delayed, and an operator has to look: the cause is as likely a program as a person.
    pub(crate) async fn enqueue_invitation(&self, grant: AccessGrantId, to: &EmailAddress) -> Result<LetterState> {
        let mut row = self.row_within_limit(Letter::Invitation(grant), to).await?;
        let due_at = Ord::max(*row.due_at.as_ref(), self.invitation_due_at().await?);
        row.due_at = Set(due_at);
        row.insert(&self.txn).await?;
        Ok(if due_at > self.now { LetterState::Later } else { LetterState::OnItsWay })
    }

    /// Enqueues a paper letter to the customer with a number, if there is one.
    pub(crate) async fn enqueue_on_paper(&self, letter: Letter, number: &CustomerNumber) -> Result<()> {
        let mut row = job::ActiveModel::enqueued(letter, self.now);
        let sealed = self.domain.vault.seal_text(RECIPIENT, *row.id.as_ref(), number.as_str());
        row.recipient_sealed = Set(Some(sealed));
        row.insert(&self.txn).await?;
        Ok(())
    }

    /// Cancels unclaimed letters of the same kind and subject, because they are outdated or replaced. If they were
    /// left to be dropped when due, they would count toward the recipient's limit until then.
    pub(crate) async fn cancel(&self, letter: Letter) -> Result<()> {
        job::Entity::update_many()
            .col_expr(job::Column::State, Expr::value(JobState::Dropped))
            .col_expr(job::Column::EndedAt, Expr::value(self.now))
            .col_expr(job::Column::Lease, Expr::value(None::<Uuid>))
            .col_expr(job::Column::LeasedUntil, Expr::value(None::<Timestamp>))
            .filter(job::Entity::like(letter))
            .filter(job::Column::State.eq(JobState::Owed))
            .filter(job::Entity::not_leased(self.now))
            .exec(&self.txn)
            .await?;
        Ok(())
    }

    async fn row_within_limit(&self, letter: Letter, to: &EmailAddress) -> Result<job::ActiveModel> {
        let index = self.domain.vault.email_index(to);
        let mut row = job::ActiveModel::enqueued(letter, self.now);
        row.due_at = Set(self.recipient_due_at(&index).await?);
        row.recipient_index = Set(Some(index));
        Ok(row)
    }

    /// When a recipient may get another letter. Counted by when letters are due, not by when they were enqueued: a
    /// delayed one counts on the day on which it is sent.
    async fn recipient_due_at(&self, index: &[u8]) -> Result<Timestamp> {
        // Two customers who write to the same recipient concurrently are counted one after the other.
        db::lock_value(&self.txn, index).await?;
        let most = u64::from(self.domain.settings.grants.letters_per_recipient_and_day).max(1);
        let recent = job::Entity::to_recipient(index.to_owned(), self.now - DAY);
        let count = recent.clone().count(&self.txn).await?;
        if count < most {
            return Ok(self.now);
        }
        // Only this column: a letter of a kind that only a newer version knows counts too.
        let freeing = recent.select_only().column(job::Column::DueAt).order_by_asc(job::Column::DueAt);
        let freeing: Option<Timestamp> = freeing.offset(count - most).into_tuple().one(&self.txn).await?;
        Ok(freeing.map_or(self.now, |due_at| due_at + DAY))
    }

    /// When an invitation made now may be sent: at once, unless the limit per minute is reached.
    async fn invitation_due_at(&self) -> Result<Timestamp> {
        let (now, limits) = (self.now, &self.domain.settings.grants);
        let recent =
            job::Entity::enqueued_anywhere(JobKind::Invitation, now - Duration::from_mins(1)).count(&self.txn).await?;
        if recent < u64::from(limits.invitations_per_minute) {
            return Ok(now);
        }
        let logged_at = &self.domain.rush_logged_at;
        if now.0 - logged_at.load(Ordering::Relaxed) >= 60_000_000 {
            logged_at.store(now.0, Ordering::Relaxed);
            let most = limits.invitations_per_minute;
            tracing::error!(recent, most, "too many invitations in a minute: the letters of further ones wait");
        }
        Ok(now + Duration::from_mins(limits.invitation_pause_minutes.into()))
    }
}

impl Domain {
    /// The customer number of a paper letter.
    pub(crate) fn number_of_letter(&self, job: &job::Model) -> anyhow::Result<Option<CustomerNumber>> {
        let Some(sealed) = &job.recipient_sealed else { return Ok(None) };
        Ok(Some(CustomerNumber::trusted(&self.vault.open_text(RECIPIENT, job.id, sealed)?)))
    }
}
