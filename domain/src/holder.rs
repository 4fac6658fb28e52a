//! Holders: what ends with the last day of a person's contracts.

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect};
use types::CustomerId;

use crate::access_grant::close_by_former_holders;
use crate::change::Change;
use crate::entity::{Anywhere as _, calendar_link, customer, holder};
use crate::{By, Domain, Result};

impl Domain {
    /// Closes the grants of holders whose last day has passed, and ends customers without holders; returns how many
    /// holders. Correctness does not depend on it: every request checks the last day itself.
    pub async fn close_former_holders(&self, at_most: u64) -> Result<usize> {
        let overdue = holder::Entity::to_close_anywhere(self.clock.now()).limit(at_most).all(&self.db.read).await?;
        let mut closed = 0;
        for row in overdue {
            // One that cannot be closed, for example because of a value that only a newer version knows, does not block
            // the others.
            match self.close_former_holder(&row).await {
                Ok(is_closed) => closed += usize::from(is_closed),
                Err(fault) => tracing::error!(customer = ?row.customer_id, %fault, "a former holder is not closed"),
            }
        }
        Ok(closed)
    }

    async fn close_former_holder(&self, row: &holder::Model) -> Result<bool> {
        let Some(change) = self.change_of_customer(row.customer_id, By::SYSTEM).await? else { return Ok(false) };
        // Read again: the register may have changed while this waited for the lock.
        let of_person = holder::Column::PersonId.eq(row.person_id);
        let found = holder::Entity::to_close_anywhere(change.now).filter(of_person);
        let found = found.filter(holder::Column::CustomerId.eq(row.customer_id)).one(&change.txn).await?;
        let Some(row) = found else { return Ok(false) };
        close_by_former_holders(&change, row.customer_id).await?;
        calendar_link::Entity::gone_with_holders(row.customer_id, &[row.person_id]).exec(&change.txn).await?;
        end_without_holders(&change, row.customer_id).await?;
        let mut row = row.into_active_model();
        row.closed_at = Set(Some(change.now));
        row.update(&change.txn).await?;
        change.commit().await?;
        Ok(true)
    }
}

/// Ends a customer without present or future holders, so that its data is not retained too long, even if the register
/// never names it again.
async fn end_without_holders(change: &Change<'_>, customer: CustomerId) -> Result<()> {
    if holder::Entity::of_customer(customer)
        .filter(holder::not_over(holder::Entity, change.now))
        .one(&change.txn)
        .await?
        .is_some()
    {
        return Ok(());
    }
    let running =
        customer::Entity::anywhere(customer).filter(customer::Column::EndedAt.is_null()).one(&change.txn).await?;
    if let Some(customer) = running {
        let mut row = customer.into_active_model();
        row.ended_at = Set(Some(change.now));
        row.update(&change.txn).await?;
    }
    Ok(())
}
