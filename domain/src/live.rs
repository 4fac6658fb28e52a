//! Whether something has changed that somebody is looking at.
//!
//! Every change adds a row to the activity of its customer or person in the same transaction (rule G20), whichever
//! process makes it. So the newest rows tell what has changed.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use types::{Channel, CustomerRef, Timestamp};
use uuid::Uuid;

use crate::entity::activity::{self, Latest};
use crate::secret::Secret;
use crate::{Domain, Failed, Result, Right};

/// How far back changes are looked for. Longer than a change takes from reading the clock to its commit.
const WINDOW: Duration = Duration::from_mins(1);

/// The activity of one customer or person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Watched(Uuid);

/// The newest change of each customer and person, as far as there was one within the last minute.
#[derive(Clone, Debug, Default)]
pub struct LatestChanges {
    /// Since when all changes are known.
    since: Timestamp,
    /// Place and instant of the newest.
    newest: HashMap<Watched, (i64, Timestamp)>,
}

impl LatestChanges {
    /// The instant of this answer.
    pub fn known_until(&self) -> Timestamp {
        self.since + WINDOW
    }

    /// Whether any of these may have changed since an instant.
    pub fn are_newer(&self, watched: &[Watched], than: Timestamp) -> bool {
        than < self.since || watched.iter().any(|one| self.newest.get(one).is_some_and(|(_, at)| *at > than))
    }

    /// Whether any of these has changed since an earlier look.
    pub fn differ(&self, watched: &[Watched], before: &Self) -> bool {
        let place = |of: &Self, one| of.newest.get(one).map(|(place, _)| *place);
        // Without a recent change there is nothing new, even if there was one at the earlier look.
        watched.iter().any(|one| place(self, one).is_some_and(|now| place(before, one) != Some(now)))
    }
}

impl Domain {
    /// What the pages of a session show: the person and, if they may use it, the account. `None` without a live
    /// session, which this does not extend.
    pub async fn watched(
        &self,
        secret: &Secret,
        channel: Channel,
        account: Option<&CustomerRef>,
    ) -> Result<Option<Vec<Watched>>> {
        let Some(caller) = self.caller_at_rest(secret, channel).await? else { return Ok(None) };
        let mut watched = vec![Watched(caller.person.0)];
        if let Some(account) = account {
            match caller.scope(&self.db.read, account, Right::Use).await {
                Ok(scope) => watched.push(Watched(scope.customer_id().0)),
                Err(Failed::Ended(_) | Failed::NotFound | Failed::Forbidden) => {}
                Err(broken) => return Err(broken),
            }
        }
        Ok(Some(watched))
    }

    /// The latest changes of some customers and persons.
    pub async fn latest_changes(&self, of: &HashSet<Watched>) -> Result<LatestChanges> {
        let since = self.clock.now() - WINDOW;
        let streams = of.iter().map(|watched| watched.0);
        let mut newest: HashMap<_, (i64, Timestamp)> = HashMap::new();
        let recent = activity::Entity::latest(streams, since).into_model::<Latest>().all(&self.db.read).await?;
        for Latest { stream, place, at } in recent {
            let known = newest.entry(Watched(stream)).or_insert((place, at));
            *known = (known.0.max(place), known.1.max(at));
        }
        Ok(LatestChanges { since, newest })
    }
}
