//! Ended data is deleted when its retention time has passed, not before (V14.2.7).

use domain::Caller;
use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::bag_order::BagOrderStatus;
use types::sign_in::SignInMethod;

use TestDatabase::{Postgres, Sqlite};

const A_DAY: u32 = 24 * 3600;
/// More than any month.
const A_MONTH: u32 = 31 * A_DAY;

/// Anna's account, to which Bjorn had access.
async fn with_ended_access(world: &World) -> (Holding, Caller) {
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let id = world.only_grant(&anna).await.id;
    world.domain.remove_access(&anna.caller, &anna.account, id).await.expect("a removal");
    world.domain.send_due_letters(9).await.expect("letters leave");
    (anna, bjorn)
}

/// An order for an address of its own.
async fn add_order(world: &World, by: &Holding, status: BagOrderStatus) {
    let home = world.add_address(by, "Ekgatan 3").await;
    let id = world.order(by, home).await.expect("an order");
    world.set_order_status(id, status).await;
}

async fn pass(world: &World, months: u32) {
    world.clock.advance(months * A_MONTH);
    world.domain.forget_sessions().await.expect("sessions that are over go");
    world.domain.forget_letters().await.expect("old letters go");
}

/// Checks all persons; twice as often as necessary.
async fn forget_persons(world: &World) {
    let mut after = None;
    for _ in 0..2 {
        after = world.domain.forget_persons(after).await.expect("a run");
    }
}

#[rstest]
#[tokio::test]
async fn who_had_access_is_forgotten_after_a_year(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, bjorn) = with_ended_access(&world).await;
    pass(&world, 11).await;
    assert_eq!(world.domain.forget_access().await.unwrap(), 0);
    assert!(world.domain.ended_access(&bjorn, &anna.account).await.is_ok());

    pass(&world, 2).await;
    let gone = world.domain.forget_access().await.unwrap();

    assert_eq!(gone, 1);
    assert!(matches!(world.domain.ended_access(&bjorn, &anna.account).await, Err(domain::Failed::NotFound)));
    assert_eq!(world.domain.forget_access().await.unwrap(), 0, "a run can be repeated");
    assert!(world.domain.access_grants(&anna.caller, &anna.account).await.unwrap().grants.is_empty());
}

#[rstest]
#[tokio::test]
async fn access_that_lives_is_never_old(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    pass(&world, 60).await;

    assert_eq!(world.domain.forget_access().await.unwrap(), 0);
    forget_persons(&world).await;

    assert!(world.domain.overview(&bjorn, &anna.account).await.is_ok());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn orders_that_have_ended_go_with_their_rolls(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    for status in [BagOrderStatus::Delivered, BagOrderStatus::Cancelled, BagOrderStatus::Sent] {
        add_order(&world, &anna, status).await;
    }
    pass(&world, 23).await;
    assert_eq!(world.domain.forget_bag_orders().await.unwrap(), 0);

    pass(&world, 2).await;

    assert_eq!(world.domain.forget_bag_orders().await.unwrap(), 2);
    assert_eq!(world.bag_rows().await, (1, 2), "the one under way stays");
}

#[rstest]
#[tokio::test]
async fn letters_are_kept_as_long_as_the_setting_says(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.retention.letter_days = 3).await;
    with_ended_access(&world).await;
    world.clock.advance(2 * A_DAY);
    assert_eq!(world.domain.forget_letters().await.unwrap(), 0);

    world.clock.advance(2 * A_DAY);

    assert!(world.domain.forget_letters().await.unwrap() > 0);
}

#[rstest]
#[tokio::test]
async fn a_customer_that_ended_goes_with_all_that_hangs_on_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, _) = with_ended_access(&world).await;
    let cecilia = world.holder(Named::Cecilia).await;
    world.add_address(&anna, "Storgatan 1").await;
    world.add_address(&cecilia, "Lillgatan 2").await;
    add_order(&world, &anna, BagOrderStatus::Delivered).await;
    world.activate(&anna).await;
    world.end_customer(&anna).await;
    pass(&world, 23).await;
    assert_eq!(world.domain.forget_customers().await.unwrap(), 0);

    pass(&world, 2).await;
    let gone = world.domain.forget_customers().await.unwrap();

    assert_eq!(gone, 1);
    assert!(world.register().await.iter().all(|row| !row.contains("Storgatan") && !row.starts_with("grant")));
    assert_eq!(world.bag_rows().await, (0, 0));
    assert!(world.domain.overview(&cecilia.caller, &cecilia.account).await.is_ok());
    assert_eq!(world.domain.forget_customers().await.unwrap(), 0, "a run can be repeated");
    forget_persons(&world).await;
    assert_eq!(world.names().await, [Named::Cecilia.full_name()]);
}

#[rstest]
#[tokio::test]
async fn an_unreferenced_person_is_erased_after_a_year(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    world.holder(Named::Anna).await;
    world.person(Named::Nils).await;
    pass(&world, 11).await;
    forget_persons(&world).await;
    assert!(world.names().await.contains(&Named::Nils.full_name()));

    pass(&world, 2).await;
    forget_persons(&world).await;

    assert_eq!(world.names().await, [Named::Anna.full_name()]);
}

#[rstest]
#[tokio::test]
async fn a_person_who_signs_in_now_and_then_stays(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (_, secret) = world.session(Named::Nils, Channel::Web, SignInMethod::BankId).await;
    pass(&world, 11).await;
    let nils = domain::Browser::at("203.0.113.24").with_session(&secret);
    world.domain.sign_out(&nils).await.unwrap();
    let caller = world.person(Named::Nils).await;
    world.domain.change_mobile(&caller, "0701740605").await.unwrap();
    pass(&world, 2).await;

    forget_persons(&world).await;

    assert_eq!(world.names().await, [Named::Nils.full_name()]);
}

#[rstest]
#[tokio::test]
async fn an_invited_person_stays_until_the_invitation_ends(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.retention.person_months = 1).await;
    let anna = world.holder(Named::Anna).await;
    world.person(Named::Bjorn).await;
    pass(&world, 2).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();

    forget_persons(&world).await;
    let while_it_waits = world.names().await;
    world.clock.advance(15 * A_DAY);
    world.domain.expire_access(10).await.unwrap();
    forget_persons(&world).await;

    assert_eq!(while_it_waits.len(), 2);
    assert_eq!(world.names().await, [Named::Anna.full_name()]);
}
