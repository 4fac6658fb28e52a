//! Access grants.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{QueryOrder, QuerySelect, QueryTrait};
use types::access_grant::{GrantState, LetterState, Relation as GranteeRelation};
use types::id::IdempotencyKey;
use types::{AccessGrantId, Channel, CustomerId, PersonId, Timestamp};

use super::{activity, holder};
use crate::Scope;

/// A person's permission to use a customer account in one channel.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccessGrantId,
    pub customer_id: CustomerId,
    pub channel: Channel,
    pub state: GrantState,
    pub owner_id: PersonId,
    pub grantee_id: Option<PersonId>,
    pub grantee_index: Option<Vec<u8>>,
    pub number_sealed: Option<Vec<u8>>,
    pub details_sealed: Option<Vec<u8>>,
    pub relation: GranteeRelation,
    pub request_key: IdempotencyKey,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub confirmed_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub letters: i32,
    pub letter_at: Timestamp,
    pub letter_state: LetterState,
    pub tried_by_another: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::person::Entity", from = "Column::OwnerId", to = "super::person::Column::Id")]
    Owner,
}

impl Related<super::person::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// The invited person, as stored in a row.
pub struct Invitee {
    /// Blind index of the personal number.
    pub index: Vec<u8>,
    pub number_sealed: Vec<u8>,
    pub details_sealed: Vec<u8>,
    pub relation: GranteeRelation,
}

impl ActiveModel {
    /// A new pending grant by the caller, for the account and channel in scope. `letter` is the state of its first
    /// letter, which is counted if it is to be sent.
    pub fn invited(
        scope: &Scope,
        id: AccessGrantId,
        invitee: Invitee,
        key: IdempotencyKey,
        letter: LetterState,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Self {
        Self {
            id: Set(id),
            customer_id: Set(scope.customer_id()),
            channel: Set(scope.channel()),
            state: Set(GrantState::Pending),
            owner_id: Set(scope.caller().person),
            grantee_id: Set(None),
            grantee_index: Set(Some(invitee.index)),
            number_sealed: Set(Some(invitee.number_sealed)),
            details_sealed: Set(Some(invitee.details_sealed)),
            relation: Set(invitee.relation),
            request_key: Set(key),
            created_at: Set(now),
            expires_at: Set(expires_at),
            confirmed_at: Set(None),
            ended_at: Set(None),
            letters: Set(i32::from(letter != LetterState::ToCheck)),
            letter_at: Set(now),
            letter_state: Set(letter),
            tried_by_another: Set(false),
        }
    }
}

impl Entity {
    /// Every grant of the customer and channel in scope.
    pub fn of(scope: &Scope) -> Select<Self> {
        Self::find().filter(Column::CustomerId.eq(scope.customer_id())).filter(Column::Channel.eq(scope.channel()))
    }

    /// Those of the given grants that belong to the customer in scope, in any channel: for activity.
    pub fn mentioned(scope: &Scope, ids: impl IntoIterator<Item = AccessGrantId>) -> Select<Self> {
        Self::find().filter(Column::CustomerId.eq(scope.customer_id())).filter(Column::Id.is_in(ids))
    }

    /// The grants of the customer in scope from another holder's time: made before the holder's own, by a former
    /// holder.
    pub fn from_earlier_holder(scope: &Scope, now: Timestamp) -> Select<Self> {
        let of_customer = Self::find().filter(Column::CustomerId.eq(scope.customer_id()));
        of_customer.filter(Column::CreatedAt.lt(scope.since())).filter(owner_holds(now).not())
    }

    /// The live grants of the customer in scope in the other channel.
    pub fn live_elsewhere(scope: &Scope, now: Timestamp) -> Select<Self> {
        Self::find()
            .filter(Column::CustomerId.eq(scope.customer_id()))
            .filter(Column::Channel.eq(scope.channel().other()))
            .filter(is_live(now))
            .filter(owner_holds(now))
    }

    /// The live grants of the customer and channel in scope: active, or pending and not expired, made by a current
    /// holder.
    pub fn live(scope: &Scope, now: Timestamp) -> Select<Self> {
        Self::of(scope).filter(is_live(now)).filter(owner_holds(now))
    }

    /// Unexpired pending grants for a personal number, in one channel.
    pub fn waiting_for(index: Vec<u8>, channel: Channel, now: Timestamp) -> Select<Self> {
        Self::find()
            .filter(Column::GranteeIndex.eq(index))
            .filter(Column::Channel.eq(channel))
            .filter(Column::State.eq(GrantState::Pending))
            .filter(Column::ExpiresAt.gt(now))
            .filter(owner_holds(now))
    }

    /// The grants that a person holds or held, for one customer and channel.
    pub fn held_by(person: PersonId, customer: CustomerId, channel: Channel) -> Select<Self> {
        Self::held(person).filter(Column::CustomerId.eq(customer)).filter(Column::Channel.eq(channel))
    }

