//! Activity.

mod event;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{Condition, FromQueryResult, QueryOrder, QuerySelect, QueryTrait, SelectModel, Selector, UpdateMany};
use types::activity::{ActivityMark, EventKind};
use types::sign_in::SignInMethod;
use types::{Channel, CustomerId, PersonId, Timestamp};

pub(crate) use self::event::{Event, Subject};

/// One event.
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
    /// Whether the stream has a later row; not part of the hash, since it changes.
    pub has_next: bool,
}

/// The end of a stream, which its next row follows. Has no enums: a newer version may have written one that this
/// version does not know, and every operation adds a row.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StreamEnd {
    pub stream: Uuid,
    pub place: i64,
    pub link: Vec<u8>,
}

/// Where and when a stream was added to. Has no enums, for the same reason.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Latest {
    pub stream: Uuid,
    pub place: i64,
    pub at: Timestamp,
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
    /// The event, or `None` if the row lacks its subject.
    pub(crate) fn what(&self) -> Option<Event> {
        Event::parse(self.event, self.subject)
    }
}

impl Entity {
    /// A stream's rows, newest first.
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

    /// The events about a subject in a customer's stream.
    pub(crate) fn recorded(customer: CustomerId, event: Event) -> Select<Self> {
        let of_stream = Self::find().filter(Column::Stream.eq(customer.0));
        of_stream.filter(Column::Event.eq(event.kind())).filter(Column::Subject.eq(event.subject()))
    }

    /// Only the stream ends of a query for rows.
    pub fn ends(rows: Select<Self>) -> Selector<SelectModel<StreamEnd>> {
        rows.select_only().columns([Column::Stream, Column::Place, Column::Link]).into_model()
    }

    /// The rows of some streams after an instant, with the columns of [`Latest`].
    pub fn latest(streams: impl Iterator<Item = Uuid>, after: Timestamp) -> Select<Self> {
        let recent = Self::find().filter(Column::Stream.is_in(streams)).filter(Column::At.gt(after));
        recent.select_only().columns([Column::Stream, Column::Place, Column::At])
    }

    /// Records that a row, and those before it, have a later row in the stream: during a rolling deploy the previous
    /// version does not set this flag.
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

    /// The rows of a stream since an instant, newest first; before a cursor, if there is one.
    pub fn older(stream: Uuid, since: Timestamp, than: Option<ActivityMark>) -> Select<Self> {
        let below = than.map(|mark| {
            let same_instant = Condition::all().add(Column::At.eq(mark.at)).add(Column::Id.lt(mark.id));
            // Redundant, so that the index leads to the cursor.
            Condition::all()
                .add(Column::At.lte(mark.at))
                .add(Condition::any().add(Column::At.lt(mark.at)).add(same_instant))
        });
        Self::since(stream, since)
            .filter(Condition::all().add_option(below))
            .order_by_desc(Column::At)
            .order_by_desc(Column::Id)
    }

    /// The rows of a stream since an instant and after a cursor, oldest first.
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

    /// Rows before an instant that have later ones in their stream, oldest first.
    pub fn old_anywhere(before: Timestamp) -> Select<Self> {
        Self::find()
            .filter(Column::HasNext.eq(true))
            .filter(Column::At.lt(before))
            .order_by_asc(Column::At)
            .order_by_asc(Column::Place)
    }

    /// Deletes the beginning of a stream: every row before an instant that precedes all rows to be retained, which are
    /// those since then and the newest. So the rest has no gap, and the newest remains to be followed.
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

    /// What a person has done, and events in their own stream.
    pub fn of_person(person: PersonId) -> Select<Self> {
        Self::find().filter(sea_orm::Condition::any().add(Column::ActorId.eq(person)).add(Column::Stream.eq(person.0)))
    }

    /// When a customer's account was shared in a session by its number.
    pub fn shared_by_number(customer: CustomerId) -> Select<Self> {
        Self::find()
            .filter(Column::Stream.eq(customer.0))
            .filter(Column::Event.eq(EventKind::AccessShared))
            .filter(Column::Method.eq(SignInMethod::CustomerNumber))
    }
}
