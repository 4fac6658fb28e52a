//! A session by customer number: shorter, for one customer, and not enough for everything.

use domain::Failed;
use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::{ConfirmRefusal, InvitationStanding, OpenedInvitation};
use types::profile::ProfileRefusal;
use types::session::SessionTime;
use types::sign_in::SignInMethod;
use types::{Channel, Language};

use super::{refusals, stranger};
use TestDatabase::{Postgres, Sqlite};

async fn world_with_a_session(database: TestDatabase) -> (World, Holding, Holding) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    (world, anna, by_number)
}

#[rstest]
#[tokio::test]
async fn it_ends_after_a_quarter_of_an_hour_or_four(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let session = world.sign_in_by_number(&stranger(), &anna).await.session;
    let is_alive = async || world.domain.caller(&session.secret, Channel::Web).await.unwrap().is_some();

    let time = world.domain.session_time(&session.secret, Channel::Web).await.unwrap();
    for _ in 0..16 {
        world.clock.advance(899);
        assert!(is_alive().await);
    }
    world.clock.advance(4 * 3600 - 16 * 899);

    assert_eq!(time, Some(SessionTime { idle_seconds: 900, absolute_seconds: 4 * 3600 }));
    assert!(!is_alive().await);
    world.check_invariants().await;
    let other = world.sign_in_by_number(&stranger(), &anna).await.session;
    world.clock.advance(900);
    assert!(world.domain.caller(&other.secret, Channel::Web).await.unwrap().is_none());
    assert_eq!(
        world.domain.forget_sessions().await.unwrap(),
        1,
        "Anna's by BankID; the others went when they were asked"
    );
}

#[rstest]
#[tokio::test]
async fn it_is_for_its_customer_only(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    let summer_house = world.holder(Named::Anna).await;
    let david = world.holder(Named::David).await;
    world.let_in(&david, Named::Anna).await;
    world.invite(&world.holder(Named::Cecilia).await, Named::Anna).await.unwrap();

    let choice = world.domain.account_choice(&by_number.caller).await.unwrap();
    let frame = world.domain.account_context(&by_number.caller, &anna.account).await.unwrap();

    let listed: Vec<_> = choice.accounts.iter().map(|account| &account.reference).collect();
    assert_eq!(listed, [&anna.account]);
    assert!(choice.invitations.is_empty() && choice.elsewhere.is_none() && !frame.has_others);
    for other in [&summer_house.account, &david.account] {
        let overview = world.domain.overview(&by_number.caller, other).await;
        assert!(matches!(overview, Err(Failed::NotFound)), "{overview:?}");
        let ended = world.domain.ended_access(&by_number.caller, other).await;
        assert!(matches!(ended, Err(Failed::NotFound)), "{ended:?}");
    }
    assert_eq!(world.domain.account_choice(&anna.caller).await.unwrap().accounts.len(), 3);
}

#[rstest]
#[tokio::test]
async fn what_was_shared_and_ended_is_not_there_either(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    let david = world.holder(Named::David).await;
    world.let_in(&david, Named::Anna).await;
    world.domain.leave_access(&anna.caller, &david.account).await.unwrap();

    let overview = world.domain.overview(&by_number.caller, &david.account).await;

    assert!(matches!(overview, Err(Failed::NotFound)), "{overview:?}");
}

#[rstest]
#[tokio::test]
async fn an_invitation_sees_nobody_in_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, _, by_number) = world_with_a_session(database).await;
    let david = world.holder(Named::David).await;
    let id = world.invite(&david, Named::Anna).await.unwrap();

    let opened = world.domain.open_invitation(Some(&by_number.caller), id).await.unwrap();

    let OpenedInvitation::Told(invitation) = opened else { panic!("no form for who is not known") };
    assert_eq!(invitation.standing, InvitationStanding::SignIn);
    let confirmed = world.domain.confirm_access(&by_number.caller, id, Named::Anna.details()).await;
    assert_eq!(refusals(confirmed), [ConfirmRefusal::NeedsBankId]);
    let declined = world.domain.decline_access(&by_number.caller, id).await;
    assert_eq!(refusals(declined), [ConfirmRefusal::NeedsBankId]);
    assert!(!world.grant_row(id).await.tried_by_another);
}

#[rstest]
#[tokio::test]
async fn it_sees_and_ends_the_sessions_by_the_number_alone(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    let elsewhere = world.sign_in_by_number(&stranger(), &anna).await.session;
    let (_, of_app) = world.session(Named::Anna, Channel::App, SignInMethod::BankId).await;
    let (by_bankid, of_bankid) = world.session(Named::Anna, Channel::Web, SignInMethod::BankId).await;

    let seen = world.domain.profile(&by_number.caller).await.unwrap().sessions;
    let all = world.domain.profile(&by_bankid).await.unwrap().sessions;
    for session in &all {
        if session.id != seen[0].id {
            world.domain.end_session(&by_number.caller, session.id).await.unwrap();
        }
    }

    assert_eq!((seen.len(), all.len()), (2, 5));
    assert!(seen[0].is_this && seen[1].id == elsewhere.id);
    assert!(world.domain.caller(&of_app, Channel::App).await.unwrap().is_some());
    assert!(world.domain.caller(&of_bankid, Channel::Web).await.unwrap().is_some());
    assert!(world.domain.caller(&elsewhere.secret, Channel::Web).await.unwrap().is_none());
}

#[rstest]
#[tokio::test]
async fn its_profile_names_the_number_and_one_with_bankid_names_none(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna, by_number) = world_with_a_session(database).await;

    let named = world.domain.profile_details(&by_number.caller, &anna.account).await.unwrap().customer_number;
    let with_bankid = world.domain.profile_details(&anna.caller, &anna.account).await.unwrap().customer_number;

    assert_eq!((named, with_bankid), (Some(anna.number()), None));
}

#[rstest]
#[tokio::test]
async fn the_persons_language_is_not_changed_from_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;

    world.domain.change_language(&by_number.caller, Language::English).await.unwrap();

    assert_eq!(world.domain.profile(&anna.caller).await.unwrap().language, Language::Swedish);
}

#[rstest]
#[tokio::test]
async fn where_letters_go_is_not_changed_from_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, _, by_number) = world_with_a_session(database).await;

    let email = world.domain.change_email(&by_number.caller, "ny@example.com").await;
    let mobile = world.domain.change_mobile(&by_number.caller, "070-174 06 05").await;

    for answer in [email, mobile] {
        assert_eq!(refusals(answer), [ProfileRefusal::NeedsBankId]);
    }
}
