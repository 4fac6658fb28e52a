//! Ending sessions. An ended session is invalid at its next request, in every process.

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use types::sign_in::SignInMethod;
use types::{CustomerId, PersonId, SessionId};

use super::is_alive;
use crate::activity::{By, Event, Stream};
use crate::change::Change;
use crate::entity::{Anywhere as _, known, person, session};
use crate::job::Letter;
use crate::secret::Secret;
use crate::{Browser, Caller, Domain, Result};

impl Domain {
    /// Ends the browser's session, and its orders in both channels, so that none of them signs anybody in afterwards.
    pub async fn sign_out(&self, browser: &Browser) -> Result<()> {
        let txn = self.db.begin_write().await?;
        let orders = browser.take_orders(&txn).await?;
        let change = self.change_in(txn);
        self.end_presented(&change, browser.session.as_ref(), None).await?;
        change.commit().await?;
        self.cancel_taken(orders).await
    }

    /// Ends the session that a browser presents, if any, and locks its person and the one who signs in next. Both are
    /// locked in a fixed order, so that two browsers do not deadlock. If another person signs in, the session's person
    /// is notified: they would not learn of it otherwise.
    pub(crate) async fn end_presented(
        &self,
        change: &Change<'_>,
        secret: Option<&Secret>,
        newcomer: Option<PersonId>,
    ) -> Result<()> {
        let txn = &change.txn;
        let presented = match secret {
            Some(secret) => known::all(session::Entity::of_secret(secret.hash()), txn).await?.pop(),
            None => None,
        };
        let mut persons: Vec<_> = presented.iter().map(|session| session.person_id).chain(newcomer).collect();
        persons.sort_unstable();
        for person in persons {
            self.locked_person(txn, person).await?;
        }
        let Some(session) = presented else {
            // One that only a newer version knows is ended too.
            if let Some(secret) = secret {
                let presented = session::Column::SecretHash.eq(secret.hash());
                session::Entity::delete_many().filter(presented).exec(txn).await?;
            }
            return Ok(());
        };
        let ended = session::Entity::delete_by_id(session.id).exec(txn).await?;
        if ended.rows_affected != 1 || !is_alive(&session, &self.settings, change.now) {
            return Ok(());
        }
        if newcomer.is_some_and(|newcomer| newcomer != session.person_id) {
            return self.notify_of_other_sign_in(change, &session).await;
        }
        let by = By::person(session.person_id, session.method, session.channel);
        change.record_in(Stream::Person(session.person_id), by, Event::SignedOut(session.id)).await
    }

    /// Notifies a person that somebody else's sign-in has ended their session (rule S17), without a name.
    async fn notify_of_other_sign_in(&self, change: &Change<'_>, session: &session::Model) -> Result<()> {
        let stream = Stream::Person(session.person_id);
        change.record_in(stream, By::SYSTEM, Event::SessionEndedByAnother(session.id)).await?;
        tracing::warn!(session = ?session.id, "a session ends because somebody else signs in in its browser");
        let Some(person) = person::Entity::anywhere(session.person_id).one(&change.txn).await? else { return Ok(()) };
        if let Some(to) = self.email_of(&person)? {
            change.enqueue_to(Letter::SessionEndedByAnother(person.id), &to).await?;
        }
        Ok(())
    }

    /// Ends one of the caller's sessions that they may see, and returns whether it was the current one. Any other looks
    /// like one that has ended.
    pub async fn end_session(&self, caller: &Caller, id: SessionId) -> Result<bool> {
        let Some(change) = self.change_of_person(caller.person, caller).await? else {
            return Ok(id == caller.session);
        };
        let ended = session::Entity::delete_many()
            .filter(session::Column::Id.eq(id))
            .filter(session::Entity::seen_by(caller))
            .exec(&change.txn)
            .await?;
        if ended.rows_affected == 1 {
            change.record(Event::SessionEnded(id)).await?;
        }
        change.commit().await?;
        Ok(id == caller.session)
    }

    /// Ends all sessions of a person, whom the caller has locked.
    pub(crate) async fn end_all_sessions(&self, change: &Change<'_>, person: PersonId) -> Result<()> {
        let txn = &change.txn;
        let sessions = known::all(session::Entity::of_person(person), txn).await?;
        // All of them, including those that only a newer version knows.
        session::Entity::delete_many().filter(session::Column::PersonId.eq(person)).exec(txn).await?;
        for session in sessions {
            if is_alive(&session, &self.settings, change.now) {
                change.record_in(Stream::Person(person), By::SYSTEM, Event::SessionEnded(session.id)).await?;
            }
        }
        Ok(())
    }

    /// Ends the sessions by the number of a customer, whose lock the caller has, except one.
    pub(crate) async fn end_sessions_by_number(
        &self,
        change: &Change<'_>,
        customer: CustomerId,
        but: Option<SessionId>,
    ) -> Result<()> {
        let txn = &change.txn;
        let mut sessions = known::all(session::Entity::of_customer(customer), txn).await?;
        sessions.retain(|session| Some(session.id) != but);
        sessions.sort_by_key(|session| session.person_id);
        for session in sessions {
            self.locked_person(txn, session.person_id).await?;
            let ended = session::Entity::delete_by_id(session.id).exec(txn).await?;
            if ended.rows_affected == 1 && is_alive(&session, &self.settings, change.now) {
                let stream = Stream::Person(session.person_id);
                change.record_in(stream, By::SYSTEM, Event::SessionEnded(session.id)).await?;
            }
        }
        Ok(())
    }

    /// Deletes expired sessions; nothing depends on when it runs.
    pub async fn forget_sessions(&self) -> Result<u64> {
        let now = self.clock.now();
        let expired = [SignInMethod::BankId, SignInMethod::CustomerNumber].map(|method| {
            let (idle, absolute) = self.settings.sessions.limits(method);
            let is_over = Condition::any()
                .add(session::Column::LastUsedAt.lte(now - idle))
                .add(session::Column::CreatedAt.lte(now - absolute));
            Condition::all().add(session::Column::Method.eq(method)).add(is_over)
        });
        let expired = expired.into_iter().fold(Condition::any(), Condition::add);
        let txn = self.db.begin_write().await?;
        let deleted = session::Entity::delete_many().filter(expired).exec(&txn).await?;
        txn.commit().await?;
        Ok(deleted.rows_affected)
    }
}
