//! The days of waste pickups: the register's weekday and weeks, moved for public holidays.

mod moves;

use std::ops::Range;

use jiff::Span;
use jiff::civil::{self, Date};
use types::LocalDate;
use types::pickup::{Pickup, PickupRound, PickupWeeks, Weekday};

pub use moves::{PickupMove, PickupMoves};

use crate::entity::contract;
use crate::stockholm;

/// The register's names, from Monday.
const WEEKDAYS: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];

/// Parses the register's name of a weekday.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    let place = WEEKDAYS.iter().position(|weekday| *weekday == word)?;
    Weekday::ALL.get(place).copied()
}

/// When waste of a contract is picked up; `None` if the register does not say.
pub(crate) fn round_of(contract: &contract::Model) -> Option<PickupRound> {
    let weekday = weekday(contract.pickup_weekday.as_deref()?)?;
    let weeks = contract.pickup_weeks.as_deref()?.parse().ok()?;
    Some(PickupRound { weekday, weeks })
}

/// The pickups of some contracts within a range of days, in order. Two on the same day are one.
pub(crate) fn pickups<'a>(
    contracts: impl IntoIterator<Item = &'a contract::Model>,
    moves: &PickupMoves,
    days: &Range<LocalDate>,
) -> Vec<Pickup> {
    let mut pickups: Vec<_> = contracts.into_iter().flat_map(|contract| of_contract(contract, moves, days)).collect();
    // Of two on the same day the one that was not moved comes first, and stays.
    pickups.sort_by_key(|pickup| (pickup.date, pickup.moved_from));
    pickups.dedup_by_key(|pickup| pickup.date);
    pickups
}

fn of_contract(contract: &contract::Model, moves: &PickupMoves, days: &Range<LocalDate>) -> Vec<Pickup> {
    let Some(round) = round_of(contract) else { return Vec::new() };
    let end = contract.until.map(|until| stockholm::days_after(until, 1));
    let in_force = contract.since.max(days.start)..end.map_or(days.end, |end| end.min(days.end));
    of_round(round, moves, &in_force)
}

/// The pickups of a round, in the order of their regular days.
fn of_round(round: PickupRound, moves: &PickupMoves, days: &Range<LocalDate>) -> Vec<Pickup> {
    let all = normal_days(round, days).map(|day| moves.apply(day));
    all.filter(|pickup| days.contains(&pickup.date)).collect()
}

/// The days of a round without holidays: also those just outside of the range, which may be moved into it.
fn normal_days(round: PickupRound, days: &Range<LocalDate>) -> impl Iterator<Item = LocalDate> + use<> {
    let margin = Span::new().days(PickupMoves::FURTHEST);
    let first = stockholm::civil(days.start).saturating_sub(margin);
    let end = stockholm::civil(days.end).saturating_add(margin);
    let days = first.series(Span::new().days(1)).take_while(move |day| *day < end);
    days.filter(move |day| is_in(round, *day)).map(stockholm::to_local_date)
}

fn is_in(round: PickupRound, day: Date) -> bool {
    // By ISO 8601: at the turn of the year the week may belong to the other year.
    let week = day.iso_week_date().week();
    let is_its_week = match round.weeks {
        PickupWeeks::Odd => week % 2 == 1,
        PickupWeeks::Even => week % 2 == 0,
        PickupWeeks::Every => true,
    };
    is_its_week && weekday_of(day) == round.weekday
}

fn weekday_of(day: Date) -> Weekday {
    match day.weekday() {
        civil::Weekday::Monday => Weekday::Monday,
        civil::Weekday::Tuesday => Weekday::Tuesday,
        civil::Weekday::Wednesday => Weekday::Wednesday,
        civil::Weekday::Thursday => Weekday::Thursday,
        civil::Weekday::Friday => Weekday::Friday,
        civil::Weekday::Saturday => Weekday::Saturday,
        civil::Weekday::Sunday => Weekday::Sunday,
    }
}
