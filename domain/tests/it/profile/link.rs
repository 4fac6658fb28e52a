//! A link proves that a letter was read: once, for a day, the newest only.

use domain::secret::Secret;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::profile::ProfileRefusal;

use super::{A_DAY, NEW, link_to, refusals};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_new_address_counts_when_it_is_verified(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.caller;
    world.domain.change_email(&anna, NEW).await.unwrap();
    let before = world.domain.profile(&anna).await.unwrap();
    let link = link_to(&world, NEW).await;
    assert!(world.domain.is_email_link_valid(&link).await.unwrap());

    world.domain.verify_email(&link).await.unwrap();

    assert_eq!((before.email, before.unverified_email.as_deref()), (Named::Anna.email(), Some(NEW)));
    let after = world.domain.profile(&anna).await.unwrap();
    assert_eq!((after.email.as_str(), after.unverified_email), (NEW, None));
}

#[rstest]
#[tokio::test]
async fn a_link_verifies_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.caller;
    world.domain.change_email(&anna, NEW).await.unwrap();
    let link = link_to(&world, NEW).await;
    world.domain.verify_email(&link).await.unwrap();
    world.domain.change_email(&anna, "other@example.com").await.unwrap();

    let again = world.domain.verify_email(&link).await;

    assert_eq!(refusals(again), [ProfileRefusal::LinkInvalid]);
    assert!(!world.domain.is_email_link_valid(&link).await.unwrap());
    assert_eq!(world.domain.profile(&anna).await.unwrap().email, NEW);
}

#[rstest]
#[case::its_last_second(A_DAY - 1, true)]
#[case::a_day(A_DAY, false)]
#[tokio::test]
async fn a_link_lasts_a_day(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] seconds: u32,
    #[case] is_good: bool,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.caller;
    world.domain.change_email(&anna, NEW).await.unwrap();
    let link = link_to(&world, NEW).await;
    world.clock.advance(seconds);

    let shown = world.domain.is_email_link_valid(&link).await.unwrap();
    let verified = world.domain.verify_email(&link).await;

    assert_eq!((shown, verified.is_ok()), (is_good, is_good));
    let waiting = world.domain.profile(&anna).await.unwrap().unverified_email;
    assert_eq!(waiting, None, "neither when it is verified nor when it is too late");
}

#[rstest]
#[tokio::test]
async fn only_the_newest_link_verifies(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.caller;
    world.domain.change_email(&anna, NEW).await.unwrap();
    let first = link_to(&world, NEW).await;
    world.domain.change_email(&anna, NEW).await.unwrap();

    let in_between = world.domain.verify_email(&first).await;
    let second = link_to(&world, NEW).await;

    assert_eq!(refusals(in_between), [ProfileRefusal::LinkInvalid]);
    world.domain.verify_email(&second).await.unwrap();
    assert_eq!(world.domain.profile(&anna).await.unwrap().email, NEW);
}

#[rstest]
#[tokio::test]
async fn a_secret_that_nobody_was_sent_verifies_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.caller;
    world.domain.change_email(&anna, NEW).await.unwrap();

    let answer = world.domain.verify_email(&Secret::returned("")).await;

    assert_eq!(refusals(answer), [ProfileRefusal::LinkInvalid]);
}
