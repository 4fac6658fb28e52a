//! Customers: their registered contact details.

use types::EmailAddress;

use crate::{
    Domain,
    entity::{customer, person},
};

pub(crate) const EMAIL: &str = "customer.email_sealed";
pub(crate) const PHONE: &str = "customer.phone_sealed";

impl Domain {
    /// The registered addresses: the person's own, and the customer's if it differs.
    pub(crate) fn registered_emails(
        &self,
        customer: &customer::Model,
        person: &person::Model,
    ) -> anyhow::Result<Vec<EmailAddress>> {
        let mut emails = Vec::from_iter(self.email_of(person)?);
        if let Some(sealed) = &customer.email_sealed {
            let email = EmailAddress::trusted(self.vault.open_text(EMAIL, customer.id.0, sealed)?);
            if !emails.iter().any(|other| other.as_str().eq_ignore_ascii_case(email.as_str())) {
                emails.push(email);
            }
        }
        Ok(emails)
    }
}
