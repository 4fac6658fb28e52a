//! Trying letters again before their time: somebody has mended what stood in their way.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{JobState, outcome::Outcome};
use crate::{Domain, Result, entity::job, mail::Undelivered};

/// What became of letters that waited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LetterCounts {
    /// Letters that were handed over.
    pub sent: u64,
    /// Letters that nobody needs any more.
    pub needless: u64,
    /// Letters that were not handed over.
    pub failed: u64,
    /// Whether whatever takes letters was away, so that the others were not tried.
    pub is_cut_short: bool,
}

impl Domain {
    /// Tries, once, each letter that is due or waits for another try. One that waits for its recipient's turn (rule G12)
    /// has not been tried yet, and stays. A mail server that is away ends it: no other letter would get further, and they
    /// are due now for whatever process works.
    pub async fn send_waiting_letters(&self) -> Result<LetterCounts> {
        let begun = self.clock.now();
        let txn = self.db.begin_write().await?;
        job::Entity::update_many()
            .col_expr(job::Column::DueAt, Expr::value(begun))
            .filter(job::Column::State.eq(JobState::Owed))
            .filter(job::Column::Attempts.gt(0))
            .filter(job::Column::DueAt.gt(begun))
            .filter(job::Entity::in_nobodys_hand(begun))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        let mut counts = LetterCounts::default();
        // A letter that fails is due later than this began, so none comes twice.
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
