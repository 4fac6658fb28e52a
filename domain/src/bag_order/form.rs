//! What the order pages are filled with: the addresses, and why bags cannot be ordered for one.

use sea_orm::ConnectionTrait;
use types::bag_order::{AddressObstacle, BagAddress, BagOrderForm, BagOrderRefusal, NewBagOrder, OrderUnderWay};
use types::contract::{Dwelling, Service};
use types::id::{FacilityId, IdempotencyKey};
use types::{CustomerRef, LocalDate, Timestamp};
use uuid::Uuid;

use super::choice;
use crate::contract::{Place, Places};
use crate::entity::bag_order;
use crate::{Caller, Domain, Result, Right, Scope, stockholm};

impl Domain {
    /// What the order pages are filled with, and the refusals of the current choice.
    pub async fn bag_order_form(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        chosen: &NewBagOrder,
    ) -> Result<BagOrderForm> {
        let now = self.clock.now();
        let scope = caller.scope(&self.db.read, account, Right::Use).await?;
        let bags = &self.settings.bags;
        let addresses = addresses(&self.db.read, &scope, now).await?;
        let refused = why_not(&addresses, chosen.facility);
        let refusals = refused.into_iter().chain(choice::refusals(&chosen.rolls, bags));
        Ok(BagOrderForm {
            request_key: IdempotencyKey(Uuid::now_v7()),
            refusals: refusals.collect(),
            addresses,
            kinds: bags.kinds.clone(),
            rolls: bags.rolls,
            is_exact: bags.is_exact,
            delivery: bags.delivery.clone(),
            delay: bags.delay_message().cloned(),
            old_bags: bags.old_bags.clone(),
            expected_on: self.expected_on(now),
        })
    }

    /// The expected day of bags ordered now.
    pub(super) fn expected_on(&self, now: Timestamp) -> LocalDate {
        stockholm::days_after(stockholm::local_date(now), self.settings.bags.delivery_days)
    }
}

/// Why bags cannot be ordered for the chosen address.
pub(super) fn why_not(addresses: &[BagAddress], chosen: Option<FacilityId>) -> Option<BagOrderRefusal> {
    let chosen = addresses.iter().find(|address| Some(address.facility) == chosen);
    match chosen.map(|address| (&address.obstacle, &address.under_way)) {
        None => Some(BagOrderRefusal::AddressMissing),
        Some((Some(_), _)) => Some(BagOrderRefusal::AddressNotOpen),
        Some((None, Some(_))) => Some(BagOrderRefusal::UnderWay),
        Some((None, None)) => None,
    }
}

/// The account's addresses that have contracts.
pub(super) async fn addresses(db: &impl ConnectionTrait, scope: &Scope, now: Timestamp) -> Result<Vec<BagAddress>> {
    let places = Places::of(db, scope, stockholm::local_date(now)).await?;
    let under_way = bag_order::Entity::under_way(scope).all(db).await?;
    let with_contracts = places.list.iter().filter(|place| !place.contracts.is_empty());
    Ok(with_contracts.map(|place| address(scope, place, &under_way)).collect())
}

fn address(scope: &Scope, place: &Place, under_way: &[bag_order::Model]) -> BagAddress {
    let order = under_way.iter().find(|order| order.facility_id == place.facility.id && !place.is_hidden);
    let is_unseen =
        order.is_some_and(|order| order.created_at < scope.since() && order.ordered_by != Some(scope.caller().person));
    let keep = |text: &str| if place.is_hidden { String::new() } else { text.to_owned() };
    BagAddress {
        facility: place.facility.id,
        street: keep(&place.facility.street),
        postal_code: keep(&place.facility.postal_code),
        city: keep(&place.facility.city),
        obstacle: obstacle(place).or_else(|| is_unseen.then_some(AddressObstacle::EarlierOrder)),
        under_way: order.filter(|_| !is_unseen).map(|order| OrderUnderWay {
            number: order.number.clone(),
            made_on: stockholm::local_date(order.created_at),
        }),
    }
}

/// Rules B1 and B3. The obstacle that is hardest to change comes first.
fn obstacle(place: &Place) -> Option<AddressObstacle> {
    let mut waste = place.contracts.iter().filter(|contract| contract.service == Service::Waste).peekable();
    if place.is_hidden {
        Some(AddressObstacle::Hidden)
    } else if place.facility.dwelling == Dwelling::Flat {
        Some(AddressObstacle::Flat)
    } else if waste.peek().is_none() {
        Some(AddressObstacle::NoWasteContract)
    } else if !waste.any(|contract| contract.colour_sorting) {
        Some(AddressObstacle::NoColourSorting)
    } else {
        (!place.facility.mailbox).then_some(AddressObstacle::NoMailbox)
    }
}
