//! Pickups moved for public holidays, by the company's list.

use std::collections::BTreeMap;

use serde::Deserialize;
use types::LocalDate;
use types::pickup::Pickup;

use super::weekday_of;
use crate::stockholm;

/// Moves every pickup of one day to another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickupMove {
    /// The regular day, in ISO 8601.
    pub from: String,
    /// The day instead.
    pub to: String,
}

/// All moves, by the regular day. A move is never applied to a moved pickup, so that a whole week can move by a day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Vec<PickupMove>")]
pub struct PickupMoves(BTreeMap<LocalDate, LocalDate>);

impl PickupMoves {
    /// The maximum number of days by which a pickup is moved. More is a typo in month or year.
    pub(super) const FURTHEST: i32 = 14;

    /// The pickup of a regular day.
    pub(super) fn apply(&self, day: LocalDate) -> Pickup {
        let instead = self.0.get(&day).copied();
        let date = instead.unwrap_or(day);
        Pickup { date, weekday: weekday_of(stockholm::civil(date)), moved_from: instead.map(|_| day) }
    }
}

impl TryFrom<Vec<PickupMove>> for PickupMoves {
    type Error = String;

    fn try_from(list: Vec<PickupMove>) -> Result<Self, Self::Error> {
        let mut moves = BTreeMap::new();
        for PickupMove { from, to } in list {
            let (normal, instead) = (day(&from)?, day(&to)?);
            let distance = (stockholm::civil(instead) - stockholm::civil(normal)).get_days().abs();
            if distance == 0 {
                return Err(format!("the move from {from} leads to the same day"));
            }
            if distance > Self::FURTHEST {
                let furthest = Self::FURTHEST;
                return Err(format!("the move from {from} to {to} is longer than {furthest} days"));
            }
            if moves.insert(normal, instead).is_some() {
                return Err(format!("{from} is moved twice"));
            }
        }
        Ok(Self(moves))
    }
}

fn day(text: &str) -> Result<LocalDate, String> {
    text.parse().map_err(|_| format!("{text:?} is no date: write it as 2026-12-24"))
}
