//! Contracts for services.

use sea_orm::entity::prelude::*;
use types::contract::Service;
use types::id::{ContractId, FacilityId};
use types::{CustomerId, LocalDate, PersonId};

use crate::Scope;

/// A contract for one service at one facility.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractId,
    pub customer_id: CustomerId,
    pub facility_id: FacilityId,
    pub holder_id: PersonId,
    #[sea_orm(unique)]
    pub number: String,
    pub service: Service,
    pub since: LocalDate,
    /// The last day.
    pub until: Option<LocalDate>,
    pub colour_sorting: bool,
    #[sea_orm(column_name = "collection_weekday")]
    pub pickup_weekday: Option<String>,
    #[sea_orm(column_name = "collection_weeks")]
    pub pickup_weeks: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The contracts of the customer in scope.
    pub fn of(scope: &Scope) -> Select<Self> {
        Self::of_customer(scope.customer_id())
    }

    /// The contracts of a customer, for the import.
    pub fn of_customer(customer: CustomerId) -> Select<Self> {
        Self::find().filter(Column::CustomerId.eq(customer))
    }

    /// The contracts of a holder, of any customer, for erasing the person.
    pub fn of_holder(person: PersonId) -> Select<Self> {
        Self::find().filter(Column::HolderId.eq(person))
    }

    /// The contracts with the given numbers, of any customer, for the import.
    pub fn of_numbers<'a>(numbers: impl IntoIterator<Item = &'a str>) -> Select<Self> {
        Self::find().filter(Column::Number.is_in(numbers))
    }
}
