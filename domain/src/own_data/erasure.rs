//! Deleting a user: everything that identifies a person (GDPR article 17).

use std::collections::BTreeSet;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use types::access_grant::GrantState;
use types::own_data::EraseRefusal;
use types::{AccessGrantId, CustomerId, PersonId};
use uuid::Uuid;

use crate::access_grant::{Ending, delete_grants, end, expire};
use crate::activity::{Event, Stream};
use crate::change::Change;
use crate::entity::{
    access_grant, activation_code, bag_order, contract, customer, customer_login, holder, job as jobs, person, session,
};
use crate::error::refuse;
use crate::job::{JobKind, Letter};
use crate::{By, Caller, Domain, Error, Result};

/// How often deletion restarts if somebody invites the person meanwhile.
const TRIES: u32 = 5;

impl Domain {
    /// Deletes the caller's user: leaves their grants, declines pending invitations, ends every session and erases the
    /// person. What they did stays in activity under an id that identifies nobody. A holder is the company's customer,
    /// whom only the company's register erases.
    ///
    /// A repeated submission finds nobody, and gives the same answer.
    pub async fn erase_user(&self, caller: &Caller) -> Result<(), Error<EraseRefusal>> {
        if caller.lacks_bankid() {
            return refuse(EraseRefusal::NeedsBankId);
        }
        if caller.needs_step_up(self.clock.now()) {
            return refuse(EraseRefusal::SignInAgain);
        }
        for _ in 0..TRIES {
            if self.erase_once(caller).await? {
                return Ok(());
            }
        }
        Err(anyhow::anyhow!("a person who is to be erased was let in again and again").into())
    }

    /// Returns whether it succeeded. It does not if the person has been invited to or given access to another account
    /// since the customers were locked: customers are locked before the person, as everywhere.
    async fn erase_once(&self, caller: &Caller) -> Result<bool, Error<EraseRefusal>> {
        let txn = self.db.begin_write().await?;
        let Some(before) = person::Entity::of(caller).one(&txn).await? else { return Ok(true) };
        let grants = access_grant::Entity::unended_for(before.number_index).all(&txn).await?;
        let locked: BTreeSet<CustomerId> = grants.iter().map(|grant| grant.customer_id).collect();
        for customer in &locked {
            customer::Entity::locked(*customer).one(&txn).await?;
        }
        let Some(me) = self.locked_person(&txn, caller.person).await? else { return Ok(true) };
        let grants = access_grant::Entity::unended_for(me.number_index).all(&txn).await?;
        if grants.iter().any(|grant| !locked.contains(&grant.customer_id)) {
            return Ok(false);
        }
        if has_contract(&txn, me.id).await? {
            return refuse(EraseRefusal::HoldsContract);
        }
        let change = self.change_in(txn);
        for grant in &grants {
            give_up(&change, caller, grant).await?;
        }
        self.end_all_sessions(&change, me.id).await?;
        change.record_in(Stream::Person(me.id), caller, Event::UserErased).await?;
        erase(&change, me.id).await?;
        change.commit().await?;
        Ok(true)
    }
}

/// Leaves active grants and declines pending ones, as the person could one by one.
async fn give_up(change: &Change<'_>, caller: &Caller, grant: &access_grant::Model) -> Result<()> {
    let (by, ending, letter) = match grant.state {
        GrantState::Pending if grant.expires_at <= change.now => return expire(change, grant).await.map(drop),
        GrantState::Pending => (By::from(caller), Ending::Declined, Letter::AccessDeclined(grant.id)),
        _ => (By::grantee(caller), Ending::Left, Letter::AccessLeft(grant.id)),
    };
    if end(change, by, grant, ending).await? {
        forget_addresses(&change.txn, [grant.id]).await?;
        change.enqueue(letter).await?;
    }
    Ok(())
}

/// Whether a person is or was on a contract: the company's register decides about them.
pub(crate) async fn has_contract(db: &impl ConnectionTrait, id: PersonId) -> Result<bool> {
    Ok(holder::Entity::of_person(id).one(db).await?.is_some()
        || contract::Entity::of_holder(id).one(db).await?.is_some())
}

/// Deletes a person, whom the caller has locked, and removes their name from other rows. A table that refers to persons
/// and is not handled here prevents the deletion by its foreign key.
///
/// What a former holder shared has ended; its rows need a maker, and are deleted.
pub(crate) async fn erase(change: &Change<'_>, id: PersonId) -> Result<()> {
    let txn = &change.txn;
    forget_letters_about(change, id).await?;
    forget_grantee(txn, id).await?;
    let shared = access_grant::Entity::of_owner(id).select_only().column(access_grant::Column::Id);
    let shared: Vec<AccessGrantId> = shared.into_tuple().all(txn).await?;
    delete_grants(txn, shared).await?;
    bag_order::Entity::update_many()
        .col_expr(bag_order::Column::OrderedBy, Expr::value(None::<PersonId>))
        .filter(bag_order::Column::OrderedBy.eq(id))
        .exec(txn)
        .await?;
    customer_login::Entity::delete_many().filter(customer_login::Column::PersonId.eq(id)).exec(txn).await?;
    activation_code::Entity::delete_many().filter(activation_code::Column::PersonId.eq(id)).exec(txn).await?;
    session::Entity::delete_many().filter(session::Column::PersonId.eq(id)).exec(txn).await?;
    person::Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}

/// Removes a person from the letters about them. The keyed hash of the recipient is retained: otherwise a person who
/// deletes their user and starts again could write to somebody else without limit (rule G12).
async fn forget_letters_about(change: &Change<'_>, id: PersonId) -> Result<()> {
    change.cancel(Letter::VerifyEmail(id)).await?;
    let txn = &change.txn;
    let about = jobs::Column::Subject.eq(id.0);
    let uncounted = jobs::Column::RecipientIndex.is_null();
    jobs::Entity::delete_many().filter(about.clone()).filter(uncounted).exec(txn).await?;
    jobs::Entity::update_many()
        .col_expr(jobs::Column::Subject, Expr::value(Uuid::new_v4()))
        .col_expr(jobs::Column::RecipientSealed, Expr::value(None::<Vec<u8>>))
        .filter(about)
        .exec(txn)
        .await?;
    Ok(())
}

/// Removes a person from the grants that they held, which show the owner what was shared.
async fn forget_grantee(txn: &impl ConnectionTrait, id: PersonId) -> Result<()> {
    let theirs = access_grant::Entity::held(id).select_only().column(access_grant::Column::Id);
    let theirs: Vec<AccessGrantId> = theirs.into_tuple().all(txn).await?;
    forget_addresses(txn, theirs).await?;
    access_grant::Entity::update_many()
        .col_expr(access_grant::Column::GranteeId, Expr::value(None::<PersonId>))
        .filter(access_grant::Column::GranteeId.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Deletes the addresses of the grants' invited persons. An owed letter then finds no recipient, and is dropped. The
/// keyed hash of recipients is retained, since the quota is counted by it (rule G12).
async fn forget_addresses(txn: &impl ConnectionTrait, grants: impl IntoIterator<Item = AccessGrantId>) -> Result<()> {
    jobs::Entity::update_many()
        .col_expr(jobs::Column::RecipientSealed, Expr::value(None::<Vec<u8>>))
        .filter(jobs::Column::Subject.is_in(grants.into_iter().map(|grant| grant.0)))
        .filter(jobs::Column::Kind.is_in([JobKind::Invitation, JobKind::AccessRemoved]))
        .exec(txn)
        .await?;
    Ok(())
}
