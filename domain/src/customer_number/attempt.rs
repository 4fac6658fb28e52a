//! Slows down guessing, without locking the customer out (V6.1.1).
//!
//! An attempt is counted before it is verified, so that concurrent ones count one after the other; a successful one is
//! uncounted. Nonexistent numbers are counted like existing ones.

mod counter;

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use types::CustomerNumber;
use types::time::days;

use self::counter::{Counter, EXPIRES_AFTER, Kind, network, of_networks};
use crate::change::Change;
use crate::entity::{Anywhere as _, activation_code, known_device, sharing_notice, sign_in_failure};
use crate::{Browser, Domain, Result, db};

/// By then links of notices have expired: thirty days and until midnight.
const NOTICES: Duration = days(32);
/// How long a browser that has signed in is remembered. "Personuppgifter" shows it.
pub const DEVICE_DAYS: u16 = 180;
const DEVICE_REMEMBERED: Duration = days(DEVICE_DAYS);

/// A counter before and after an attempt.
struct Counted {
    counter: Counter,
    before: Option<sign_in_failure::Model>,
    after: sign_in_failure::Model,
}

/// An attempt that may be made.
pub(super) struct Attempt {
    counted: Vec<Counted>,
    /// The key by which the browser is remembered at the number if it signs in; `None` without our cookie.
    device: Option<Vec<u8>>,
}

impl Domain {
    /// Admits an attempt at a number, or makes it wait. A browser that has signed in there before has its own counter:
    /// strangers cannot slow the customer down there.
    pub(super) async fn attempt_at(&self, browser: &Browser, number: &CustomerNumber) -> Result<Option<Attempt>> {
        self.attempt(browser, number, None).await
    }

    /// The same for the code of a letter. An expired one is deleted with the counted attempt, for every number alike:
    /// what has ended stays ended, whatever the clock says later.
    pub(super) async fn attempt_to_activate(
        &self,
        browser: &Browser,
        number: &CustomerNumber,
    ) -> Result<Option<Attempt>> {
        self.attempt(browser, number, Some(number)).await
    }

    async fn attempt(
        &self,
        browser: &Browser,
        number: &CustomerNumber,
        without_old_code: Option<&CustomerNumber>,
    ) -> Result<Option<Attempt>> {
        let number = &*number.key();
        let is_ours = browser.device.parse::<uuid::Uuid>().is_ok();
        let device = is_ours.then(|| self.vault.attempt_index("device", &[number, &browser.device]));
        let counters = match &device {
            Some(key) if self.is_known(&self.db.read, key).await? => {
                vec![Counter { kind: Kind::PerSource, key: key.clone() }]
            }
            _ => self.counters_of_stranger(browser, number),
        };
        self.count(counters, device, without_old_code).await
    }

    /// Admits a network's request for a letter, or makes it wait.
    pub(super) async fn attempt_to_ask(&self, browser: &Browser) -> Result<Option<Attempt>> {
        self.count(of_networks(&self.vault, "ask", browser.address), None, None).await
    }

    /// Admits a signed-in caller's attempt at their own password, or makes it wait.
    pub(super) async fn attempt_in_session(&self, session: types::SessionId) -> Result<Option<Attempt>> {
        let key = self.vault.attempt_index("session", &[&session.to_string()]);
        self.count(vec![Counter { kind: Kind::PerSource, key }], None, None).await
    }

    /// Uncounts a successful attempt: the counter of one number and one place is cleared, and the others are
    /// decremented.
    pub(super) async fn clear_failures(&self, change: &Change<'_>, attempt: &Attempt) -> Result<()> {
        let txn = &change.txn;
        for Counted { counter, before, after } in &attempt.counted {
            db::lock_value(txn, &counter.key).await?;
            let row = sign_in_failure::Entity::anywhere(counter.key.clone()).one(txn).await?;
            match (row, before) {
                // With the previous instant, or counters of a network with many successes would never expire.
                (Some(row), Some(before)) if counter.kind != Kind::PerSource && row == *after => {
                    write(txn, before.clone()).await?;
                }
                // Others have tried meanwhile.
                (Some(row), _) if counter.kind != Kind::PerSource && row.count > 1 => {
                    write(txn, sign_in_failure::Model { count: row.count - 1, ..row }).await?;
                }
                _ => _ = sign_in_failure::Entity::delete_by_id(counter.key.clone()).exec(txn).await?,
            }
        }
        Ok(())
    }

