//! Confirming (rules G4, G5, G11 and G14).

use domain::{
    Error,
    testing::{Named, TestDatabase, World},
};
use rstest::rstest;
use types::{
    AccessGrantId,
    access_grant::{Channel, ConfirmRefusal, GrantState, GranteeDetails, InvitationStanding},
    sign_in::SignInMethod,
};

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

    assert_eq!((&confirmed.account, confirmed.owner.as_str()), (&anna.account, "Anna Andersson"));
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

    assert!(matches!(overview, Err(Error::NotFound)));
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
    world.domain.confirm_form(&bjorn, id).await.unwrap();

    assert_eq!((unknown.standing, known.standing), (InvitationStanding::SignIn, InvitationStanding::Confirm));
    assert_eq!((world.grant_row(id).await, world.record(&anna.account).await), (row, record));
}

#[rstest]
#[tokio::test]
async fn the_link_lets_nobody_else_in(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let hanna = world.person(Named::Hanna).await;

    let answer = world.confirm(&hanna, id, Named::Bjorn).await;

    assert_eq!(refusals(answer), [ConfirmRefusal::WrongPerson]);
    assert!(matches!(world.domain.overview(&hanna, &anna.account).await, Err(Error::NotFound)));
    assert!(matches!(world.domain.confirm_form(&hanna, id).await, Err(Error::NotFound)));
    let standing = world.domain.invitation(Some(&hanna), id).await.unwrap().standing;
    assert_eq!(standing, InvitationStanding::WrongPerson);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_unknown_link_is_not_found(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let bjorn = world.person(Named::Bjorn).await;

    let answer = world.confirm(&bjorn, AccessGrantId(uuid::Uuid::now_v7()), Named::Bjorn).await;

    assert!(matches!(answer, Err(Error::NotFound)));
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
    assert!(matches!(world.domain.confirm_form(&bjorn, id).await, Err(Error::NotFound)));
    assert_eq!(world.grant_row(id).await.state, GrantState::Pending);
}

#[rstest]
#[tokio::test]
async fn corrected_details_are_kept(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    let shown = world.domain.confirm_form(&bjorn, id).await.unwrap();
    let corrected = GranteeDetails {
        given_name: "Björn".to_owned(),
        surname: "Berg".to_owned(),
        email: "new@example.com".to_owned(),
        mobile: "0701740605".to_owned(),
    };

    world.domain.confirm_access(&bjorn, id, corrected.clone()).await.unwrap();

    assert_eq!((shown.details, shown.masked_number.as_str()), (Named::Bjorn.details(), "19840617-****"));
    let kept = world.only_grant(&anna).await.grantee;
    assert_eq!((kept.given_name, kept.surname, kept.email), (corrected.given_name, corrected.surname, corrected.email));
    assert!(!kept.mobile.is_empty());
}

#[rstest]
#[tokio::test]
async fn an_address_that_the_invitation_did_not_reach_is_verified_first(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    let corrected = GranteeDetails { email: "new@example.com".to_owned(), ..Named::Bjorn.details() };

    world.domain.confirm_access(&bjorn, id, corrected).await.unwrap();

    let profile = world.domain.profile(&bjorn).await.unwrap();
    assert_eq!((profile.email.as_str(), profile.unverified_email.as_deref()), ("", Some("new@example.com")));
}

#[rstest]
#[tokio::test]
async fn the_address_of_an_owner_is_never_changed_by_a_confirmation(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let cecilia = world.holder(Named::Cecilia).await;
    let id = world.invite(&anna, Named::Cecilia).await.unwrap();
    let typed = GranteeDetails { email: "trap@example.com".to_owned(), ..Named::Cecilia.details() };

    world.domain.confirm_access(&cecilia.caller, id, typed).await.unwrap();

    let profile = world.domain.profile(&cecilia.caller).await.unwrap();
    assert_eq!((profile.email, profile.unverified_email), (Named::Cecilia.email(), None));
}

#[rstest]
#[tokio::test]
async fn wrong_corrections_are_told_at_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    let wrong = GranteeDetails { mobile: "call me".to_owned(), ..GranteeDetails::default() };

    let answer = world.domain.confirm_access(&bjorn, id, wrong).await;

    let expected = [
        ConfirmRefusal::GivenNameMissing,
        ConfirmRefusal::SurnameMissing,
        ConfirmRefusal::EmailMissing,
        ConfirmRefusal::MobileInvalid,
    ];
    assert_eq!(refusals(answer), expected);
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
    let tries = record.iter().filter(|row| row.event == types::activity::Event::InvitationTriedByAnother);
    // Who it was is not the owner's to know.
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
