//! Dates in Sweden. The zone rules are compiled in, so that all processes agree.

use jiff::Span;
use jiff::tz::TimeZone;
use types::{LocalDate, LocalDateTime, Timestamp};

fn stockholm() -> TimeZone {
    TimeZone::get("Europe/Stockholm").expect("the zone database is compiled in")
}

/// An instant for arithmetic.
pub(crate) fn instant(at: Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(at.0).expect("an instant of our own is within jiff's range")
}

fn local(at: Timestamp) -> jiff::Zoned {
    instant(at).to_zoned(stockholm())
}

/// Date and time of day at an instant.
pub(crate) fn local_time(at: Timestamp) -> LocalDateTime {
    let there = local(at);
    LocalDateTime { date: to_local_date(there.date()), hour: small(there.hour()), minute: small(there.minute()) }
}

/// An instant as RFC 3339 writes it, in UTC.
pub(crate) fn in_utc(at: Timestamp) -> String {
    local(at).timestamp().to_string()
}

/// The date at an instant.
pub(crate) fn local_date(at: Timestamp) -> LocalDate {
    local_time(at).date
}

/// The last day of something valid until `expires_at`.
pub(crate) fn last_day(expires_at: Timestamp) -> LocalDate {
    local_date(Timestamp(expires_at.0 - 1))
}

/// The first local midnight at or after an instant, so that a period ends with a whole day.
pub(crate) fn midnight_from(earliest: Timestamp) -> Timestamp {
    let there = local(earliest);
    let midnight = there.start_of_day().expect("a day in Stockholm has a start");
    let deadline = if midnight < there {
        let next = midnight.checked_add(Span::new().days(1)).expect("the next day is within jiff's range");
        next.start_of_day().expect("a day in Stockholm has a start")
    } else {
        midnight
    };
    Timestamp(deadline.timestamp().as_microsecond())
}

/// When a day begins.
pub(crate) fn beginning_of(date: LocalDate) -> Timestamp {
    let midnight = civil(date).to_zoned(stockholm()).expect("a day of our own is within jiff's range");
    Timestamp(midnight.timestamp().as_microsecond())
}

/// The same time of day some months earlier, clamped to the last day of a shorter month.
pub(crate) fn months_before(at: Timestamp, months: u16) -> Timestamp {
    let earlier = local(at).checked_sub(Span::new().months(i32::from(months))).expect("it is within jiff's range");
    Timestamp(earlier.timestamp().as_microsecond())
}

/// A date for arithmetic.
pub(crate) fn civil(date: LocalDate) -> jiff::civil::Date {
    let part = |number: u8| i8::try_from(number).unwrap_or_default();
    jiff::civil::Date::new(date.year, part(date.month), part(date.day)).expect("a date of our own is in the calendar")
}

/// The date some days later.
pub(crate) fn days_after(date: LocalDate, days: u16) -> LocalDate {
    to_local_date(civil(date).saturating_add(Span::new().days(days)))
}

/// The same day of the next year.
pub(crate) fn year_after(date: LocalDate) -> LocalDate {
    to_local_date(civil(date).saturating_add(Span::new().years(1)))
}

pub(crate) fn to_local_date(date: jiff::civil::Date) -> LocalDate {
    LocalDate { year: date.year(), month: small(date.month()), day: small(date.day()) }
}

fn small(number: i8) -> u8 {
    u8::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn instant(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
    }

    #[rstest]
    #[case::a_year("2026-11-23T09:00:00Z", 12, "2025-11-23T09:00:00Z")]
    #[case::clocks_have_changed("2026-11-23T09:00:00Z", 5, "2026-06-23T08:00:00Z")]
    #[case::a_shorter_month("2027-03-31T10:00:00Z", 1, "2027-02-28T11:00:00Z")]
    fn months_before_are_counted_in_the_calendar(#[case] at: &str, #[case] months: u16, #[case] expected: &str) {
        assert_eq!(months_before(instant(at), months), instant(expected));
    }

    #[test]
    fn the_last_day_is_the_day_before_the_midnight() {
        assert_eq!(last_day(instant("2026-11-03T23:00:00Z")), LocalDate { year: 2026, month: 11, day: 3 });
    }
}
