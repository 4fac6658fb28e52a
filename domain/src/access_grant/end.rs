//! Ends of a grant: by a holder, by the grantee, by its deadline, for an external reason. The same statement deletes
//! the personal details.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use types::access_grant::GrantState;
use types::{AccessGrantId, CustomerId, CustomerRef};

use super::invitation::has_expired;
use super::list::twin_of;
use crate::activity::{Event, Stream};
use crate::change::Change;
use crate::entity::{Anywhere as _, access_grant, calendar_link, known};
use crate::job::Letter;
use crate::{By, Caller, Domain, Failed, Result, Right};

/// How a grant ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Withdrawn,
    Removed,
    Declined,
    Left,
    Expired,
    Closed,
}

impl Ending {
    fn state(self) -> GrantState {
        match self {
            Self::Withdrawn => GrantState::Withdrawn,
            Self::Removed => GrantState::Removed,
            Self::Declined => GrantState::Declined,
            Self::Left => GrantState::Left,
            Self::Expired => GrantState::Expired,
            Self::Closed => GrantState::Closed,
        }
    }

    fn event(self, grant: AccessGrantId) -> Event {
        match self {
            Self::Withdrawn => Event::AccessWithdrawn(grant),
            Self::Removed => Event::AccessRemoved(grant),
            Self::Declined => Event::AccessDeclined(grant),
            Self::Left => Event::AccessLeft(grant),
            Self::Expired => Event::AccessExpired(grant),
            Self::Closed => Event::AccessClosed(grant),
        }
    }
}

/// Ends a grant if it is unchanged since it was read, and with it the calendar links of its grantee; returns whether it
/// did. The caller holds the customer's lock.
pub(crate) async fn end(
    change: &Change<'_>,
    by: impl Into<By>,
    grant: &access_grant::Model,
    ending: Ending,
) -> Result<bool> {
    let ended = access_grant::Entity::update_many()
        .col_expr(access_grant::Column::State, Expr::value(ending.state()))
        .col_expr(access_grant::Column::EndedAt, Expr::value(change.now))
        .col_expr(access_grant::Column::GranteeIndex, Expr::value(None::<Vec<u8>>))
        .col_expr(access_grant::Column::NumberSealed, Expr::value(None::<Vec<u8>>))
        .col_expr(access_grant::Column::DetailsSealed, Expr::value(None::<Vec<u8>>))
        .filter(access_grant::Column::Id.eq(grant.id))
        .filter(access_grant::Column::State.eq(grant.state))
        .exec(&change.txn)
        .await?
        .rows_affected
        == 1;
    if ended {
        change.cancel(Letter::Invitation(grant.id)).await?;
        if let Some(grantee) = grant.grantee_id {
            calendar_link::Entity::gone_with_grant(grantee, grant.id).exec(&change.txn).await?;
        }
        change.record_in(Stream::Customer(grant.customer_id), by, ending.event(grant.id)).await?;
    }
    Ok(ended)
}

impl Domain {
    /// Removes a pending or active grant, with effect on the grantee's very next request (rule G7). A grant that has
    /// ended already is not an error: the holder's wish is fulfilled. Returns the same person's live grant of the other
    /// channel, to ask about it too (rule G16).
    pub async fn remove_access(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        id: AccessGrantId,
    ) -> Result<Option<AccessGrantId>> {
        let change = self.change(caller, account, Right::Share).await?;
        let of_account = access_grant::Entity::of(change.scope());
        let found = of_account.filter(access_grant::Column::Id.eq(id)).one(&change.txn).await?;
        let grant = found.ok_or(Failed::NotFound)?;
        let twin = twin_of(&change.txn, change.scope(), &grant, change.now).await?;
        match grant.state {
            GrantState::Pending if grant.expires_at <= change.now => _ = expire(&change, &grant).await?,
            GrantState::Pending => _ = end(&change, change.scope(), &grant, Ending::Withdrawn).await?,
            GrantState::Active if end(&change, change.scope(), &grant, Ending::Removed).await? => {
                self.notify_removed(&change, &grant).await?;
            }
            _ => {}
        }
        change.commit().await?;
        Ok(twin.map(|twin| twin.id))
    }