    /// Remembers that a browser has signed in, or set the password; returns whether it is new at the number.
    pub(super) async fn store_device(&self, change: &Change<'_>, attempt: &Attempt) -> Result<bool> {
        let Some(key) = attempt.device.clone() else { return Ok(true) };
        let is_new = !self.is_known(&change.txn, &key).await?;
        let row = known_device::ActiveModel { key: Set(key), seen_at: Set(change.now) };
        let again =
            OnConflict::column(known_device::Column::Key).update_column(known_device::Column::SeenAt).to_owned();
        known_device::Entity::insert(row).on_conflict(again).exec_without_returning(&change.txn).await?;
        Ok(is_new)
    }

    /// Deletes expired counters, devices, codes and links; nothing depends on when it runs.
    pub async fn forget_attempts(&self) -> Result<u64> {
        let now = self.clock.now();
        let txn = self.db.begin_write().await?;
        let faded = sign_in_failure::Column::LastAt.lte(now - EXPIRES_AFTER);
        let mut deleted = sign_in_failure::Entity::delete_many().filter(faded).exec(&txn).await?.rows_affected;
        let unknown = known_device::Column::SeenAt.lte(now - DEVICE_REMEMBERED);
        deleted += known_device::Entity::delete_many().filter(unknown).exec(&txn).await?.rows_affected;
        let expired = activation_code::Column::ExpiresAt.lte(now);
        deleted += activation_code::Entity::delete_many().filter(expired).exec(&txn).await?.rows_affected;
        let too_old = sharing_notice::Column::MadeAt.lte(now - NOTICES);
        deleted += sharing_notice::Entity::delete_many().filter(too_old).exec(&txn).await?.rows_affected;
        txn.commit().await?;
        Ok(deleted)
    }

    fn counters_of_stranger(&self, browser: &Browser, number: &str) -> Vec<Counter> {
        let from_here = self.vault.attempt_index("number", &[number, &network(browser.address)]);
        let from_everywhere = self.vault.attempt_index("everywhere", &[number]);
        let mut counters = of_networks(&self.vault, "network", browser.address);
        counters.push(Counter { kind: Kind::PerSource, key: from_here });
        counters.push(Counter { kind: Kind::Number, key: from_everywhere });
        counters
    }

    async fn is_known(&self, db: &impl ConnectionTrait, device: &[u8]) -> Result<bool> {
        let row = known_device::Entity::anywhere(device.to_vec()).one(db).await?;
        Ok(row.is_some_and(|row| self.clock.now() < row.seen_at + DEVICE_REMEMBERED))
    }

    async fn count(
        &self,
        mut counters: Vec<Counter>,
        device: Option<Vec<u8>>,
        without_old_code: Option<&CustomerNumber>,
    ) -> Result<Option<Attempt>> {
        // In one order, so that concurrent attempts do not deadlock.
        counters.sort_by(|one, other| one.key.cmp(&other.key));
        let txn = self.db.begin_write().await?;
        let mut rows = Vec::with_capacity(counters.len());
        for counter in &counters {
            db::lock_value(&txn, &counter.key).await?;
            rows.push(sign_in_failure::Entity::anywhere(counter.key.clone()).one(&txn).await?);
        }
        let now = self.clock.now();
        let mut each = counters.iter().zip(&rows);
        if each.any(|(counter, row)| row.as_ref().is_some_and(|row| counter.kind.is_waiting(row, now))) {
            return Ok(None);
        }
        let mut counted = Vec::with_capacity(counters.len());
        for (counter, before) in counters.into_iter().zip(rows) {
            let left = before.as_ref().map_or(0, |row| counter.kind.left(row, now));
            let after =
                sign_in_failure::Model { key: counter.key.clone(), count: left.saturating_add(1), last_at: now };
            write(&txn, after.clone()).await?;
            counted.push(Counted { counter, before, after });
        }
        if let Some(number) = without_old_code {
            activation_code::Entity::take_old_of_number(number, now).exec(&txn).await?;
        }
        txn.commit().await?;
        Ok(Some(Attempt { counted, device }))
    }
}

async fn write(txn: &impl ConnectionTrait, row: sign_in_failure::Model) -> Result<()> {
    let row = sign_in_failure::ActiveModel { key: Set(row.key), count: Set(row.count), last_at: Set(row.last_at) };
    let again = OnConflict::column(sign_in_failure::Column::Key)
        .update_columns([sign_in_failure::Column::Count, sign_in_failure::Column::LastAt])
        .to_owned();
    sign_in_failure::Entity::insert(row).on_conflict(again).exec_without_returning(txn).await?;
    Ok(())
}
