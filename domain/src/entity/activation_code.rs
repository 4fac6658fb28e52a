//! Codes of letters, for activating a customer number.

use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, QuerySelect as _, QueryTrait as _};
use types::{CustomerId, CustomerNumber, PersonId, Timestamp};

/// The newest code of a customer, which replaces earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activation_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: CustomerId,
    pub person_id: PersonId,
    pub code_hash: String,
    pub expires_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The code that activates a number now: see [`super::holder::held`].
    pub fn of_number(number: &CustomerNumber, now: Timestamp) -> Select<Self> {
        let held = super::holder::held::<Self>(Column::CustomerId, Column::PersonId, number, now);
        held.filter(Column::ExpiresAt.gt(now))
    }

    /// Deletes the code of a number if it has expired.
    pub fn take_old_of_number(number: &CustomerNumber, now: Timestamp) -> DeleteMany<Self> {
        let customer =
            super::customer::Entity::of_number(number).select_only().column(super::customer::Column::Id).into_query();
        Self::delete_many().filter(Column::CustomerId.in_subquery(customer)).filter(Column::ExpiresAt.lte(now))
    }
}
