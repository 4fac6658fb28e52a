//! The record of what has happened.

use sea_orm::{
    QueryOrder, QuerySelect, QueryTrait,
    entity::prelude::*,
    sea_query::{Expr, ExprTrait as _},
};
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

    /// The newest row of each of some streams.
    pub fn newest_of_each(streams: impl Iterator<Item = Uuid>) -> Select<Self> {
        let of_streams = Self::find().filter(Column::Stream.is_in(streams));
        let newest = of_streams
            .select_only()
            .column(Column::Stream)
            .column_as(Column::Place.max(), "newest")
            .group_by(Column::Stream)
            .into_query();
        let place = Expr::tuple([Expr::col(Column::Stream), Expr::col(Column::Place)]);
        Self::find().filter(place.in_subquery(newest))
    }

    /// Where a stream tells a kind of change of something.
    pub fn told(stream: Uuid, event: Event, subject: Uuid) -> Select<Self> {
        let of_stream = Self::find().filter(Column::Stream.eq(stream));
        of_stream.filter(Column::Event.eq(event)).filter(Column::Subject.eq(subject))
    }

    /// When a customer's account was shared by somebody who was signed in by its number.
    pub fn shared_by_number(customer: CustomerId) -> Select<Self> {
        Self::find()
            .filter(Column::Stream.eq(customer.0))
            .filter(Column::Event.eq(Event::AccessShared))
            .filter(Column::Method.eq(SignInMethod::CustomerNumber))
    }
}
