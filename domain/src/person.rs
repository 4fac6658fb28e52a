//! Persons: finding them by their BankID identity.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::LockType;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QuerySelect};
use types::{EmailAddress, Language, PersonId, PersonalNumber, Timestamp};
use uuid::Uuid;

use crate::entity::{Anywhere as _, person};
use crate::{Domain, Result};

pub(crate) const NUMBER: &str = "person.number_sealed";
pub(crate) const EMAIL: &str = "person.email_sealed";
pub(crate) const NEW_EMAIL: &str = "person.new_email_sealed";
pub(crate) const MOBILE: &str = "person.mobile_sealed";

/// A person's identity as given by the register or BankID.
pub(crate) struct IdentityClaims<'a> {
    pub(crate) number: &'a PersonalNumber,
    pub(crate) given_name: &'a str,
    pub(crate) surname: &'a str,
}

impl Domain {
    /// A person, locked until the transaction ends.
    pub(crate) async fn locked_person(
        &self,
        txn: &impl ConnectionTrait,
        id: PersonId,
    ) -> Result<Option<person::Model>> {
        Ok(person::Entity::anywhere(id).lock(LockType::Update).one(txn).await?)
    }

    /// The person with a personal number; a new row if there is none. The register's names take precedence over
    /// BankID's, which may be in capitals, so an existing row is not changed.
    pub(crate) async fn person_of(
        &self,
        txn: &impl ConnectionTrait,
        claims: &IdentityClaims<'_>,
        now: Timestamp,
    ) -> Result<person::Model> {
        let index = self.vault.number_index(claims.number);
        if let Some(found) = person::Entity::of_number(index.clone()).one(txn).await? {
            return Ok(found);
        }
        let row = self.new_person(claims, now).into_active_model().reset_all();
        // Two concurrent first sign-ins: one row wins, and both continue with it.
        let conflict = sea_orm::sea_query::OnConflict::column(person::Column::NumberIndex).do_nothing().to_owned();
        person::Entity::insert(row).on_conflict(conflict).exec_without_returning(txn).await?;
        let found = person::Entity::of_number(index).one(txn).await?;
        Ok(found.ok_or_else(|| DbErr::RecordNotFound("the person that was just written".to_owned()))?)
    }

    /// A new person's row.
    pub(crate) fn new_person(&self, claims: &IdentityClaims<'_>, now: Timestamp) -> person::Model {
        let id = PersonId(Uuid::now_v7());
        person::Model {
            id,
            number_index: self.vault.number_index(claims.number),
            number_sealed: self.vault.seal_text(NUMBER, id.0, claims.number.digits()),
            given_name: claims.given_name.to_owned(),
            surname: claims.surname.to_owned(),
            email_sealed: None,
            new_email_sealed: None,
            new_email_secret_hash: None,
            new_email_expires_at: None,
            mobile_sealed: None,
            language: Language::Swedish,
            protected_identity: false,
            created_at: now,
        }
    }

    /// A person's own personal number.
    pub(crate) fn number_of(&self, person: &person::Model) -> anyhow::Result<PersonalNumber> {
        let digits = self.vault.open_text(NUMBER, person.id.0, &person.number_sealed)?;
        Ok(PersonalNumber::trusted(&digits)?)
    }

    /// A person's e-mail address.
    pub(crate) fn email_of(&self, person: &person::Model) -> anyhow::Result<Option<EmailAddress>> {
        let Some(sealed) = &person.email_sealed else { return Ok(None) };
        Ok(Some(EmailAddress::trusted(self.vault.open_text(EMAIL, person.id.0, sealed)?)))
    }

    /// Sets a person's e-mail address.
    pub(crate) async fn set_email(
        &self,
        txn: &impl ConnectionTrait,
        person: person::Model,
        email: &EmailAddress,
    ) -> Result<()> {
        let sealed = self.vault.seal_text(EMAIL, person.id.0, email.as_str());
        let mut row = person.into_active_model();
        row.email_sealed = Set(Some(sealed));
        row.update(txn).await?;
        Ok(())
    }
}
