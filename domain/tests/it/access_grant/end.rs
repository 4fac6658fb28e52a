//! Removing and leaving (rules G7 and G8), and what is left afterwards.

use domain::Failed;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::access_grant::{ConfirmRefusal, GrantState, InvitationStanding};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_removed_grantee_is_out_at_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let grant = world.only_grant(&anna).await;
    assert!(world.domain.overview(&bjorn, &anna.account).await.is_ok());

    world.domain.remove_access(&anna.caller, &anna.account, grant.id).await.unwrap();

    assert!(matches!(world.domain.overview(&bjorn, &anna.account).await, Err(Failed::Ended(_))));
    world.domain.ended_access(&bjorn, &anna.account).await.unwrap();
    let row = world.grant_row(grant.id).await;
    assert_eq!((row.state, row.holds_details), (GrantState::Removed, false));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_pending_grant_is_withdrawn(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;

    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    let row = world.grant_row(id).await;
    assert_eq!((row.state, row.holds_details), (GrantState::Withdrawn, false));
    assert_eq!(refusals(world.confirm(&bjorn, id, Named::Bjorn).await), [ConfirmRefusal::Ended]);
    assert!(world.domain.account_choice(&bjorn).await.unwrap().invitations.is_empty());
    world.check_invariants().await;
}

#[rstest]
#[case::declined(GrantState::Declined)]
#[case::withdrawn(GrantState::Withdrawn)]
#[case::removed(GrantState::Removed)]
#[case::left(GrantState::Left)]
#[case::expired(GrantState::Expired)]
#[tokio::test]
async fn removing_what_has_ended_changes_nothing(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] state: GrantState,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    match state {
        GrantState::Declined => world.domain.decline_access(&bjorn, id).await.unwrap(),
        GrantState::Left => {
            world.confirm(&bjorn, id, Named::Bjorn).await.unwrap();
            world.domain.leave_access(&bjorn, &anna.account).await.unwrap();
        }
        GrantState::Removed => {
            world.confirm(&bjorn, id, Named::Bjorn).await.unwrap();
            world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();
        }
        GrantState::Expired => {
            world.clock.advance(15 * 24 * 3600);
            world.domain.expire_access(1).await.unwrap();
        }
        _ => _ = world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap(),
    }
    let before = (world.grant_row(id).await, world.record(&anna.account).await);
    assert_eq!(before.0.state, state);

    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    assert_eq!((world.grant_row(id).await, world.record(&anna.account).await), before);
    assert!(!before.0.holds_details);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_grantee_leaves(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let id = world.only_grant(&anna).await.id;

    world.domain.leave_access(&bjorn, &anna.account).await.unwrap();

    let row = world.grant_row(id).await;
    assert_eq!((row.state, row.holds_details), (GrantState::Left, false));
    assert!(matches!(world.domain.overview(&bjorn, &anna.account).await, Err(Failed::Ended(_))));
    assert!(matches!(world.domain.leave_access(&bjorn, &anna.account).await, Err(Failed::Ended(_))));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_holder_cannot_leave(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    let answer = world.domain.leave_access(&anna.caller, &anna.account).await;

    assert!(matches!(answer, Err(Failed::Forbidden)));
}

#[rstest]
#[tokio::test]
async fn leaving_one_channel_keeps_the_other(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let in_app = world.let_in(&anna.in_app(), Named::Bjorn).await;

    world.domain.leave_access(&bjorn, &anna.account).await.unwrap();

    assert!(world.domain.overview(&in_app, &anna.account).await.is_ok());
    world.check_invariants().await;
}

#[rstest]
#[case::web(Channel::Web)]
#[case::app(Channel::App)]
#[tokio::test]
async fn one_channel_gives_nothing_in_the_other(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] channel: Channel,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let owner = if channel == Channel::Web { anna.clone() } else { anna.in_app() };
    let bjorn = world.let_in(&owner, Named::Bjorn).await;
    let elsewhere = bjorn.in_channel(if channel == Channel::Web { Channel::App } else { Channel::Web });

    let answer = world.domain.overview(&elsewhere, &anna.account).await;

    assert!(matches!(answer, Err(Failed::NotFound)));
    assert!(world.domain.overview(&bjorn, &anna.account).await.is_ok());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn somebody_who_was_removed_may_be_invited_again(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;
    let first = world.only_grant(&anna).await.id;
    world.domain.remove_access(&anna.caller, &anna.account, first).await.unwrap();

    let bjorn = world.let_in(&anna, Named::Bjorn).await;

    assert!(world.domain.overview(&bjorn, &anna.account).await.is_ok());
    assert!(matches!(world.domain.ended_access(&bjorn, &anna.account).await, Err(Failed::NotFound)));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_ended_invitation_names_nobody(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    let invitation = world.domain.invitation(None, id).await.unwrap();

    assert_eq!((invitation.standing, invitation.owner.as_str()), (InvitationStanding::Ended, ""));
}

#[rstest]
#[tokio::test]
async fn an_account_that_never_was_open_has_not_ended(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    world.domain.decline_access(&bjorn, id).await.unwrap();

    let ended = world.domain.ended_access(&bjorn, &anna.account).await;

    assert!(matches!(ended, Err(Failed::NotFound)));
}
