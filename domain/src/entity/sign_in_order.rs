//! BankID orders.

use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::LockType;
use sea_orm::{Condition, DeleteMany, ExprTrait as _, QueryOrder as _, QuerySelect as _};
use types::sign_in::{BankIdMessage, BankIdStart, SignInPhase};
use types::{Channel, Timestamp};

/// The lifetime of an order from its first start: three minutes of renewal, then time to identify. Also the lifetime of
/// its cookie.
pub const ORDER_LASTS: Duration = Duration::from_mins(5);
/// The lifetime of an order on another device once its page is no longer watched.
const ABANDONED_AFTER: Duration = Duration::from_secs(10);

/// One attempt to sign in, bound to the browser that began it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub browser_hash: Vec<u8>,
    pub channel: Channel,
    pub start: BankIdStart,
    pub destination: String,
    pub phase: SignInPhase,
    pub message: BankIdMessage,
    pub order_sealed: Option<Vec<u8>>,
    pub order_started_at: Timestamp,
    pub first_started_at: Timestamp,
    pub picked_up: bool,
    pub nonce_hash: Option<Vec<u8>>,
    /// Whether the nonce, or the digits of the app's text, returned to the browser that began.
    pub nonce_returned: bool,
    pub start_address: String,
    pub user_agent: String,
    pub collected_at: Timestamp,
    pub watched_at: Timestamp,
    pub identity_sealed: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The order of the browser whose secret has the hash; it may have expired.
    pub fn of_browser(hash: Vec<u8>) -> Select<Self> {
        Self::find().filter(Column::BrowserHash.eq(hash))
    }

    /// The order that a returning app names; it may have expired.
    pub fn find_by_nonce(hash: Vec<u8>) -> Select<Self> {
        Self::find().filter(Column::NonceHash.eq(hash))
    }

    /// The lock on an order, for deciding something about it once.
    pub fn locked(id: Uuid) -> Select<Self> {
        Self::find_by_id(id).lock(LockType::Update)
    }

    /// Locks the orders that a browser presents, in any phase, in the order of their ids, which it answers.
    pub fn lock_of_browser(hashes: impl IntoIterator<Item = Vec<u8>>) -> Select<Self> {
        let presented = Self::find().select_only().column(Column::Id).filter(Column::BrowserHash.is_in(hashes));
        presented.order_by_asc(Column::Id).lock(LockType::Update)
    }

    /// Deletes the orders that a browser presents, in any phase.
    pub fn take_of_browser(hashes: impl IntoIterator<Item = Vec<u8>>) -> DeleteMany<Self> {
        Self::delete_many().filter(Column::BrowserHash.is_in(hashes))
    }

    /// Deletes an identified order if it is live: only one of several concurrent requests can.
    pub fn take_identified(id: Uuid, now: Timestamp) -> DeleteMany<Self> {
        Self::delete_many()
            .filter(Column::Id.eq(id))
            .filter(Column::Phase.eq(SignInPhase::Identified))
            .filter(Column::FirstStartedAt.gt(too_old(now)))
    }

    /// Waiting orders on another device that nobody has watched for a while, or that are too old.
    pub fn abandoned_anywhere(now: Timestamp) -> Select<Self> {
        Self::find().filter(is_abandoned(now))
    }

    /// Deletes abandoned orders; one that is watched again, or has been answered, stays.
    pub fn take_abandoned(ids: impl IntoIterator<Item = Uuid>, now: Timestamp) -> DeleteMany<Self> {
        Self::delete_many().filter(Column::Id.is_in(ids)).filter(is_abandoned(now))
    }

    /// Deletes an order in any phase.
    pub fn take(id: Uuid) -> DeleteMany<Self> {
        Self::delete_many().filter(Column::Id.eq(id))
    }

    /// Deletes orders that are too old.
    pub fn take_old(now: Timestamp) -> DeleteMany<Self> {
        Self::delete_many().filter(Column::FirstStartedAt.lte(too_old(now)))
    }
}

/// An order started at this instant or earlier has expired, whether or not it has been deleted yet.
pub(crate) fn too_old(now: Timestamp) -> Timestamp {
    now - ORDER_LASTS
}

/// An order on another device that was not watched since this instant is abandoned.
fn abandoned_since(now: Timestamp) -> Timestamp {
    now - ABANDONED_AFTER
}

fn is_abandoned(now: Timestamp) -> Condition {
    Condition::all()
        .add(Column::Phase.eq(SignInPhase::Waiting))
        .add(Column::Start.eq(BankIdStart::OtherDevice))
        .add(Column::WatchedAt.lt(abandoned_since(now)).or(Column::FirstStartedAt.lte(too_old(now))))
}
