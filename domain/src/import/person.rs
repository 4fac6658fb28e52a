//! The holders of a line: persons, and that they hold the customer's account.

use std::collections::HashSet;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, sea_query::LockType,
};
use types::{CustomerId, PersonId, Timestamp};

use super::read::ReadHolder;
use crate::{
    Domain,
    entity::{holder, person},
    person::{EMAIL, Known, MOBILE},
};

/// The holders as the line leaves them.
pub(super) struct Holders {
    /// In the order of the line.
    pub(super) persons: Vec<person::Model>,
    /// Persons who were holders and are so no more.
    pub(super) left: Vec<PersonId>,
    /// Places among the persons of those whose identity is protected from now on.
    pub(super) newly_protected: Vec<usize>,
}

impl Domain {
    pub(super) async fn import_holders(
        &self,
        txn: &impl ConnectionTrait,
        customer: CustomerId,
        line: &[ReadHolder],
        before: &HashSet<PersonId>,
        now: Timestamp,
    ) -> Result<Holders, DbErr> {
        let mut holders = Holders { persons: Vec::new(), left: Vec::new(), newly_protected: Vec::new() };
        let mut joined = Vec::new();
        for (place, said) in line.iter().enumerate() {
            let (person, is_newly_protected) = self.import_person(txn, said, before, now).await?;
            if is_newly_protected {
                // Whoever is signed in as them has to show again who they are.
                self.end_all_sessions(txn, person.id, now).await?;
                holders.newly_protected.push(place);
            }
            if !before.contains(&person.id) {
                joined.push(person.id);
            }
            holders.persons.push(person);
        }
        let is_still = |id: &&PersonId| holders.persons.iter().any(|person| person.id == **id);
        holders.left = before.iter().filter(|id| !is_still(id)).copied().collect();
        let joined = joined.into_iter().map(|person| holder::ActiveModel {
            customer_id: Set(customer),
            person_id: Set(person),
            since: Set(now),
        });
        holder::Entity::insert_many(joined).exec_without_returning(txn).await?;
        if !holders.left.is_empty() {
            holder::Entity::delete_many()
                .filter(holder::Column::CustomerId.eq(customer))
                .filter(holder::Column::PersonId.is_in(holders.left.clone()))
                .exec(txn)
                .await?;
        }
        Ok(holders)
    }

    /// One person, and whether they are protected from now on. The register decides names and protection. What a person
    /// has chosen in the portal stays: an e-mail address and a language always, a mobile number also when it was taken
    /// away, so it is only taken from the register when the person becomes a holder.
    async fn import_person(
        &self,
        txn: &impl ConnectionTrait,
        said: &ReadHolder,
        holders_before: &HashSet<PersonId>,
        now: Timestamp,
    ) -> Result<(person::Model, bool), DbErr> {
        let index = self.vault.number_index(&said.number);
        // Sessions and grants refer to the row meanwhile; a full lock would make them wait.
        let found = person::Entity::of_number(index).lock(LockType::NoKeyUpdate).one(txn).await?;
        let is_new = found.is_none();
        let person = if let Some(person) = found {
            person
        } else {
            let known = Known { number: &said.number, given_name: &said.given_name, surname: &said.surname };
            self.person_of(txn, &known, now).await?
        };
        let is_newly_protected = said.protected_identity && !person.protected_identity;
        let is_holder_already = holders_before.contains(&person.id);
        let mut row = person.clone().into_active_model();
        row.given_name.set_if_not_equals(said.given_name.clone());
        row.surname.set_if_not_equals(said.surname.clone());
        row.protected_identity.set_if_not_equals(said.protected_identity);
        if is_new {
            row.language.set_if_not_equals(said.language);
        }
        if let (None, Some(email)) = (&person.email_sealed, &said.email) {
            row.email_sealed = Set(Some(self.vault.seal_text(EMAIL, person.id.0, email.as_str())));
        }
        if let (None, Some(mobile), false) = (&person.mobile_sealed, &said.mobile, is_holder_already) {
            row.mobile_sealed = Set(Some(self.vault.seal_text(MOBILE, person.id.0, mobile.as_str())));
        }
        let person = if row.is_changed() { row.update(txn).await? } else { person };
        Ok((person, is_newly_protected))
    }
}
