//! Pickups that are moved for public holidays, as the company says.

use std::collections::BTreeMap;

use serde::Deserialize;
use types::{LocalDate, pickup::Pickup};

use super::weekday_of;
use crate::stockholm;

/// Every pickup of one day is on another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickupMove {
    /// The normal day, as of ISO 8601.
    pub from: String,
    /// The day instead.
    pub to: String,
}

/// All moves, by the normal day. One is never applied to what another has moved: a whole week can go a day later.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Vec<PickupMove>")]
pub struct PickupMoves(BTreeMap<LocalDate, LocalDate>);

impl PickupMoves {
    /// Days that a pickup is moved at most. Further is a slip of the pen in a month or year.
    pub(super) const FURTHEST: i32 = 14;

    /// The pickup of a normal day.
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
    stockholm::parse_date(text).ok_or_else(|| format!("{text:?} is no date: write it as 2026-12-24"))
}
