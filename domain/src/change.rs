//! A change: the transaction of an operation that writes, with its caller, lock and instant.
//!
//! The order is fixed: begin the transaction, take the lock, check the policy, and only then read the clock. Anything
//! checked before waiting for the lock may have changed, and so has the time. The events and letters of a change are
//! committed with it or not at all.

mod who;

use std::ops::Deref;

use types::{CustomerId, CustomerRef, PersonId, Timestamp};

pub use self::who::By;
pub(crate) use self::who::Stream;
use crate::db::WriteTransaction;
use crate::entity::activity::Event;
use crate::entity::{customer, person};
use crate::{Caller, Domain, Result, Right, Scope};

/// A writing transaction, the locks it needs, and the instant at which it had them. Rolls back if dropped without
/// [`commit`](Self::commit).
pub(crate) struct Change<'a> {
    pub(crate) domain: &'a Domain,
    pub(crate) txn: WriteTransaction,
    pub(crate) now: Timestamp,
}

/// A change of the locked row: an account that the caller may use ([`Scope`]), a customer, or a person. It knows which
/// stream records its events, and who makes it.
pub(crate) struct ChangeOf<'a, T> {
    change: Change<'a>,
    stream: Stream,
    by: By,
    of: T,
}

impl Domain {
    /// A change of an account, if the caller may use it and has the right.
    pub(crate) async fn change(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        right: Right,
    ) -> Result<ChangeOf<'_, Scope>> {
        let txn = self.db.begin_write().await?;
        let scope = caller.scope_to_change(&txn, account, right).await?;
        let (stream, by) = (Stream::Customer(scope.customer_id()), By::from(&scope));
        Ok(ChangeOf { change: self.change_in(txn), stream, by, of: scope })
    }

    /// A change of a customer, without a caller. `None` if the customer does not exist.
    pub(crate) async fn change_of_customer(
        &self,
        customer: CustomerId,
        by: impl Into<By>,
    ) -> Result<Option<ChangeOf<'_, customer::Model>>> {
        self.change_of_customer_in(self.db.begin_write().await?, customer, by).await
    }

    /// The same in a transaction that has locks which come before the customer's.
    pub(crate) async fn change_of_customer_in(
        &self,
        txn: WriteTransaction,
        customer: CustomerId,
        by: impl Into<By>,
    ) -> Result<Option<ChangeOf<'_, customer::Model>>> {
        let Some(of) = customer::Entity::locked(customer).one(&txn).await? else { return Ok(None) };
        Ok(Some(ChangeOf { change: self.change_in(txn), stream: Stream::Customer(customer), by: by.into(), of }))
    }

    /// A change of a person. `None` if they do not exist.
    pub(crate) async fn change_of_person(
        &self,
        person: PersonId,
        by: impl Into<By>,
    ) -> Result<Option<ChangeOf<'_, person::Model>>> {
        let txn = self.db.begin_write().await?;
        let Some(of) = self.locked_person(&txn, person).await? else { return Ok(None) };
        Ok(Some(ChangeOf { change: self.change_in(txn), stream: Stream::Person(person), by: by.into(), of }))
    }

    /// A change in a transaction that already has its locks.
    pub(crate) fn change_in(&self, txn: WriteTransaction) -> Change<'_> {
        Change { domain: self, txn, now: self.clock.now() }
    }
}

impl Change<'_> {
    /// Commits.
    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.txn.commit().await?)
    }
}

impl<T> ChangeOf<'_, T> {
    /// Records an event in the stream of the locked row, as done by the caller.
    pub(crate) async fn record(&self, event: Event) -> Result<()> {
        self.change.record_in(self.stream, self.by, event).await
    }

    /// Also locks a person, always after the customer, and reads the clock again. `None` if they do not exist.
    pub(crate) async fn lock_person(&mut self, person: PersonId) -> Result<Option<person::Model>> {
        let locked = self.domain.locked_person(&self.txn, person).await?;
        self.change.now = self.domain.clock.now();
        Ok(locked)
    }

    /// Commits.
    pub(crate) async fn commit(self) -> Result<()> {
        self.change.commit().await
    }
}

impl ChangeOf<'_, Scope> {
    /// The account as the policy lets the caller see it.
    pub(crate) fn scope(&self) -> &Scope {
        &self.of
    }
}

impl ChangeOf<'_, customer::Model> {
    /// The customer, under its lock.
    pub(crate) fn customer(&self) -> &customer::Model {
        &self.of
    }
}

impl ChangeOf<'_, person::Model> {
    /// The person, under their lock.
    pub(crate) fn person(&self) -> &person::Model {
        &self.of
    }
}

impl<'a, T> Deref for ChangeOf<'a, T> {
    type Target = Change<'a>;

    fn deref(&self) -> &Change<'a> {
        &self.change
    }
}