    /// Grants that one owner made since an instant.
    pub fn made_by(owner: PersonId, since: Timestamp) -> Select<Self> {
        Self::find().filter(Column::OwnerId.eq(owner)).filter(Column::CreatedAt.gt(since))
    }

    /// The grant made with an idempotency key.
    pub fn of_request(owner: PersonId, key: IdempotencyKey) -> Select<Self> {
        Self::find().filter(Column::OwnerId.eq(owner)).filter(Column::RequestKey.eq(key))
    }

    /// Expired pending grants.
    pub fn expired_anywhere(now: Timestamp) -> Select<Self> {
        Self::find().filter(Column::State.eq(GrantState::Pending)).filter(Column::ExpiresAt.lte(now))
    }

    /// Grants in a live state that concern a customer, for the import.
    pub fn unended_of_customer(customer: CustomerId) -> Select<Self> {
        Self::of_customer(customer).filter(Column::State.is_in([GrantState::Pending, GrantState::Active]))
    }

    /// Every grant of a customer, for deleting it.
    pub fn of_customer(customer: CustomerId) -> Select<Self> {
        Self::find().filter(Column::CustomerId.eq(customer))
    }

    /// Every grant that a person made, for erasing them.
    pub fn of_owner(owner: PersonId) -> Select<Self> {
        Self::find().filter(Column::OwnerId.eq(owner))
    }

    /// Grants in a live state for a personal number, of any customer and channel.
    pub fn unended_for(index: Vec<u8>) -> Select<Self> {
        Self::waiting_or_held_by(index).filter(Column::State.is_in([GrantState::Pending, GrantState::Active]))
    }

    /// Grants for a personal number that have not ended, in any state: the index is deleted when one ends.
    pub fn waiting_or_held_by(index: Vec<u8>) -> Select<Self> {
        Self::find().filter(Column::GranteeIndex.eq(index))
    }

    /// Grants that a person holds or held, of any customer and channel.
    pub fn held(person: PersonId) -> Select<Self> {
        Self::find().filter(Column::GranteeId.eq(person))
    }

    /// Grants that a person holds or held, and unexpired ones pending for their number.
    pub fn of_grantee(person: PersonId, index: Vec<u8>, now: Timestamp) -> Select<Self> {
        let waiting = sea_orm::Condition::all().add(Column::GranteeIndex.eq(index)).add(is_live(now));
        Self::find().filter(sea_orm::Condition::any().add(Column::GranteeId.eq(person)).add(waiting))
    }

    /// Grants that ended before an instant.
    pub fn ended_anywhere(at: Timestamp) -> Select<Self> {
        Self::find().filter(Column::EndedAt.lt(at))
    }

    /// Grants in a live state made in sessions by the customer's number, oldest first.
    pub fn unended_by_number(customer: CustomerId) -> Select<Self> {
        let made = activity::Entity::shared_by_number(customer).select_only().column(activity::Column::Subject);
        Self::unended_of_customer(customer).filter(Column::Id.in_subquery(made.into_query())).order_by_asc(Column::Id)
    }

    /// Grants in a live state that a person made or that are for them, of any customer and channel, for the import.
    pub fn unended_of_person(person: PersonId, index: &[u8]) -> Select<Self> {
        Self::find()
            .filter(Column::State.is_in([GrantState::Pending, GrantState::Active]))
            .filter(sea_orm::Condition::any().add(Column::OwnerId.eq(person)).add(Column::GranteeIndex.eq(index)))
    }

    /// Active grants of a person, of any customer and channel, made by current holders.
    pub fn active_of(person: PersonId, now: Timestamp) -> Select<Self> {
        Self::held(person).filter(Column::State.eq(GrantState::Active)).filter(owner_holds(now))
    }

    /// Grants of a customer in a live state, made by former holders: they give no access, and are to be closed.
    pub fn by_former_holders(customer: CustomerId, now: Timestamp) -> Select<Self> {
        Self::unended_of_customer(customer).filter(owner_holds(now).not())
    }
}

/// The condition that a grant's maker is a current holder of its customer: otherwise it gives no access, whether or not
/// it has been closed.
pub fn owner_holds(now: Timestamp) -> Expr {
    let of_holder = |column| Expr::col((holder::Entity, column));
    let holding = Query::select()
        .expr(Expr::val(1))
        .from(holder::Entity)
        .and_where(of_holder(holder::Column::CustomerId).equals((Entity, Column::CustomerId)))
        .and_where(of_holder(holder::Column::PersonId).equals((Entity, Column::OwnerId)))
        .cond_where(holder::in_force(holder::Entity, now))
        .to_owned();
    Expr::exists(holding)
}

/// Rule G6: an expired pending grant does not exist, whether or not it has been cleaned up.
fn is_live(now: Timestamp) -> sea_orm::Condition {
    sea_orm::Condition::any()
        .add(Column::State.eq(GrantState::Active))
        .add(sea_orm::Condition::all().add(Column::State.eq(GrantState::Pending)).add(Column::ExpiresAt.gt(now)))
}
