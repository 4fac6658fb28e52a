//! Grants that end because of what a line says (state `closed`).

use sea_orm::ConnectionTrait;
use types::{CustomerId, Timestamp, access_grant::GrantState};

use super::person::Holders;
use crate::{
    By, Domain, Result,
    access_grant::{Ending, end},
    entity::{access_grant, customer},
};

impl Domain {
    /// Closes the customer's grants when it has ended, those that a former holder shared and those to somebody who is a
    /// holder now; and all grants of those whose identity is protected from now on (rule G19). Says how many.
    pub(super) async fn close_grants(
        &self,
        txn: &impl ConnectionTrait,
        customer: &customer::Model,
        grants: Vec<access_grant::Model>,
        holders: &Holders,
        now: Timestamp,
    ) -> Result<u64> {
        let mut closed = 0;
        for grant in grants {
            let is_for = |index: &Vec<u8>| {
                holders
                    .persons
                    .iter()
                    .any(|person| person.number_index == *index && holders.present.contains(&person.id))
            };
            let is_over = customer.ended_at.is_some()
                || holders.left.contains(&grant.owner_id)
                || holders.over.contains(&grant.owner_id)
                || grant.grantee_index.as_ref().is_some_and(is_for);
            if is_over {
                closed += self.close_grant(txn, &grant, now).await?;
            }
        }
        for place in &holders.newly_protected {
            let person = &holders.persons[*place];
            for grant in access_grant::Entity::unended_of_person(person.id, &person.number_index).all(txn).await? {
                customer::Entity::locked(grant.customer_id).one(txn).await?;
                // Read again: it may have changed while waiting for the lock.
                if let Some(grant) = access_grant::Entity::by_id(grant.id).one(txn).await? {
                    closed += self.close_grant(txn, &grant, now).await?;
                }
            }
        }
        Ok(closed)
    }

    /// Closes the grants of a customer that former holders shared, whose last day has passed. The caller holds the
    /// customer's lock.
    pub(crate) async fn close_left_behind(
        &self,
        txn: &impl ConnectionTrait,
        customer: CustomerId,
        now: Timestamp,
    ) -> Result<()> {
        for grant in access_grant::Entity::left_behind(customer, now).all(txn).await? {
            self.close_grant(txn, &grant, now).await?;
        }
        Ok(())
    }

    /// A pending grant whose time is over has expired, and is not closed.
    async fn close_grant(
        &self,
        txn: &impl ConnectionTrait,
        grant: &access_grant::Model,
        now: Timestamp,
    ) -> Result<u64> {
        match grant.state {
            GrantState::Pending if grant.expires_at <= now => {
                self.expire(txn, grant, now).await?;
                Ok(0)
            }
            state if state.is_live() => Ok(u64::from(end(txn, By::SYSTEM, grant, Ending::Closed, now).await?)),
            _ => Ok(0),
        }
    }
}
