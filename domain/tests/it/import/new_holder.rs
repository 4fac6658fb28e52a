//! Each holder sees the account from the day on which they became one: after a change of holder, a death, a move.

use domain::testing::{Holding, Named, TestDatabase, World};
use domain::{Caller, Error, Failed};
use rstest::rstest;
use serde_json::{Value, json};
use types::bag_order::{AddressObstacle, BagOrderStatus, NewBagOrder};
use types::id::BagOrderId;

use super::file::{customer, import, signed_in};
use TestDatabase::{Postgres, Sqlite};

const DAY: u32 = 24 * 3600;

fn of(name: Named) -> Value {
    customer("100001", &[name])
}

/// Anna's account, on which she has ordered bags and shared with Bjorn.
async fn annas(database: TestDatabase) -> (World, Holding, BagOrderId) {
    let world = World::new(database).await;
    import(&world, &[of(Named::Anna)]).await;
    let anna = signed_in(&world, Named::Anna).await;
    let home = world.home(&anna).await;
    let order = world.order(&anna, home).await.expect("an answer");
    world.let_in(&anna, Named::Bjorn).await;
    world.clock.advance(DAY);
    (world, anna, order)
}

async fn orders(world: &World, caller: &Caller, of: &Holding) -> Vec<BagOrderId> {
    let list = world.domain.bag_orders(caller, &of.account, 0).await.expect("an answer");
    list.orders.into_iter().map(|order| order.id).collect()
}

/// Everything that a caller is shown of the account, as one text.
async fn all_events(world: &World, of: &Holding) -> String {
    let (domain, caller, account) = (&world.domain, &of.caller, &of.account);
    let activity = world.activity(caller, of).await;
    let form = domain.bag_order_form(caller, account, &NewBagOrder::default()).await.expect("an answer");
    let shared = domain.access_grants(caller, account).await.expect("an answer");
    let (contracts, overview) = (
        domain.contracts(caller, account).await.expect("an answer"),
        domain.overview(caller, account).await.expect("an answer"),
    );
    let data = domain.own_data(caller).await.expect("an answer");
    format!("{activity:?} {form:?} {shared:?} {contracts:?} {overview:?} {data:?}")
}

#[rstest]
#[tokio::test]
async fn a_new_holder_sees_nothing_of_the_former_ones_time(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, order) = annas(database).await;
    let number = world.order_row(order).await.number;

    import(&world, &[of(Named::David)]).await;
    let david = signed_in(&world, Named::David).await;
    world.set_order_status(order, BagOrderStatus::Sent).await;

    assert_eq!(david.account, anna.account);
    assert_eq!(orders(&world, &david.caller, &david).await, []);
    assert!(matches!(world.domain.bag_order(&david.caller, &david.account, order).await, Err(Failed::NotFound)));
    for answer in [
        world.domain.cancel_bag_order(&david.caller, &david.account, order).await,
        world.domain.report_missing(&david.caller, &david.account, order).await,
    ] {
        assert!(matches!(answer, Err(Error::Failed(Failed::NotFound))), "{answer:?}");
    }
    let form = world.domain.bag_order_form(&david.caller, &david.account, &NewBagOrder::default()).await.unwrap();
    let home = &form.addresses[0];
    assert_eq!((home.obstacle, &home.under_way), (Some(AddressObstacle::EarlierOrder), &None));
    let events = all_events(&world, &david).await;
    for of_before in ["Anna", "Bjorn", "bjorn", &*number] {
        assert!(!events.contains(of_before), "{of_before}: {events}");
    }
    let seen = world.activity(&david.caller, &david).await.entries;
    assert!(seen.iter().all(|entry| entry.order.is_none() && entry.grant.is_none()), "{seen:?}");
    assert!(matches!(world.domain.overview(&anna.caller, &anna.account).await, Err(Failed::NotFound)));
}

#[rstest]
#[tokio::test]
async fn a_grantee_of_a_new_holder_sees_no_more_than_the_holder(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, _, _) = annas(database).await;
    import(&world, &[of(Named::David)]).await;
    let david = signed_in(&world, Named::David).await;

    let hanna = Holding { caller: world.let_in(&david, Named::Hanna).await, account: david.account.clone() };

    assert_eq!(orders(&world, &hanna.caller, &david).await, []);
    let seen = format!("{:?}", world.activity(&hanna.caller, &hanna).await.entries);
    assert!(!seen.contains("Anna"), "{seen}");
}

