//! Parsing a facility and a contract.

use types::LocalDate;
use types::clean::clean;
use types::contract::{Dwelling, Service};
use types::pickup::PickupWeeks;

use super::holder::ReadHolder;
use super::{field, holder};
use crate::import::{Fault, Flaw, form};
use crate::pickup;

/// An address that the company serves.
pub(in crate::import) struct ReadFacility {
    pub(in crate::import) number: String,
    pub(in crate::import) street: String,
    pub(in crate::import) postal_code: String,
    pub(in crate::import) city: String,
    pub(in crate::import) dwelling: Dwelling,
    pub(in crate::import) mailbox: bool,
}

/// A contract; its facility and holder by their index in the line.
pub(in crate::import) struct ReadContract {
    pub(in crate::import) number: String,
    pub(in crate::import) service: Service,
    pub(in crate::import) facility: usize,
    pub(in crate::import) holder: usize,
    pub(in crate::import) since: LocalDate,
    pub(in crate::import) until: Option<LocalDate>,
    pub(in crate::import) colour_sorting: bool,
    pub(in crate::import) pickup: Option<ReadPickup>,
}

/// When waste is picked up.
pub(in crate::import) struct ReadPickup {
    pub(in crate::import) weekday: String,
    pub(in crate::import) weeks: String,
}

pub(super) fn read_facility(facility: &form::Facility) -> Result<ReadFacility, Flaw> {
    Ok(ReadFacility {
        number: field::number("facility_number", &facility.number)?,
        street: field::line("street", &facility.street)?,
        postal_code: field::digits("postal_code", &facility.postal_code, 5, Fault::NotPostalCode)?,
        city: field::line("city", &facility.city)?,
        dwelling: field::word("dwelling", &facility.dwelling)?,
        mailbox: facility.mailbox,
    })
}

pub(super) fn read(
    contract: &form::Contract,
    holders: &[ReadHolder],
    facilities: &[ReadFacility],
    today: LocalDate,
) -> Result<ReadContract, Flaw> {
    let number = field::number("contract_number", &contract.number)?;
    let service = field::word("service", &contract.service)?;
    let facility_number = clean(&contract.facility_number);
    let is_its_facility = |facility: &ReadFacility| facility.number == facility_number;
    let facility = facilities.iter().position(is_its_facility);
    let holder_number = holder::personal_number("holder", &contract.holder, today)?;
    let holder = holders.iter().position(|holder| holder.number == holder_number);
    let since = field::date("from", &contract.from)?;
    let until = contract.to.as_deref().map(|to| field::date("to", to)).transpose()?;
    if until.is_some_and(|until| until < since) {
        return Err(Fault::EndsBeforeItBegins.at("to"));
    }
    if service != Service::Waste && contract.colour_sorting.is_some() {
        return Err(Fault::NotWaste.at("colour_sorting"));
    }
    if service != Service::Waste && contract.pickup.is_some() {
        return Err(Fault::NotWaste.at("collection"));
    }
    Ok(ReadContract {
        number,
        service,
        facility: facility.ok_or_else(|| Fault::UnknownFacility.at("facility_number"))?,
        holder: holder.ok_or_else(|| Fault::UnknownHolder.at("holder"))?,
        since,
        until,
        colour_sorting: contract.colour_sorting.unwrap_or_default(),
        pickup: contract.pickup.as_ref().map(read_pickup).transpose()?,
    })
}

fn read_pickup(round: &form::Pickup) -> Result<ReadPickup, Flaw> {
    let (weekday, weeks) = (clean(&round.weekday), clean(&round.weeks));
    pickup::weekday(&weekday).ok_or_else(|| Fault::UnknownWord.at("collection.weekday"))?;
    weeks.parse::<PickupWeeks>().map_err(|_| Fault::UnknownWord.at("collection.weeks"))?;
    Ok(ReadPickup { weekday, weeks })
}
