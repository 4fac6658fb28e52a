//! Sessions: who is signed in, on which device, for how long.
//!
//! A session identifies the caller, never what they may do, which is checked each time (see `caller`). The cookie has a secret,
//! the table its hash. An ended session is a deleted row, and using one only ever updates a row, so that a concurrent
//! request cannot revive it.

mod device;
mod end;
mod form;

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, QueryFilter};
use types::session::{SessionSummary, SessionTime};
use types::sign_in::SignInMethod;
use types::{Channel, CustomerId, PersonId, SessionId, Timestamp};
use uuid::Uuid;

pub(crate) use self::form::{end_form, may_send_form};
use crate::change::Change;
use crate::clock::{Clock, SKEW};
use crate::db::Failure;
use crate::entity::{known, session};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::{Caller, Domain, Failed, Result, stockholm};

/// Use of a session is written at most this often, so that a page with many requests writes once. A session may end
/// that much too early.
const TOUCH: Duration = Duration::from_secs(1);

/// A session that has just been opened.
pub struct OpenedSession {
    /// The secret for the cookie.
    pub secret: Secret,
    /// Its id.
    pub id: SessionId,
}

/// How a session is opened, and for what.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    pub(crate) channel: Channel,
    pub(crate) method: SignInMethod,
    /// The only customer that it is for; any, with BankID.
    pub(crate) customer: Option<CustomerId>,
}

impl Domain {
    /// The caller of a live session of the channel. Extends the session.
    pub async fn caller(&self, secret: &Secret, channel: Channel) -> Result<Option<Caller>> {
        let now = self.clock.now();
        let Some(session) = self.live_session(secret, channel, now).await? else { return Ok(None) };
        // Used in the future: the clock has gone back, and the session must not gain by it.
        let is_ahead = session.last_used_at > now + SKEW;
        if now >= session.last_used_at + TOUCH || is_ahead {
            match self.touch_session(session.id, now).await {
                Ok(()) => {}
                // Pages can be read while nothing can be written; the session then ends too early. After a conflict,
                // the other request of the same session has written.
                Err(error) if is_ignorable(&error) || self.db.is_damaged() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Some(caller_of(&session, &self.clock)))
    }

    /// The caller of a live session of the channel. Does not extend the session.
    pub(crate) async fn caller_at_rest(&self, secret: &Secret, channel: Channel) -> Result<Option<Caller>> {
        let session = self.live_session(secret, channel, self.clock.now()).await?;
        Ok(session.map(|session| caller_of(&session, &self.clock)))
    }

    /// Records that a session was used.
    async fn touch_session(&self, id: SessionId, now: Timestamp) -> Result<()> {
        let txn = self.db.begin_write().await?;
        session::Entity::update_many()
            .col_expr(session::Column::LastUsedAt, Expr::value(now))
            .filter(session::Column::Id.eq(id))
            .filter(
                Condition::any()
                    .add(session::Column::LastUsedAt.lt(now))
                    .add(session::Column::LastUsedAt.gt(now + SKEW)),
            )
            .exec(&txn)
            .await?;
        txn.commit().await?;
        Ok(())
    }

    /// How long a session lasts. Does not extend it.
    pub async fn session_time(&self, secret: &Secret, channel: Channel) -> Result<Option<SessionTime>> {
        let now = self.clock.now();
        let session = self.live_session(secret, channel, now).await?;
        Ok(session.map(|session| {
            let (idle, absolute) = limits(&session, &self.settings);
            let idle_seconds = idle.min(absolute).seconds_since(now);
            SessionTime { idle_seconds, absolute_seconds: absolute.seconds_since(now) }
        }))
    }

    /// The caller's live sessions that they may see, the current one first.
    pub(crate) async fn sessions_of(&self, caller: &Caller) -> Result<Vec<SessionSummary>> {
        let now = self.clock.now();
        let seen = session::Entity::of_person(caller.person).filter(session::Entity::seen_by(caller));
        let rows = known::all(seen, &self.db.read).await?;
        let mut alive: Vec<_> = rows.iter().filter(|row| is_alive(row, &self.settings, now)).collect();
        alive.sort_by_key(|row| (row.id != caller.session, std::cmp::Reverse(row.last_used_at)));
        let summary = |row: &&session::Model| SessionSummary {
            id: row.id,
            channel: row.channel,
            method: row.method,
            device: row.device.clone(),
            since: stockholm::local_time(row.created_at),
            last_used: stockholm::local_time(row.last_used_at),
            is_this: row.id == caller.session,
        };
        Ok(alive.iter().map(summary).collect())
    }

    async fn live_session(&self, secret: &Secret, channel: Channel, now: Timestamp) -> Result<Option<session::Model>> {
        // A session of a kind that only a newer version knows does not exist here, and stays live there.
        let found = known::all(session::Entity::of_secret(secret.hash()), &self.db.read).await?.pop();
        let Some(session) = found.filter(|row| row.channel == channel) else { return Ok(None) };
        if is_alive(&session, &self.settings, now) {
            return Ok(Some(session));
        }
        if let Err(fault) = self.delete_expired_session(&session).await {
            tracing::warn!(%fault, "an expired session could not be deleted");
        }
        Ok(None)
    }

    /// What has ended stays ended: an expired session is deleted, so that a clock that goes back does not revive it. It
    /// stays if another request has used it meanwhile.
    async fn delete_expired_session(&self, session: &session::Model) -> Result<()> {
        let txn = self.db.begin_write().await?;
        session::Entity::delete_many()
            .filter(session::Column::Id.eq(session.id))
            .filter(session::Column::LastUsedAt.eq(session.last_used_at))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        Ok(())
    }
}

/// Opens a session.
pub(crate) async fn open_session(
    change: &Change<'_>,
    person: PersonId,
    way: Way,
    user_agent: &str,
) -> Result<OpenedSession> {
    let opened = OpenedSession { secret: Secret::random(), id: SessionId(Uuid::now_v7()) };
    let row = session::ActiveModel {
        id: Set(opened.id),
        secret_hash: Set(opened.secret.hash()),
        person_id: Set(person),
        channel: Set(way.channel),
        method: Set(way.method),
        device: Set(device::in_words(user_agent)),
        created_at: Set(change.now),
        last_used_at: Set(change.now),
        customer_id: Set(way.customer),
        form_begun_at: Set(None),
    };
    row.insert(&change.txn).await?;
    Ok(opened)
}

fn is_ignorable(error: &Failed) -> bool {
    matches!(error.of_database().map(Failure::of), Some(Failure::Unwritable | Failure::Conflict))
}

pub(crate) fn caller_of(session: &session::Model, clock: &Clock) -> Caller {
    Caller {
        person: session.person_id,
        session: session.id,
        channel: session.channel,
        method: session.method,
        signed_in_at: session.created_at,
        customer: session.customer_id,
        clock: clock.clone(),
    }
}

/// When a session ends by inactivity, and when in any case.
fn limits(session: &session::Model, settings: &Settings) -> (Timestamp, Timestamp) {
    let (idle, absolute) = settings.sessions.limits(session.method);
    (session.last_used_at + idle, session.created_at + absolute)
}

fn is_alive(session: &session::Model, settings: &Settings, now: Timestamp) -> bool {
    // Disabling a sign-in method ends its sessions too.
    let is_open = session.method == SignInMethod::BankId || settings.customer_number.open;
    let (idle, absolute) = limits(session, settings);
    is_open && now < idle && now < absolute
}
