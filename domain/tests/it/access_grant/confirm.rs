//! Confirming (rules G4 and G11).

use domain::testing::{Named, TestDatabase, World};
use domain::{Error, Failed};
use rstest::rstest;
use types::access_grant::{ConfirmRefusal, GrantState, InvitationStanding};
use types::account::Standing;
use types::sign_in::SignInMethod;
use types::{AccessGrantId, Channel};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_confirmed_grant_opens_the_account(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;

    let confirmed = world.confirm(&bjorn, id, Named::Bjorn).await.unwrap();

    assert_eq!(confirmed, anna.account);
    let opened = world.domain.account_context(&bjorn, &confirmed).await.unwrap();
    assert_eq!(opened.account.standing, Standing::Grantee { grant: id, owner: "Anna Andersson".to_owned() });
    assert!(world.domain.overview(&bjorn, &anna.account).await.is_ok());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn nothing_is_open_before_the_confirmation(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;

    let overview = world.domain.overview(&bjorn, &anna.account).await;

    assert!(matches!(overview, Err(Failed::NotFound)));
}

#[rstest]
#[tokio::test]
async fn opening_the_link_changes_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    let (row, record) = (world.grant_row(id).await, world.record(&anna.account).await);

    let unknown = world.domain.invitation(None, id).await.unwrap();
    let known = world.domain.invitation(Some(&bjorn), id).await.unwrap();
    world.confirm_form(&bjorn, id).await.unwrap();

    assert_eq!((unknown.standing, known.standing), (InvitationStanding::SignIn, InvitationStanding::Confirm));
    assert_eq!((world.grant_row(id).await, world.record(&anna.account).await), (row, record));
}

#[rstest]
#[tokio::test]
async fn an_unknown_link_is_not_found(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let bjorn = world.person(Named::Bjorn).await;

    let answer = world.confirm(&bjorn, AccessGrantId(uuid::Uuid::now_v7()), Named::Bjorn).await;

    assert!(matches!(answer, Err(Error::Failed(Failed::NotFound))));
}

#[rstest]
#[tokio::test]
async fn only_bankid_confirms(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await.by(SignInMethod::CustomerNumber);

    let answer = world.confirm(&bjorn, id, Named::Bjorn).await;

    assert_eq!(refusals(answer), [ConfirmRefusal::NeedsBankId]);
    assert_eq!(world.grant_row(id).await.state, GrantState::Pending);
}

#[rstest]
#[tokio::test]
async fn a_grant_is_confirmed_in_its_own_channel(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.sign_in(Named::Bjorn, Channel::App, SignInMethod::BankId).await;

    let answer = world.confirm(&bjorn, id, Named::Bjorn).await;

    assert!(matches!(answer, Err(Error::Refused(_))));
    assert!(matches!(world.confirm_form(&bjorn, id).await, Err(Failed::NotFound)));
    assert_eq!(world.grant_row(id).await.state, GrantState::Pending);
}

#[rstest]
#[tokio::test]
async fn a_second_confirmation_says_that_it_is_done(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let id = world.only_grant(&anna).await.id;

    let again = world.confirm(&bjorn, id, Named::Bjorn).await;

    assert_eq!(refusals(again), [ConfirmRefusal::AlreadyConfirmed]);
    assert_eq!(world.domain.invitation(Some(&bjorn), id).await.unwrap().standing, InvitationStanding::Confirmed);
    assert_eq!(world.domain.invitation(None, id).await.unwrap().standing, InvitationStanding::Used);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn age_is_asked_again_when_confirming(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut world = World::with(database, |settings| settings.grants.web_least_age = 16).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Moa).await.unwrap();
    world.change_settings(|settings| settings.grants.web_least_age = 18);
    let moa = world.person(Named::Moa).await;

    let answer = world.confirm(&moa, id, Named::Moa).await;

    assert_eq!(refusals(answer), [ConfirmRefusal::TooYoung]);
    assert_eq!(world.grant_row(id).await.state, GrantState::Pending);
}

#[rstest]
#[tokio::test]
async fn sixteen_is_old_enough_for_the_app(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    let moa = world.let_in(&anna.in_app(), Named::Moa).await;

    assert!(world.domain.overview(&moa, &anna.account).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn somebody_who_became_a_holder_needs_no_grant(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.joint_holder(Named::Bjorn, &anna).await;

    let answer = world.confirm(&bjorn.caller, id, Named::Bjorn).await;

    assert_eq!(refusals(answer), [ConfirmRefusal::Ended]);
}
