//! The keys that the database is sealed and indexed with.

use sea_orm::entity::prelude::*;
use types::Timestamp;

/// One key of the key file, by its purpose.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "key_fingerprint")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub fingerprint: Vec<u8>,
    pub since: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Every key that the database knows.
    pub fn all_keys() -> Select<Self> {
        Self::find()
    }
}
