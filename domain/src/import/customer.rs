//! One line becomes rows.

use std::collections::HashMap;

use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel};
use types::{CustomerId, Timestamp, activity::Event};
use uuid::Uuid;

use super::{
    Fault, Flaw,
    batch::{Change, Outcome},
    contract::import_contracts,
    line::Content,
    read::ReadCustomer,
    rows::Rows,
};
use crate::{
    By, Domain,
    activity::{self, Stream},
    entity::{contract, customer},
    secret, stockholm,
};

const EMAIL: &str = "customer.email_sealed";
const PHONE: &str = "customer.phone_sealed";

impl Domain {
    /// Brings a customer to what the line says. `customers` are the locked rows by customer number; what is wrong with
    /// the line is found before anything is written for it.
    pub(super) async fn import_customer(
        &self,
        txn: &impl ConnectionTrait,
        line: &Content,
        customers: &mut HashMap<String, customer::Model>,
        now: Timestamp,
    ) -> Result<Result<Outcome, Flaw>, DbErr> {
        let before = customers.get(&line.customer.number);
        // Asked once more under the lock: an earlier line or another import may have said it by now.
        if before.is_some_and(|before| before.import_digest == line.digest) {
            return Ok(Ok(Outcome::UNCHANGED));
        }
        let id = before.map_or_else(|| CustomerId(Uuid::now_v7()), |customer| customer.id);
        if let Some(flaw) = contract_of_another(txn, id, &line.customer).await? {
            return Ok(Err(flaw));
        }
        let customer = self.customer_row(id, line, before, now);
        let change = if before.is_some() { Change::Changed } else { Change::Created };
        let has_ended = customer.ended_at.is_some() && before.is_none_or(|before| before.ended_at.is_none());
        let row = customer.clone().into_active_model().reset_all();
        match change {
            Change::Created => _ = customer::Entity::insert(row).exec_without_returning(txn).await?,
            _ => _ = row.update(txn).await?,
        }
        let rows = if before.is_some() { Rows::of(txn, id).await? } else { Rows::default() };
        let holders = self.import_holders(txn, id, &line.customer.holders, &rows.holders, now).await?;
        import_contracts(txn, id, &line.customer, &holders.persons, rows.facilities, rows.contracts).await?;
        let closed_grants = self.close_grants(txn, &customer, rows.grants, &holders, now).await?;
        activity::record(txn, By::SYSTEM, Stream::Customer(id), Event::CustomerImported, None, now).await?;
        customers.insert(customer.number.clone(), customer);
        Ok(Ok(Outcome { change, has_ended, closed_grants }))
    }

    fn customer_row(
        &self,
        id: CustomerId,
        line: &Content,
        before: Option<&customer::Model>,
        now: Timestamp,
    ) -> customer::Model {
        let said = &line.customer;
        let ended_before = before.and_then(|before| before.ended_at);
        let is_over = said.is_over(stockholm::local_date(now));
        customer::Model {
            id,
            reference: before.map_or_else(secret::customer_ref, |before| before.reference.clone()),
            number: said.number.clone(),
            kind: said.kind,
            name: said.name.clone(),
            organisation_number: said.organisation_number.clone(),
            email_sealed: said.email.as_ref().map(|email| self.vault.seal_text(EMAIL, id.0, email.as_str())),
            phone_sealed: said.phone.as_ref().map(|phone| self.vault.seal_text(PHONE, id.0, phone.as_str())),
            import_digest: line.digest.clone(),
            imported_at: now,
            ended_at: is_over.then(|| ended_before.unwrap_or(now)),
        }
    }
}

/// A contract number is one contract: it does not go from one customer to another.
async fn contract_of_another(
    txn: &impl ConnectionTrait,
    customer: CustomerId,
    line: &ReadCustomer,
) -> Result<Option<Flaw>, DbErr> {
    let numbers = line.contracts.iter().map(|contract| &contract.number[..]);
    let Some(taken) = contract::Entity::of_others(customer, numbers).one(txn).await? else { return Ok(None) };
    let place = line.contracts.iter().position(|contract| contract.number == taken.number).unwrap_or_default();
    Ok(Some(Fault::ContractOfAnother.at("contract_number").within("contracts", place)))
}
