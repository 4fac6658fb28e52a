//! Invitations as shown to visitors of their address. The address grants nothing, and opening it changes nothing.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use types::access_grant::{GrantState, Invitation, InvitationStanding};
use types::{AccessGrantId, Timestamp};

use crate::activity::{Event, Stream};
use crate::change::Change;
use crate::entity::{Anywhere as _, access_grant, customer, holder, person};
use crate::{By, Caller, Domain, Failed, Result, stockholm};

impl Domain {
    /// What an invitation's address shows to the visitor, signed in or not.
    pub async fn invitation(&self, caller: Option<&Caller>, id: AccessGrantId) -> Result<Invitation> {
        let now = self.clock.now();
        let grant = access_grant::Entity::anywhere(id).one(&self.db.read).await?.ok_or(Failed::NotFound)?;
        if has_expired(&grant, now) {
            // The deadline has ended it, not the visitor (rule G4). Reading works while the database cannot be written.
            if let Err(fault) = self.end_expired(&grant).await {
                tracing::warn!(%fault, "an invitation that has run out could not be ended");
            }
        }
        // A customer number does not identify whom an invitation could be for.
        let person = match caller.filter(|caller| !caller.lacks_bankid()) {
            Some(caller) => Some(self.person_asking(&self.db.read, caller).await?),
            None => None,
        };
        let holding = holder::Entity::holding(grant.customer_id, grant.owner_id, now).one(&self.db.read).await?;
        let owner = match holding {
            Some(_) => person::Entity::anywhere(grant.owner_id).one(&self.db.read).await?,
            None => None,
        };
        let standing = match standing(&grant, person.as_ref(), now) {
            // Rule G19: suspended, and shown as if it had ended.
            InvitationStanding::Confirm if person.is_some_and(|person| person.protected_identity) => {
                InvitationStanding::Ended
            }
            _ if owner.as_ref().is_none_or(|owner| owner.protected_identity) => InvitationStanding::Ended,
            standing => standing,
        };
        let owner = owner.filter(|_| {
            // Who shared must no longer be visible.
            !matches!(standing, InvitationStanding::Ended | InvitationStanding::Used)
        });
        let (owner, owner_given_name) =
            owner.map(|owner| (owner.name(), owner.called().to_owned())).unwrap_or_default();
        let last_day = stockholm::last_day(grant.expires_at);
        Ok(Invitation { id, channel: grant.channel, owner, owner_given_name, last_day, standing })
    }
}

/// Whether a pending grant has expired.
pub(super) fn has_expired(grant: &access_grant::Model, now: Timestamp) -> bool {
    grant.state == GrantState::Pending && grant.expires_at <= now
}

fn standing(grant: &access_grant::Model, person: Option<&person::Model>, now: Timestamp) -> InvitationStanding {
    let is_in_time = now < grant.expires_at;
    match (grant.state, person) {
        (GrantState::Pending, _) if !is_in_time => InvitationStanding::Expired,
        (GrantState::Pending, None) => InvitationStanding::SignIn,
        (GrantState::Pending, Some(person)) if grant.grantee_index.as_ref() == Some(&person.number_index) => {
            InvitationStanding::Confirm
        }
        (GrantState::Pending, Some(_)) => InvitationStanding::WrongPerson,
        (GrantState::Active, Some(person)) if grant.grantee_id == Some(person.id) => InvitationStanding::Confirmed,
        (GrantState::Active, _) => InvitationStanding::Used,
        (GrantState::Expired, _) => InvitationStanding::Expired,
        _ => InvitationStanding::Ended,
    }
}

/// Records that a person signed in for somebody else's invitation, or tried to confirm it, so that the owner sees it
/// once (rule G14). Does nothing for the right person.
pub(crate) async fn mark_wrong_person(change: &Change<'_>, id: AccessGrantId, person: &person::Model) -> Result<()> {
    let Some(grant) = access_grant::Entity::anywhere(id).one(&change.txn).await? else { return Ok(()) };
    customer::Entity::locked(grant.customer_id).one(&change.txn).await?;
    let marked = access_grant::Entity::update_many()
        .col_expr(access_grant::Column::TriedByAnother, Expr::value(true))
        .filter(access_grant::Column::Id.eq(id))
        .filter(access_grant::Column::State.eq(GrantState::Pending))
        .filter(access_grant::Column::ExpiresAt.gt(change.now))
        .filter(access_grant::Column::GranteeIndex.ne(person.number_index.clone()))
        .filter(access_grant::Column::TriedByAnother.eq(false))
        .filter(access_grant::owner_holds(change.now))
        .exec(&change.txn)
        .await?;
    if marked.rows_affected == 1 {
        // The owner must not learn who it was.
        let stream = Stream::Customer(grant.customer_id);
        change.record_in(stream, By::SYSTEM, Event::InvitationTriedByAnother(id)).await?;
    }
    Ok(())
}
