//! Orders of bags.

use domain::testing::{Holding, Named, World, new_press};
use types::{
    bag_order::{BagRolls, NewBagOrder},
    id::BagOrderId,
};

use crate::row::{
    Leaves::{Activity, Nothing},
    Operation,
};

const DAY: u32 = 24 * 3600;

pub const OPERATIONS: &[Operation] = &[
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let new = new_order(&world, &anna).await;
    } order_bags(&anna.caller, &anna.account, new)),
    operation!(Activity, |world| {
        let (anna, id) = ordered(&world).await;
    } cancel_bag_order(&anna.caller, &anna.account, id)),
    operation!(Activity, |world| {
        let (anna, id) = ordered(&world).await;
        world.clock.advance(15 * DAY);
    } miss_bags(&anna.caller, &anna.account, id)),
    operation!(Activity, |world| {
        let (_, id) = ordered(&world).await;
        world.send_bags(id).await;
        world.clock.advance(90 * DAY);
    } assume_delivered(20)),
    operation!(Nothing, |world| {
        let (anna, _) = ordered(&world).await;
    } bag_order_form(&anna.caller, &anna.account)),
    operation!(Nothing, |world| {
        let (anna, _) = ordered(&world).await;
    } bag_orders(&anna.caller, &anna.account, 0)),
    operation!(Nothing, |world| {
        let (anna, id) = ordered(&world).await;
    } bag_order(&anna.caller, &anna.account, id)),
];

async fn ordered(world: &World) -> (Holding, BagOrderId) {
    let anna = world.holder(Named::Anna).await;
    let new = new_order(world, &anna).await;
    let id = world.domain.order_bags(&anna.caller, &anna.account, new).await.unwrap();
    (anna, id)
}

/// Every roll of one colour, to a new address of the account.
async fn new_order(world: &World, of: &Holding) -> NewBagOrder {
    let facility = world.add_address(of, "Storgatan 1").await;
    let bags = &world.domain.settings().bags;
    let rolls = vec![BagRolls { colour: bags.kinds[0].colour.clone(), rolls: bags.rolls }];
    NewBagOrder { request_key: new_press(), facility: Some(facility), rolls }
}
