//! Another person with the invitation (rule G14).

use domain::Failed;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::access_grant::{ConfirmRefusal, GrantState, InvitationStanding};
use types::activity::EventKind;
use types::sign_in::SignInMethod;

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn the_link_lets_nobody_else_in(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let hanna = world.person(Named::Hanna).await;

    let answer = world.confirm(&hanna, id, Named::Bjorn).await;

    assert_eq!(refusals(answer), [ConfirmRefusal::WrongPerson]);
    assert!(matches!(world.domain.overview(&hanna, &anna.account).await, Err(Failed::NotFound)));
    assert!(matches!(world.confirm_form(&hanna, id).await, Err(Failed::NotFound)));
    let standing = world.domain.invitation(Some(&hanna), id).await.unwrap().standing;
    assert_eq!(standing, InvitationStanding::WrongPerson);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_owner_sees_once_that_another_person_tried(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.arrive(Named::Hanna, id).await;

    world.arrive(Named::Ivar, id).await;

    assert!(world.only_grant(&anna).await.tried_by_another);
    let record = world.record(&anna.account).await;
    let tries = record.iter().filter(|row| row.event == EventKind::InvitationTriedByAnother);
    // The owner must not learn who it was.
    assert_eq!(tries.map(|row| row.actor).collect::<Vec<_>>(), [None]);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_invited_person_who_arrives_is_nobody_else(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();

    world.arrive(Named::Bjorn, id).await;

    assert!(!world.only_grant(&anna).await.tried_by_another);
}

#[rstest]
#[tokio::test]
async fn confirming_what_is_for_somebody_else_is_seen_by_the_owner(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let (hanna, ivar) = (world.person(Named::Hanna).await, world.person(Named::Ivar).await);

    for other in [&hanna, &hanna, &ivar] {
        world.confirm(other, id, Named::Bjorn).await.unwrap_err();
    }

    let grant = world.only_grant(&anna).await;
    assert_eq!((grant.state, grant.tried_by_another), (GrantState::Pending, true));
    let record = world.record(&anna.account).await;
    let tries = record.iter().filter(|row| row.event == EventKind::InvitationTriedByAnother);
    assert_eq!(tries.map(|row| row.actor).collect::<Vec<_>>(), [None], "once, and not who");
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn looking_at_what_is_for_somebody_else_leaves_no_trace(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let hanna = world.person(Named::Hanna).await;
    let record = world.record(&anna.account).await;

    world.domain.open_invitation(Some(&hanna), id).await.unwrap();

    assert!(!world.only_grant(&anna).await.tried_by_another);
    assert_eq!(world.record(&anna.account).await, record);
}

#[rstest]
#[tokio::test]
async fn the_invited_person_in_the_other_channel_is_nobody_else(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.sign_in(Named::Bjorn, Channel::App, SignInMethod::BankId).await;

    world.confirm(&bjorn, id, Named::Bjorn).await.unwrap_err();

    assert!(!world.only_grant(&anna).await.tried_by_another);
}
