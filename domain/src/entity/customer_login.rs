//! Passwords of customer numbers.

use sea_orm::entity::prelude::*;
use types::{CustomerId, CustomerNumber, PersonId, Timestamp};

/// The password of one person for a customer's number.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_login")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: CustomerId,
    pub person_id: PersonId,
    pub password_hash: String,
    pub set_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The login that a number opens today: see [`super::holder::held`].
    pub fn of_number(number: &CustomerNumber, now: Timestamp) -> Select<Self> {
        super::holder::held::<Self>(Column::CustomerId, Column::PersonId, number, now)
    }
}
