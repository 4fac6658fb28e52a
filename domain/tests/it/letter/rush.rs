//! Delayed letters: too many to one mailbox, and too many invitations at once.

use domain::job::JobKind;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::LetterState;

use LetterState::{Later, OnItsWay};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn the_fourth_letter_to_one_mailbox_waits_and_its_owner_sees_it(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let mut letters = Vec::new();
    let addresses = ["bo@example.com", "bo+el@example.com", "BO+vatten@example.com", "bo+sopor@Example.com"];
    for (owner, email) in [Named::Anna, Named::Cecilia, Named::David, Named::Eva].into_iter().zip(addresses) {
        let owner = world.holder(owner).await;
        let mut new = world.details(Named::Bjorn);
        new.grantee.email = email.to_owned();
        let id = world.domain.share_access(&owner.caller, &owner.account, new).await.unwrap();
        letters.push(world.domain.access_grant(&owner.caller, &owner.account, id).await.unwrap().letter);
    }

    let left = world.domain.send_due_letters(9).await.unwrap();

    assert_eq!((letters, left), (vec![OnItsWay, OnItsWay, OnItsWay, Later], 3));
    world.clock.advance(24 * 3600);
    assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 1);
}

#[rstest]
#[tokio::test]
async fn too_many_invitations_in_a_minute_wait_and_other_letters_leave(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::with(database, |settings| {
        settings.grants.invitations_per_minute = 2;
        settings.grants.letter_to_removed = true;
    })
    .await;
    let (anna, cecilia) = (world.holder(Named::Anna).await, world.holder(Named::Cecilia).await);
    world.let_in(&anna, Named::Hanna).await;
    let removed = world.only_grant(&anna).await.id;
    world.invite(&cecilia, Named::Ivar).await.unwrap();

    let third = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, removed).await.unwrap();
    world.domain.send_due_letters(99).await.unwrap();

    assert_eq!(world.domain.access_grant(&anna.caller, &anna.account, third).await.unwrap().letter, LetterState::Later);
    assert!(world.letters_to(&Named::Bjorn.email()).is_empty());
    let kinds: Vec<_> =
        world.letters_owed().await.into_iter().filter(|job| job.attempts > 0).map(|job| job.kind).collect();
    assert!(kinds.contains(&JobKind::AccessRemoved), "{kinds:?}");
    world.clock.advance(60);
    world.invite(&cecilia, Named::Eva).await.unwrap();
    assert_eq!(world.domain.send_due_letters(99).await.unwrap(), 1, "a minute later they leave again");
    world.clock.advance(3600);
    assert_eq!(world.domain.send_due_letters(99).await.unwrap(), 1, "the one that waited");
    world.check_invariants().await;
}
