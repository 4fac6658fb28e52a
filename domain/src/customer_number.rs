//! Signing in by customer number: the second, weaker way (docs/customer-number.md).
//!
//! What anybody can be told about a number is the same whether or not there is such a customer: every answer, and the
//! work that goes before it.

mod activate;
mod ask;
mod change;
mod code;
mod password;
mod sign_in;
mod tries;

pub use tries::DEVICE_DAYS;

use sea_orm::{ConnectionTrait, EntityTrait};
use types::{CustomerNumber, PersonId, Timestamp};

use crate::{
    Domain, Error,
    entity::{customer, person},
    job::JobKind,
};

/// A number as it was typed, or that there is none, or that it is none.
fn read_number<R>(text: &str, missing: R, invalid: R) -> Result<CustomerNumber, R> {
    if text.trim().is_empty() {
        return Err(missing);
    }
    CustomerNumber::parse(text).map_err(|_| invalid)
}

/// Refuses what may be a guess. The line in the log has neither the number nor anything that was typed.
fn refuse_try<T, R: std::fmt::Debug>(rule: R) -> Result<T, Error<R>> {
    tracing::warn!(?rule, "a try at a customer number is refused");
    Err(Error::Refused(vec![rule]))
}

impl Domain {
    /// Owes the registered addresses a warning about the customer number.
    async fn warn(
        &self,
        txn: &impl ConnectionTrait,
        kind: JobKind,
        customer: &customer::Model,
        person: PersonId,
        now: Timestamp,
    ) -> anyhow::Result<()> {
        let Some(person) = person::Entity::find_by_id(person).one(txn).await? else { return Ok(()) };
        for email in self.registered_emails(customer, &person)? {
            self.enqueue_letter_to(txn, kind, person.id.0, &email, now).await?;
        }
        Ok(())
    }
}
