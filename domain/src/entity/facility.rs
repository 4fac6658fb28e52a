//! Facilities: the addresses that the company serves.

use sea_orm::entity::prelude::*;
use types::CustomerId;
use types::contract::Dwelling;
use types::id::FacilityId;

use crate::Scope;

/// An address of a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "facility")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FacilityId,
    pub customer_id: CustomerId,
    pub number: String,
    pub street: String,
    pub postal_code: String,
    pub city: String,
    pub dwelling: Dwelling,
    pub mailbox: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The facilities of the customer in scope.
    pub fn of(scope: &Scope) -> Select<Self> {
        Self::of_customer(scope.customer_id())
    }

    /// The facilities with the given ids.
    pub fn anywhere_all(ids: impl IntoIterator<Item = FacilityId>) -> Select<Self> {
        Self::find().filter(Column::Id.is_in(ids))
    }

    /// The facilities of a customer, for the import.
    pub fn of_customer(customer: CustomerId) -> Select<Self> {
        Self::find().filter(Column::CustomerId.eq(customer))
    }
}
