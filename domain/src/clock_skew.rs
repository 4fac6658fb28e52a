//! Whether this machine's clock and the database's tell the same time. Limits of time hold for all processes on a database
//! together, so a process whose clock is wrong would end and open things that the others do not.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use types::Timestamp;

use crate::{Domain, Result, clock::Clock};

/// Microseconds since 1970, as PostgreSQL's machine has them now.
const NOW_OF_POSTGRES: &str = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

impl Domain {
    /// By how many seconds the database's clock is ahead of this machine's; negative when it is behind. The machine's own
    /// clock is asked and not the rules', which a demo and tests move. Nought for SQLite, whose clock is this machine's.
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

/// The answer was given at some instant between question and answer: only what lies outside of them is a difference.
fn skew(there: Timestamp, before: Timestamp, after: Timestamp) -> i64 {
    if there < before { there.seconds_since(before) } else { there.seconds_since(after).max(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_took_long_is_no_difference() {
        let at = |seconds: i64| Timestamp(seconds * 1_000_000);

        assert_eq!(skew(at(150), at(100), at(300)), 0);
        assert_eq!(skew(at(90), at(100), at(300)), -10);
        assert_eq!(skew(at(310), at(100), at(300)), 10);
    }
}
