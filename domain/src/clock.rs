//! Time. "Now" is taken once per operation, from here.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use types::Timestamp;

/// The maximum difference between the clocks of two machines on one database.
pub const SKEW: Duration = Duration::from_mins(2);

/// The process's clock: the system clock plus an offset that only demo mode and tests change.
#[derive(Clone, Debug)]
pub struct Clock {
    stands_at: Option<i64>,
    offset: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self { stands_at: None, offset: Arc::default() }
    }

    /// A clock that is stopped at `start` until it is advanced.
    pub fn standing_at(start: Timestamp) -> Self {
        Self { stands_at: Some(start.0), offset: Arc::default() }
    }

    /// This instant, in whole microseconds.
    pub fn now(&self) -> Timestamp {
        let base = self.stands_at.unwrap_or_else(|| jiff::Timestamp::now().as_microsecond());
        Timestamp(base + self.offset.load(Ordering::SeqCst))
    }

    /// Advances the clock.
    pub fn advance(&self, seconds: u32) {
        self.offset.fetch_add(i64::from(seconds) * 1_000_000, Ordering::SeqCst);
    }

    /// Advances the clock by less than a second, for tests of a deadline.
    #[cfg(feature = "testing")]
    pub(crate) fn advance_micros(&self, micros: i64) {
        self.offset.fetch_add(micros, Ordering::SeqCst);
    }

    /// By how much the clock has been advanced, in whole seconds.
    pub fn advanced_seconds(&self) -> i64 {
        self.offset.load(Ordering::SeqCst) / 1_000_000
    }
}
