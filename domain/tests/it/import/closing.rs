//! Grants that end because of a line.

use domain::Caller;
use domain::import::ImportCounts;
use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use serde_json::{Value, json};
use types::access_grant::GrantState;
use types::activity::EventKind;

use super::file::{customer, import, protected, signed_in, until};
use TestDatabase::{Postgres, Sqlite};

/// Anna's and David's account.
fn account() -> Value {
    customer("100001", &[Named::Anna, Named::David])
}

async fn is_open(world: &World, caller: &Caller, holding: &Holding) -> bool {
    world.domain.overview(caller, &holding.account).await.is_ok()
}

/// How many live grants a holder sees.
async fn live(world: &World, holding: &Holding) -> usize {
    world.domain.access_grants(&holding.caller, &holding.account).await.expect("a list").grants.len()
}

#[rstest]
#[tokio::test]
async fn a_holder_who_leaves_takes_their_grants_along(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    import(&world, &[account()]).await;
    let anna = signed_in(&world, Named::Anna).await;
    let david = signed_in(&world, Named::David).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let hanna = world.let_in(&david, Named::Hanna).await;
    let ivar = world.invite(&david, Named::Ivar).await.unwrap();

    let counts = import(&world, &[customer("100001", &[Named::Anna])]).await;

    assert_eq!(counts, ImportCounts { lines: 1, changed: 1, closed_grants: 2, ..ImportCounts::default() });
    assert!(!is_open(&world, &david.caller, &anna).await);
    assert!(!is_open(&world, &hanna, &anna).await);
    assert!(is_open(&world, &bjorn, &anna).await);
    assert_eq!(live(&world, &anna).await, 1);
    let closed = world.grant_row(ivar).await;
    assert_eq!((closed.state, closed.holds_details), (GrantState::Closed, false));
    let last = world.record(&anna.account).await.pop().unwrap();
    assert_eq!((last.event, last.actor), (EventKind::CustomerImported, None));
}

#[rstest]
#[tokio::test]
async fn a_holder_who_leaves_and_a_place_that_is_gone_take_their_calendars_along(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    import(&world, &[account()]).await;
    let (anna, david) = (signed_in(&world, Named::Anna).await, signed_in(&world, Named::David).await);
    let home = world.domain.contracts(&anna.caller, &anna.account).await.unwrap().places[0].id;
    world.calendar_secret(&anna, home).await;
    world.calendar_secret(&david, home).await;

    import(&world, &[customer("100001", &[Named::Anna])]).await;
    let of_anna = world.calendar_link_count().await;
    let mut moved = customer("100001", &[Named::Anna]);
    moved["facilities"][0]["facility_number"] = json!("735999100002");
    for contract in moved["contracts"].as_array_mut().unwrap() {
        contract["facility_number"] = json!("735999100002");
    }
    import(&world, &[moved]).await;

    assert_eq!((of_anna, world.calendar_link_count().await), (1, 0));
}

#[rstest]
#[tokio::test]
async fn a_customer_that_ends_closes_all_its_grants(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    import(&world, &[account(), customer("100002", &[Named::Cecilia])]).await;
    let anna = signed_in(&world, Named::Anna).await;
    let cecilia = signed_in(&world, Named::Cecilia).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.let_in(&cecilia, Named::Bjorn).await;
    world.invite(&anna, Named::Hanna).await.unwrap();

    let counts = import(&world, &[until(account(), "2026-11-22")]).await;

    assert_eq!(counts, ImportCounts { lines: 1, changed: 1, ended: 1, closed_grants: 2, ..ImportCounts::default() });
    assert!(!is_open(&world, &anna.caller, &anna).await);
    assert!(!is_open(&world, &bjorn, &anna).await);
    assert!(is_open(&world, &bjorn, &cecilia).await);
}

