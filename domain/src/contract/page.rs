//! The page Avtal: contracts, and when waste is picked up.

use types::contract::{Calendar, ContractPlace, ContractPlaces, Service, Waste};
use types::id::FacilityId;
use types::pickup::Pickup;
use types::{CustomerRef, LocalDate};

use super::{Place, Places};
use crate::entity::{contract, person};
use crate::pickup::{self, PickupMoves};
use crate::{Caller, Domain, Result, Right, stockholm};

/// Pickups on the page.
const SHOWN: usize = 10;

impl Domain {
    /// The account's addresses with their contracts and pickups, and the caller's calendar links.
    pub async fn contracts(&self, caller: &Caller, account: &CustomerRef) -> Result<ContractPlaces> {
        let today = stockholm::local_date(self.clock.now());
        let db = &self.db.read;
        let scope = caller.scope(db, account, Right::Use).await?;
        let places = Places::of(db, &scope, today).await?;
        let links = if caller.lacks_bankid() { Vec::new() } else { self.calendar_links(db, &scope).await? };
        let calendar = |facility: FacilityId| match links.iter().find(|(id, _)| *id == facility) {
            Some((_, link)) => Calendar::Link(link.clone()),
            None if caller.lacks_bankid() => Calendar::NeedsBankId,
            None => Calendar::Absent,
        };
        let shown = places.list.iter().filter(|place| !place.contracts.is_empty()).map(|place| {
            let id = place.facility.id;
            let mut pickups = place.pickups(&self.settings.pickups.moves, today);
            pickups.truncate(SHOWN);
            let calendar = places.with_pickups(id).map(|_| calendar(id));
            ContractPlace { id, facility: places.shown(place), waste: place.waste(), pickups, calendar }
        });
        let is_partly_hidden = places.list.iter().any(|place| place.is_hidden);
        Ok(ContractPlaces { places: shown.collect(), is_partly_hidden })
    }
}

impl Places {
    /// An address whose pickups are known and visible to the caller.
    pub(crate) fn with_pickups(&self, facility: FacilityId) -> Option<&Place> {
        let has_round = |place: &&Place| place.waste().iter().any(|waste| waste.round.is_some());
        self.list.iter().find(|place| place.facility.id == facility).filter(has_round)
    }

    /// Whether somebody with a protected identity has a contract at an address, including the caller.
    pub(crate) fn has_protected(&self, place: &Place) -> bool {
        let is_protected = |person: &person::Model| person.protected_identity;
        place.contracts.iter().any(|contract| self.person(contract.holder_id).is_some_and(is_protected))
    }
}

impl Place {
    /// The waste services. Rule G19: weekday and weeks reveal the part of the town of a hidden address.
    fn waste(&self) -> Vec<Waste> {
        let shown = self
            .waste_contracts()
            .map(|contract| Waste { colour_sorting: contract.colour_sorting, round: pickup::round_of(contract) });
        shown.collect()
    }

    /// The pickups of a year from a day on.
    pub(crate) fn pickups(&self, moves: &PickupMoves, from: LocalDate) -> Vec<Pickup> {
        pickup::pickups(self.waste_contracts(), moves, &(from..stockholm::year_after(from)))
    }

    fn waste_contracts(&self) -> impl Iterator<Item = &contract::Model> {
        let of_waste = |contract: &&contract::Model| contract.service == Service::Waste;
        self.contracts.iter().filter(|_| !self.is_hidden).filter(of_waste)
    }
}
