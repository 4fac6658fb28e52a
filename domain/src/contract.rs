//! What a customer has contracts for.

use std::collections::HashMap;

use sea_orm::{EntityTrait, QueryOrder};
use types::{
    CustomerRef, PersonId, Timestamp,
    contract::{Contract, Facility, Overview},
};

use crate::{
    Caller, Domain, Error, Result, Right,
    entity::{contract, customer, facility, holder, person},
    stockholm,
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
        // Rule G19: the address of a protected person is shown to nobody else.
        let addresses_hidden = !scope.is_holder() && persons.iter().any(|person| person.protected_identity);
        let names = persons.iter().map(|person| (person.id, person.name())).collect();
        let contracts = contract::Entity::of(&scope).order_by_asc(contract::Column::Number).all(db).await?;
        let facilities = facility::Entity::of(&scope).order_by_asc(facility::Column::Number).all(db).await?;
        let facilities = facilities.into_iter().map(|row| shown(row, &contracts, &names, addresses_hidden, now));
        let with_contracts = facilities.filter(|facility| !facility.contracts.is_empty());
        Ok(Overview { customer_number: customer.number, facilities: with_contracts.collect(), addresses_hidden })
    }
}

fn shown(
    row: facility::Model,
    contracts: &[contract::Model],
    names: &HashMap<PersonId, String>,
    hidden: bool,
    now: Timestamp,
) -> Facility {
    let today = stockholm::local_date(now);
    let is_current = |contract: &&contract::Model| {
        let until = contract.until.as_deref().and_then(stockholm::parse_date);
        contract.facility_id == row.id && until.is_none_or(|until| until >= today)
    };
    let contracts = contracts.iter().filter(is_current).filter_map(|contract| {
        Some(Contract {
            number: contract.number.clone(),
            service: contract.service,
            holder: names.get(&contract.holder_id).cloned().unwrap_or_default(),
            since: stockholm::parse_date(&contract.since)?,
        })
    });
    let contracts = contracts.collect();
    let keep = |text: String| if hidden { String::new() } else { text };
    Facility { street: keep(row.street), postal_code: keep(row.postal_code), city: keep(row.city), contracts }
}