#[rstest]
#[tokio::test]
async fn a_customer_comes_back_without_its_grants(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    import(&world, &[account()]).await;
    let anna = signed_in(&world, Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    import(&world, &[until(account(), "2026-11-22")]).await;

    let counts = import(&world, &[account()]).await;

    assert_eq!((counts.changed, counts.ended), (1, 0));
    assert!(is_open(&world, &anna.caller, &anna).await);
    assert!(!is_open(&world, &bjorn, &anna).await);
    assert_eq!(live(&world, &anna).await, 0);
}

#[rstest]
#[tokio::test]
async fn a_customer_ends_by_the_calendar_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let line = until(account(), "2026-11-23");
    import(&world, std::slice::from_ref(&line)).await;
    let anna = signed_in(&world, Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    let on_the_last_day = import(&world, std::slice::from_ref(&line)).await;

    world.clock.advance(24 * 3600);
    let after = import(&world, std::slice::from_ref(&line)).await;
    let again = import(&world, &[line]).await;

    assert_eq!(on_the_last_day.unchanged, 1);
    assert_eq!((after.changed, after.ended, after.closed_grants), (1, 1, 1));
    assert_eq!(again.unchanged, 1);
}

#[rstest]
#[tokio::test]
async fn protected_identity_closes_grants_in_both_directions(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let sara = customer("100002", &[Named::Sara]);
    import(&world, &[account(), sara.clone(), customer("100003", &[Named::Cecilia])]).await;
    let anna = signed_in(&world, Named::Anna).await;
    let cecilia = signed_in(&world, Named::Cecilia).await;
    let sara_at_home = signed_in(&world, Named::Sara).await;
    let bjorn = world.let_in(&sara_at_home, Named::Bjorn).await;
    let sara_as_grantee = world.let_in(&anna, Named::Sara).await;
    world.let_in(&anna, Named::Hanna).await;
    world.invite(&cecilia, Named::Sara).await.unwrap();

    let counts = import(&world, &[protected(sara.clone())]).await;
    let again = import(&world, &[protected(sara.clone())]).await;
    import(&world, &[sara]).await;

    assert_eq!((counts.changed, counts.closed_grants), (1, 3));
    assert_eq!(again.unchanged, 1);
    // Closed and not only suspended: they do not come back when the flag is cleared.
    assert!(!is_open(&world, &bjorn, &sara_at_home).await);
    assert!(!is_open(&world, &sara_as_grantee, &anna).await);
    assert_eq!((live(&world, &anna).await, live(&world, &cecilia).await), (1, 0));
}

#[rstest]
#[tokio::test]
async fn protected_identity_ends_links_to_calendars(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let sara = || customer("100002", &[Named::Sara, Named::Cecilia]);
    import(&world, &[sara()]).await;
    for name in [Named::Sara, Named::Cecilia] {
        let holding = signed_in(&world, name).await;
        let places = world.domain.contracts(&holding.caller, &holding.account).await.unwrap().places;
        world.set_pickups(places[0].id, "torsdag", "even").await;
        world.calendar_secret(&holding, places[0].id).await;
    }

    import(&world, &[protected(sara())]).await;

    assert_eq!(world.calendar_link_count().await, 1, "the other holder's");
}

#[rstest]
#[tokio::test]
async fn an_invitation_to_somebody_new_with_protected_identity_is_closed(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    import(&world, &[account()]).await;
    let anna = signed_in(&world, Named::Anna).await;
    world.invite(&anna, Named::Sara).await.unwrap();

    let counts = import(&world, &[protected(customer("100002", &[Named::Sara]))]).await;

    assert_eq!((counts.created, counts.closed_grants), (1, 1));
    assert_eq!(live(&world, &anna).await, 0);
}

#[rstest]
#[tokio::test]
async fn a_grantee_who_becomes_a_holder_needs_no_grant(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    import(&world, &[account()]).await;
    let anna = signed_in(&world, Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.invite(&anna, Named::Hanna).await.unwrap();

    let mut line = customer("100001", &[Named::Anna, Named::David, Named::Bjorn, Named::Hanna]);
    line["contracts"][0]["holder"] = json!(Named::Bjorn.personal_number());
    let counts = import(&world, &[line]).await;

    assert_eq!((counts.changed, counts.closed_grants), (1, 2));
    assert_eq!(live(&world, &anna).await, 0);
    assert_eq!(live(&world, &Holding { caller: bjorn, account: anna.account.clone() }).await, 0);
}

#[rstest]
#[tokio::test]
async fn an_invitation_that_has_run_out_is_not_closed_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    import(&world, &[account()]).await;
    let anna = signed_in(&world, Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();

    world.clock.advance(15 * 24 * 3600);
    let counts = import(&world, &[until(account(), "2026-11-30")]).await;

    assert_eq!((counts.ended, counts.closed_grants), (1, 0));
    assert_eq!(world.grant_row(id).await.state, GrantState::Expired);
}

#[rstest]
#[tokio::test]
async fn a_customer_that_was_forgotten_does_not_come_back(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    import(&world, &[account()]).await;
    let over = [until(account(), "2026-11-20"), customer("100002", &[Named::Cecilia])];
    import(&world, &over).await;
    world.clock.advance(25 * 31 * 24 * 3600);
    assert_eq!(world.domain.forget_customers().await.unwrap(), 1);

    let counts = import(&world, &over).await;

    assert_eq!(counts, ImportCounts { lines: 2, unchanged: 2, ..ImportCounts::default() });
    assert_eq!(world.domain.forget_customers().await.unwrap(), 0);
}
