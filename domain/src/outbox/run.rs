//! Processing the outbox. One letter at a time is leased, so that the lease covers all that is done with it. If a
//! worker dies the next one takes over: a letter is sent at least once, and never lost.

use std::time::Duration;

use sea_orm::sea_query::{Expr, LockBehavior, LockType, SubQueryStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use types::access_grant::{GrantState, LetterState};
use types::time::days;
use types::{AccessGrantId, Timestamp};
use uuid::Uuid;

use super::letter::Parcel;
use super::outcome::{After, Outcome, after, report};
use crate::entity::{Anywhere as _, access_grant, customer, job};
use crate::job::{JobState, Letter};
use crate::mail::Undelivered;
use crate::{Domain, Result};

/// The duration of a lease.
const LEASE: Duration = Duration::from_mins(1);

impl Domain {
    /// Sends due letters; returns how many were attempted. To be called repeatedly, by any number of workers.
    pub async fn send_due_letters(&self, at_most: u64) -> Result<usize> {
        let mut tried = 0;
        for _ in 0..at_most {
            let Some(job) = self.claim_letter(self.clock.now()).await? else { break };
            let outcome = self.deliver(&job).await;
            self.close_letter(&job, outcome).await?;
            tried += 1;
        }
        Ok(tried)
    }

    /// Deletes rows of letters that ended long ago; returns how many.
    pub async fn forget_letters(&self) -> Result<u64> {
        let long_ago = self.clock.now() - days(self.settings.retention.letter_days);
        let txn = self.db.begin_write().await?;
        let deleted = job::Entity::delete_many()
            .filter(job::Column::State.ne(JobState::Owed))
            .filter(job::Column::EndedAt.lt(long_ago))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        Ok(deleted.rows_affected)
    }

    /// Leases the letter that has been due longest, if it was due by an instant. Two workers never lease the same one:
    /// the second skips a row that is being leased.
    pub(crate) async fn claim_letter(&self, due_by: Timestamp) -> Result<Option<job::Model>> {
        let now = self.clock.now();
        let due = || job::Entity::due_anywhere(now).filter(job::Column::DueAt.lte(due_by));
        // An idle worker only reads.
        if due().one(&self.db.read).await?.is_none() {
            return Ok(None);
        }
        let next = due()
            .select_only()
            .column(job::Column::Id)
            .order_by_asc(job::Column::DueAt)
            .limit(1)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let txn = self.db.begin_write().await?;
        let taken = job::Entity::update_many()
            .col_expr(job::Column::Lease, Expr::value(Uuid::now_v7()))
            .col_expr(job::Column::LeasedUntil, Expr::value(now + LEASE))
            .col_expr(job::Column::Attempts, Expr::col(job::Column::Attempts).add(1))
            .filter(
                Expr::col(job::Column::Id).eq(Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(next)))),
            )
            .exec_with_returning(&txn)
            .await?;
        txn.commit().await?;
        Ok(taken.into_iter().next())
    }

    pub(super) async fn deliver(&self, job: &job::Model) -> Outcome {
        let handed_over = match self.letter_owed(job).await {
            Ok(Some(Parcel::ByMail(outgoing))) => self.mail.send(outgoing).await,
            Ok(Some(Parcel::OnPaper(letter))) => self.paper.hand_over(job.id, letter).await,
            Ok(None) => return Outcome::Needless,
            Err(fault) => Err(Undelivered::Later(format!("{fault:#}"))),
        };
        match handed_over {
            Ok(()) => Outcome::Sent,
            Err(undelivered) => Outcome::Failed(undelivered),
        }
    }

    /// Records the outcome of a letter, unless another worker has the lease by now.
    pub(super) async fn close_letter(&self, job: &job::Model, outcome: Outcome) -> Result<()> {
        let now = self.clock.now();
        let after = after(job, &outcome, now);
        let txn = self.db.begin_write().await?;
        let grant = if let Letter::Invitation(id) = job.letter() { locked_grant(&txn, id).await? } else { None };
        if !store_outcome(&txn, job, &after, now).await? {
            tracing::warn!(job = %job.id, kind = ?job.kind, "a letter took longer than its lease");
            return Ok(());
        }
        let shown = match after {
            After::Ended(JobState::Done) => Some(LetterState::Sent),
            After::Ended(JobState::Dead) => Some(LetterState::Failed),
            _ => None,
        };
        if let (Some(grant), Some(shown)) = (grant, shown)
            && job::Entity::is_newest(&txn, job).await?
        {
            show_to_owner(&txn, grant.id, shown).await?;
        }
        txn.commit().await?;
        report(job, &outcome, &after);
        Ok(())
    }
}

/// Returns whether the lease was still ours.
async fn store_outcome(txn: &impl ConnectionTrait, job: &job::Model, after: &After, now: Timestamp) -> Result<bool> {
    let ours = job::Entity::update_many()
        .col_expr(job::Column::Lease, Expr::value(None::<Uuid>))
        .col_expr(job::Column::LeasedUntil, Expr::value(None::<Timestamp>))
        .filter(job::Column::Id.eq(job.id))
        .filter(job::Column::Lease.eq(job.lease));
    let changed = match after {
        After::Ended(state) => ours
            .col_expr(job::Column::State, Expr::value(*state))
            .col_expr(job::Column::EndedAt, Expr::value(now))
            .col_expr(job::Column::RecipientSealed, Expr::value(None::<Vec<u8>>)),
        After::DueAgain(at) => ours.col_expr(job::Column::DueAt, Expr::value(*at)),
    };
    Ok(changed.exec(txn).await?.rows_affected == 1)
}

/// The grant, with its customer locked, so that no newer letter is enqueued meanwhile.
async fn locked_grant(txn: &impl ConnectionTrait, id: AccessGrantId) -> Result<Option<access_grant::Model>> {
    let grant = access_grant::Entity::anywhere(id).one(txn).await?;
    if let Some(grant) = &grant {
        customer::Entity::locked(grant.customer_id).one(txn).await?;
    }
    Ok(grant)
}

async fn show_to_owner(txn: &impl ConnectionTrait, id: AccessGrantId, shown: LetterState) -> Result<()> {
    access_grant::Entity::update_many()
        .col_expr(access_grant::Column::LetterState, Expr::value(shown))
        .filter(access_grant::Column::Id.eq(id))
        .filter(access_grant::Column::State.eq(GrantState::Pending))
        // The outcome of a letter to the previous address says nothing about the new one, which its owner has yet to
        // check.
        .filter(access_grant::Column::LetterState.ne(LetterState::ToCheck))
        .exec(txn)
        .await?;
    Ok(())
}
