//! The state of the process: whether it is stopping, and whether its worker makes progress.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures::{Stream, StreamExt as _};
use tokio_util::sync::CancellationToken;

/// A worker without progress for this long counts as stuck.
const STUCK_AFTER: Duration = Duration::from_mins(1);

/// The state of the process. Clones share it.
#[derive(Clone, Default)]
pub struct Running {
    stop: CancellationToken,
    /// When the worker of this process last made progress; `None` without a worker.
    last_progress: Arc<Mutex<Option<Instant>>>,
    /// Whether the machine's clock differs too much from the database's.
    clock_is_wrong: Arc<AtomicBool>,
}

impl Running {
    /// Asks everything to stop.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Whether the process is stopping.
    pub fn is_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Completes when the process is asked to stop.
    pub async fn stopping(&self) {
        self.stop.cancelled().await;
    }

    /// Sleeps, at most until the process is asked to stop.
    pub async fn pause(&self, time: Duration) {
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = self.stopping() => {}
        }
    }

    /// The stream, ended when the process is asked to stop.
    pub fn until_stopping<S: Stream>(&self, stream: S) -> impl Stream<Item = S::Item> + use<S> {
        stream.take_until(self.stop.clone().cancelled_owned())
    }

    /// Records progress of the worker.
    pub fn note_progress(&self) {
        self.note_progress_at(Instant::now());
    }

    fn note_progress_at(&self, now: Instant) {
        *self.last_progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// Records whether the machine's clock is right; returns whether it was before.
    pub fn note_clock(&self, is_right: bool) -> bool {
        !self.clock_is_wrong.swap(!is_right, Ordering::SeqCst)
    }

    /// Whether the machine's clock is right, as far as known.
    pub fn has_right_clock(&self) -> bool {
        !self.clock_is_wrong.load(Ordering::SeqCst)
    }

    /// Whether the process should get requests: not while it stops, nor with a stuck worker or a wrong clock.
    pub fn is_ready(&self) -> bool {
        self.is_ready_at(Instant::now())
    }

    fn is_ready_at(&self, now: Instant) -> bool {
        let last = *self.last_progress.lock().unwrap_or_else(PoisonError::into_inner);
        !self.is_stopping() && self.has_right_clock() && last.is_none_or(|last| now.duration_since(last) <= STUCK_AFTER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_without_a_worker_is_ready_until_it_is_stopping() {
        let running = Running::default();
        assert!(running.is_ready());

        running.stop();

        assert!(!running.is_ready());
    }

    #[test]
    fn a_process_with_a_wrong_clock_is_not_ready_until_it_is_right_again() {
        let running = Running::default();

        assert!(running.note_clock(false), "it was right");
        assert!(!running.is_ready());
        assert!(!running.note_clock(true));
        assert!(running.is_ready());
    }

    #[test]
    fn a_worker_without_progress_for_a_minute_is_stuck() {
        let (running, start) = (Running::default(), Instant::now());

        running.note_progress_at(start);

        assert!(running.is_ready_at(start + Duration::from_mins(1)));
        assert!(!running.is_ready_at(start + Duration::from_secs(61)));
    }
}
