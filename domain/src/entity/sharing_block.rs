//! Customers whose account cannot be shared until a holder signs in with BankID.

use sea_orm::entity::prelude::*;
use sea_orm::{JoinType, QuerySelect};
use types::{CustomerId, PersonId, Timestamp};

use super::holder;

use crate::Scope;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sharing_block")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: CustomerId,
    pub since: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The block of the customer in scope.
    pub fn of(scope: &Scope) -> Select<Self> {
        Self::find_by_id(scope.customer_id())
    }

    /// The blocks of the customers of which a person is a holder at an instant.
    pub fn of_holder(person: PersonId, now: Timestamp) -> Select<Self> {
        let holders = Self::belongs_to(holder::Entity).from(Column::CustomerId).to(holder::Column::CustomerId);
        Self::find()
            .join(JoinType::InnerJoin, holders.into())
            .filter(holder::Column::PersonId.eq(person))
            .filter(holder::in_force(holder::Entity, now))
    }
}
