//! Grants that end because of a line (state `closed`).

use super::person::Holders;
use crate::Result;
use crate::access_grant::close;
use crate::change::Change;
use crate::entity::{Anywhere as _, access_grant, customer};

/// Closes the customer's grants if the customer has ended, those of former holders, those to somebody who is now a holder,
/// and all grants of persons with a newly protected identity (rule G19). Returns how many.
pub(super) async fn close_grants(
    change: &Change<'_>,
    customer: &customer::Model,
    grants: Vec<access_grant::Model>,
    holders: &Holders,
) -> Result<u64> {
    let mut closed = 0;
    for grant in grants {
        let is_for = |index: &Vec<u8>| {
            holders.persons.iter().any(|person| person.number_index == *index && holders.present.contains(&person.id))
        };
        let is_over = customer.ended_at.is_some()
            || holders.left.contains(&grant.owner_id)
            || holders.over.contains(&grant.owner_id)
            || grant.grantee_index.as_ref().is_some_and(is_for);
        if is_over {
            closed += close(change, &grant).await?;
        }
    }
    for place in &holders.newly_protected {
        let person = &holders.persons[*place];
        let unended = access_grant::Entity::unended_of_person(person.id, &person.number_index);
        for grant in unended.all(&change.txn).await? {
            customer::Entity::locked(grant.customer_id).one(&change.txn).await?;
            // Read again: it may have changed while waiting for the lock.
            if let Some(grant) = access_grant::Entity::anywhere(grant.id).one(&change.txn).await? {
                closed += close(change, &grant).await?;
            }
        }
    }
    Ok(closed)
}
