//! The outcome of a letter, and what follows for its job.

use std::time::Duration;

use types::Timestamp;
use types::time::DAY;

use crate::entity::job;
use crate::job::JobState;
use crate::mail::Undelivered;

/// Pauses after the first failures; the last one also after all further ones.
const PAUSES: [Duration; 5] = [
    Duration::from_mins(1),
    Duration::from_mins(5),
    Duration::from_mins(15),
    Duration::from_hours(1),
    Duration::from_hours(1),
];
/// The longest pause while the mail server is unreachable: letters are sent within five minutes of its return.
const MAX_OUTAGE_PAUSE: Duration = Duration::from_mins(4);

/// The outcome of a letter.
#[derive(Debug)]
pub(super) enum Outcome {
    Sent,
    /// It is no longer needed.
    Needless,
    Failed(Undelivered),
}

/// What follows for the job.
#[derive(Debug)]
pub(super) enum After {
    Ended(JobState),
    DueAgain(Timestamp),
}

pub(super) fn after(job: &job::Model, outcome: &Outcome, now: Timestamp) -> After {
    match outcome {
        Outcome::Sent => After::Ended(JobState::Done),
        Outcome::Needless => After::Ended(JobState::Dropped),
        Outcome::Failed(Undelivered::Never(_)) => After::Ended(JobState::Dead),
        Outcome::Failed(failure @ (Undelivered::Later(_) | Undelivered::Away(_))) => {
            let tries = usize::try_from(job.attempts).unwrap_or_default();
            // A delayed letter gets all its attempts too.
            let is_spent = now >= job.created_at + DAY && tries >= PAUSES.len();
            let pause = PAUSES[tries.saturating_sub(1).min(PAUSES.len() - 1)];
            let is_away = matches!(failure, Undelivered::Away(_));
            let pause = if is_away { pause.min(MAX_OUTAGE_PAUSE) } else { pause };
            if is_spent { After::Ended(JobState::Dead) } else { After::DueAgain(now + pause) }
        }
    }
}

/// One line per outcome; never an address.
pub(super) fn report(job: &job::Model, outcome: &Outcome, after: &After) {
    let (id, kind, attempt) = (job.id, job.kind, job.attempts);
    match (outcome, after) {
        (Outcome::Sent, _) => tracing::info!(job = %id, ?kind, attempt, "a letter was sent"),
        (Outcome::Needless, _) => tracing::info!(job = %id, ?kind, attempt, "a letter is not needed any more"),
        (Outcome::Failed(Undelivered::Away(reason) | Undelivered::Later(reason)), After::DueAgain(_)) => {
            tracing::warn!(job = %id, ?kind, attempt, reason, "a letter was not sent and is tried again");
        }
        (Outcome::Failed(Undelivered::Away(reason) | Undelivered::Later(reason) | Undelivered::Never(reason)), _) => {
            tracing::error!(job = %id, ?kind, attempt, reason, "a letter is given up");
        }
    }
}
