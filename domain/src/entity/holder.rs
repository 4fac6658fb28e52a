//! Holders: the persons named on a customer's contracts.

use sea_orm::{
    JoinType, QuerySelect,
    entity::prelude::*,
    sea_query::{Expr, ExprTrait as _, IntoCondition as _},
};
use types::{CustomerId, CustomerNumber, PersonId, Timestamp};

use super::{customer, person};

/// A person on at least one contract of a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "holder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: CustomerId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    pub since: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The holders of a customer.
    pub fn of_customer(customer: CustomerId) -> Select<Self> {
        Self::find().filter(Column::CustomerId.eq(customer))
    }

    /// Those of some customers whose holder has a protected identity.
    pub fn protected_of(customers: impl IntoIterator<Item = CustomerId>) -> Select<Self> {
        let persons = Self::belongs_to(person::Entity).from(Column::PersonId).to(person::Column::Id);
        Self::find()
            .join(JoinType::InnerJoin, persons.into())
            .filter(Column::CustomerId.is_in(customers))
            .filter(person::Column::ProtectedIdentity.eq(true))
    }

    /// Where a person is a holder.
    pub fn of_person(person: PersonId) -> Select<Self> {
        Self::find().filter(Column::PersonId.eq(person))
    }
}

/// What belongs to a customer and one of its holders, by the customer's number; nothing when the customer has ended, or
/// the person is a holder no more or has a protected identity. One question, the same for every number.
pub(super) fn held<E: EntityTrait>(customer_id: E::Column, person_id: E::Column, number: &CustomerNumber) -> Select<E> {
    let holders = E::belongs_to(Entity).from(customer_id).to(Column::CustomerId).on_condition(move |left, right| {
        Expr::col((left, person_id)).equals((right, Column::PersonId)).into_condition()
    });
    let persons = E::belongs_to(person::Entity).from(person_id).to(person::Column::Id);
    E::find()
        .join(JoinType::InnerJoin, E::belongs_to(customer::Entity).from(customer_id).to(customer::Column::Id).into())
        .join(JoinType::InnerJoin, holders.into())
        .join(JoinType::InnerJoin, persons.into())
        .filter(customer::Column::Number.eq(number.as_str()))
        .filter(customer::Column::EndedAt.is_null())
        .filter(person::Column::ProtectedIdentity.eq(false))
}
