//! What a customer has contracts for.

use sea_orm::{EntityTrait, QueryOrder};
use types::{
    CustomerRef, LocalDate, PersonId,
    contract::{Contract, Facility, Overview},
};

use crate::{
    Caller, Domain, Error, Result, Right,
    entity::{contract, customer, facility, holder, person},
    mask, stockholm,
};

impl Domain {
    /// The account's addresses and contracts.
    pub async fn overview(&self, caller: &Caller, account: &CustomerRef) -> Result<Overview> {
        let now = self.clock.now();
        let scope = caller.scope(&self.db.read, account, Right::Use).await?;
        let db = &self.db.read;
        let customer = customer::Entity::find_by_id(scope.customer_id()).one(db).await?.ok_or(Error::NotFound)?;
        let holders = holder::Entity::of_customer(scope.customer_id()).all(db).await?;
        let persons = person::Entity::find_all(holders.into_iter().map(|holder| holder.person_id)).all(db).await?;
        let contracts = contract::Entity::of(&scope).order_by_asc(contract::Column::Number).all(db).await?;
        let facilities = facility::Entity::of(&scope).order_by_asc(facility::Column::Number).all(db).await?;
        let view =
            View { asking: caller.person, is_weak: caller.is_weak(), persons, today: stockholm::local_date(now) };
        let shown = facilities.into_iter().map(|row| view.place(row, &contracts));
        let (places, hidden): (Vec<_>, Vec<_>) = shown.filter(|(place, _)| !place.contracts.is_empty()).unzip();
        let is_partly_hidden = hidden.contains(&true);
        Ok(Overview { customer_number: customer.number, facilities: places, is_partly_hidden })
    }
}

/// Whether a contract has not ended.
pub(crate) fn is_current(contract: &contract::Model, today: LocalDate) -> bool {
    let until = contract.until.as_deref().and_then(stockholm::parse_date);
    until.is_none_or(|until| until >= today)
}

/// How somebody sees an account's places today.
struct View {
    asking: PersonId,
    is_weak: bool,
    persons: Vec<person::Model>,
    today: LocalDate,
}

impl View {
    /// A place with its contracts that have not ended, and whether something of it is kept back.
    ///
    /// Rule G19: where somebody with a protected identity has a contract, nobody else sees the address, joint holders
    /// included. The names of all others there are kept back too, so that a missing one does not tell whose flag it is.
    fn place(&self, row: facility::Model, contracts: &[contract::Model]) -> (Facility, bool) {
        let current: Vec<_> = contracts
            .iter()
            .filter(|contract| contract.facility_id == row.id && is_current(contract, self.today))
            .collect();
        let is_hidden = current.iter().any(|contract| self.is_protected_from_asking(contract.holder_id));
        let shown = current.into_iter().filter_map(|contract| {
            let is_told = !is_hidden || contract.holder_id == self.asking;
            Some(Contract {
                number: contract.number.clone(),
                service: contract.service,
                holder: self.person(contract.holder_id).filter(|_| is_told).map(|person| self.name(person)),
                since: stockholm::parse_date(&contract.since)?,
            })
        });
        let contracts = shown.collect();
        let keep = |text: String| if is_hidden { String::new() } else { text };
        let (street, postal_code, city) = (keep(row.street), keep(row.postal_code), keep(row.city));
        (Facility { street, postal_code, city, contracts }, is_hidden)
    }

    fn is_protected_from_asking(&self, holder: PersonId) -> bool {
        holder != self.asking && self.person(holder).is_some_and(|person| person.protected_identity)
    }

    fn name(&self, person: &person::Model) -> String {
        if self.is_weak && person.id != self.asking { mask::name(person) } else { person.name() }
    }

    fn person(&self, id: PersonId) -> Option<&person::Model> {
        self.persons.iter().find(|person| person.id == id)
    }
}
