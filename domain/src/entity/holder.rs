//! Holders: the persons named on a customer's contracts, each for their own period.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{DynIden, Expr, ExprTrait as _, IntoIden};
use sea_orm::{Condition, JoinType, QuerySelect};
use types::{CustomerId, CustomerNumber, LocalDate, PersonId, Timestamp};

use super::{customer, person};
use crate::stockholm;

/// A person on at least one contract of a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "holder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: CustomerId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// Since when the account is theirs; earlier events are not.
    pub since: Timestamp,
    /// The last day on which they are a holder; `None` while one of their contracts has no end.
    pub last_day: Option<LocalDate>,
    /// When their grants were closed, after their last day.
    pub closed_at: Option<Timestamp>,
}

impl Model {
    /// Whether the person is a holder at an instant: see [`in_force`].
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.since <= now && !self.is_over(now)
    }

    /// Whether the last day has passed.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.last_day.is_some_and(|last_day| last_day < stockholm::local_date(now))
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The holders of a customer, including former and future ones.
    pub fn of_customer(customer: CustomerId) -> Select<Self> {
        Self::find().filter(Column::CustomerId.eq(customer))
    }

    /// The holders with a protected identity, of some customers.
    pub fn protected_of(customers: impl IntoIterator<Item = CustomerId>) -> Select<Self> {
        let persons = Self::belongs_to(person::Entity).from(Column::PersonId).to(person::Column::Id);
        Self::find()
            .join(JoinType::InnerJoin, persons.into())
            .filter(Column::CustomerId.is_in(customers))
            .filter(person::Column::ProtectedIdentity.eq(true))
    }

    /// Where a person is, was or will be a holder.
    pub fn of_person(person: PersonId) -> Select<Self> {
        Self::find().filter(Column::PersonId.eq(person))
    }

    /// Where a person is a holder at an instant.
    pub fn held_by(person: PersonId, now: Timestamp) -> Select<Self> {
        Self::of_person(person).filter(in_force(Self, now))
    }

    /// The row of a person who is a holder of a customer at an instant.
    pub fn holding(customer: CustomerId, person: PersonId, now: Timestamp) -> Select<Self> {
        Self::find_by_id((customer, person)).filter(in_force(Self, now))
    }

    /// Holders whose last day has passed and whose grants have not been closed.
    pub fn to_close_anywhere(now: Timestamp) -> Select<Self> {
        Self::find().filter(Column::ClosedAt.is_null()).filter(Column::LastDay.lt(stockholm::local_date(now)))
    }
}

/// The definition of a holder at an instant: from the day on which they became one until midnight in Stockholm after
/// the last day of their last contract. Checked on each request, independent of imports.
pub fn in_force(table: impl IntoIden, now: Timestamp) -> Condition {
    let table: DynIden = table.into_iden();
    let has_begun = Expr::col((table.clone(), Column::Since)).lte(now);
    Condition::all().add(has_begun).add(not_over(table, now))
}

/// The condition that a holder's last day has not passed.
pub fn not_over(table: impl IntoIden, now: Timestamp) -> Condition {
    let table: DynIden = table.into_iden();
    let last_day = || Expr::col((table.clone(), Column::LastDay));
    Condition::any().add(last_day().is_null()).add(last_day().gte(stockholm::local_date(now)))
}

/// A row of a customer and one of its holders, by the customer's number; none if the customer has ended, or the person
/// is not a holder at the instant or has a protected identity. One query, the same for every number.
pub(super) fn held<E: EntityTrait>(
    customer_id: E::Column,
    person_id: E::Column,
    number: &CustomerNumber,
    now: Timestamp,
) -> Select<E> {
    let holders = E::belongs_to(Entity).from(customer_id).to(Column::CustomerId).on_condition(move |left, right| {
        let same_person = Expr::col((left, person_id)).equals((right.clone(), Column::PersonId));
        in_force(right, now).add(same_person)
    });
    let persons = E::belongs_to(person::Entity).from(person_id).to(person::Column::Id);
    E::find()
        .join(JoinType::InnerJoin, E::belongs_to(customer::Entity).from(customer_id).to(customer::Column::Id).into())
        .join(JoinType::InnerJoin, holders.into())
        .join(JoinType::InnerJoin, persons.into())
        .filter(customer::named_by(number))
        .filter(customer::Column::EndedAt.is_null())
        .filter(person::Column::ProtectedIdentity.eq(false))
}
