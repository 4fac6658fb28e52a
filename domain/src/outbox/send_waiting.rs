//! Retrying letters early, after an operator has fixed the problem.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::outcome::Outcome;
use crate::entity::job;
use crate::job::JobState;
use crate::mail::Undelivered;
use crate::{Domain, Result};

/// Results of waiting letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LetterCounts {
    /// Letters that were delivered.
    pub sent: u64,
    /// Letters that are no longer needed.
    pub needless: u64,
    /// Letters that were not delivered.
    pub failed: u64,
    /// Whether the mail server was unreachable, so that the others were not attempted.
    pub is_cut_short: bool,
}

impl Domain {
    /// Attempts, once, each letter that is due or waits for a retry. One that is delayed by the recipient's quota (rule
    /// G12) has not been attempted yet, and is not affected. An unreachable mail server ends it: no other letter would
    /// get further, and they are due now for any worker.
    pub async fn send_waiting_letters(&self) -> Result<LetterCounts> {
        let begun = self.clock.now();
        let txn = self.db.begin_write().await?;
        job::Entity::update_many()
            .col_expr(job::Column::DueAt, Expr::value(begun))
            .filter(job::Column::State.eq(JobState::Owed))
            .filter(job::Column::Attempts.gt(0))
            .filter(job::Column::DueAt.gt(begun))
            .filter(job::Entity::not_leased(begun))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        let mut counts = LetterCounts::default();
        // A letter that fails is due after this began, so none is attempted twice.
        while !counts.is_cut_short
            && let Some(job) = self.claim_letter(begun).await?
        {
            let outcome = self.deliver(&job).await;
            counts.add(&outcome);
            self.close_letter(&job, outcome).await?;
        }
        Ok(counts)
    }
}

impl LetterCounts {
    fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Sent => self.sent += 1,
            Outcome::Needless => self.needless += 1,
            Outcome::Failed(failure) => {
                self.failed += 1;
                self.is_cut_short = matches!(failure, Undelivered::Away(_));
            }
        }
    }
}
