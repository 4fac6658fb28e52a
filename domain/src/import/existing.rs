//! Existing rows that a batch refers to: queried once for all its lines, then updated as each line leaves them.

use std::collections::HashMap;

use sea_orm::sea_query::LockType;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use types::CustomerId;

use super::line::Content;
use super::pending_inserts::PendingInserts;
use super::read::{ReadContract, ReadCustomer};
use super::{Fault, Flaw};
use crate::db::WriteTransaction;
use crate::entity::{contract, customer, person};
use crate::{Domain, Result};

/// The rows of a batch, written and not yet written.
pub(super) struct Existing {
    /// By customer number.
    pub(super) customers: HashMap<String, customer::Model>,
    /// Those in the database, by the index of the personal number.
    persons: HashMap<Vec<u8>, person::Model>,
    /// The customer of each contract number.
    contracts: HashMap<String, CustomerId>,
    /// The rows of new customers and persons, deferred so that many go in one statement.
    pub(super) pending: PendingInserts,
}

impl Domain {
    /// Locks customers and persons before anything is written: customers first, as all operations do, and each in a
    /// fixed order, so that concurrent transactions do not deadlock. A batch is at most two lines of [`super::lines`]'
    /// maximum length, too short to name as many persons or contracts as a statement may have parameters.
    pub(super) async fn existing(&self, txn: &WriteTransaction, lines: &[&Content]) -> Result<Existing> {
        let imported = || lines.iter().map(|line| &line.customer);
        // Before the customers: if another import commits between the two queries, a contract would otherwise be found whose
        // customer was not, and be taken for somebody else's.
        let contracts = imported().flat_map(|customer| &customer.contracts);
        let contracts = contract::Entity::of_numbers(contracts.map(|contract| &contract.number[..])).all(txn).await?;
        let customers = customer::Entity::of_numbers(imported().map(|customer| &customer.number[..]))
            .order_by_asc(customer::Column::Id)
            .lock(LockType::Update)
            .all(txn)
            .await?;
        let holders = imported().flat_map(|customer| &customer.holders);
        let persons = person::Entity::of_numbers(holders.map(|holder| self.vault.number_index(&holder.number)))
            .order_by_asc(person::Column::Id)
            // Sessions and grants refer to the row meanwhile; a full lock would make them wait.
            .lock(LockType::NoKeyUpdate)
            .all(txn)
            .await?;
        Ok(Existing {
            customers: customers.into_iter().map(|row| (row.number.clone(), row)).collect(),
            persons: persons.into_iter().map(|row| (row.number_index.clone(), row)).collect(),
            contracts: contracts.into_iter().map(|row| (row.number, row.customer_id)).collect(),
            pending: PendingInserts::default(),
        })
    }
}

impl Existing {
    /// The person whose personal number has the index.
    pub(super) fn person(&self, index: &[u8]) -> Option<&person::Model> {
        self.pending.persons.get(index).or_else(|| self.persons.get(index))
    }

    /// Whether the person has a row in the database.
    pub(super) fn is_written(&self, person: &person::Model) -> bool {
        self.persons.contains_key(&person.number_index)
    }

    /// Stores a person as now in the database, or as to be written.
    pub(super) fn store_person(&mut self, person: person::Model) {
        let index = person.number_index.clone();
        if self.is_written(&person) {
            self.persons.insert(index, person);
        } else {
            self.pending.persons.insert(index, person);
        }
    }

    /// Stores a customer whose contracts are now exactly those of the line.
    pub(super) fn store_customer(&mut self, customer: customer::Model, line: &ReadCustomer) {
        self.contracts.retain(|_, owner| *owner != customer.id);
        self.contracts.extend(line.contracts.iter().map(|imported| (imported.number.clone(), customer.id)));
        self.customers.insert(customer.number.clone(), customer);
    }

    /// A contract number is one contract: it cannot move from one customer to another.
    pub(super) fn contract_of_another(&self, customer: CustomerId, line: &ReadCustomer) -> Option<Flaw> {
        let is_anothers =
            |imported: &ReadContract| self.contracts.get(&imported.number).is_some_and(|owner| *owner != customer);
        let place = line.contracts.iter().position(is_anothers)?;
        Some(Fault::ContractOfAnother.at("contract_number").within("contracts", place))
    }

    /// Writes the deferred rows.
    pub(super) async fn write(&mut self, txn: &impl ConnectionTrait) -> Result<()> {
        let persons = std::mem::take(&mut self.pending).write(txn).await?;
        self.persons.extend(persons);
        Ok(())
    }
}
