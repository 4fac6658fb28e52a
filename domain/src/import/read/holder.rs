//! Parsing a holder.

use types::{EmailAddress, Language, LocalDate, PersonalNumber, PhoneNumber};

use super::field;
use crate::import::{Fault, Flaw, form};

/// A person on the customer's contracts, as the register knows them.
pub(in crate::import) struct ReadHolder {
    pub(in crate::import) number: PersonalNumber,
    pub(in crate::import) given_name: String,
    pub(in crate::import) surname: String,
    pub(in crate::import) email: Option<EmailAddress>,
    pub(in crate::import) mobile: Option<PhoneNumber>,
    pub(in crate::import) language: Language,
    pub(in crate::import) protected_identity: bool,
}

pub(super) fn read(holder: &form::Holder, today: LocalDate) -> Result<ReadHolder, Flaw> {
    let (given_name, surname) = field::names(&holder.given_name, &holder.surname)?;
    Ok(ReadHolder {
        number: personal_number("personal_number", &holder.personal_number, today)?,
        given_name,
        surname,
        email: field::email("email", holder.email.as_deref())?,
        mobile: field::phone("phone", holder.phone.as_deref())?,
        language: field::word("language", &holder.language)?,
        protected_identity: holder.protected_identity,
    })
}

pub(super) fn personal_number(place: &str, text: &str, today: LocalDate) -> Result<PersonalNumber, Flaw> {
    PersonalNumber::registered(text, today).map_err(|_| Fault::NotPersonalNumber.at(place))
}
