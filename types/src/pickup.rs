//! Pickups of waste (*hämtningar*), as customers see them.

use serde::{Deserialize, Serialize};

use crate::LocalDate;

word!(
    /// A day of the week.
    Weekday {
        /// Måndag.
        Monday = "monday",
        /// Tisdag.
        Tuesday = "tuesday",
        /// Onsdag.
        Wednesday = "wednesday",
        /// Torsdag.
        Thursday = "thursday",
        /// Fredag.
        Friday = "friday",
        /// Lördag.
        Saturday = "saturday",
        /// Söndag.
        Sunday = "sunday",
    }
);

word!(
    /// The weeks with a pickup, by their numbers in ISO 8601. Weeks 53 and 1 are both odd, and follow each other.
    PickupWeeks {
        /// Odd weeks.
        Odd = "odd",
        /// Even weeks.
        Even = "even",
        /// Every week.
        Every = "every",
    }
);

/// The regular pickup, before it is moved for holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickupRound {
    /// The day of the week.
    pub weekday: Weekday,
    /// The weeks.
    pub weeks: PickupWeeks,
}

/// One pickup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pickup {
    /// When it is.
    pub date: LocalDate,
    /// The date's day of the week.
    pub weekday: Weekday,
    /// The regular date, if it has been moved for a holiday.
    pub moved_from: Option<LocalDate>,
}

word!(
    /// Why creating a calendar link is refused.
    CalendarRefusal {
        /// The link outlives the session, so a customer number is not sufficient.
        NeedsBankId = "needs_bankid",
    }
);
