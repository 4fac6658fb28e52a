//! Protected identities (rule G19): grants are suspended in both directions, and nothing is revealed.

use domain::Failed;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::{ConfirmRefusal, GrantRefusal, GrantState, InvitationStanding};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[case::the_owner(Named::Anna)]
#[case::the_grantee(Named::Bjorn)]
#[tokio::test]
async fn a_grant_is_suspended_while_either_side_is_protected(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] protected: Named,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;

    world.protect(protected, true).await;

    assert!(matches!(world.domain.overview(&bjorn, &anna.account).await, Err(Failed::Ended(_))));
    assert!(world.domain.account_choice(&bjorn).await.unwrap().accounts.is_empty());
    assert!(matches!(world.domain.leave_access(&bjorn, &anna.account).await, Err(Failed::Ended(_))));
    world.check_invariants().await;
    world.protect(protected, false).await;
    assert!(world.domain.overview(&bjorn, &anna.account).await.is_ok());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_suspended_grant_can_be_removed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;
    let id = world.only_grant(&anna).await.id;
    world.protect(Named::Anna, true).await;

    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    assert_eq!(world.grant_row(id).await.state, GrantState::Removed);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_protected_owner_cannot_share(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let sara = world.holder(Named::Sara).await;
    world.protect(Named::Sara, true).await;

    let answer = world.invite(&sara, Named::Bjorn).await;

    assert_eq!(refusals(answer), [GrantRefusal::NotAvailable]);
}

#[rstest]
#[tokio::test]
async fn a_protected_persons_invitation_is_answered_like_any_other(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.person(Named::Sara).await;
    world.protect(Named::Sara, true).await;

    let answer = world.invite(&anna, Named::Sara).await;

    assert!(answer.is_ok());
    assert_eq!(world.only_grant(&anna).await.state, GrantState::Pending);
}

#[rstest]
#[case::the_owner(Named::Anna)]
#[case::the_invited(Named::Bjorn)]
#[tokio::test]
async fn an_invitation_is_not_confirmed_while_either_side_is_protected(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] protected: Named,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    world.protect(protected, true).await;

    let answer = world.confirm(&bjorn, id, Named::Bjorn).await;

    assert_eq!(refusals(answer), [ConfirmRefusal::Ended]);
    let invitation = world.domain.invitation(Some(&bjorn), id).await.unwrap();
    assert_eq!((invitation.standing, invitation.owner.as_str()), (InvitationStanding::Ended, ""));
    assert!(world.domain.account_choice(&bjorn).await.unwrap().invitations.is_empty());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_link_names_no_protected_owner(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let hanna = world.person(Named::Hanna).await;
    world.protect(Named::Anna, true).await;

    let (nobody, other) =
        (world.domain.invitation(None, id).await.unwrap(), world.domain.invitation(Some(&hanna), id).await.unwrap());

    assert_eq!([nobody.standing, other.standing], [InvitationStanding::Ended; 2]);
    assert_eq!([nobody.owner, nobody.owner_given_name, other.owner, other.owner_given_name], ["", "", "", ""]);
}

#[rstest]
#[tokio::test]
async fn the_link_does_not_tell_that_the_invited_person_is_protected(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let (_, hanna) = (world.person(Named::Bjorn).await, world.person(Named::Hanna).await);
    world.protect(Named::Bjorn, true).await;

    let (nobody, other) =
        (world.domain.invitation(None, id).await.unwrap(), world.domain.invitation(Some(&hanna), id).await.unwrap());

    assert_eq!((nobody.standing, other.standing), (InvitationStanding::SignIn, InvitationStanding::WrongPerson));
}

#[rstest]
#[tokio::test]
async fn no_letter_goes_out_for_an_owner_who_is_protected_since(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let david = world.holder(Named::David).await;
    let eva = world.joint_holder(Named::Eva, &david).await;
    let id = world.invite(&david, Named::Bjorn).await.unwrap();
    world.protect(Named::David, true).await;
    world.clock.advance(3600);

    let repeated = world.domain.repeat_invitation(&eva.caller, &eva.account, id).await;
    let corrected = world.domain.correct_invitation(&eva.caller, &eva.account, id, Named::Hanna.details()).await;

    assert_eq!(refusals(repeated), [GrantRefusal::NotAvailable]);
    assert_eq!(refusals(corrected), [GrantRefusal::NotAvailable]);
    assert_eq!(world.letters_about(id).await.len(), 1);
}
