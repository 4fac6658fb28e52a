//! The worker: letters, deadlines, and forgetting. Nothing is right or wrong by when it runs.

use std::time::Duration;

use domain::Domain;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Between two looks for letters.
const PAUSE: Duration = Duration::from_millis(500);
/// Every so many looks the deadlines are looked at, and what is to be forgotten.
const DEADLINES: u32 = 4;
const FORGETTING: u32 = 120;
/// At most this many letters or deadlines at a time, so that stopping never waits long.
const BATCH: u64 = 20;

/// A worker under way.
pub struct Working {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Working {
    /// Lets it finish what it has in hand.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        if self.task.await.is_err() {
            tracing::error!("the worker had panicked");
        }
    }
}

/// Starts a worker.
pub fn start(domain: Domain) -> Working {
    let (stop, mut stopped) = watch::channel(false);
    let task = tokio::spawn(async move {
        let mut looks: u32 = 0;
        while !*stopped.borrow() {
            work(&domain, looks).await;
            looks = looks.wrapping_add(1);
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                _ = stopped.changed() => {}
            }
        }
    });
    Working { stop, task }
}

async fn work(domain: &Domain, looks: u32) {
    note("letters", domain.work_off_letters(BATCH).await.map(drop));
    if looks.is_multiple_of(DEADLINES) {
        note("deadlines", domain.expire_access(BATCH).await.map(drop));
        note("orders", domain.forget_orders().await.map(drop));
    }
    if looks.is_multiple_of(FORGETTING) {
        note("sessions", domain.forget_sessions().await.map(drop));
        note("old letters", domain.forget_letters().await.map(drop));
    }
}

fn note(what: &str, done: domain::Result<()>) {
    if let Err(fault) = done {
        tracing::error!(what, fault = format!("{fault:#}"), "the worker could not do its work; it tries again");
    }
}
