//! Pickups and calendar links, for tests.

use sea_orm::ActiveValue::Set;
use types::contract::{Calendar, ContractPlace};
use types::id::FacilityId;

use super::observe::every;
use super::{Holding, World};
use crate::entity::{calendar_link, contract};
use crate::pickup::{PickupMove, PickupMoves};
use crate::secret::Secret;

/// Moves of pickups, each from one day to another.
pub fn moves(moves: &[(&str, &str)]) -> PickupMoves {
    let moves = moves.iter().map(|(from, to)| PickupMove { from: (*from).to_owned(), to: (*to).to_owned() });
    moves.collect::<Vec<_>>().try_into().expect("moves that make sense")
}

impl World {
    /// Sets when waste is picked up, under the contracts of an address that do not say.
    pub async fn set_pickups(&self, at: FacilityId, weekday: &str, weeks: &str) {
        let fill = |row: &mut contract::ActiveModel| {
            if row.pickup_weekday.as_ref().is_none() {
                row.pickup_weekday = Set(Some(weekday.to_owned()));
                row.pickup_weeks = Set(Some(weeks.to_owned()));
            }
        };
        self.change_contracts(at, fill).await;
    }

    /// An address on a caller's page of contracts.
    pub async fn place(&self, of: &Holding, at: FacilityId) -> ContractPlace {
        let page = self.domain.contracts(&of.caller, &of.account).await.expect("a page");
        page.places.into_iter().find(|place| place.id == at).expect("the place is on the page")
    }

    /// The days of the pickups on a caller's page of contracts; for a moved one also its regular day.
    pub async fn pickups(&self, of: &Holding, at: FacilityId) -> Vec<String> {
        let pickups = self.place(of, at).await.pickups.into_iter();
        let lines = pickups.map(|pickup| match pickup.moved_from {
            Some(day) => format!("{} for {day}", pickup.date),
            None => pickup.date.to_string(),
        });
        lines.collect()
    }

    /// Creates a link to the calendar of an address, and returns its secret.
    pub async fn calendar_secret(&self, of: &Holding, at: FacilityId) -> Secret {
        self.domain.make_calendar_link(&of.caller, &of.account, at).await.expect("a link");
        let Some(Calendar::Link(link)) = self.place(of, at).await.calendar else { panic!("the page shows no link") };
        let name = link.rsplit('/').next().unwrap_or_default();
        Secret::returned(name.strip_suffix(".ics").expect("the ending of calendars"))
    }

    /// How many calendar links there are, valid or not.
    pub async fn calendar_link_count(&self) -> usize {
        every::<calendar_link::Entity>().all(&self.domain.db.read).await.expect("an answer").len()
    }
}
