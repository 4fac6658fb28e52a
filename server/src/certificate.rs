//! Watches the expiry of our BankID certificate: without a valid one nobody can sign in, and a new one takes days to
//! get.

use std::time::Duration;

use jiff::Timestamp;
use tracing::Level;

use crate::running::Running;

const A_DAY: Duration = Duration::from_hours(24);

/// Checks once a day how long the loaded certificate lasts. A replaced file takes effect at the next start only, so it
/// is not read again.
pub async fn watch(end: Timestamp, running: Running) {
    while !running.is_stopping() {
        warn(end, Timestamp::now());
        running.pause(A_DAY).await;
    }
}

fn warn(end: Timestamp, now: Timestamp) {
    let days = days_left(end, now);
    match level(days) {
        Some(Level::ERROR) => {
            tracing::error!(days, %end, "our certificate for BankID runs out: nobody can sign in after that");
        }
        Some(_) => tracing::warn!(days, %end, "our certificate for BankID runs out: order a new one from the bank"),
        None => {}
    }
}

/// Whole days left.
fn days_left(end: Timestamp, now: Timestamp) -> i64 {
    end.duration_since(now).as_hours().div_euclid(24)
}

/// The log level: a warning a month before, an error from two weeks before.
fn level(days: i64) -> Option<Level> {
    match days {
        ..=14 => Some(Level::ERROR),
        15..=30 => Some(Level::WARN),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::far_off(31, None)]
    #[case::a_month(30, Some(Level::WARN))]
    #[case::more_than_two_weeks(15, Some(Level::WARN))]
    #[case::two_weeks(14, Some(Level::ERROR))]
    #[case::three_days(3, Some(Level::ERROR))]
    #[case::over(-1, Some(Level::ERROR))]
    fn the_expiry_of_the_certificate_is_logged_in_time(#[case] days: i64, #[case] expected: Option<Level>) {
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let end = now + SignedDuration::from_hours(days * 24 + 1);

        assert_eq!(level(days_left(end, now)), expected);
    }
}
