//! Customers.

use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, LockType, Query};
use types::account::CustomerKind;
use types::{CustomerId, CustomerNumber, CustomerRef, Timestamp};

use crate::Scope;

/// A customer account of the company.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CustomerId,
    #[sea_orm(unique)]
    pub reference: CustomerRef,
    #[sea_orm(unique)]
    pub number: String,
    pub kind: CustomerKind,
    pub name: String,
    pub organisation_number: Option<String>,
    pub email_sealed: Option<Vec<u8>>,
    pub phone_sealed: Option<Vec<u8>>,
    pub import_digest: Vec<u8>,
    pub imported_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Whether a customer is identified by a number: its number is written exactly so, or it is the only one whose number
/// differs in capitals and hyphens alone. The key is spelled as in the index `customer_number_alike`, which is used for
/// it.
pub(super) fn named_by(number: &CustomerNumber) -> Condition {
    let alike = Expr::cust(r#"upper(replace("customer"."number", '-', ''))"#);
    let alike_other = Expr::cust(r#"upper(replace("other"."number", '-', ''))"#);
    let other = Alias::new("other");
    let another = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, other.clone())
        .and_where(alike_other.eq(number.key()))
        .and_where(Expr::col((other, Column::Id)).not_equals((Entity, Column::Id)))
        .to_owned();
    Condition::all()
        .add(alike.eq(number.key()))
        .add(Condition::any().add(Column::Number.eq(number.as_str())).add(Expr::exists(another).not()))
}

impl Entity {
    /// The customer in scope.
    pub fn of(scope: &Scope) -> Select<Self> {
        Self::find_by_id(scope.customer_id())
    }

    /// Takes the customer's row lock, which serializes changes of a customer's data. On SQLite the write transaction is
    /// the lock.
    pub fn locked(id: CustomerId) -> Select<Self> {
        use sea_orm::QuerySelect as _;
        Self::find_by_id(id).lock(LockType::Update)
    }

    /// The locks of several customers, always in the same order, so that nobody deadlocks.
    pub fn all_locked(ids: impl IntoIterator<Item = CustomerId>) -> Select<Self> {
        use sea_orm::{QueryOrder as _, QuerySelect as _};
        Self::anywhere_all(ids).order_by_asc(Column::Id).lock(LockType::Update)
    }

    /// The customers with the given ids.
    pub fn anywhere_all(ids: impl IntoIterator<Item = CustomerId>) -> Select<Self> {
        Self::find().filter(Column::Id.is_in(ids))
    }

    /// The customer with a reference, for any caller: for explaining and for locking, not for showing.
    pub fn find_by_reference(reference: &CustomerRef) -> Select<Self> {
        Self::find().filter(Column::Reference.eq(reference.clone()))
    }

    /// The customers with customer numbers, for the import.
    pub fn of_numbers<'a>(numbers: impl IntoIterator<Item = &'a str>) -> Select<Self> {
        Self::find().filter(Column::Number.is_in(numbers))
    }

    /// Customers that ended before an instant.
    pub fn ended_anywhere(at: Timestamp) -> Select<Self> {
        Self::find().filter(Column::EndedAt.lt(at))
    }

    /// The customer identified by a number (see [`named_by`]), for a letter to it and for customer service.
    pub fn of_number(number: &CustomerNumber) -> Select<Self> {
        Self::find().filter(named_by(number))
    }

    /// The lock, by the reference in an address.
    pub fn locked_by_reference(reference: &CustomerRef) -> Select<Self> {
        use sea_orm::QuerySelect as _;
        Self::find().filter(Column::Reference.eq(reference.clone())).lock(LockType::Update)
    }
}
