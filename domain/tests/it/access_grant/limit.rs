//! Limits of sharing (rule G12).

use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::GrantRefusal;

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

/// Adults without an account of their own.
const OTHERS: [Named; 7] =
    [Named::Bjorn, Named::Hanna, Named::Ivar, Named::Sara, Named::Eva, Named::David, Named::Cecilia];

async fn invite_all(world: &World, owner: &Holding, names: &[Named]) {
    for name in names {
        world.invite(owner, *name).await.expect("an invitation");
    }
}

#[rstest]
#[tokio::test]
async fn no_more_than_five_grants_wait(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    invite_all(&world, &anna, &OTHERS[..5]).await;

    let sixth = world.invite(&anna, OTHERS[5]).await;

    assert_eq!(refusals(sixth), [GrantRefusal::TooManyPending]);
    assert!(!world.domain.access_grants(&anna.caller, &anna.account).await.unwrap().has_room);
}

#[rstest]
#[tokio::test]
async fn grants_that_ran_out_make_room(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    invite_all(&world, &anna, &OTHERS[..5]).await;
    world.clock.advance(15 * 24 * 3600);

    let sixth = world.invite(&anna, OTHERS[5]).await;

    assert!(sixth.is_ok());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_account_is_shared_with_six_in_the_app(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.in_app();
    for name in &OTHERS[..6] {
        world.let_in(&anna, *name).await;
    }

    let seventh = world.invite(&anna, OTHERS[6]).await;

    assert_eq!(refusals(seventh), [GrantRefusal::TooManyLive]);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_account_is_shared_with_as_many_on_the_web_as_the_setting_says(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::with(database, |settings| settings.grants.web_live = 2).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;
    world.invite(&anna, Named::Hanna).await.unwrap();

    let third = world.invite(&anna, Named::Ivar).await;

    assert_eq!(refusals(third), [GrantRefusal::TooManyLive]);
    assert!(world.invite(&anna.in_app(), Named::Ivar).await.is_ok(), "the app is counted by itself");
}

#[rstest]
#[tokio::test]
async fn ten_grants_are_allowed_on_the_web(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;

    let settings = world.domain.settings();

    assert_eq!((settings.grants.web_live, settings.grants.app_live), (10, 6));
    assert_eq!((settings.grants.pending, settings.grants.per_owner_and_day), (5, 10));
}

#[rstest]
#[tokio::test]
async fn an_owner_makes_no_more_than_ten_grants_in_a_day(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (first, second) = (world.holder(Named::Anna).await, world.holder(Named::Anna).await);
    for round in 0..10 {
        let owner = if round % 2 == 0 { &first } else { &second };
        let id = world.invite(owner, Named::Bjorn).await.unwrap();
        world.domain.remove_access(&owner.caller, &owner.account, id).await.unwrap();
    }

    let eleventh = world.invite(&first, Named::Bjorn).await;

    assert_eq!(refusals(eleventh), [GrantRefusal::TooManyToday]);
    world.clock.advance(24 * 3600);
    assert!(world.invite(&first, Named::Bjorn).await.is_ok(), "a day later there is room");
}

#[rstest]
#[tokio::test]
async fn another_holder_has_a_day_of_their_own(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.grants.per_owner_and_day = 1).await;
    let david = world.holder(Named::David).await;
    let eva = world.joint_holder(Named::Eva, &david).await;
    world.invite(&david, Named::Bjorn).await.unwrap();

    let answer = world.invite(&eva, Named::Hanna).await;

    assert!(answer.is_ok());
}

#[rstest]
#[tokio::test]
async fn a_recipient_has_three_letters_in_any_day_over_all_customers(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let mut due = Vec::new();

    for _ in 0..8 {
        let owner = world.holder(Named::Anna).await;
        let id = world.invite(&owner, Named::Bjorn).await.unwrap();
        due.push((world.letters_about(id).await[0].due_at.0 - world.clock.now().0) / 1_000_000 / 3600);
    }

    // The rest are delayed; no answer reveals how often somebody is written to.
    assert_eq!(due, [0, 0, 0, 24, 24, 24, 48, 48]);
}
