//! The record of what has happened.

use sea_orm::{
    Condition, FromQueryResult, QueryOrder, QuerySelect, QueryTrait, SelectModel, Selector, UpdateMany,
    entity::prelude::*,
    sea_query::{Expr, ExprTrait as _, Query},
};
use types::{
    CustomerId, PersonId, Timestamp,
    access_grant::Channel,
    activity::{ActivityMark, EventKind},
    sign_in::SignInMethod,
};

use crate::activity::Event;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stream: Uuid,
    pub place: i64,
    pub at: Timestamp,
    pub event: EventKind,
    pub actor_id: Option<PersonId>,
    pub for_another: bool,
    pub method: Option<SignInMethod>,
    pub channel: Option<Channel>,
    pub subject: Option<Uuid>,
    pub link: Vec<u8>,
    /// Whether a later row of the stream stands after it; not in the hash, since it changes.
    pub has_next: bool,
}

/// Where a stream ends, and what its next row follows. No word of the row is read: a newer version may have written one
/// that this version does not know, and everything that is done has a row that follows.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StreamEnd {
    pub stream: Uuid,
    pub place: i64,
    pub link: Vec<u8>,
}

impl From<&Model> for StreamEnd {
    fn from(row: &Model) -> Self {
        Self { stream: row.stream, place: row.place, link: row.link.clone() }
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What happened, and to what; none when the row does not say to what.
    pub(crate) fn what(&self) -> Option<Event> {
        Event::parse(self.event, self.subject)
    }
}

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

    /// Where a customer's stream tells of something.
    pub(crate) fn told(customer: CustomerId, event: Event) -> Select<Self> {
        let of_stream = Self::find().filter(Column::Stream.eq(customer.0));
        of_stream.filter(Column::Event.eq(event.kind())).filter(Column::Subject.eq(event.subject()))
    }

    /// Only where rows end, of a question for rows.
    pub fn ends(rows: Select<Self>) -> Selector<SelectModel<StreamEnd>> {
        rows.select_only().columns([Column::Stream, Column::Place, Column::Link]).into_model()
    }

    /// Notes that a later row of the stream stands after one, and after those before it: a program of before, which
    /// works beside this one while it is replaced, notes nothing.
    pub fn follow(row: &StreamEnd) -> UpdateMany<Self> {
        Self::update_many()
            .col_expr(Column::HasNext, Expr::value(true))
            .filter(Column::Stream.eq(row.stream))
            .filter(Column::Place.lte(row.place))
            .filter(Column::HasNext.eq(false))
    }

    /// The same for the newest rows of several streams, which the caller has locked.
    pub fn follow_all(rows: &[StreamEnd]) -> UpdateMany<Self> {
        let streams = rows.iter().map(|row| row.stream);
        Self::update_many()
            .col_expr(Column::HasNext, Expr::value(true))
            .filter(Column::Stream.is_in(streams))
            .filter(Column::HasNext.eq(false))
    }

    /// The rows of a stream since an instant, newest first: those below a mark, where there is one.
    pub fn older(stream: Uuid, since: Timestamp, than: Option<ActivityMark>) -> Select<Self> {
        let below = than.map(|mark| {
            let same_instant = Condition::all().add(Column::At.eq(mark.at)).add(Column::Id.lt(mark.id));
            // Said twice, so that the index leads to the mark.
            Condition::all()
                .add(Column::At.lte(mark.at))
                .add(Condition::any().add(Column::At.lt(mark.at)).add(same_instant))
        });
        Self::since(stream, since)
            .filter(Condition::all().add_option(below))
            .order_by_desc(Column::At)
            .order_by_desc(Column::Id)
    }

    /// The rows of a stream since an instant that are above a mark, oldest first.
    pub fn newer(stream: Uuid, since: Timestamp, than: ActivityMark) -> Select<Self> {
        let same_instant = Condition::all().add(Column::At.eq(than.at)).add(Column::Id.gt(than.id));
        Self::since(stream, since)
            .filter(Column::At.gte(than.at))
            .filter(Condition::any().add(Column::At.gt(than.at)).add(same_instant))
            .order_by_asc(Column::At)
            .order_by_asc(Column::Id)
    }

    fn since(stream: Uuid, since: Timestamp) -> Select<Self> {
        Self::find().filter(Column::Stream.eq(stream)).filter(Column::At.gte(since))
    }

    /// Rows from before an instant that have others after them, oldest first.
    pub fn old(before: Timestamp) -> Select<Self> {
        Self::find()
            .filter(Column::HasNext.eq(true))
            .filter(Column::At.lt(before))
            .order_by_asc(Column::At)
            .order_by_asc(Column::Place)
    }

    /// Forgets how a stream began: every row from before an instant that stands before all that have to stay, which are
    /// those since then and the newest. So what is left has no gap, and the newest is always there to follow.
    pub fn forget(stream: Uuid, before: Timestamp) -> sea_orm::DeleteMany<Self> {
        let stays = Condition::any().add(Column::At.gte(before)).add(Column::HasNext.eq(false));
        let first_to_stay = Query::select()
            .expr(Column::Place.min())
            .from(Self)
            .and_where(Column::Stream.eq(stream))
            .cond_where(stays)
            .to_owned();
        Self::delete_many()
            .filter(Column::Stream.eq(stream))
            .filter(Expr::col((Self, Column::Place)).lt(Expr::SubQuery(None, Box::new(first_to_stay.into()))))
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
            .filter(Column::Event.eq(EventKind::AccessShared))
            .filter(Column::Method.eq(SignInMethod::CustomerNumber))
    }
}
