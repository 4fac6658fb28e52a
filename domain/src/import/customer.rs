//! One line becomes rows.

use sea_orm::{ActiveModelTrait, IntoActiveModel};
use types::{CustomerId, Timestamp};
use uuid::Uuid;

use super::Flaw;
use super::access_grant::close_grants;
use super::batch::{Effect, Outcome};
use super::contract::{import_contracts, rows_from_line};
use super::existing::Existing;
use super::line::Content;
use super::read::ReadCustomer;
use super::rows::Rows;
use crate::activity::{self, Event, Stream};
use crate::change::Change;
use crate::customer::{EMAIL, PHONE, new_reference};
use crate::entity::customer;
use crate::{By, Domain, Result, stockholm};

impl Domain {
    /// Updates a customer to the line. Problems with the line are found before anything is written for it.
    pub(super) async fn import_customer(
        &self,
        change: &Change<'_>,
        line: &Content,
        existing: &mut Existing,
    ) -> Result<Result<Outcome, Flaw>> {
        let before = existing.customers.get(&line.customer.number);
        // Checked again under the lock: an earlier line or another import may have written it by now.
        if before.is_some_and(|before| before.import_digest == line.digest) {
            return Ok(Ok(Outcome::UNCHANGED));
        }
        if before.is_none() && line.customer.is_over(self.forgotten_contracts(change.now)) {
            return Ok(Ok(Outcome::UNCHANGED));
        }
        let id = before.map_or_else(|| CustomerId(Uuid::now_v7()), |customer| customer.id);
        if let Some(flaw) = existing.contract_of_another(id, &line.customer) {
            return Ok(Err(flaw));
        }
        let customer = self.customer_row(id, line, before, change.now);
        let effect = if before.is_some() { Effect::Changed } else { Effect::Created };
        let has_ended = customer.ended_at.is_some() && before.is_none_or(|before| before.ended_at.is_none());
        let closed_grants = match effect {
            Effect::Created => self.create_customer(change, &customer, &line.customer, existing).await?,
            _ => self.change_customer(change, &customer, &line.customer, existing).await?,
        };
        existing.store_customer(customer, &line.customer);
        Ok(Ok(Outcome { effect, has_ended, closed_grants }))
    }

    /// Returns how many grants were closed. The rows wait for those of other lines.
    async fn create_customer(
        &self,
        change: &Change<'_>,
        customer: &customer::Model,
        line: &ReadCustomer,
        existing: &mut Existing,
    ) -> Result<u64> {
        let before = Rows::default();
        let holders = self.import_holders(change, customer.id, line, None, existing).await?;
        let (facilities, contracts) = rows_from_line(customer.id, line, &holders.persons, &before);
        let closed = close_grants(change, customer, before.grants, &holders).await?;
        let pending = &mut existing.pending;
        pending.customers.push(customer.clone());
        pending.holders.extend(holders.joined);
        pending.facilities.extend(facilities);
        pending.contracts.extend(contracts);
        pending.activity.push(activity::first(Stream::Customer(customer.id), Event::CustomerImported, change.now));
        Ok(closed)
    }

    /// Returns how many grants were closed. Pending inserts are written first, because the customer may be among them.
    async fn change_customer(
        &self,
        change: &Change<'_>,
        customer: &customer::Model,
        line: &ReadCustomer,
        existing: &mut Existing,
    ) -> Result<u64> {
        existing.write(&change.txn).await?;
        let id = customer.id;
        let mut before = Rows::of(&change.txn, id).await?;
        let grants = std::mem::take(&mut before.grants);
        customer.clone().into_active_model().reset_all().update(&change.txn).await?;
        let holders = self.import_holders(change, id, line, Some(&before), existing).await?;
        // New persons first: the rows below refer to them.
        existing.write(&change.txn).await?;
        holders.write(&change.txn, id).await?;
        import_contracts(&change.txn, id, line, &holders.persons, before).await?;
        let closed = close_grants(change, customer, grants, &holders).await?;
        change.record_in(Stream::Customer(id), By::SYSTEM, Event::CustomerImported).await?;
        Ok(closed)
    }

    fn customer_row(
        &self,
        id: CustomerId,
        line: &Content,
        before: Option<&customer::Model>,
        now: Timestamp,
    ) -> customer::Model {
        let imported = &line.customer;
        let ended_before = before.and_then(|before| before.ended_at);
        let is_over = imported.is_over(stockholm::local_date(now));
        customer::Model {
            id,
            reference: before.map_or_else(new_reference, |before| before.reference.clone()),
            number: imported.number.clone(),
            kind: imported.kind,
            name: imported.name.clone(),
            organisation_number: imported.organisation_number.clone(),
            email_sealed: imported.email.as_ref().map(|email| self.vault.seal_text(EMAIL, id.0, email.as_str())),
            phone_sealed: imported.phone.as_ref().map(|phone| self.vault.seal_text(PHONE, id.0, phone.as_str())),
            import_digest: line.digest.clone(),
            imported_at: now,
            ended_at: is_over.then(|| ended_before.unwrap_or(now)),
        }
    }
}
