//! Compares this machine's clock with the database's. Time limits apply to all processes on a database, so a process
//! with a wrong clock would end and open things that the others do not.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use types::Timestamp;

use crate::clock::Clock;
use crate::{Domain, Result};

/// PostgreSQL's current time, in microseconds since 1970.
const NOW_OF_POSTGRES: &str = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

impl Domain {
    /// By how many seconds the database's clock is ahead of this machine's; negative if it is behind. Uses the system
    /// clock and not the domain's, which demos and tests advance. Zero for SQLite, which uses this machine's clock.
    pub async fn clock_skew(&self) -> Result<i64> {
        if self.db.read.get_database_backend() == DbBackend::Sqlite {
            return Ok(0);
        }
        let clock = Clock::system();
        let before = clock.now();
        let question = Statement::from_sql_and_values(DbBackend::Postgres, NOW_OF_POSTGRES, []);
        let row = self.db.read.query_one_raw(question).await?;
        let there: i64 = row.ok_or_else(|| DbErr::RecordNotFound("a time".to_owned()))?.try_get_by_index(0)?;
        Ok(skew(Timestamp(there), before, clock.now()))
    }
}

/// The answer was given at some instant between query and response: only what is outside of that interval is a
/// difference.
fn skew(there: Timestamp, before: Timestamp, after: Timestamp) -> i64 {
    if there < before { there.seconds_since(before) } else { there.seconds_since(after).max(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_answer_is_not_a_difference() {
        let at = |seconds: i64| Timestamp(seconds * 1_000_000);

        assert_eq!(skew(at(150), at(100), at(300)), 0);
        assert_eq!(skew(at(90), at(100), at(300)), -10);
        assert_eq!(skew(at(310), at(100), at(300)), 10);
    }
}