    /// Enqueues a letter to the removed grantee, if the company wants that (rule G17). `grant` is as read before it
    /// ended: the grantee's address is deleted with the other details, and only the letter's row still has it.
    pub(crate) async fn notify_removed(&self, change: &Change<'_>, grant: &access_grant::Model) -> Result<()> {
        if self.settings.grants.letter_to_removed
            && let Some(details) = self.details_of(grant)?
        {
            change.enqueue_to(Letter::AccessRemoved(grant.id), details.email()).await?;
        }
        Ok(())
    }

    /// Gives up the caller's own access to an account.
    pub async fn leave_access(&self, caller: &Caller, account: &CustomerRef) -> Result<()> {
        let change = self.change(caller, account, Right::Use).await?;
        let Some((id, _)) = change.scope().grant() else { return Err(Failed::Forbidden) };
        let grant = access_grant::Entity::anywhere(id).one(&change.txn).await?.ok_or(Failed::NotFound)?;
        if end(&change, change.scope(), &grant, Ending::Left).await? {
            change.enqueue(Letter::AccessLeft(id)).await?;
        }
        change.commit().await
    }

    /// Ends expired pending grants and notifies their owners; returns how many. Correctness does not depend on it.
    pub async fn expire_access(&self, at_most: u64) -> Result<usize> {
        use sea_orm::QuerySelect as _;

        let expired = access_grant::Entity::expired_anywhere(self.clock.now()).limit(at_most);
        let expired = known::all(expired, &self.db.read).await?;
        let mut ended = 0;
        for grant in &expired {
            ended += usize::from(self.end_expired(grant).await?);
        }
        Ok(ended)
    }

    /// Ends a grant if it has expired, before an operation that would find it expired.
    pub(super) async fn end_if_expired(&self, id: AccessGrantId) -> Result<()> {
        let found = access_grant::Entity::anywhere(id).one(&self.db.read).await?;
        if let Some(grant) = found.filter(|grant| has_expired(grant, self.clock.now())) {
            self.end_expired(&grant).await?;
        }
        Ok(())
    }

    /// Ends an expired grant; returns whether it did. What has ended stays ended: otherwise a clock that goes back
    /// would let it be confirmed.
    pub(super) async fn end_expired(&self, grant: &access_grant::Model) -> Result<bool> {
        let Some(change) = self.change_of_customer(grant.customer_id, By::SYSTEM).await? else { return Ok(false) };
        let ended = expire(&change, grant).await?;
        change.commit().await?;
        Ok(ended)
    }
}

/// Ends one expired pending grant; returns whether it did.
pub(crate) async fn expire(change: &Change<'_>, grant: &access_grant::Model) -> Result<bool> {
    let ended = end(change, By::SYSTEM, grant, Ending::Expired).await?;
    if ended {
        change.enqueue(Letter::AccessExpired(grant.id)).await?;
    }
    Ok(ended)
}

/// Closes the grants of a customer made by former holders. The caller holds the customer's lock.
pub(crate) async fn close_by_former_holders(change: &Change<'_>, customer: CustomerId) -> Result<()> {
    for grant in access_grant::Entity::by_former_holders(customer, change.now).all(&change.txn).await? {
        close(change, &grant).await?;
    }
    Ok(())
}

/// Ends a grant because of a fact; returns how many were closed. An expired pending one is expired, not closed.
pub(crate) async fn close(change: &Change<'_>, grant: &access_grant::Model) -> Result<u64> {
    match grant.state {
        GrantState::Pending if grant.expires_at <= change.now => {
            expire(change, grant).await?;
            Ok(0)
        }
        state if state.is_live() => Ok(u64::from(end(change, By::SYSTEM, grant, Ending::Closed).await?)),
        _ => Ok(0),
    }
}
