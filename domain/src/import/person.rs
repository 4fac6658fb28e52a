//! The holders of a line, as persons and as rows of `holder`.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, TryIntoModel,
};
use types::{CustomerId, PersonId};

use super::existing::Existing;
use super::pending_inserts::insert;
use super::period::Periods;
use super::read::{ReadCustomer, ReadHolder};
use super::rows::Rows;
use crate::change::Change;
use crate::entity::{calendar_link, holder, person};
use crate::person::{EMAIL, IdentityClaims, MOBILE};
use crate::{Domain, Result};

/// The holders after the line.
#[derive(Default)]
pub(super) struct Holders {
    /// In the order of the line.
    pub(super) persons: Vec<person::Model>,
    /// New rows.
    pub(super) joined: Vec<holder::Model>,
    /// Rows that the line changes.
    pub(super) changed: Vec<holder::Model>,
    /// Persons whom the line no longer names.
    pub(super) left: Vec<PersonId>,
    /// Persons whom it names, and whose last day has passed; also of a period before the present one.
    pub(super) over: Vec<PersonId>,
    /// Persons whom it names, and who are holders now.
    pub(super) present: Vec<PersonId>,
    /// Indexes among the persons of those whose identity becomes protected.
    pub(super) newly_protected: Vec<usize>,
}

impl Holders {
    /// Updates the holder rows of a customer.
    pub(super) async fn write(&self, txn: &impl ConnectionTrait, customer: CustomerId) -> Result<()> {
        insert(txn, self.joined.clone()).await?;
        for row in &self.changed {
            row.clone().into_active_model().reset_all().update(txn).await?;
        }
        if !self.over.is_empty() {
            calendar_link::Entity::gone_with_holders(customer, &self.over).exec(txn).await?;
        }
        if !self.left.is_empty() {
            holder::Entity::delete_many()
                .filter(holder::Column::CustomerId.eq(customer))
                .filter(holder::Column::PersonId.is_in(self.left.clone()))
                .exec(txn)
                .await?;
            calendar_link::Entity::gone_with_holders(customer, &self.left).exec(txn).await?;
        }
        Ok(())
    }
}

impl Domain {
    /// Updates the persons of a line; the holder rows are not written yet.
    pub(super) async fn import_holders(
        &self,
        change: &Change<'_>,
        customer: CustomerId,
        line: &ReadCustomer,
        before: Option<&Rows>,
        existing: &mut Existing,
    ) -> Result<Holders> {
        let (now, nothing) = (change.now, Rows::default());
        let (is_new, before) = (before.is_none(), before.unwrap_or(&nothing));
        let periods = Periods::new(line, before, is_new, now);
        let mut holders = Holders::default();
        for (place, imported) in line.holders.iter().enumerate() {
            let (person, is_newly_protected) = self.import_person(change, imported, &before.holders, existing).await?;
            if is_newly_protected {
                // Their sessions must authenticate again, and their links may be in other hands.
                self.end_all_sessions(change, person.id).await?;
                calendar_link::Entity::gone_with_person(person.id).exec(&change.txn).await?;
                holders.newly_protected.push(place);
            }
            let row = periods.row(place, customer, person.id);
            let known = before.holders.get(&person.id);
            // Somebody who comes back before a worker has closed what they had shared does not share it anew.
            let has_come_back = known.is_some_and(|known| known.since != row.since && known.is_over(now));
            if row.closed_at.is_some() || has_come_back {
                holders.over.push(person.id);
            }
            if row.closed_at.is_none() && row.since <= now {
                holders.present.push(person.id);
            }
            match known {
                None => holders.joined.push(row),
                Some(known) if *known != row => holders.changed.push(row),
                Some(_) => {}
            }
            holders.persons.push(person);
        }
        let is_still = |id: &&PersonId| holders.persons.iter().any(|person| person.id == **id);
        holders.left = before.holders.keys().filter(|id| !is_still(id)).copied().collect();
        Ok(holders)
    }

    /// One person, and whether they become protected. The register decides names and protection. What a person has set
    /// in the portal stays: an e-mail address and a language always, a mobile number also if it was removed, so it is
    /// only taken from the register when the person becomes a holder.
    async fn import_person(
        &self,
        change: &Change<'_>,
        imported: &ReadHolder,
        holders_before: &HashMap<PersonId, holder::Model>,
        existing: &mut Existing,
    ) -> Result<(person::Model, bool)> {
        let found = existing.person(&self.vault.number_index(&imported.number)).cloned();
        let is_new = found.is_none();
        let person = found.unwrap_or_else(|| {
            let known = IdentityClaims {
                number: &imported.number,
                given_name: &imported.given_name,
                surname: &imported.surname,
            };
            self.new_person(&known, change.now)
        });
        let is_newly_protected = imported.protected_identity && !person.protected_identity;
        let is_holder_already = holders_before.contains_key(&person.id);
        let mut row = person.clone().into_active_model();
        row.given_name.set_if_not_equals(imported.given_name.clone());
        row.surname.set_if_not_equals(imported.surname.clone());
        row.protected_identity.set_if_not_equals(imported.protected_identity);
        if is_new {
            row.language.set_if_not_equals(imported.language);
        }
        if let (None, Some(email)) = (&person.email_sealed, &imported.email) {
            row.email_sealed = Set(Some(self.vault.seal_text(EMAIL, person.id.0, email.as_str())));
        }
        if let (None, Some(mobile), false) = (&person.mobile_sealed, &imported.mobile, is_holder_already) {
            row.mobile_sealed = Set(Some(self.vault.seal_text(MOBILE, person.id.0, mobile.as_str())));
        }
        let person = match (existing.is_written(&person), row.is_changed()) {
            (true, true) => row.update(&change.txn).await?,
            (true, false) => person,
            (false, _) => row.try_into_model()?,
        };
        existing.store_person(person.clone());
        Ok((person, is_newly_protected))
    }
}
