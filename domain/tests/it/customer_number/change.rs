//! Changing the password, in a session by the number.

use domain::job::JobKind;
use domain::testing::{Named, PASSWORD, TestDatabase, World};
use domain::{Error, Failed};
use rstest::rstest;
use types::Channel;
use types::activity::EventKind;
use types::customer_number::{NumberSignInRefusal, PasswordRefusal};

use super::{refusals, stranger, try_to_sign_in};
use TestDatabase::{Postgres, Sqlite};

const ANOTHER: &str = "en helt annan mening";

#[rstest]
#[tokio::test]
async fn only_the_new_password_signs_in(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;

    world.domain.change_password(&by_number.caller, PASSWORD, ANOTHER).await.unwrap();

    let old = try_to_sign_in(&world, &stranger(), &anna.number(), PASSWORD).await;
    assert_eq!(refusals(old), [NumberSignInRefusal::Wrong]);
    assert!(try_to_sign_in(&world, &stranger(), &anna.number(), ANOTHER).await.is_ok());
    assert_eq!(world.record(&anna.account).await.last().unwrap().event, EventKind::PasswordChanged);
    let letters = world.letters_owed().await.iter().filter(|way| way.kind == JobKind::PasswordSet).count();
    assert_eq!(letters, 2, "once when it was chosen, once when it was changed");
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn all_other_sessions_by_the_number_end(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let elsewhere = world.sign_in_by_number(&stranger(), &anna).await.session;
    let here = world.sign_in_by_number(&stranger(), &anna).await.session;
    let caller = world.domain.caller(&here.secret, Channel::Web).await.unwrap().unwrap();

    world.domain.change_password(&caller, PASSWORD, ANOTHER).await.unwrap();

    assert!(world.domain.caller(&here.secret, Channel::Web).await.unwrap().is_some());
    assert!(world.domain.caller(&elsewhere.secret, Channel::Web).await.unwrap().is_none());
}

#[rstest]
#[case("", "", &[PasswordRefusal::OldMissing, PasswordRefusal::NewMissing])]
#[case("fel lösenord här", ANOTHER, &[PasswordRefusal::OldWrong])]
#[case(PASSWORD, "kort", &[PasswordRefusal::NewTooShort])]
#[case(PASSWORD, "sommar2026!!", &[PasswordRefusal::NewTooCommon])]
#[tokio::test]
async fn what_is_wrong_is_said(
    #[case] old: &str,
    #[case] new: &str,
    #[case] rules: &[PasswordRefusal],
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;

    assert_eq!(refusals(world.domain.change_password(&by_number.caller, old, new).await), rules);
}

#[rstest]
#[tokio::test]
async fn guessing_the_old_one_slows_down(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    for _ in 0..5 {
        let wrong = world.domain.change_password(&by_number.caller, "fel lösenord här", ANOTHER).await;
        assert_eq!(refusals(wrong), [PasswordRefusal::OldWrong]);
    }

    let too_soon = world.domain.change_password(&by_number.caller, PASSWORD, ANOTHER).await;
    world.clock.advance(30);

    assert_eq!(refusals(too_soon), [PasswordRefusal::TooMany]);
    world.domain.change_password(&by_number.caller, PASSWORD, ANOTHER).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn bankid_sets_no_password(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;

    let answer = world.domain.change_password(&anna.caller, PASSWORD, ANOTHER).await;

    assert!(matches!(answer, Err(Error::Failed(Failed::Forbidden))), "{answer:?}");
}
