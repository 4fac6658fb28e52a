//! How the process stands: whether it has been asked to stop, and whether its worker makes its rounds.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures::{Stream, StreamExt as _};
use tokio_util::sync::CancellationToken;

/// A worker that has made no round for so long is taken for stuck.
const STUCK_AFTER: Duration = Duration::from_mins(1);

/// How the process stands. A clone tells and is told the same.
#[derive(Clone, Default)]
pub struct Running {
    stop: CancellationToken,
    /// When the worker of this process last got on; none where it has no worker.
    last_round: Arc<Mutex<Option<Instant>>>,
    /// Whether this machine's clock differs from the database's by too much.
    clock_is_wrong: Arc<AtomicBool>,
}

impl Running {
    /// Asks everything to come to an end.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Whether everything was asked to come to an end.
    pub fn is_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Returns when everything is asked to come to an end.
    pub async fn stopping(&self) {
        self.stop.cancelled().await;
    }

    /// Waits, but no longer than until everything is asked to come to an end.
    pub async fn pause(&self, time: Duration) {
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = self.stopping() => {}
        }
    }

    /// The same stream, with an end when everything is asked to come to one.
    pub fn until_stopping<S: Stream>(&self, stream: S) -> impl Stream<Item = S::Item> + use<S> {
        stream.take_until(self.stop.clone().cancelled_owned())
    }

    /// Notes that the worker gets on.
    pub fn note_round(&self) {
        self.note_round_at(Instant::now());
    }

    fn note_round_at(&self, now: Instant) {
        *self.last_round.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// Notes whether this machine's clock is right; says whether it was before.
    pub fn note_clock(&self, is_right: bool) -> bool {
        !self.clock_is_wrong.swap(!is_right, Ordering::SeqCst)
    }

    /// Whether this machine's clock is right, as far as it is known.
    pub fn has_right_clock(&self) -> bool {
        !self.clock_is_wrong.load(Ordering::SeqCst)
    }

    /// Whether requests should come here: not to a process that ends, nor to one whose worker is stuck or whose clock is
    /// wrong.
    pub fn is_fit(&self) -> bool {
        self.is_fit_at(Instant::now())
    }

    fn is_fit_at(&self, now: Instant) -> bool {
        let last = *self.last_round.lock().unwrap_or_else(PoisonError::into_inner);
        !self.is_stopping() && self.has_right_clock() && last.is_none_or(|last| now.duration_since(last) <= STUCK_AFTER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_without_a_worker_is_fit_until_it_is_asked_to_stop() {
        let running = Running::default();
        assert!(running.is_fit());

        running.stop();

        assert!(!running.is_fit());
    }

    #[test]
    fn a_process_whose_clock_is_wrong_is_not_fit_until_it_is_right_again() {
        let running = Running::default();

        assert!(running.note_clock(false), "it was right");
        assert!(!running.is_fit());
        assert!(!running.note_clock(true));
        assert!(running.is_fit());
    }

    #[test]
    fn a_worker_without_a_round_for_a_minute_is_stuck() {
        let (running, start) = (Running::default(), Instant::now());

        running.note_round_at(start);

        assert!(running.is_fit_at(start + Duration::from_mins(1)));
        assert!(!running.is_fit_at(start + Duration::from_secs(61)));
    }
}
