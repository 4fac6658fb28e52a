//! Beställningar, as shown to those who may use the account (rules B5, B6 and G19).

use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::bag_order::{BagOrderList, BagOrderStatus};

use super::{Scene, november};
use BagOrderStatus::{Cancelled, Delivered, Received};
use TestDatabase::{Postgres, Sqlite};

impl Scene {
    async fn page(&self, page: u32) -> BagOrderList {
        self.world.domain.bag_orders(&self.anna.caller, &self.anna.account, page).await.expect("a page")
    }
}

#[rstest]
#[tokio::test]
async fn orders_come_newest_first_and_by_pages(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let mut made = Vec::new();
    for _ in 0..21 {
        let id = scene.ordered().await;
        scene.world.set_order_status(id, Delivered).await;
        scene.world.clock.advance(60);
        made.insert(0, id);
    }

    let (first, second) = (scene.page(0).await, scene.page(1).await);

    assert_eq!((first.has_more, second.has_more), (true, false));
    let shown: Vec<_> = first.orders.iter().chain(&second.orders).map(|order| order.id).collect();
    assert_eq!(shown, made);
    assert_eq!(scene.page(2).await.orders, []);
}

#[rstest]
#[tokio::test]
async fn an_order_says_everything_about_itself(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;

    let order = scene.seen(id).await;

    assert_eq!((order.street.as_str(), order.status), ("Storgatan 1", Received));
    assert_eq!((order.ordered_by.as_deref(), order.is_mine), (Some("Anna Andersson"), true));
    assert_eq!(order.expected_on, november(30));
    assert_eq!(order.steps, [(Received, november(23))]);
    assert_eq!(scene.page(0).await.orders, [order]);
}

#[rstest]
#[tokio::test]
async fn steps_are_those_that_were_taken(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.clock.advance(24 * 3600);
    scene.world.set_order_status(id, Cancelled).await;

    let steps = scene.seen(id).await.steps;

    assert_eq!(steps, [(Received, november(23)), (Cancelled, november(24))]);
}

#[rstest]
#[tokio::test]
async fn an_order_keeps_the_address_it_was_made_for(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.set_dwelling(scene.home, types::contract::Dwelling::Flat, false).await;

    assert_eq!(scene.seen(id).await.street, "Storgatan 1");
}

#[rstest]
#[tokio::test]
async fn a_protected_identity_and_its_address_are_hidden_from_others(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let mut scene = Scene::new(database).await;
    let eva = scene.world.joint_holder(Named::Eva, &scene.anna).await;
    let hers = scene.world.add_address(&eva, "Smedjegatan 2").await;
    scene.world.order(&eva, hers).await.unwrap();
    scene.world.protect(Named::Eva, true).await;

    let of_anna = scene.page(0).await.orders.remove(0);
    scene.anna = eva;
    let of_eva = scene.page(0).await.orders.remove(0);

    assert_eq!((of_anna.street.as_str(), of_anna.ordered_by, of_anna.is_mine), ("", None, false));
    assert_eq!((of_eva.street.as_str(), of_eva.ordered_by.as_deref()), ("Smedjegatan 2", Some("Eva Dahl")));
}

#[rstest]
#[tokio::test]
async fn a_session_by_number_sees_others_masked(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut scene = Scene::new(database).await;
    let bjorn = scene.let_in(Named::Bjorn).await;
    scene.world.order(&bjorn, scene.home).await.unwrap();
    scene.world.activate(&scene.anna).await;
    scene.anna = scene.world.by_number(&scene.anna).await;

    let order = scene.page(0).await.orders.remove(0);

    let by = order.ordered_by.expect("a masked name");
    assert!(by.starts_with('B') && !by.contains("Berg"), "{by}");
}

#[rstest]
#[tokio::test]
async fn an_address_where_somebody_protected_may_live_is_hidden(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let (world, anna) = (&scene.world, &scene.anna);
    let eva = world.joint_holder(Named::Eva, anna).await;
    scene.ordered().await;
    let moved = world.add_address(anna, "Ekgatan 3").await;
    world.order(anna, moved).await.unwrap();
    world.end_contracts(moved, "2026-11-24").await;
    // For an address that the billing system has removed.
    world.order_numbered(&anna.caller, anna, "F-1").await;
    world.clock.advance(2 * 24 * 3600);
    let streets = async || {
        let mut streets: Vec<_> = scene.page(0).await.orders.into_iter().map(|order| order.street).collect();
        streets.sort();
        streets
    };
    assert_eq!(streets().await, ["Ekgatan 3", "Storgatan 1", "Storgatan 1"]);

    world.protect(Named::Eva, true).await;

    assert_eq!(streets().await, ["", "", "Storgatan 1"], "only where it is known who lives");
    let of_eva = world.domain.bag_orders(&eva.caller, &eva.account, 0).await.unwrap();
    assert!(of_eva.orders.iter().all(|order| !order.street.is_empty()), "there is nobody else to protect from her");
}
