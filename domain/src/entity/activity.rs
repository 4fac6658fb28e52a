//! The record of what has happened.

use sea_orm::{QueryOrder, entity::prelude::*};
use types::{CustomerId, PersonId, Timestamp, access_grant::Channel, activity::Event, sign_in::SignInMethod};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stream: Uuid,
    pub place: i64,
    pub at: Timestamp,
    pub event: Event,
    pub actor_id: Option<PersonId>,
    pub for_another: bool,
    pub method: Option<SignInMethod>,
    pub channel: Option<Channel>,
    pub subject: Option<Uuid>,
    pub link: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The newest row of a stream first.
    pub fn newest_of(stream: Uuid) -> Select<Self> {
        Self::find().filter(Column::Stream.eq(stream)).order_by_desc(Column::Place)
    }

    /// What a person has done since an instant.
    pub fn done_by(person: PersonId, since: Timestamp) -> Select<Self> {
        Self::find().filter(Column::ActorId.eq(person)).filter(Column::At.gte(since))
    }

    /// What a person has done, and what has happened with what is theirs alone.
    pub fn of_person(person: PersonId) -> Select<Self> {
        Self::find().filter(sea_orm::Condition::any().add(Column::ActorId.eq(person)).add(Column::Stream.eq(person.0)))
    }

    /// When a customer's account was shared by somebody who was signed in by its number.
    pub fn shared_by_number(customer: CustomerId) -> Select<Self> {
        Self::find()
            .filter(Column::Stream.eq(customer.0))
            .filter(Column::Event.eq(Event::AccessShared))
            .filter(Column::Method.eq(SignInMethod::CustomerNumber))
    }
}
