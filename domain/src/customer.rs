//! Customers: their public references and registered contact details.

use types::{CustomerRef, EmailAddress};

use crate::Domain;
use crate::entity::{customer, person};

pub(crate) const EMAIL: &str = "customer.email_sealed";
pub(crate) const PHONE: &str = "customer.phone_sealed";

/// A random public reference for a customer account.
pub(crate) fn new_reference() -> CustomerRef {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).expect("the operating system gives random numbers");
    let text = data_encoding::BASE32_NOPAD.encode(&bytes).to_ascii_lowercase();
    text.try_into().expect("ten bytes are sixteen characters in base 32")
}

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
