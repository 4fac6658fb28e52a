//! Contracts of a customer.

mod page;

use sea_orm::{ConnectionTrait, QueryOrder};
use types::contract::{Contract, Facility};
use types::{LocalDate, PersonId};

use crate::entity::{contract, facility, holder, person};
use crate::{Result, Scope, mask};

/// Whether a contract has not ended.
pub(crate) fn is_current(contract: &contract::Model, today: LocalDate) -> bool {
    contract.until.is_none_or(|until| until >= today)
}

/// An address of a customer with its live contracts.
pub(crate) struct Place {
    pub(crate) facility: facility::Model,
    pub(crate) contracts: Vec<contract::Model>,
    /// Whether its address and the holders of its contracts are hidden from the caller.
    ///
    /// Rule G19: where somebody with a protected identity has a contract, nobody else sees the address, including joint
    /// holders. The names of all others there are hidden too, so that a missing name does not reveal whose identity is
    /// protected.
    pub(crate) is_hidden: bool,
}

/// The addresses of a customer, as shown to a person who may use the account.
pub(crate) struct Places {
    asking: PersonId,
    lacks_bankid: bool,
    persons: Vec<person::Model>,
    /// By number.
    pub(crate) list: Vec<Place>,
}

impl Places {
    pub(crate) async fn of(db: &impl ConnectionTrait, scope: &Scope, today: LocalDate) -> Result<Self> {
        let holders = holder::Entity::of_customer(scope.customer_id()).all(db).await?;
        let persons = person::Entity::anywhere_all(holders.into_iter().map(|holder| holder.person_id)).all(db).await?;
        let mut contracts = contract::Entity::of(scope).order_by_asc(contract::Column::Number).all(db).await?;
        // A future holder's contracts are shown to nobody before their day.
        contracts.retain(|contract| scope.begins_in_time(contract.since));
        let facilities = facility::Entity::of(scope).order_by_asc(facility::Column::Number).all(db).await?;
        let caller = scope.caller();
        let mut places = Self { asking: caller.person, lacks_bankid: caller.lacks_bankid(), persons, list: Vec::new() };
        places.list = facilities.into_iter().map(|facility| places.place(facility, &contracts, today)).collect();
        Ok(places)
    }

    fn place(&self, facility: facility::Model, contracts: &[contract::Model], today: LocalDate) -> Place {
        let here = contracts.iter().filter(|one| one.facility_id == facility.id && is_current(one, today));
        let contracts: Vec<_> = here.cloned().collect();
        let is_hidden = contracts.iter().any(|contract| self.is_protected_from_caller(contract.holder_id));
        Place { facility, contracts, is_hidden }
    }

    /// A place as it is shown.
    pub(crate) fn shown(&self, place: &Place) -> Facility {
        let shown = place.contracts.iter().map(|contract| {
            let is_named = !place.is_hidden || contract.holder_id == self.asking;
            Contract {
                number: contract.number.clone(),
                service: contract.service,
                holder: self.person(contract.holder_id).filter(|_| is_named).map(|person| self.name(person)),
                since: contract.since,
            }
        });
        let contracts = shown.collect();
        let keep = |text: &str| if place.is_hidden { String::new() } else { text.to_owned() };
        let facility::Model { street, postal_code, city, .. } = &place.facility;
        Facility { street: keep(street), postal_code: keep(postal_code), city: keep(city), contracts }
    }

    /// Whether the identity of any holder is protected from the caller.
    pub(crate) fn hides_identity(&self) -> bool {
        self.persons.iter().any(|person| self.is_protected_from_caller(person.id))
    }

    fn is_protected_from_caller(&self, holder: PersonId) -> bool {
        holder != self.asking && self.person(holder).is_some_and(|person| person.protected_identity)
    }

    fn name(&self, person: &person::Model) -> String {
        if self.lacks_bankid && person.id != self.asking { mask::name(person) } else { person.name() }
    }

    fn person(&self, id: PersonId) -> Option<&person::Model> {
        self.persons.iter().find(|person| person.id == id)
    }
}
