//! Whether what somebody looks at has changed.

use std::collections::HashSet;

use domain::testing::{Named, TestDatabase, World};
use domain::{LatestChanges, Watched};
use rstest::rstest;
use types::Channel;
use types::sign_in::SignInMethod;

use TestDatabase::{Postgres, Sqlite};

async fn latest(world: &World, watched: &[Watched]) -> LatestChanges {
    let watched: HashSet<_> = watched.iter().copied().collect();
    world.domain.latest_changes(&watched).await.expect("an answer")
}

#[rstest]
#[tokio::test]
async fn a_change_of_the_account_is_noticed_and_one_of_another_is_not(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let (anna, cecilia) = (world.holder(Named::Anna).await, world.holder(Named::Cecilia).await);
    let session = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    let watched = world.domain.watched(&session.secret, Channel::Web, Some(&anna.account)).await.expect("an answer");
    let watched = watched.expect("a session");
    world.clock.advance(120);
    let rendered_at = world.domain.clock().now();
    let before = latest(&world, &watched).await;
    assert!(!before.are_newer(&watched, rendered_at));

    world.clock.advance(1);
    world.invite(&cecilia, Named::Hanna).await.expect("an invitation");
    let other = latest(&world, &watched).await;
    assert!(!other.differ(&watched, &before) && !other.are_newer(&watched, rendered_at));

    world.invite(&anna, Named::Bjorn).await.expect("an invitation");
    let own = latest(&world, &watched).await;
    assert!(own.differ(&watched, &before) && own.are_newer(&watched, rendered_at));
    assert!(!latest(&world, &watched).await.differ(&watched, &own), "it is told once");

    world.clock.advance(600);
    let long_after = latest(&world, &watched).await;
    assert!(!long_after.differ(&watched, &own));
    assert!(long_after.are_newer(&watched, rendered_at), "a page that has not asked for long may be old");
}

#[rstest]
#[tokio::test]
async fn only_a_live_session_watches_and_only_what_it_may_see(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;
    let watched = async |name, account| {
        let session = world.open_session(name, Channel::Web, SignInMethod::BankId).await;
        let watched = world.domain.watched(&session.secret, Channel::Web, account).await.expect("an answer");
        watched.expect("a session").len()
    };

    assert_eq!(watched(Named::Anna, Some(&anna.account)).await, 2);
    assert_eq!(watched(Named::Bjorn, Some(&anna.account)).await, 2);
    assert_eq!(watched(Named::Hanna, Some(&anna.account)).await, 1, "only herself");
    let session = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    world.clock.advance(29 * 60);
    assert!(world.domain.watched(&session.secret, Channel::Web, None).await.expect("an answer").is_some());
    world.clock.advance(2 * 60);
    let over = world.domain.watched(&session.secret, Channel::Web, None).await.expect("an answer");
    assert!(over.is_none(), "watching does not extend a session");
}