#[rstest]
#[tokio::test]
async fn a_holder_to_come_waits_for_the_first_day_and_needs_no_import_then(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna, _) = annas(database).await;
    let mut line = customer("100001", &[Named::Anna, Named::David]);
    // The register's name for the customer is shown as it is.
    line["name"] = json!("Huset på Storgatan");
    for place in 0..2 {
        let mut next = line["contracts"][place].clone();
        line["contracts"][place]["to"] = json!("2026-11-30");
        next["contract_number"] = json!(format!("B{place}"));
        next["holder"] = json!(Named::David.personal_number());
        next["from"] = json!("2026-12-01");
        line["contracts"].as_array_mut().unwrap().push(next);
    }
    import(&world, &[line]).await;
    let david = world.person(Named::David).await;
    let is_open = async |caller: &Caller| world.domain.overview(caller, &anna.account).await.is_ok();
    let before = (is_open(&anna.caller).await, is_open(&david).await);
    let events_before = all_events(&world, &anna).await;

    // 24 November 10:00 to 1 December 00:00.
    world.clock.advance(6 * DAY + 14 * 3600);

    assert_eq!(before, (true, false));
    assert!(!events_before.contains("David"), "{events_before}");
    assert_eq!((is_open(&anna.caller).await, is_open(&david).await), (false, true));
    let david = Holding { caller: world.person(Named::David).await, account: anna.account.clone() };
    assert_eq!(orders(&world, &david.caller, &david).await, []);
    world.domain.close_former_holders(9).await.unwrap();
    let events = all_events(&world, &david).await;
    assert!(!events.contains("Anna") && !events.contains("Bjorn"), "{events}");
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_new_holder_sees_only_their_own_earlier_orders(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, of_anna) = annas(database).await;
    world.domain.cancel_bag_order(&anna.caller, &anna.account, of_anna).await.unwrap();
    let bjorn = Holding { caller: world.person(Named::Bjorn).await, account: anna.account.clone() };
    let home = world.home(&bjorn).await;
    let of_bjorn = world.order(&bjorn, home).await.unwrap();

    // Anna has died: the register no longer names her.
    import(&world, &[of(Named::Bjorn)]).await;

    let bjorn = signed_in(&world, Named::Bjorn).await;
    assert_eq!(orders(&world, &bjorn.caller, &bjorn).await, [of_bjorn]);
    assert!(!format!("{:?}", world.activity(&bjorn.caller, &bjorn).await.entries).contains("Anna"));
}

#[rstest]
#[tokio::test]
async fn a_joint_holder_who_comes_later_sees_the_account_from_then_on(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna, of_anna) = annas(database).await;

    import(&world, &[customer("100001", &[Named::Anna, Named::David])]).await;
    let david = signed_in(&world, Named::David).await;

    assert_eq!(orders(&world, &anna.caller, &anna).await, [of_anna]);
    assert_eq!(orders(&world, &david.caller, &david).await, []);
    world.domain.cancel_bag_order(&anna.caller, &anna.account, of_anna).await.unwrap();
    world.clock.advance(60);
    let home = world.home(&anna).await;
    let new = world.order(&anna, home).await.unwrap();
    assert_eq!(orders(&world, &david.caller, &david).await, [new]);
}

#[rstest]
#[tokio::test]
async fn a_move_and_a_repeated_import_take_nothing_from_the_holder(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, order) = annas(database).await;
    let mut moved = of(Named::Anna);
    let mut house = moved["facilities"][0].clone();
    house["facility_number"] = json!("735999999999");
    moved["facilities"].as_array_mut().unwrap().push(house);
    for place in 0..2 {
        let mut next = moved["contracts"][place].clone();
        moved["contracts"][place]["to"] = json!("2026-11-30");
        next["contract_number"] = json!(format!("B{place}"));
        next["facility_number"] = json!("735999999999");
        next["from"] = json!("2026-12-05");
        moved["contracts"].as_array_mut().unwrap().push(next);
    }
    import(&world, &[moved]).await;

    for _ in 0..14 {
        world.clock.advance(DAY);
        assert_eq!(orders(&world, &anna.caller, &anna).await, [order]);
    }
}

#[rstest]
#[tokio::test]
async fn who_comes_back_sees_nothing_of_the_time_between(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, order) = annas(database).await;
    world.domain.cancel_bag_order(&anna.caller, &anna.account, order).await.unwrap();
    import(&world, &[of(Named::David)]).await;
    let david = signed_in(&world, Named::David).await;
    let home = world.home(&david).await;
    world.order(&david, home).await.unwrap();
    world.clock.advance(DAY);

    import(&world, &[of(Named::Anna)]).await;

    assert_eq!(orders(&world, &anna.caller, &anna).await, [order], "her own");
    assert!(!all_events(&world, &anna).await.contains("David"));
}

#[rstest]
#[tokio::test]
async fn a_new_customer_may_come_in_before_the_first_contract_begins(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let mut line = of(Named::Anna);
    for place in 0..2 {
        line["contracts"][place]["from"] = json!("2026-12-24");
    }

    import(&world, &[line]).await;

    let anna = signed_in(&world, Named::Anna).await;
    assert_eq!(world.domain.contracts(&anna.caller, &anna.account).await.unwrap().places.len(), 1);
}
