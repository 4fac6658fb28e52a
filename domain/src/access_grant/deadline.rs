//! The lifetime of an invitation.

use types::Timestamp;
use types::time::days;

use crate::stockholm;

/// When an invitation created at `created_at` expires: the first local midnight at or after 336 hours (rule G6).
pub fn expires_at(created_at: Timestamp) -> Timestamp {
    stockholm::midnight_from(created_at + days(14))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn instant(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
    }

    #[rstest]
    #[case::clocks_go_back("2026-10-20T13:00:00Z", "2026-11-03T23:00:00Z")]
    #[case::created_at_midnight("2026-10-12T22:00:00Z", "2026-10-26T23:00:00Z")]
    #[case::a_second_before_midnight("2027-03-20T22:59:59Z", "2027-04-04T22:00:00Z")]
    #[case::clocks_go_forward("2027-03-20T23:00:00Z", "2027-04-04T22:00:00Z")]
    #[case::exactly_336_hours("2027-03-13T23:00:00Z", "2027-03-27T23:00:00Z")]
    #[case::autumn("2027-10-20T10:00:00Z", "2027-11-03T23:00:00Z")]
    #[case::leap_year("2028-02-20T10:00:00Z", "2028-03-05T23:00:00Z")]
    #[case::new_year("2026-12-25T23:30:00Z", "2027-01-09T23:00:00Z")]
    fn an_invitation_runs_out_at_the_first_midnight_after_fourteen_days(#[case] created: &str, #[case] expected: &str) {
        assert_eq!(expires_at(instant(created)), instant(expected));
    }
}
