//! Time values: an instant in UTC, and dates as people in Sweden read them.

use std::ops::{Add, Sub};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Twenty-four hours, whatever the length of the calendar day.
pub const DAY: Duration = Duration::from_hours(24);

/// A number of times twenty-four hours.
pub const fn days(days: u16) -> Duration {
    Duration::from_hours(24 * days as u64)
}

/// An instant: microseconds since 1970-01-01T00:00:00Z. An integer in both databases, so that order and equality agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "column", derive(sea_orm::DeriveValueType))]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The instant `seconds` later.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    /// The instant `seconds` earlier.
    #[must_use]
    pub const fn minus_seconds(self, seconds: i64) -> Self {
        self.plus_seconds(-seconds)
    }

    /// Whole seconds from `earlier` to this instant, rounded down; negative when `earlier` is later.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).div_euclid(1_000_000)
    }
}

/// Saturates at the range of an instant.
impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }
}

/// A calendar date in Europe/Stockholm. The server computes it; the browser only formats it. Columns have it as text,
/// in the form that sorts: `2026-12-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "column", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
pub struct LocalDate {
    /// Year, for example 2026.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// Not a calendar date in the form `2026-12-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct NotADate;

impl LocalDate {
    /// Whether the calendar has this date.
    pub(crate) fn is_in_calendar(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let days = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return false,
        };
        (1..=days).contains(&self.day)
    }
}

impl std::fmt::Display for LocalDate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl std::str::FromStr for LocalDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotADate);
        };
        if !(is_digits(year, 4) && is_digits(month, 2) && is_digits(day, 2)) {
            return Err(NotADate);
        }
        let number = |part: &str| part.parse().map_err(|_| NotADate);
        let year = year.parse().map_err(|_| NotADate)?;
        let date = Self { year, month: number(month)?, day: number(day)? };
        if date.is_in_calendar() { Ok(date) } else { Err(NotADate) }
    }
}

/// A date and time of day in Europe/Stockholm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LocalDateTime {
    /// The date.
    pub date: LocalDate,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
}

#[cfg(test)]
mod tests {
    use super::{DAY, Duration, LocalDate, NotADate, Timestamp, days};

    #[test]
    fn a_date_is_read_as_it_is_written() {
        let leap_day = LocalDate { year: 2028, month: 2, day: 29 };

        assert_eq!(leap_day.to_string(), "2028-02-29");
        assert_eq!("2028-02-29".parse(), Ok(leap_day));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2027-02-29", "2026-11-31", "2026-13-01", "2026-00-01", "2026-1-1", "20261124", "2026-11-2x"] {
            assert_eq!(text.parse::<LocalDate>(), Err(NotADate), "{text:?}");
        }
        assert_eq!("+026-11-24".parse::<LocalDate>(), Err(NotADate));
    }

    #[test]
    fn seconds_between_instants_are_rounded_down() {
        assert_eq!(Timestamp(2_900_000).seconds_since(Timestamp(0)), 2);
        assert_eq!(Timestamp(0).seconds_since(Timestamp(100_000)), -1);
        assert_eq!(Timestamp(5).plus_seconds(3).minus_seconds(3), Timestamp(5));
        assert_eq!(Timestamp(5) + DAY, Timestamp(5).plus_seconds(24 * 3600));
        assert_eq!(Timestamp(5) + days(30) - days(29) - DAY, Timestamp(5));
        assert_eq!(Timestamp(5) + Duration::MAX, Timestamp(i64::MAX));
    }
}
