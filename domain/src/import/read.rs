//! Parsing a line: from texts to typed values, or to the first problem.

mod contract;
mod field;
mod holder;

use std::collections::HashSet;

use types::account::CustomerKind;
use types::{CustomerNumberForm, EmailAddress, LocalDate, PhoneNumber};

pub(super) use self::contract::{ReadContract, ReadFacility};
pub(crate) use self::field::date;
pub(super) use self::holder::ReadHolder;
use super::{Fault, Flaw, form};

/// A parsed customer.
pub(super) struct ReadCustomer {
    pub(super) number: String,
    pub(super) kind: CustomerKind,
    pub(super) name: String,
    pub(super) organisation_number: Option<String>,
    pub(super) email: Option<EmailAddress>,
    pub(super) phone: Option<PhoneNumber>,
    pub(super) holders: Vec<ReadHolder>,
    pub(super) facilities: Vec<ReadFacility>,
    pub(super) contracts: Vec<ReadContract>,
}

impl ReadCustomer {
    /// Whether it has no present or future contract.
    pub(super) fn is_over(&self, today: LocalDate) -> bool {
        self.contracts.iter().all(|contract| contract.until.is_some_and(|until| until < today))
    }
}

pub(super) fn customer(
    line: &form::Customer,
    numbers: CustomerNumberForm,
    today: LocalDate,
) -> Result<ReadCustomer, Flaw> {
    if line.holders.is_empty() {
        return Err(Fault::NoHolder.at("holders"));
    }
    let holders = each("holders", &line.holders, |holder| holder::read(holder, today))?;
    let facilities = each("facilities", &line.facilities, contract::read_facility)?;
    let contracts =
        each("contracts", &line.contracts, |contract| contract::read(contract, &holders, &facilities, today))?;
    refuse_repeated("holders", "personal_number", holders.iter().map(|holder| holder.number.digits()))?;
    refuse_repeated("facilities", "facility_number", facilities.iter().map(|facility| &facility.number[..]))?;
    refuse_repeated("contracts", "contract_number", contracts.iter().map(|contract| &contract.number[..]))?;
    Ok(ReadCustomer {
        number: field::customer_number("customer_number", &line.number, numbers)?,
        kind: field::word("kind", &line.kind)?,
        name: field::text("name", &line.name)?,
        organisation_number: field::organisation_number("organisation_number", line.organisation_number.as_deref())?,
        email: field::email("email", line.email.as_deref())?,
        phone: field::phone("phone", line.phone.as_deref())?,
        holders,
        facilities,
        contracts,
    })
}

fn each<T, R>(list: &str, items: &[T], read: impl Fn(&T) -> Result<R, Flaw>) -> Result<Vec<R>, Flaw> {
    let numbered = items.iter().enumerate();
    numbered.map(|(place, item)| read(item).map_err(|flaw| flaw.within(list, place))).collect()
}

fn refuse_repeated<'a>(list: &str, field: &str, numbers: impl Iterator<Item = &'a str>) -> Result<(), Flaw> {
    let mut seen = HashSet::new();
    for (place, number) in numbers.enumerate() {
        if !seen.insert(number) {
            return Err(Fault::Repeated.at(field).within(list, place));
        }
    }
    Ok(())
}
