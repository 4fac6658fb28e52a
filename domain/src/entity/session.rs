//! Sessions.

use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use types::sign_in::SignInMethod;
use types::{Channel, CustomerId, PersonId, SessionId, Timestamp};

use crate::Caller;

/// One signed-in browser or app.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    #[sea_orm(unique)]
    pub secret_hash: Vec<u8>,
    pub person_id: PersonId,
    pub channel: Channel,
    pub method: SignInMethod,
    pub device: String,
    pub created_at: Timestamp,
    pub last_used_at: Timestamp,
    /// The only customer of a session by customer number.
    pub customer_id: Option<CustomerId>,
    /// When a form that requires a recent sign-in was opened, and has not been submitted since.
    pub form_begun_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The session of the caller.
    pub fn of(caller: &Caller) -> Select<Self> {
        Self::find_by_id(caller.session)
    }

    /// The session whose secret has the hash.
    pub fn of_secret(hash: Vec<u8>) -> Select<Self> {
        Self::find().filter(Column::SecretHash.eq(hash))
    }

    /// The sessions by the number of a customer.
    pub fn of_customer(customer: CustomerId) -> Select<Self> {
        Self::find().filter(Column::CustomerId.eq(customer))
    }

    /// The sessions that a caller sees and may end: all of their own, and by a customer number only those by the same
    /// one.
    pub fn seen_by(caller: &Caller) -> Condition {
        let same_customer = caller.customer.map(|customer| Column::CustomerId.eq(customer));
        Condition::all().add(Column::PersonId.eq(caller.person)).add_option(same_customer)
    }

    /// A person's sessions.
    pub fn of_person(person: PersonId) -> Select<Self> {
        Self::find().filter(Column::PersonId.eq(person))
    }
}
