//! BankID orders under way.

use sea_orm::entity::prelude::*;
use types::{
    Timestamp,
    access_grant::Channel,
    sign_in::{BankIdMessage, BankIdStart, SignInPhase},
};

use crate::sign_in::too_old;

/// One try to sign in, bound to the browser that began it.
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
    /// The live order of the browser whose secret has the hash.
    pub fn of_browser(hash: Vec<u8>, now: Timestamp) -> Select<Self> {
        Self::find().filter(Column::BrowserHash.eq(hash)).filter(Column::FirstStartedAt.gt(too_old(now)))
    }

    /// The live order that a returning app names.
    pub fn find_by_nonce(hash: Vec<u8>, now: Timestamp) -> Select<Self> {
        Self::find().filter(Column::NonceHash.eq(hash)).filter(Column::FirstStartedAt.gt(too_old(now)))
    }

    /// Takes an identified order away, if it is there and lives: of several who try, one does.
    pub fn take_identified(id: Uuid, now: Timestamp) -> sea_orm::DeleteMany<Self> {
        Self::delete_many()
            .filter(Column::Id.eq(id))
            .filter(Column::Phase.eq(SignInPhase::Identified))
            .filter(Column::FirstStartedAt.gt(too_old(now)))
    }

    /// Waiting orders on another device that nobody has watched since an instant.
    pub fn left_since(at: Timestamp) -> Select<Self> {
        Self::find()
            .filter(Column::Phase.eq(SignInPhase::Waiting))
            .filter(Column::Start.eq(BankIdStart::OtherDevice))
            .filter(Column::WatchedAt.lt(at))
    }

    /// Takes the orders away that are too old.
    pub fn take_old(now: Timestamp) -> sea_orm::DeleteMany<Self> {
        Self::delete_many().filter(Column::FirstStartedAt.lte(too_old(now)))
    }
}
