//! Links to calendars of pickups.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, QueryOrder as _};
use types::id::{CalendarLinkId, FacilityId};
use types::{AccessGrantId, Channel, CustomerId, PersonId, Timestamp};

use crate::Scope;

/// A link that a person has created to the calendar of an address.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CalendarLinkId,
    #[sea_orm(unique)]
    pub secret_hash: Vec<u8>,
    pub secret_sealed: Vec<u8>,
    pub person_id: PersonId,
    pub customer_id: CustomerId,
    pub facility_id: FacilityId,
    pub channel: Channel,
    /// The grant that gave access when it was created; `None` for a holder.
    pub grant_id: Option<AccessGrantId>,
    pub made_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl ActiveModel {
    /// A new link of the caller, for an address of the customer in scope.
    pub fn made(
        scope: &Scope,
        facility: FacilityId,
        id: CalendarLinkId,
        secret_hash: Vec<u8>,
        secret_sealed: Vec<u8>,
        now: Timestamp,
    ) -> Self {
        Self {
            id: Set(id),
            secret_hash: Set(secret_hash),
            secret_sealed: Set(secret_sealed),
            person_id: Set(scope.caller().person),
            customer_id: Set(scope.customer_id()),
            facility_id: Set(facility),
            channel: Set(scope.channel()),
            grant_id: Set(scope.grant().map(|(grant, _)| grant)),
            made_at: Set(now),
        }
    }
}

impl Entity {
    /// The links that the caller has created for the customer in scope, in the channel, valid or not.
    pub fn of(scope: &Scope) -> Select<Self> {
        Self::find()
            .filter(Column::PersonId.eq(scope.caller().person))
            .filter(Column::CustomerId.eq(scope.customer_id()))
            .filter(Column::Channel.eq(scope.channel()))
    }

    /// All links of a person, oldest first.
    pub fn of_person(person: PersonId) -> Select<Self> {
        Self::find().filter(Column::PersonId.eq(person)).order_by_asc(Column::MadeAt)
    }

    /// Deletes the links that a grant's grantee created while it was active.
    pub fn gone_with_grant(grantee: PersonId, grant: AccessGrantId) -> DeleteMany<Self> {
        Self::delete_many().filter(Column::PersonId.eq(grantee)).filter(Column::GrantId.eq(grant))
    }

    /// Deletes the links of a customer's former holders.
    pub fn gone_with_holders(customer: CustomerId, holders: &[PersonId]) -> DeleteMany<Self> {
        let of_holders = Self::delete_many().filter(Column::PersonId.is_in(holders.iter().copied()));
        of_holders.filter(Column::CustomerId.eq(customer)).filter(Column::GrantId.is_null())
    }

    /// Deletes all links of a person.
    pub fn gone_with_person(person: PersonId) -> DeleteMany<Self> {
        Self::delete_many().filter(Column::PersonId.eq(person))
    }

    /// The link whose secret has the hash.
    pub fn of_secret(hash: Vec<u8>) -> Select<Self> {
        Self::find().filter(Column::SecretHash.eq(hash))
    }
}
