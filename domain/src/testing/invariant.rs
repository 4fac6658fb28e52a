//! The invariants I1–I20 of docs/rules.md: what is true after every step, whatever the steps.
//!
//! Checked elsewhere: I19 (what letters say) is asked of each letter by the tests of letters.

mod access;
mod bag_order;
mod grant;
mod history;
mod session;

use sea_orm::EntityTrait;
use types::{CustomerId, PersonId, Timestamp};

pub(super) use history::Seen;

use super::World;
use super::observe::every;
use crate::Domain;
use crate::entity::{
    access_grant, activity, bag_order as order_table, bag_order_roll, customer, holder, job, person, pick_list,
    session as session_table,
};

/// Every row that the invariants are about. Read table by table, so nothing may run concurrently.
struct Tables {
    now: Timestamp,
    activity_kept_since: Timestamp,
    customers: Vec<customer::Model>,
    holders: Vec<holder::Model>,
    persons: Vec<person::Model>,
    grants: Vec<access_grant::Model>,
    activity: Vec<activity::Model>,
    jobs: Vec<job::Model>,
    orders: Vec<order_table::Model>,
    rolls: Vec<bag_order_roll::Model>,
    pick_lists: Vec<pick_list::Model>,
    sessions: Vec<session_table::Model>,
}

impl World {
    /// Fails if an invariant does not hold. Remembers what it saw, because some are about what never changes again.
    pub async fn check_invariants(&self) {
        let tables = Tables::read(&self.domain, self.clock.now()).await;
        grant::check(&self.domain, &tables);
        session::check(&self.domain, &tables).await;
        access::check(&self.domain, &tables).await;
        bag_order::check(&tables);
        self.seen.lock().expect("no check has failed before").check(&tables);
    }
}

impl World {
    /// The same for bag orders and hash chains only: quick, however many people there are.
    pub async fn check_order_invariants(&self) {
        let tables = Tables::read(&self.domain, self.clock.now()).await;
        grant::streams_are_unbroken(&tables);
        bag_order::check(&tables);
        self.seen.lock().expect("no check has failed before").check(&tables);
    }
}

impl Tables {
    async fn read(domain: &Domain, now: Timestamp) -> Self {
        Self {
            now,
            activity_kept_since: domain.activity_kept_since(now),
            customers: rows::<customer::Entity>(domain).await,
            holders: rows::<holder::Entity>(domain).await,
            persons: rows::<person::Entity>(domain).await,
            grants: rows::<access_grant::Entity>(domain).await,
            activity: rows::<activity::Entity>(domain).await,
            jobs: rows::<job::Entity>(domain).await,
            orders: rows::<order_table::Entity>(domain).await,
            rolls: rows::<bag_order_roll::Entity>(domain).await,
            pick_lists: rows::<pick_list::Entity>(domain).await,
            sessions: rows::<session_table::Entity>(domain).await,
        }
    }

    fn person(&self, id: PersonId) -> &person::Model {
        self.persons.iter().find(|person| person.id == id).expect("a person who is referred to has a row")
    }

    fn holder(&self, customer: CustomerId, person: PersonId) -> Option<&holder::Model> {
        self.holders.iter().find(|holder| holder.customer_id == customer && holder.person_id == person)
    }

    /// The account's activity, oldest first.
    fn stream(&self, id: uuid::Uuid) -> Vec<activity::Model> {
        let mut rows: Vec<_> = self.activity.iter().filter(|row| row.stream == id).cloned().collect();
        rows.sort_by_key(|row| row.place);
        rows
    }
}

async fn rows<E: EntityTrait>(domain: &Domain) -> Vec<E::Model> {
    every::<E>().all(&domain.db.read).await.expect("the table can be read")
}
