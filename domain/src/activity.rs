//! Activity: one row for every change, in the transaction that makes it (rule G20).
//!
//! The rows of one customer, or one person, are a hash chain: each has a hash over the previous one and itself, so that
//! changing or removing a row is detectable.

mod forget;
mod list;
mod name_lookup;

use std::collections::HashMap;

use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use sha2::{Digest, Sha256};
use types::sign_in::SignInMethod;
use types::{Channel, Timestamp};
use uuid::Uuid;

#[cfg(feature = "testing")]
pub(crate) use list::questions;

use crate::Result;
pub use crate::change::By;
use crate::change::Change;
pub(crate) use crate::change::Stream;
pub(crate) use crate::entity::activity::Event;
use crate::entity::activity::{self, StreamEnd};

impl Change<'_> {
    /// Records an event in a stream. The caller holds the lock of the stream's customer or person.
    pub(crate) async fn record_in(&self, stream: Stream, by: impl Into<By>, event: Event) -> Result<()> {
        record(self, by.into(), stream, event).await
    }
}

/// Writes one row. The caller holds the lock of the customer or person, so that places are consecutive.
pub(crate) async fn record(change: &Change<'_>, by: By, stream: Stream, event: Event) -> Result<()> {
    let newest = activity::Entity::newest_of(stream.id());
    let before = activity::Entity::ends(newest).one(&change.txn).await?;
    let row = row_after(before.as_ref(), by, stream, event, change.now);
    if let Some(before) = &before {
        activity::Entity::follow(before).exec(&change.txn).await?;
    }
    activity::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&change.txn).await?;
    Ok(())
}

/// Writes a row for each event, some perhaps of one stream, in few statements. The caller holds the locks of all the
/// streams' customers or persons.
pub(crate) async fn record_many(
    change: &Change<'_>,
    by: By,
    events: impl Iterator<Item = (Stream, Event)>,
) -> Result<()> {
    let events: Vec<_> = events.collect();
    let newest = activity::Entity::newest_of_each(events.iter().map(|(stream, _)| stream.id()));
    let before = activity::Entity::ends(newest).all(&change.txn).await?;
    activity::Entity::follow_all(&before).exec(&change.txn).await?;
    let before: HashMap<_, _> = before.into_iter().map(|row| (row.stream, row)).collect();
    let mut rows: Vec<activity::Model> = Vec::with_capacity(events.len());
    let mut newest: HashMap<Uuid, usize> = HashMap::new();
    for (stream, event) in events {
        let followed = newest.insert(stream.id(), rows.len()).map(|place| &mut rows[place]);
        let followed = followed.map(|row| {
            row.has_next = true;
            StreamEnd::from(&*row)
        });
        let row = row_after(followed.as_ref().or(before.get(&stream.id())), by, stream, event, change.now);
        rows.push(row);
    }
    let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    activity::Entity::insert_many(rows).exec_without_returning(&change.txn).await?;
    Ok(())
}

/// The first row of a stream, by the system itself, to be written together with the new customer or person.
pub(crate) fn first(stream: Stream, event: Event, now: Timestamp) -> activity::Model {
    row_after(None, By::SYSTEM, stream, event, now)
}

fn row_after(before: Option<&StreamEnd>, by: By, stream: Stream, event: Event, now: Timestamp) -> activity::Model {
    let mut row = activity::Model {
        id: Uuid::now_v7(),
        stream: stream.id(),
        place: before.map_or(1, |row| row.place + 1),
        at: now,
        event: event.kind(),
        actor_id: by.person,
        for_another: by.for_another,
        method: by.method,
        channel: by.channel,
        subject: event.subject(),
        link: Vec::new(),
        has_next: false,
    };
    row.link = link(before.map_or(&[], |row| &row.link), &row);
    row
}

fn link(before: &[u8], row: &activity::Model) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(row.id);
    hash.update(row.stream);
    hash.update(row.place.to_be_bytes());
    hash.update(row.at.0.to_be_bytes());
    hash.update(row.event.as_str());
    hash.update(row.actor_id.map_or(Uuid::nil(), |person| person.0));
    hash.update([u8::from(row.for_another)]);
    hash.update(row.method.map_or("", SignInMethod::as_str));
    hash.update(row.channel.map_or("", Channel::as_str));
    hash.update(row.subject.unwrap_or_default());
    hash.finalize().to_vec()
}

/// Whether the rows of a stream, oldest first, are an unbroken chain. Rows before the first may have been deleted; its
/// own link is then taken as given, and everything after it is verified.
#[cfg(feature = "testing")]
pub(crate) fn is_unbroken(rows: &[activity::Model]) -> bool {
    let begins = rows.first().is_none_or(|first| first.place > 1 || first.link == link(&[], first));
    let follows = |pair: &[activity::Model]| {
        let [before, row] = pair else { return false };
        before.has_next && row.place == before.place + 1 && row.link == link(&before.link, row)
    };
    begins && rows.windows(2).all(follows) && rows.last().is_none_or(|last| !last.has_next)
}
