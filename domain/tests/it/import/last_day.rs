//! A contract gives access until midnight after its last day, independent of imports.

use domain::testing::{Holding, Named, TestDatabase, World};
use domain::{Error, Failed};
use rstest::rstest;
use serde_json::{Value, json};
use types::access_grant::{ConfirmRefusal, GrantState};

use super::file::{customer, import, signed_in, until};
use TestDatabase::{Postgres, Sqlite};

/// Seconds until midnight in Stockholm from when every world begins.
const UNTIL_MIDNIGHT: u32 = 14 * 3600;

/// Anna's account, on its last day.
fn on_its_last_day() -> Value {
    until(customer("100001", &[Named::Anna]), "2026-11-23")
}

async fn scene(database: TestDatabase) -> (World, Holding) {
    let world = World::new(database).await;
    import(&world, &[on_its_last_day()]).await;
    let anna = signed_in(&world, Named::Anna).await;
    (world, anna)
}

#[rstest]
#[tokio::test]
async fn a_contract_opens_the_account_until_midnight_after_its_last_day(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna) = scene(database).await;
    world.clock.advance(UNTIL_MIDNIGHT - 1);
    let before = world.domain.overview(&anna.caller, &anna.account).await;

    world.clock.advance(1);
    let after = world.domain.overview(&anna.caller, &anna.account).await;

    assert!(before.is_ok(), "{before:?}");
    assert!(matches!(after, Err(Failed::NotFound)), "{after:?}");
    assert!(world.domain.account_choice(&anna.caller).await.unwrap().accounts.is_empty());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn what_a_holder_shared_ends_at_the_same_midnight(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = scene(database).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let waiting = world.invite(&anna, Named::Hanna).await.unwrap();
    let hanna = world.person(Named::Hanna).await;

    world.clock.advance(UNTIL_MIDNIGHT);

    let overview = world.domain.overview(&bjorn, &anna.account).await;
    assert!(matches!(overview, Err(Failed::Ended(_))), "{overview:?}");
    assert!(world.domain.account_choice(&bjorn).await.unwrap().accounts.is_empty());
    assert!(world.domain.account_choice(&hanna).await.unwrap().invitations.is_empty());
    let confirmed = world.domain.confirm_access(&hanna, waiting, Named::Hanna.details()).await;
    assert!(matches!(&confirmed, Err(Error::Refused(rules)) if *rules == [ConfirmRefusal::Ended]), "{confirmed:?}");
    assert_eq!(world.grant_row(waiting).await.state, GrantState::Pending, "no worker has run");
    world.domain.send_due_letters(9).await.unwrap();
    assert!(world.letters_to(&Named::Hanna.email()).is_empty());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_worker_closes_what_has_ended(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = scene(database).await;
    world.let_in(&anna, Named::Bjorn).await;
    let (active, waiting) = (world.only_grant(&anna).await.id, world.invite(&anna, Named::Hanna).await.unwrap());
    let home = world.domain.contracts(&anna.caller, &anna.account).await.unwrap().places[0].id;
    world.calendar_secret(&anna, home).await;
    let on_the_last_day = world.domain.close_former_holders(9).await.unwrap();

    world.clock.advance(UNTIL_MIDNIGHT);
    let closed = world.domain.close_former_holders(9).await.unwrap();
    let again = world.domain.close_former_holders(9).await.unwrap();

    assert_eq!((on_the_last_day, closed, again), (0, 1, 0));
    for id in [active, waiting] {
        let row = world.grant_row(id).await;
        assert_eq!((row.state, row.holds_details), (GrantState::Closed, false));
    }
    assert_eq!(world.calendar_link_count().await, 0);
    world.check_invariants().await;
    world.clock.advance(25 * 31 * 24 * 3600);
    assert_eq!(world.domain.forget_customers().await.unwrap(), 1, "the register need not name it once more");
}

#[rstest]
#[tokio::test]
async fn a_joint_holder_stays_until_a_last_day_of_their_own(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let mut line = customer("100001", &[Named::Anna, Named::David]);
    line["contracts"][0]["to"] = json!("2026-11-23");
    line["contracts"][1]["holder"] = json!(Named::David.personal_number());
    import(&world, &[line]).await;
    let (anna, david) = (signed_in(&world, Named::Anna).await, signed_in(&world, Named::David).await);
    let (bjorn, hanna) = (world.let_in(&anna, Named::Bjorn).await, world.let_in(&david, Named::Hanna).await);

    world.clock.advance(UNTIL_MIDNIGHT);

    for (caller, is_open) in [(&anna.caller, false), (&bjorn, false), (&david.caller, true), (&hanna, true)] {
        assert_eq!(world.domain.overview(caller, &anna.account).await.is_ok(), is_open, "{:?}", caller.person_id());
    }
    // Anna's remaining grants block nobody.
    assert_eq!(world.domain.access_grants(&david.caller, &david.account).await.unwrap().grants.len(), 1);
    world.invite(&david, Named::Bjorn).await.unwrap();
    assert_eq!(world.domain.close_former_holders(9).await.unwrap(), 1);
    assert_eq!(world.domain.access_grants(&david.caller, &david.account).await.unwrap().grants.len(), 2);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn what_a_holder_shared_before_their_last_day_stays_closed_when_they_come_back(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna) = scene(database).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let (active, waiting) = (world.only_grant(&anna).await.id, world.invite(&anna, Named::Hanna).await.unwrap());
    let home = world.domain.contracts(&anna.caller, &anna.account).await.unwrap().places[0].id;
    world.calendar_secret(&anna, home).await;
    world.clock.advance(3 * 24 * 3600);

    // No worker has come by, and the new contracts begin after a day without any.
    let mut line = on_its_last_day();
    for place in 0..2 {
        let mut next = line["contracts"][place].clone();
        next["contract_number"] = json!(format!("B{place}"));
        next["from"] = json!("2026-11-25");
        next["to"] = Value::Null;
        line["contracts"].as_array_mut().unwrap().push(next);
    }
    let counts = import(&world, &[line]).await;

    assert!(world.domain.overview(&anna.caller, &anna.account).await.is_ok(), "she is a holder again");
    assert!(world.domain.overview(&bjorn, &anna.account).await.is_err());
    assert_eq!(counts.closed_grants, 2);
    for id in [active, waiting] {
        assert_eq!(world.grant_row(id).await.state, GrantState::Closed);
    }
    assert_eq!(world.calendar_link_count().await, 0);
}

#[rstest]
#[tokio::test]
async fn a_last_day_that_is_put_off_changes_nothing_for_the_holder(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = scene(database).await;
    let home = world.home(&anna).await;
    world.order(&anna, home).await.unwrap();
    world.clock.advance(2 * 24 * 3600);
    world.domain.close_former_holders(9).await.unwrap();

    import(&world, &[until(customer("100001", &[Named::Anna]), "2027-11-23")]).await;

    assert_eq!(world.domain.bag_orders(&anna.caller, &anna.account, 0).await.unwrap().orders.len(), 1);
    world.clock.advance(365 * 24 * 3600);
    assert!(world.domain.overview(&anna.caller, &anna.account).await.is_err());
}
