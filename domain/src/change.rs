//! A change: the transaction that an operation writes in, and what belongs to it.
//!
//! It is made in one order: the transaction begins, the lock is taken, the policy is asked, and only then is it now. What
//! was asked before a wait for the lock may have changed meanwhile, and so has the time. What a change tells and owes is
//! kept with it or not at all.

use std::ops::Deref;

use types::{CustomerId, CustomerRef, PersonId, Timestamp};

use crate::{
    By, Caller, Domain, Result, Right, Scope,
    activity::{self, Event, Stream},
    db::WriteTransaction,
    entity::{customer, person},
};

/// A transaction that writes, under the locks that it needs, and the instant at which it had them. Dropped without
/// [`commit`](Self::commit), nothing of it is kept.
pub(crate) struct Change<'a> {
    pub(crate) domain: &'a Domain,
    pub(crate) txn: WriteTransaction,
    pub(crate) now: Timestamp,
}

/// A change of what is locked: an account that the caller may use ([`Scope`]), a customer, or a person. It knows in whose
/// record it stands, and who makes it.
pub(crate) struct ChangeOf<'a, T> {
    change: Change<'a>,
    stream: Stream,
    by: By,
    of: T,
}

impl Domain {
    /// A change of an account that the caller may use, and to which they have the right.
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

    /// A change of a customer, whoever may use the account; none when the customer is gone.
    pub(crate) async fn change_of_customer(
        &self,
        customer: CustomerId,
        by: impl Into<By>,
    ) -> Result<Option<ChangeOf<'_, customer::Model>>> {
        let txn = self.db.begin_write().await?;
        let Some(of) = customer::Entity::locked(customer).one(&txn).await? else { return Ok(None) };
        Ok(Some(ChangeOf { change: self.change_in(txn), stream: Stream::Customer(customer), by: by.into(), of }))
    }

    /// A change of a person; none when they are gone.
    pub(crate) async fn change_of_person(
        &self,
        person: PersonId,
        by: impl Into<By>,
    ) -> Result<Option<ChangeOf<'_, person::Model>>> {
        let txn = self.db.begin_write().await?;
        let Some(of) = self.locked_person(&txn, person).await? else { return Ok(None) };
        Ok(Some(ChangeOf { change: self.change_in(txn), stream: Stream::Person(person), by: by.into(), of }))
    }

    /// A change in a transaction that has its locks by now.
    pub(crate) fn change_in(&self, txn: WriteTransaction) -> Change<'_> {
        Change { domain: self, txn, now: self.clock.now() }
    }
}

impl Change<'_> {
    /// Writes into a record what happens. The caller holds the lock of the customer or person whose record it is.
    pub(crate) async fn record_in(&self, stream: Stream, by: impl Into<By>, event: Event) -> Result<()> {
        activity::record(self, by.into(), stream, event).await
    }

    /// Keeps all of it.
    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.txn.commit().await?)
    }
}

impl<T> ChangeOf<'_, T> {
    /// Writes what happens into the record of what is changed, as done by whoever changes it.
    pub(crate) async fn record(&self, event: Event) -> Result<()> {
        self.change.record_in(self.stream, self.by, event).await
    }

    /// Locks a person too, whose row is taken after a customer's; none when they are gone. It is now after that.
    pub(crate) async fn lock_person(&mut self, person: PersonId) -> Result<Option<person::Model>> {
        let locked = self.domain.locked_person(&self.txn, person).await?;
        self.change.now = self.domain.clock.now();
        Ok(locked)
    }

    /// Keeps all of it.
    pub(crate) async fn commit(self) -> Result<()> {
        self.change.commit().await
    }
}

impl ChangeOf<'_, Scope> {
    /// The account, as the policy opens it to the caller.
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
