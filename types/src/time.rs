//! Time values: an instant in UTC, and dates as people in Sweden read them.

use serde::{Deserialize, Serialize};

/// An instant: microseconds since 1970-01-01T00:00:00Z. An integer in both databases, so that order and equality agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

/// A calendar date in Europe/Stockholm. The server computes it; the browser only formats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LocalDate {
    /// Year, for example 2026.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
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
    use super::Timestamp;

    #[test]
    fn seconds_between_instants_are_rounded_down() {
        assert_eq!(Timestamp(2_900_000).seconds_since(Timestamp(0)), 2);
        assert_eq!(Timestamp(0).seconds_since(Timestamp(100_000)), -1);
        assert_eq!(Timestamp(5).plus_seconds(3).minus_seconds(3), Timestamp(5));
    }
}
