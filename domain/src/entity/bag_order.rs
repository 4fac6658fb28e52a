//! Orders of sorting bags.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, QueryOrder};
use types::bag_order::{BagAddress, BagOrderStatus};
use types::id::{BagOrderId, FacilityId, IdempotencyKey};
use types::{Channel, CustomerId, LocalDate, PersonId, Timestamp};

use crate::Scope;

/// One order, for one address.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bag_order")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BagOrderId,
    /// Its number, shown to customers.
    #[sea_orm(unique)]
    pub number: String,
    /// The account it belongs to.
    pub customer_id: CustomerId,
    /// The delivery address.
    pub facility_id: FacilityId,
    /// Street and number at the time of ordering.
    pub street: String,
    /// Postal code at the time of ordering.
    pub postal_code: String,
    /// Postal town at the time of ordering.
    pub city: String,
    /// Who ordered. `None` once the person is erased.
    pub ordered_by: Option<PersonId>,
    /// The channel it was made in.
    pub channel: Channel,
    /// The idempotency key.
    pub request_key: IdempotencyKey,
    /// Its status.
    pub status: BagOrderStatus,
    /// When it got the status.
    pub status_at: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was exported.
    pub packed_at: Option<Timestamp>,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When the bags are expected.
    pub expected_on: LocalDate,
    /// When it was reported missing.
    pub missed_at: Option<Timestamp>,
    /// The pick list it was exported on.
    pub pick_list: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl ActiveModel {
    /// A new order by the caller, for an address of the customer in scope.
    pub fn ordered(
        scope: &Scope,
        address: &BagAddress,
        number: String,
        key: IdempotencyKey,
        now: Timestamp,
        expected_on: LocalDate,
    ) -> Self {
        Self {
            id: Set(BagOrderId(Uuid::now_v7())),
            number: Set(number),
            customer_id: Set(scope.customer_id()),
            facility_id: Set(address.facility),
            street: Set(address.street.clone()),
            postal_code: Set(address.postal_code.clone()),
            city: Set(address.city.clone()),
            ordered_by: Set(Some(scope.caller().person)),
            channel: Set(scope.channel()),
            request_key: Set(key),
            status: Set(BagOrderStatus::Received),
            status_at: Set(now),
            created_at: Set(now),
            packed_at: Set(None),
            sent_at: Set(None),
            expected_on: Set(expected_on),
            missed_at: Set(None),
            pick_list: Set(None),
        }
    }
}

/// The statuses in which the bags have not arrived yet.
const UNDER_WAY: [BagOrderStatus; 4] =
    [BagOrderStatus::Received, BagOrderStatus::Packed, BagOrderStatus::Sent, BagOrderStatus::Delayed];

impl Entity {
    /// The orders of the customer in scope that the caller may see: those made since the account is the holder's, and
    /// the caller's own.
    pub fn of(scope: &Scope) -> Select<Self> {
        let own = Column::OrderedBy.eq(scope.caller().person);
        let seen = Condition::any().add(Column::CreatedAt.gte(scope.since())).add(own);
        Self::find().filter(Column::CustomerId.eq(scope.customer_id())).filter(seen)
    }

    /// The orders of the customer in scope from another holder's time.
    pub fn from_earlier_holder(scope: &Scope) -> Select<Self> {
        let of_others = Column::OrderedBy.ne(scope.caller().person).or(Column::OrderedBy.is_null());
        Self::find()
            .filter(Column::CustomerId.eq(scope.customer_id()))
            .filter(Column::CreatedAt.lt(scope.since()))
            .filter(of_others)
    }

    /// The orders of the customer in scope whose bags have not arrived, by anybody: an address has at most one.
    pub fn under_way(scope: &Scope) -> Select<Self> {
        Self::find().filter(Column::CustomerId.eq(scope.customer_id())).filter(Column::Status.is_in(UNDER_WAY))
    }

    /// The order made with an idempotency key.
    pub fn of_request(person: PersonId, key: IdempotencyKey) -> Select<Self> {
        Self::find().filter(Column::OrderedBy.eq(person)).filter(Column::RequestKey.eq(key))
    }

    /// The orders that a person has made.
    pub fn of_person(person: PersonId) -> Select<Self> {
        Self::find().filter(Column::OrderedBy.eq(person))
    }

    /// Orders that ended before an instant.
    pub fn ended_anywhere(at: Timestamp) -> Select<Self> {
        let ended = [BagOrderStatus::Delivered, BagOrderStatus::Cancelled];
        Self::find().filter(Column::Status.is_in(ended)).filter(Column::StatusAt.lt(at))
    }

    /// Orders that were exported, sent or delayed before an instant, were expected before a day, and were not reported
    /// missing since another instant.
    pub fn overdue_anywhere(
        status_before: Timestamp,
        expected_before: LocalDate,
        missed_before: Timestamp,
    ) -> Select<Self> {
        Self::find()
            .filter(Column::Status.is_in([BagOrderStatus::Packed, BagOrderStatus::Sent, BagOrderStatus::Delayed]))
            .filter(Column::StatusAt.lt(status_before))
            .filter(Column::ExpectedOn.lt(expected_before))
            .filter(Condition::any().add(Column::MissedAt.is_null()).add(Column::MissedAt.lt(missed_before)))
    }

    /// Orders that are not exported, longest waiting first. No other order, so that the index provides it.
    pub fn waiting_anywhere() -> Select<Self> {
        let received = Self::find().filter(Column::Status.eq(BagOrderStatus::Received));
        received.order_by_asc(Column::StatusAt)
    }

    /// Those of some orders that are not exported.
    pub fn waiting_of(orders: impl IntoIterator<Item = BagOrderId>) -> Select<Self> {
        Self::waiting_anywhere().filter(Column::Id.is_in(orders))
    }

    /// The orders on a pick list, by number, after a given one.
    pub fn on_pick_list(list: i64, after: &str) -> Select<Self> {
        let on_list = Self::find().filter(Column::PickList.eq(list)).filter(Column::Number.gt(after));
        on_list.order_by_asc(Column::Number)
    }

    /// One order by its number, for the company.
    pub fn of_number(number: &str) -> Select<Self> {
        Self::find().filter(Column::Number.eq(number))
    }
}
