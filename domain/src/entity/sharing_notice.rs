//! Letters that ask "Var det inte du?", by their links.

use sea_orm::entity::prelude::*;
use types::{AccessGrantId, Timestamp};

/// The link that removes a grant made by somebody else.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sharing_notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub grant_id: AccessGrantId,
    #[sea_orm(unique)]
    pub secret_hash: Vec<u8>,
    pub made_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The notice whose link has the secret with the hash.
    pub fn of_secret(hash: Vec<u8>) -> Select<Self> {
        Self::find().filter(Column::SecretHash.eq(hash))
    }
}
