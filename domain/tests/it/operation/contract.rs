//! Contracts, and calendars of pickups.

use domain::secret::Secret;
use domain::testing::{Holding, Named, World};
use types::id::FacilityId;

use super::row::Leaves::{Activity, Nothing};
use super::row::Operation;

pub const OPERATIONS: &[Operation] = &[
    operation!(Nothing, |world| {
        let (anna, _) = house(&world).await;
    } contracts(&anna.caller, &anna.account)),
    operation!(Activity, |world| {
        let (anna, home) = house(&world).await;
    } make_calendar_link(&anna.caller, &anna.account, home)),
    operation!(Activity, |world| {
        let (anna, home, _) = linked(&world).await;
    } remove_calendar_link(&anna.caller, &anna.account, home)),
    operation!(Nothing, |world| {
        let (.., secret) = linked(&world).await;
    } calendar(&secret)),
];

async fn house(world: &World) -> (Holding, FacilityId) {
    let anna = world.holder(Named::Anna).await;
    let home = world.add_address(&anna, "Storgatan 1").await;
    world.set_pickups(home, "torsdag", "even").await;
    (anna, home)
}

async fn linked(world: &World) -> (Holding, FacilityId, Secret) {
    let (anna, home) = house(world).await;
    world.domain.make_calendar_link(&anna.caller, &anna.account, home).await.unwrap();
    let secret = world.calendar_secret(&anna, home).await;
    (anna, home, secret)
}
