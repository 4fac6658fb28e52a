//! Requesting a letter with a code, and composing it.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use types::account::CustomerKind;
use types::customer_number::CodeRefusal;
use types::time::{DAY, days};
use types::{Channel, Timestamp};
use uuid::Uuid;

use super::code::Code;
use super::refuse_attempt;
use crate::activity::Event;
use crate::change::{Change, ChangeOf};
use crate::contract::is_current;
use crate::entity::{
    Anywhere as _, activation_code, activity as activities, contract, customer, facility, holder, job as jobs, person,
};
use crate::error::refuse;
use crate::job::{JobKind, Letter};
use crate::mail::{Activation, PaperLetter, date, one_line};
use crate::{Browser, By, Domain, Error, Result, db, stockholm};

/// Letters per number: one a day, and this many in this period.
const LETTERS: (u64, Duration) = (3, days(30));
/// The validity of a code, and then until midnight.
const CODE_LASTS: Duration = days(30);

/// The recipient of a letter and their address.
struct Addressee {
    person: person::Model,
    facility: facility::Model,
}

impl Domain {
    /// Enqueues a letter with a code for the customer with a number, if there is one. Looks nothing up: the answer, and
    /// the work before it, are the same for every number.
    pub async fn ask_for_code(&self, browser: &Browser, number: &str) -> Result<(), Error<CodeRefusal>> {
        if !self.settings.customer_number.open {
            return refuse(CodeRefusal::Closed);
        }
        let number = CodeRefusal::of_number(number, self.settings.customer_number.form);
        let number = number.map_err(|rule| Error::Refused(vec![rule]))?;
        if self.attempt_to_ask(browser).await?.is_none() {
            return refuse_attempt(CodeRefusal::TooMany);
        }
        let index = self.vault.customer_number_index(&number);
        let letter = Letter::ActivationCode(Uuid::from_slice(&index[..16]).expect("sixteen bytes are an identity"));
        let txn = self.db.begin_write().await?;
        db::lock_value(&txn, &index).await?;
        let change = self.change_in(txn);
        let (most, within) = LETTERS;
        let asked = |within| jobs::Entity::enqueued_since(letter, change.now - within).count(&change.txn);
        if asked(DAY).await? == 0 && asked(within).await? < most {
            change.enqueue_on_paper(letter, &number).await?;
        }
        Ok(change.commit().await?)
    }

    /// The requested letter; `None` if the number is unknown, or a letter must not go there. The code is made here and
    /// stored as a hash only; a second attempt makes a new one, which replaces the first.
    pub(crate) async fn activation_letter(&self, job: &jobs::Model) -> Result<Option<PaperLetter>> {
        let Some(number) = self.number_of_letter(job)?.filter(|_| self.settings.customer_number.open) else {
            return Ok(None);
        };
        let code = Code::random();
        let hash = self.hasher.hash(code.signs()).await?;
        let Some(found) = customer::Entity::of_number(&number).one(&self.db.read).await? else { return Ok(None) };
        let Some(change) = self.change_of_customer(found.id, By::SYSTEM).await? else { return Ok(None) };
        let (customer, now) = (change.customer().clone(), change.now);
        let Some(to) = addressee(&change).await? else { return Ok(None) };
        if self.is_day_full(&change).await? {
            tracing::error!(job = %job.id, "too many letters with a code in a day: this one is left out");
            return Ok(None);
        }
        if !jobs::Entity::is_leased(&change.txn, job).await? {
            return Ok(None);
        }
        let expires_at = stockholm::midnight_from(now + CODE_LASTS);
        store_code(&change, &to.person, hash, expires_at).await?;
        record_once(&change, job).await?;
        change.commit().await?;
        let letter = Activation {
            company: &self.settings.company,
            address: address(&customer, &to),
            number: &customer.number,
            code: &code.grouped(),
            site: &self.site(Channel::Web),
            last_day: date(to.person.language, stockholm::last_day(expires_at))?,
        };
        Ok(Some(letter.written(to.person.language, now)?))
    }

    /// Whether the daily limit of sent letters is reached, over all requests: each costs postage. Only sent ones count,
    /// so that unknown numbers do not use up the limit.
    async fn is_day_full(&self, change: &Change<'_>) -> Result<bool> {
        let lately = jobs::Entity::sent_anywhere(JobKind::ActivationCode, change.now - DAY);
        let sent = lately.count(&change.txn).await?;
        Ok(sent >= u64::from(self.settings.customer_number.letters_a_day))
    }
}

/// The holder of the oldest live contract, at its address. Never a person with a protected identity, nor an address
/// where one has a contract.
async fn addressee(change: &ChangeOf<'_, customer::Model>) -> Result<Option<Addressee>> {
    let (customer, txn) = (change.customer(), &change.txn);
    let today = stockholm::local_date(change.now);
    let mut contracts = contract::Entity::of_customer(customer.id).all(txn).await?;
    contracts.retain(|contract| is_current(contract, today));
    contracts.sort_by(|one, other| (&one.since, &one.number).cmp(&(&other.since, &other.number)));
    let Some(oldest) = contracts.first().filter(|_| customer.ended_at.is_none()) else { return Ok(None) };
    let there = contracts.iter().filter(|contract| contract.facility_id == oldest.facility_id);
    let persons = person::Entity::anywhere_all(there.map(|contract| contract.holder_id)).all(txn).await?;
    let is_holder = holder::Entity::holding(customer.id, oldest.holder_id, change.now).one(txn).await?.is_some();
    if !is_holder || persons.iter().any(|person| person.protected_identity) {
        return Ok(None);
    }
    let facility = facility::Entity::anywhere(oldest.facility_id).one(txn).await?;
    let person = persons.into_iter().find(|person| person.id == oldest.holder_id);
    Ok(person.zip(facility).map(|(person, facility)| Addressee { person, facility }))
}

async fn store_code(
    change: &ChangeOf<'_, customer::Model>,
    person: &person::Model,
    hash: String,
    expires_at: Timestamp,
) -> Result<()> {
    use activation_code::Column;

    let row = activation_code::ActiveModel {
        customer_id: Set(change.customer().id),
        person_id: Set(person.id),
        code_hash: Set(hash),
        expires_at: Set(expires_at),
    };
    let again = OnConflict::column(Column::CustomerId)
        .update_columns([Column::PersonId, Column::CodeHash, Column::ExpiresAt])
        .to_owned();
    activation_code::Entity::insert(row).on_conflict(again).exec_without_returning(&change.txn).await?;
    Ok(())
}

/// A letter that is retried was requested once.
async fn record_once(change: &ChangeOf<'_, customer::Model>, job: &jobs::Model) -> Result<()> {
    let of_customer = activities::Entity::newest_of(change.customer().id.0);
    if of_customer.filter(activities::Column::Subject.eq(job.id)).count(&change.txn).await? == 0 {
        change.record(Event::ActivationAsked(job.id)).await?;
    }
    Ok(())
}

/// The lines of an address: a company's letter also names the person.
fn address(customer: &customer::Model, to: &Addressee) -> Vec<String> {
    let name = to.person.name();
    let names = match customer.kind {
        CustomerKind::Private => vec![name],
        CustomerKind::Business => vec![customer.name.clone(), format!("Att: {name}")],
    };
    let (front, back) = to.facility.postal_code.split_at_checked(3).unwrap_or((&to.facility.postal_code, ""));
    let town = format!("{front} {back} {}", to.facility.city);
    let lines = names.into_iter().chain([to.facility.street.clone(), town]);
    lines.map(|line| one_line(&line)).collect()
}
