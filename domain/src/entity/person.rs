//! Persons.

use sea_orm::entity::prelude::*;
use types::{Language, PersonId, Timestamp};

use crate::Caller;

/// Somebody who identifies with BankID.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    #[sea_orm(unique)]
    pub number_index: Vec<u8>,
    pub number_sealed: Vec<u8>,
    pub given_name: String,
    pub surname: String,
    pub email_sealed: Option<Vec<u8>>,
    pub new_email_sealed: Option<Vec<u8>>,
    pub new_email_secret_hash: Option<Vec<u8>>,
    pub new_email_expires_at: Option<Timestamp>,
    pub mobile_sealed: Option<Vec<u8>>,
    pub language: Language,
    pub protected_identity: bool,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Given name and surname.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.surname).trim().to_owned()
    }

    /// What the person is called: some have no given name.
    pub fn called(&self) -> &str {
        if self.given_name.is_empty() { &self.surname } else { &self.given_name }
    }
}

impl Entity {
    /// The caller.
    pub fn of(caller: &Caller) -> Select<Self> {
        Self::find_by_id(caller.person)
    }

    /// The person whose personal number has the index.
    pub fn of_number(index: Vec<u8>) -> Select<Self> {
        Self::find().filter(Column::NumberIndex.eq(index))
    }

    /// The persons whose personal numbers have the indexes, for the import.
    pub fn of_numbers(indexes: impl IntoIterator<Item = Vec<u8>>) -> Select<Self> {
        Self::find().filter(Column::NumberIndex.is_in(indexes))
    }

    /// The persons with the given ids.
    pub fn anywhere_all(ids: impl IntoIterator<Item = PersonId>) -> Select<Self> {
        Self::find().filter(Column::Id.is_in(ids))
    }

    /// Everybody after an id, for processing all persons in parts.
    pub fn anywhere_after(id: Option<PersonId>) -> Select<Self> {
        let everybody = Self::find();
        match id {
            Some(id) => everybody.filter(Column::Id.gt(id)),
            None => everybody,
        }
    }

    /// The person whose verification link has the secret with the hash.
    pub fn of_email_secret(hash: Vec<u8>) -> Select<Self> {
        Self::find().filter(Column::NewEmailSecretHash.eq(hash))
    }
}
