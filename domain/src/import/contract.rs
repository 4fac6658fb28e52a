//! The facilities and contracts of a line.

use std::collections::HashMap;

use sea_orm::{ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait};
use types::CustomerId;
use types::id::{ContractId, FacilityId};
use uuid::Uuid;

use super::pending_inserts::insert;
use super::read::{ReadContract, ReadCustomer, ReadFacility};
use super::rows::Rows;
use crate::Result;
use crate::entity::{contract, facility, person};

/// The facilities and contracts of the line; a row keeps its id as long as its number exists.
pub(super) fn rows_from_line(
    customer: CustomerId,
    line: &ReadCustomer,
    holders: &[person::Model],
    before: &Rows,
) -> (Vec<facility::Model>, Vec<contract::Model>) {
    let facilities = facilities(customer, line, &before.facilities);
    let ids: HashMap<&str, ContractId> = before.contracts.iter().map(|row| (&row.number[..], row.id)).collect();
    let contracts = line.contracts.iter().map(|imported| {
        let id = ids.get(&imported.number[..]).copied();
        let id = id.unwrap_or_else(|| ContractId(Uuid::now_v7()));
        contract_row(id, customer, imported, &facilities[imported.facility], &holders[imported.holder])
    });
    let contracts = contracts.collect();
    (facilities, contracts)
}

/// Updates facilities and contracts to the line.
pub(super) async fn import_contracts(
    txn: &impl ConnectionTrait,
    customer: CustomerId,
    line: &ReadCustomer,
    holders: &[person::Model],
    before: Rows,
) -> Result<()> {
    let (facilities, contracts) = rows_from_line(customer, line, holders, &before);
    let gone_facilities = write(txn, before.facilities, facilities, |row| row.id.0).await?;
    for gone in write(txn, before.contracts, contracts, |row| row.id.0).await? {
        gone.delete(txn).await?;
    }
    // Last: until now contracts may have referred to them.
    for gone in gone_facilities {
        gone.delete(txn).await?;
    }
    Ok(())
}

fn facilities(customer: CustomerId, line: &ReadCustomer, before: &[facility::Model]) -> Vec<facility::Model> {
    let id_of = |number: &str| before.iter().find(|row| row.number == number).map(|row| row.id);
    let row = |imported: &ReadFacility| facility::Model {
        id: id_of(&imported.number).unwrap_or_else(|| FacilityId(Uuid::now_v7())),
        customer_id: customer,
        number: imported.number.clone(),
        street: imported.street.clone(),
        postal_code: imported.postal_code.clone(),
        city: imported.city.clone(),
        dwelling: imported.dwelling,
        mailbox: imported.mailbox,
    };
    line.facilities.iter().map(row).collect()
}

fn contract_row(
    id: ContractId,
    customer: CustomerId,
    imported: &ReadContract,
    facility: &facility::Model,
    holder: &person::Model,
) -> contract::Model {
    contract::Model {
        id,
        customer_id: customer,
        facility_id: facility.id,
        holder_id: holder.id,
        number: imported.number.clone(),
        service: imported.service,
        since: imported.since,
        until: imported.until,
        colour_sorting: imported.colour_sorting,
        pickup_weekday: imported.pickup.as_ref().map(|round| round.weekday.clone()),
        pickup_weeks: imported.pickup.as_ref().map(|round| round.weeks.clone()),
    }
}

/// Writes new and changed rows, and returns those that are gone.
async fn write<M, A>(txn: &impl ConnectionTrait, before: Vec<M>, after: Vec<M>, id: fn(&M) -> Uuid) -> Result<Vec<M>>
where
    M: ModelTrait + IntoActiveModel<A> + PartialEq,
    A: ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    M::Entity: EntityTrait<Model = M, ActiveModel = A>,
{
    let mut before: HashMap<Uuid, M> = before.into_iter().map(|row| (id(&row), row)).collect();
    let mut new = Vec::new();
    for row in after {
        match before.remove(&id(&row)) {
            None => new.push(row),
            Some(same) if same == row => {}
            Some(_) => _ = row.into_active_model().reset_all().update(txn).await?,
        }
    }
    insert(txn, new).await?;
    Ok(before.into_values().collect())
}
