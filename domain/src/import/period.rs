//! The period during which a line makes a person a holder.

use types::{CustomerId, LocalDate, PersonId, Timestamp};

use super::read::{ReadContract, ReadCustomer};
use super::rows::Rows;
use crate::entity::holder;
use crate::stockholm;

/// The periods of a line's holders, by their index in it.
pub(super) struct Periods<'a> {
    line: &'a ReadCustomer,
    before: &'a Rows,
    is_new_customer: bool,
    today: LocalDate,
    now: Timestamp,
}

impl<'a> Periods<'a> {
    /// `before` are the customer's rows in the database; empty if it is new.
    pub(super) fn new(line: &'a ReadCustomer, before: &'a Rows, is_new_customer: bool, now: Timestamp) -> Self {
        let today = stockholm::local_date(now);
        Self { line, before, is_new_customer, today, now }
    }

    /// The row of a holder after the line. An existing one keeps its beginning: what they have seen stays theirs.
    pub(super) fn row(&self, place: usize, customer: CustomerId, person: PersonId) -> holder::Model {
        let last_day = self.last_day(place);
        let is_over = self.has_passed(last_day);
        let known = self.before.holders.get(&person);
        let continued = known.filter(|row| row.since <= self.now && (is_over || self.held_continuously(place, row)));
        holder::Model {
            customer_id: customer,
            person_id: person,
            since: continued.map_or_else(|| self.beginning(place), |row| row.since),
            last_day,
            closed_at: is_over.then(|| known.and_then(|row| row.closed_at).unwrap_or(self.now)),
        }
    }

    /// Whether a holder was never away. After their last day somebody else may have had the account, unless the
    /// register only corrects the end of their contract.
    fn held_continuously(&self, place: usize, row: &holder::Model) -> bool {
        let held_before = |imported: &ReadContract| {
            let same = |one: &&crate::entity::contract::Model| one.number == imported.number;
            self.before.contracts.iter().find(same).is_some_and(|one| one.holder_id == row.person_id)
        };
        // One contract follows another without a gap, however late the register reports it.
        let next_day = row.last_day.map(|day| stockholm::days_after(day, 1));
        let follows = |imported: &ReadContract| next_day.is_some_and(|next| imported.since <= next);
        let mut running = self.contracts_of(place).filter(|imported| !self.has_passed(imported.until));
        !self.has_passed(row.last_day) || running.any(|imported| held_before(imported) || follows(imported))
    }

    /// Since when the account is a new holder's. What the portal knows of a customer belongs to its holders so far;
    /// only for a new customer the register is believed about the past. A person whose contract has not started waits for
    /// its first day if somebody else has the account until then, and otherwise has access at once.
    fn beginning(&self, place: usize) -> Timestamp {
        let first_days = self.contracts_of(place).filter(|imported| !self.has_passed(imported.until));
        let first_day = first_days.map(|imported| imported.since).min();
        let first = first_day.map_or(self.now, stockholm::beginning_of);
        let is_taken = || (0..self.line.holders.len()).any(|other| other != place && self.holds_today(other));
        match first > self.now {
            true if is_taken() => first,
            false if self.is_new_customer => first,
            _ => self.now,
        }
    }

    fn holds_today(&self, place: usize) -> bool {
        self.contracts_of(place).any(|imported| imported.since <= self.today && !self.has_passed(imported.until))
    }

    /// The last day of the last of the holder's contracts; `None` while one of them has no end.
    fn last_day(&self, place: usize) -> Option<LocalDate> {
        let ends: Option<Vec<LocalDate>> = self.contracts_of(place).map(|imported| imported.until).collect();
        ends?.into_iter().max()
    }

    /// A person without contracts of their own is a holder as long as the customer has any.
    fn contracts_of(&self, place: usize) -> impl Iterator<Item = &ReadContract> {
        let has_own = self.line.contracts.iter().any(|imported| imported.holder == place);
        self.line.contracts.iter().filter(move |imported| !has_own || imported.holder == place)
    }

    fn has_passed(&self, last_day: Option<LocalDate>) -> bool {
        last_day.is_some_and(|last_day| last_day < self.today)
    }
}
