//! Slows down guessing, without locking the customer out (V6.1.1).
//!
//! A try is counted before it is checked, so that many at once count one after the other; a good one takes its count
//! back. Numbers that do not exist are counted as those that do.

mod counter;

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use types::CustomerNumber;

use self::counter::{Counter, FADES, Kind, network, of_networks};
use crate::{
    Browser, Domain, Result,
    change::Change,
    db,
    entity::{activation_code, known_device, sharing_notice, sign_in_failure},
};

/// Links of notices are over by then, in seconds: thirty days and until midnight.
const NOTICES: i64 = 32 * 24 * 3600;
/// A browser that has signed in is known for so long. "Personuppgifter" says it.
pub const DEVICE_DAYS: u16 = 180;
/// The same in seconds.
const KNOWN: i64 = DEVICE_DAYS as i64 * 24 * 3600;

/// What a counter said before a try, and what after.
struct Counted {
    counter: Counter,
    before: Option<sign_in_failure::Model>,
    after: sign_in_failure::Model,
}

/// A try that may be made.
pub(super) struct Turn {
    counted: Vec<Counted>,
    /// By what the browser is known at the number from now on, if it comes to sign in; none without a cookie of ours.
    device: Option<Vec<u8>>,
}

impl Domain {
    /// Lets a browser try a number, or not yet. One that has signed in there before has a counter of its own: whatever
    /// strangers do, they do not hold up the customer there.
    pub(super) async fn turn_at(&self, browser: &Browser, number: &CustomerNumber) -> Result<Option<Turn>> {
        self.turn(browser, number, None).await
    }

    /// The same for the code of a letter. One that is too old is deleted with the try that is counted, for every number
    /// alike: ended is ended, whatever the clock says later.
    pub(super) async fn turn_to_activate(&self, browser: &Browser, number: &CustomerNumber) -> Result<Option<Turn>> {
        self.turn(browser, number, Some(number)).await
    }

    async fn turn(
        &self,
        browser: &Browser,
        number: &CustomerNumber,
        without_old_code: Option<&CustomerNumber>,
    ) -> Result<Option<Turn>> {
        let number = &*number.key();
        let is_ours = browser.device.parse::<uuid::Uuid>().is_ok();
        let device = is_ours.then(|| self.vault.try_index("device", &[number, &browser.device]));
        let counters = match &device {
            Some(key) if self.is_known(&self.db.read, key).await? => {
                vec![Counter { kind: Kind::One, key: key.clone() }]
            }
            _ => self.counters_of_stranger(browser, number),
        };
        self.count(counters, device, without_old_code).await
    }

    /// Lets a network ask for a letter, or not yet.
    pub(super) async fn turn_to_ask(&self, browser: &Browser) -> Result<Option<Turn>> {
        self.count(of_networks(&self.vault, "ask", browser.address), None, None).await
    }

    /// Lets somebody who is signed in try their own password, or not yet.
    pub(super) async fn turn_of_session(&self, session: types::SessionId) -> Result<Option<Turn>> {
        let key = self.vault.try_index("session", &[&session.to_string()]);
        self.count(vec![Counter { kind: Kind::One, key }], None, None).await
    }

    /// Takes back what was counted for a try that was good: what one number counts from one place begins anew, and the
    /// others have one less.
    pub(super) async fn forgive(&self, change: &Change<'_>, turn: &Turn) -> Result<()> {
        let txn = &change.txn;
        for Counted { counter, before, after } in &turn.counted {
            db::lock_value(txn, &counter.key).await?;
            let row = sign_in_failure::Entity::find_by_id(counter.key.clone()).one(txn).await?;
            match (row, before) {
                // With the instant of before, or those of a network where many succeed would never fade.
                (Some(row), Some(before)) if counter.kind != Kind::One && row == *after => {
                    write(txn, before.clone()).await?;
                }
                // Others have tried meanwhile.
                (Some(row), _) if counter.kind != Kind::One && row.count > 1 => {
                    write(txn, sign_in_failure::Model { count: row.count - 1, ..row }).await?;
                }
                _ => _ = sign_in_failure::Entity::delete_by_id(counter.key.clone()).exec(txn).await?,
            }
        }
        Ok(())
    }

    /// Remembers that a browser has signed in, or chosen the password; says whether it is a new one at the number.
    pub(super) async fn store_device(&self, change: &Change<'_>, turn: &Turn) -> Result<bool> {
        let Some(key) = turn.device.clone() else { return Ok(true) };
        let is_new = !self.is_known(&change.txn, &key).await?;
        let row = known_device::ActiveModel { key: Set(key), seen_at: Set(change.now) };
        let again =
            OnConflict::column(known_device::Column::Key).update_column(known_device::Column::SeenAt).to_owned();
        known_device::Entity::insert(row).on_conflict(again).exec_without_returning(&change.txn).await?;
        Ok(is_new)
    }

    /// Deletes counters that have faded, browsers that have not been here for long, codes and links that are too old;
    /// nothing depends on when.
    pub async fn forget_tries(&self) -> Result<u64> {
        let now = self.clock.now();
        let txn = self.db.begin_write().await?;
        let faded = sign_in_failure::Column::LastAt.lte(now.minus_seconds(FADES));
        let mut gone = sign_in_failure::Entity::delete_many().filter(faded).exec(&txn).await?.rows_affected;
        let unknown = known_device::Column::SeenAt.lte(now.minus_seconds(KNOWN));
        gone += known_device::Entity::delete_many().filter(unknown).exec(&txn).await?.rows_affected;
        let over = activation_code::Column::ExpiresAt.lte(now);
        gone += activation_code::Entity::delete_many().filter(over).exec(&txn).await?.rows_affected;
        let too_old = sharing_notice::Column::MadeAt.lte(now.minus_seconds(NOTICES));
        gone += sharing_notice::Entity::delete_many().filter(too_old).exec(&txn).await?.rows_affected;
        txn.commit().await?;
        Ok(gone)
    }

    fn counters_of_stranger(&self, browser: &Browser, number: &str) -> Vec<Counter> {
        let from_here = self.vault.try_index("number", &[number, &network(browser.address)]);
        let from_everywhere = self.vault.try_index("everywhere", &[number]);
        let mut counters = of_networks(&self.vault, "network", browser.address);
        counters.push(Counter { kind: Kind::One, key: from_here });
        counters.push(Counter { kind: Kind::Number, key: from_everywhere });
        counters
    }

    async fn is_known(&self, db: &impl ConnectionTrait, device: &[u8]) -> Result<bool> {
        let row = known_device::Entity::find_by_id(device.to_vec()).one(db).await?;
        Ok(row.is_some_and(|row| self.clock.now() < row.seen_at.plus_seconds(KNOWN)))
    }

    async fn count(
        &self,
        mut counters: Vec<Counter>,
        device: Option<Vec<u8>>,
        without_old_code: Option<&CustomerNumber>,
    ) -> Result<Option<Turn>> {
        // In one order, so that two tries never wait for each other in a ring.
        counters.sort_by(|one, other| one.key.cmp(&other.key));
        let txn = self.db.begin_write().await?;
        let mut rows = Vec::with_capacity(counters.len());
        for counter in &counters {
            db::lock_value(&txn, &counter.key).await?;
            rows.push(sign_in_failure::Entity::find_by_id(counter.key.clone()).one(&txn).await?);
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
        Ok(Some(Turn { counted, device }))
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
