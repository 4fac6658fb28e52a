//! Orders of bags.

use domain::bag_order::PickListFormat;
use domain::import::ImportMode;
use domain::testing::{Holding, Named, World, new_key, three_rolls};
use types::bag_order::{BagOrderStatus, NewBagOrder};
use types::id::BagOrderId;

use super::row::Leaves::{Activity, Nothing};
use super::row::Operation;

const DAY: u32 = 24 * 3600;

pub const OPERATIONS: &[Operation] = &[
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let home = world.add_address(&anna, "Storgatan 1").await;
        let new = NewBagOrder { request_key: new_key(), facility: Some(home), rolls: three_rolls() };
    } order_bags(&anna.caller, &anna.account, new)),
    operation!(Activity, |world| {
        let (anna, id) = ordered(&world).await;
    } cancel_bag_order(&anna.caller, &anna.account, id)),
    operation!(Activity, |world| {
        let (anna, id) = ordered(&world).await;
        world.clock.advance(15 * DAY);
    } report_missing(&anna.caller, &anna.account, id)),
    operation!(Activity, |world| {
        let (_, id) = ordered(&world).await;
        world.set_order_status(id, BagOrderStatus::Sent).await;
        world.clock.advance(90 * DAY);
    } assume_delivered(20)),
    operation!(Activity, |world| {
        ordered(&world).await;
        let folder = tempfile::tempdir().unwrap();
    } export_orders(folder.path(), PickListFormat::Csv, |_| {})),
    operation!(Activity, |world| {
        ordered(&world).await;
        let folder = tempfile::tempdir().unwrap();
    } export_step(folder.path(), PickListFormat::Csv)),
    operation!(Activity, |world| {
        let (_, id) = ordered(&world).await;
        world.set_order_status(id, BagOrderStatus::Packed).await;
        let file = format!("order_number,status\n{},sent\n", world.order_row(id).await.number);
    } update_orders(file.as_bytes(), ImportMode::Apply, |_| {})),
    operation!(Nothing, |world| {
        let (anna, _) = ordered(&world).await;
    } bag_order_form(&anna.caller, &anna.account, &NewBagOrder::default())),
    operation!(Nothing, |world| {
        let (anna, _) = ordered(&world).await;
    } bag_orders(&anna.caller, &anna.account, 0)),
    operation!(Nothing, |world| {
        let (anna, id) = ordered(&world).await;
    } bag_order(&anna.caller, &anna.account, id)),
];

async fn ordered(world: &World) -> (Holding, BagOrderId) {
    let anna = world.holder(Named::Anna).await;
    let home = world.add_address(&anna, "Storgatan 1").await;
    let id = world.order(&anna, home).await.unwrap();
    (anna, id)
}
