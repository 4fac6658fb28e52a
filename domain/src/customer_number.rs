//! Signing in by customer number: the second, weaker way (docs/customer-number.md).
//!
//! Nothing reveals whether a customer exists: every answer, and the work before it, is the same either way.

mod activate;
mod ask;
mod attempt;
mod change;
mod code;
mod password;
mod sign_in;

pub use attempt::DEVICE_DAYS;

use types::PersonId;

use crate::change::Change;
use crate::entity::{Anywhere as _, customer, person};
use crate::job::Letter;
use crate::{Domain, Error, Result};

/// Refuses a possible guess. The log line has neither the number nor any other input.
fn refuse_attempt<T, R: std::fmt::Debug>(rule: R) -> Result<T, Error<R>> {
    tracing::warn!(?rule, "a try at a customer number is refused");
    Err(Error::Refused(vec![rule]))
}

impl Domain {
    /// Enqueues a warning about the customer number to the registered addresses.
    async fn warn(
        &self,
        change: &Change<'_>,
        letter: fn(PersonId) -> Letter,
        customer: &customer::Model,
        person: PersonId,
    ) -> Result<()> {
        let Some(person) = person::Entity::anywhere(person).one(&change.txn).await? else { return Ok(()) };
        for email in self.registered_emails(customer, &person)? {
            change.enqueue_to(letter(person.id), &email).await?;
        }
        Ok(())
    }
}
