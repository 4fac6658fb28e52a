//! Restarts a task that panics.

use std::time::{Duration, Instant};

use crate::running::Running;

/// The pause before a restart, doubled each time the task has not lasted.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Runs work that returns when the process is asked to stop, and restarts it when it panics.
pub(super) async fn restart_on_panic<W>(what: &str, running: Running, work: impl Fn() -> W)
where
    W: Future<Output = ()> + Send + 'static,
{
    let mut pause = FIRST_PAUSE;
    loop {
        let began = Instant::now();
        if tokio::spawn(work()).await.is_ok() || running.is_stopping() {
            return;
        }
        if began.elapsed() > LONGEST_PAUSE {
            pause = FIRST_PAUSE;
        }
        tracing::error!(what, pause_seconds = pause.as_secs(), "the worker panicked; it begins anew");
        running.pause(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn panicking_work_is_restarted() {
        let (began, running) = (Arc::new(AtomicU32::new(0)), Running::default());
        let (counted, process) = (began.clone(), running.clone());

        restart_on_panic("a test", running, move || {
            let (began, process) = (counted.clone(), process.clone());
            async move {
                assert!(began.fetch_add(1, Ordering::SeqCst) > 0, "the first time it panics");
                process.stop();
                process.stopping().await;
            }
        })
        .await;

        assert_eq!(began.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn nothing_is_restarted_once_the_process_is_stopping() {
        let running = Running::default();
        let process = running.clone();

        restart_on_panic("a test", running, move || {
            process.stop();
            async { panic!("on purpose") }
        })
        .await;
    }
}
