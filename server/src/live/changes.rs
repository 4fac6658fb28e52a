//! One question a second to the database, for all open pages of the process together.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::{Domain, LatestChanges, Watched};
use tokio::sync::watch;

use crate::running::Running;

/// The pause between two questions.
const PAUSE: Duration = Duration::from_secs(1);

/// The latest changes of whatever is watched. Clones share them.
#[derive(Clone)]
pub struct Changes {
    domain: Domain,
    running: Running,
    latest: watch::Sender<LatestChanges>,
    /// How many pages watch each customer and person. While it is empty nobody asks.
    watched: Arc<Mutex<HashMap<Watched, u32>>>,
}

impl Changes {
    /// Of this database.
    pub fn new(domain: Domain, running: Running) -> Self {
        Self { domain, running, latest: watch::Sender::default(), watched: Arc::default() }
    }

    /// Watches some customers and persons until the returned value is dropped.
    pub fn watch(&self, watched: Vec<Watched>) -> Watching {
        let mut all = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        if all.is_empty() {
            tokio::spawn(self.clone().ask_each_second());
        }
        for one in &watched {
            *all.entry(*one).or_default() += 1;
        }
        Watching { latest: self.latest.subscribe(), watched, all: self.watched.clone() }
    }

    async fn ask_each_second(self) {
        loop {
            self.running.pause(PAUSE).await;
            let Some(watched) = self.to_ask() else { return };
            match self.domain.latest_changes(&watched).await {
                Ok(latest) => _ = self.latest.send_replace(latest),
                // Pages are not told meanwhile, and learn of it with the next answer.
                Err(fault) => tracing::warn!(%fault, "the latest changes are not known"),
            }
        }
    }

    /// What to ask for; `None` if nobody watches any more, or the process stops.
    fn to_ask(&self) -> Option<HashSet<Watched>> {
        let mut all = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, pages| *pages > 0);
        (!all.is_empty() && !self.running.is_stopping()).then(|| all.keys().copied().collect())
    }
}

/// A page that watches.
pub struct Watching {
    latest: watch::Receiver<LatestChanges>,
    watched: Vec<Watched>,
    all: Arc<Mutex<HashMap<Watched, u32>>>,
}

impl Watching {
    /// The next answer; `None` when there will be no other.
    pub async fn next(&mut self) -> Option<LatestChanges> {
        self.latest.changed().await.ok()?;
        Some(self.latest.borrow_and_update().clone())
    }

    /// What it watches.
    pub fn watched(&self) -> &[Watched] {
        &self.watched
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // An entry without pages is removed by the next question, which ends if none is left.
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        for one in &self.watched {
            all.entry(*one).and_modify(|pages| *pages = pages.saturating_sub(1));
        }
    }
}
