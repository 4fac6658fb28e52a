//! For which addresses bags can be ordered (rules B1, B3, B4 and G19).

use domain::testing::{Holding, Named, TestDatabase, World, new_key, three_rolls};
use rstest::rstest;
use types::bag_order::{AddressObstacle, BagAddress, BagOrderRefusal, BagOrderStatus, NewBagOrder};
use types::contract::{Dwelling, Service};

use super::{Scene, november, refusals};
use AddressObstacle::{Flat, Hidden, NoColourSorting, NoMailbox, NoWasteContract};
use TestDatabase::{Postgres, Sqlite};

async fn addresses(world: &World, of: &Holding) -> Vec<BagAddress> {
    let nothing = NewBagOrder::default();
    world.domain.bag_order_form(&of.caller, &of.account, &nothing).await.expect("a form").addresses
}

#[rstest]
#[case::a_house(Dwelling::House, true, Service::Waste, true, None)]
#[case::a_house_without_mailbox(Dwelling::House, false, Service::Waste, true, Some(NoMailbox))]
#[case::a_flat(Dwelling::Flat, true, Service::Waste, true, Some(Flat))]
#[case::a_flat_without_waste(Dwelling::Flat, false, Service::ElectricityGrid, false, Some(Flat))]
#[case::no_sorting(Dwelling::House, true, Service::Waste, false, Some(NoColourSorting))]
#[case::no_waste(Dwelling::House, true, Service::ElectricityGrid, false, Some(NoWasteContract))]
#[tokio::test]
async fn an_address_is_open_or_says_why_not(
    #[case] dwelling: Dwelling,
    #[case] mailbox: bool,
    #[case] service: Service,
    #[case] sorting: bool,
    #[case] obstacle: Option<AddressObstacle>,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let scene = Scene::new(database).await;
    scene.world.set_dwelling(scene.home, dwelling, mailbox).await;
    scene.world.set_waste(scene.home, service, sorting).await;

    let shown = addresses(&scene.world, &scene.anna).await;
    let answer = scene.world.order(&scene.anna, scene.home).await;

    assert_eq!(shown.iter().map(|address| address.obstacle).collect::<Vec<_>>(), [obstacle]);
    if obstacle.is_none() {
        answer.unwrap();
    } else {
        assert_eq!(refusals(answer), [BagOrderRefusal::AddressNotOpen]);
        assert_eq!(scene.world.bag_order_count().await, 0);
    }
}

#[rstest]
#[tokio::test]
async fn an_address_without_contracts_is_not_shown(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    scene.world.end_contracts(scene.home, "2026-11-22").await;

    assert_eq!(addresses(&scene.world, &scene.anna).await, []);
    let answer = scene.world.order(&scene.anna, scene.home).await;
    assert_eq!(refusals(answer), [BagOrderRefusal::AddressMissing]);
}

#[rstest]
#[tokio::test]
async fn an_address_of_somebody_else_is_not_found(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let david = scene.world.holder(Named::David).await;
    let elsewhere = scene.world.add_address(&david, "Smedjegatan 2").await;

    let answer = scene.world.order(&scene.anna, elsewhere).await;

    assert_eq!(refusals(answer), [BagOrderRefusal::AddressMissing]);
    assert_eq!(scene.world.bag_order_count().await, 0);
}

#[rstest]
#[tokio::test]
async fn an_address_waits_for_one_order_at_a_time(
    #[values(
        BagOrderStatus::Received,
        BagOrderStatus::Packed,
        BagOrderStatus::Sent,
        BagOrderStatus::Delayed,
        BagOrderStatus::Delivered,
        BagOrderStatus::Cancelled
    )]
    status: BagOrderStatus,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let scene = Scene::new(database).await;
    let first = scene.ordered().await;
    let number = scene.seen(first).await.number;
    scene.world.set_order_status(first, status).await;

    let under_way = addresses(&scene.world, &scene.anna).await.remove(0).under_way;
    let second = scene.world.order(&scene.anna, scene.home).await;

    if status.is_under_way() {
        let under_way = under_way.expect("the order that is under way");
        assert_eq!((under_way.number, under_way.made_on), (number, november(23)));
        assert_eq!(refusals(second), [BagOrderRefusal::UnderWay]);
    } else {
        assert_eq!(under_way, None);
        second.unwrap();
    }
    scene.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn another_address_waits_for_its_own(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let cottage = scene.world.add_address(&scene.anna, "Strandstigen 4").await;
    scene.ordered().await;

    scene.world.order(&scene.anna, cottage).await.unwrap();

    assert_eq!(scene.world.bag_order_count().await, 2);
}

#[rstest]
#[tokio::test]
async fn a_hidden_address_is_ordered_for_only_by_those_who_see_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let eva = scene.world.joint_holder(Named::Eva, &scene.anna).await;
    let hers = scene.world.add_address(&eva, "Smedjegatan 2").await;
    let bjorn = scene.let_in(Named::Bjorn).await;
    scene.world.protect(Named::Eva, true).await;
    let new = || NewBagOrder { request_key: new_key(), facility: Some(hers), rolls: three_rolls() };

    let shown = addresses(&scene.world, &bjorn).await;
    let by_bjorn = scene.world.domain.order_bags(&bjorn.caller, &bjorn.account, new()).await;
    let by_eva = scene.world.domain.order_bags(&eva.caller, &eva.account, new()).await;

    let kept_back = shown.iter().find(|address| address.facility == hers).expect("the address");
    assert_eq!((kept_back.obstacle, kept_back.street.as_str(), kept_back.city.as_str()), (Some(Hidden), "", ""));
    assert_eq!(refusals(by_bjorn), [BagOrderRefusal::AddressNotOpen]);
    by_eva.unwrap();
}
