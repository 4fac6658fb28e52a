//! The database knows its keys: a process with another key file is refused before it does anything. With a wrong file
//! nobody would be found any more, and an import would create every person again.
//!
//! A fingerprint is an HMAC of a fixed text, which does not reveal the key. The keys of the blind indexes never change.
//! Sealing keys may be added, and are registered then; none that seals rows may be missing.

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder as _};

use crate::Domain;
use crate::clock::Clock;
use crate::db::{self, Db, Failure};
use crate::entity::{key_fingerprint, person};
use crate::person::NUMBER;
use crate::vault::{SEALING, Vault};

/// The message to a process with other keys.
const OTHER_KEYS: &str = "key_file holds other keys than those that this database was made with: set the file that \
     belongs to it (docs/operations.md, Keys)";

/// How the keys of a file match the database, if they do.
enum Fit {
    /// All of them are registered.
    Known,
    /// These are not registered yet: the database is new, or of a version without fingerprints, or a sealing key was
    /// added.
    New(Vec<String>),
}

/// Refuses keys that do not belong to the database. Changes nothing: for checking before anything is started. A
/// database without this version's schema has no fingerprints to compare with.
pub async fn check(db: &Db, vault: &Vault) -> anyhow::Result<()> {
    let known = key_fingerprint::Entity::all_keys().all(&db.read).await;
    if known.is_err_and(|error| Failure::of(&error) == Failure::Fault) {
        return Ok(());
    }
    fit(&db.read, vault).await.map(drop)
}

impl Domain {
    /// Refuses keys that do not belong to the database, and registers new ones.
    pub async fn claim_keys(&self) -> anyhow::Result<()> {
        if let Fit::Known = fit(&self.db.read, &self.vault).await? {
            return Ok(());
        }
        let txn = self.db.begin_write().await?;
        // Of two processes that start on a new database with different keys, the second is refused.
        db::lock_value(&txn, b"key_fingerprint").await?;
        let Fit::New(keys) = fit(&txn, &self.vault).await? else { return Ok(()) };
        // The system clock and not the domain's, which a demo advances.
        let since = Clock::system().now();
        let fingerprints = self.vault.fingerprints();
        let rows = keys.iter().map(|key| key_fingerprint::ActiveModel {
            key: Set(key.clone()),
            fingerprint: Set(fingerprints[key].clone()),
            since: Set(since),
        });
        key_fingerprint::Entity::insert_many(rows).exec_without_returning(&txn).await?;
        txn.commit().await?;
        tracing::info!(?keys, "the database knows its keys");
        Ok(())
    }
}

async fn fit(db: &impl ConnectionTrait, vault: &Vault) -> anyhow::Result<Fit> {
    let rows = key_fingerprint::Entity::all_keys().all(db).await;
    let rows = rows.context("the database does not say which keys it has: bring it to this version's shape first")?;
    let known: BTreeMap<_, _> = rows.into_iter().map(|row| (row.key, row.fingerprint)).collect();
    let own = vault.fingerprints();
    if known.is_empty() {
        refuse_keys_of_other_rows(db, vault).await?;
    }
    // First what adding a key cannot fix. A key of a kind that this version does not know seals none of its rows.
    let is_other = |(key, fingerprint): (&String, &Vec<u8>)| own.get(key).is_some_and(|own| own != fingerprint);
    ensure!(!known.iter().any(is_other), OTHER_KEYS);
    if let Some(missing) = known.keys().find(|key| key.starts_with(SEALING) && !own.contains_key(*key)) {
        anyhow::bail!(
            "key_file lacks the key {missing}, with which rows of this database are sealed: add it \
             (docs/operations.md, Keys)"
        );
    }
    let new: Vec<_> = own.keys().filter(|key| !known.contains_key(*key)).cloned().collect();
    Ok(if new.is_empty() { Fit::Known } else { Fit::New(new) })
}

/// A database of an earlier version has rows and no fingerprints: the keys have to open its oldest and newest person,
/// which an earlier and the current sealing key have sealed, and find them.
async fn refuse_keys_of_other_rows(db: &impl ConnectionTrait, vault: &Vault) -> anyhow::Result<()> {
    let oldest = person::Entity::anywhere_after(None).order_by_asc(person::Column::Id).one(db).await?;
    let newest = person::Entity::anywhere_after(None).order_by_desc(person::Column::Id).one(db).await?;
    for person in [oldest, newest].into_iter().flatten() {
        let digits = vault.open_text(NUMBER, person.id.0, &person.number_sealed).ok();
        let is_ours = digits.is_some_and(|digits| vault.index_of_digits(&digits) == person.number_index);
        ensure!(is_ours, OTHER_KEYS);
    }
    Ok(())
}
