//! Links to calendars of pickups: what they give access to, for whom, and for how long.

mod access;
mod create;
mod file;

use domain::Failed;
use domain::secret::Secret;
use domain::testing::{Holding, Named, TestDatabase, World};
use types::id::FacilityId;

/// Anna has a house whose waste is picked up on Thursdays in even weeks.
async fn house(database: TestDatabase) -> (World, Holding, FacilityId) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let home = world.add_address(&anna, "Storgatan 1").await;
    world.set_pickups(home, "torsdag", "even").await;
    (world, anna, home)
}

/// Whether a link gives nothing.
async fn is_gone(world: &World, secret: &Secret) -> bool {
    match world.domain.calendar(secret).await {
        Ok(_) => false,
        Err(Failed::NotFound) => true,
        Err(other) => panic!("{other:?}"),
    }
}
