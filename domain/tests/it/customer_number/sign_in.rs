//! Which numbers and passwords sign in.

use domain::Failed;
use domain::testing::{Named, PASSWORD, TestDatabase, World};
use rstest::rstest;
use types::customer_number::NumberSignInRefusal;
use types::page::{AccountPage, Destination};
use types::{Channel, Language, Page};

use super::{A_DAY, refusals, stranger, try_to_sign_in};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn the_number_and_its_password_let_the_holder_in(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.domain.change_language(&anna.caller, Language::English).await.unwrap();
    world.activate(&anna).await;
    let number = anna.number();
    let spaced = format!(" {} {} ", &number[..4], &number[4..]);
    let wanted = Destination::from(Page::Account(anna.account.clone(), AccountPage::Profile));

    let answer = world.domain.sign_in_by_number(&stranger(), &spaced, PASSWORD, wanted.clone()).await;

    let signed_in = answer.unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!((signed_in.destination, signed_in.language), (wanted, Language::English));
    let caller = world.domain.caller(&signed_in.session.secret, Channel::Web).await.unwrap().unwrap();
    assert_eq!(caller.person_id(), anna.caller.person_id());
    assert!(world.domain.caller(&signed_in.session.secret, Channel::App).await.unwrap().is_none());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_new_browser_notifies_the_registered_addresses(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.set_customer_email(&anna, Some("hushallet@example.com")).await;
    let (at_home, elsewhere) = (stranger().with_device(), stranger().with_device());
    let code = world.code_for(&anna).await;
    world.domain.activate_number(&at_home, &anna.number(), &code, PASSWORD).await.unwrap();
    let letters = async || {
        world.domain.send_due_letters(99).await.unwrap();
        let letters = [world.letters_to(&Named::Anna.email()), world.letters_to("hushallet@example.com")];
        letters.map(|letters| letters.iter().filter(|letter| letter.subject.starts_with("Ny inloggning")).count())
    };

    world.sign_in_by_number(&at_home, &anna).await;
    assert_eq!(letters().await, [0, 0], "the password was chosen here");
    for _ in 0..2 {
        world.sign_in_by_number(&elsewhere, &anna).await;
        assert_eq!(letters().await, [1, 1], "one letter");
    }
    let wrong = try_to_sign_in(&world, &stranger(), &anna.number(), "ett annat ord").await;
    assert_eq!(refusals(wrong), [NumberSignInRefusal::Wrong]);
    assert_eq!(letters().await, [1, 1], "no letter about a sign-in that was refused");

    world.clock.advance(180 * A_DAY);
    world.sign_in_by_number(&elsewhere, &anna).await;
    assert_eq!(letters().await, [2, 2], "nobody knows it any more");
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn whatever_is_wrong_is_one_word(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, david) = (world.holder_at_home(Named::Anna).await, world.holder_at_home(Named::David).await);
    world.activate(&anna).await;

    for (number, password) in
        [(anna.number(), "korrekt häst batterj"), (david.number(), PASSWORD), ("987654".to_owned(), PASSWORD)]
    {
        let answer = try_to_sign_in(&world, &stranger(), &number, password).await;
        assert_eq!(refusals(answer), [NumberSignInRefusal::Wrong]);
    }
}

#[rstest]
#[case("", "", &[NumberSignInRefusal::NumberMissing, NumberSignInRefusal::PasswordMissing])]
#[case("12,x", PASSWORD, &[NumberSignInRefusal::NumberInvalid])]
#[case("100001", "", &[NumberSignInRefusal::PasswordMissing])]
#[tokio::test]
async fn what_is_missing_is_said(#[case] number: &str, #[case] password: &str, #[case] rules: &[NumberSignInRefusal]) {
    let world = World::new(Sqlite).await;

    assert_eq!(refusals(try_to_sign_in(&world, &stranger(), number, password).await), rules);
}

#[rstest]
#[case::protected("protected")]
#[case::taken_off("taken off")]
#[case::ended("ended")]
#[case::last_day_has_passed("last day has passed")]
#[tokio::test]
async fn a_former_holder_is_refused(#[case] why: &str, #[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let before = world.by_number(&anna).await;
    match why {
        "protected" => world.protect(Named::Anna, true).await,
        "taken off" => world.remove_holder(&anna).await,
        "last day has passed" => world.end_holding(&anna, "2026-11-22").await,
        _ => world.end_customer(&anna).await,
    }

    let answer = try_to_sign_in(&world, &stranger(), &anna.number(), PASSWORD).await;

    assert_eq!(refusals(answer), [NumberSignInRefusal::Wrong]);
    if why != "protected" {
        let overview = world.domain.overview(&before.caller, &anna.account).await;
        assert!(matches!(overview, Err(Failed::NotFound)), "{overview:?}");
    }
}

#[rstest]
#[tokio::test]
async fn a_number_opens_nothing_that_was_only_shared_with_its_person(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let david = world.joint_holder(Named::David, &anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    world.remove_holder(&anna).await;
    world.let_in(&david, Named::Anna).await;

    let overview = world.domain.overview(&by_number.caller, &anna.account).await;

    assert!(matches!(overview, Err(Failed::NotFound)), "{overview:?}");
}

#[rstest]
#[tokio::test]
async fn signing_in_ends_the_session_that_the_browser_had(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let (_, of_david) = world.session(Named::David, Channel::Web, types::sign_in::SignInMethod::BankId).await;

    world.sign_in_by_number(&stranger().with_session(&of_david), &anna).await;

    assert!(world.domain.caller(&of_david, Channel::Web).await.unwrap().is_none());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn nothing_of_a_long_password_is_cut_off(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let code = world.code_for(&anna).await;
    let long: String =
        "en väldigt lång mening om ".repeat(9).chars().chain("sju bröd 🥖 och ost 256 x".chars()).take(256).collect();
    world.domain.activate_number(&stranger(), &anna.number(), &code, &long).await.unwrap();

    let mut almost = long.clone();
    almost.pop();
    let answer = try_to_sign_in(&world, &stranger(), &anna.number(), &almost).await;

    assert_eq!(refusals(answer), [NumberSignInRefusal::Wrong]);
    assert!(try_to_sign_in(&world, &stranger(), &anna.number(), &long).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn a_password_is_the_same_on_every_keyboard(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let taken_apart = PASSWORD.replace('ä', "a\u{308}");

    assert!(try_to_sign_in(&world, &stranger(), &anna.number(), &taken_apart).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn a_password_with_older_parameters_is_rehashed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.hash_with((9_216, 1, 1));
    world.activate(&anna).await;
    let older = world.password_hash(&anna).await.unwrap();
    world.hash_for_real();

    world.sign_in_by_number(&stranger(), &anna).await;

    let newer = world.password_hash(&anna).await.unwrap();
    assert!(older.contains("m=9216,t=1") && newer.contains("m=19456,t=2"), "{older} {newer}");
    world.clock.advance(A_DAY);
    world.sign_in_by_number(&stranger(), &anna).await;
    assert_eq!(world.password_hash(&anna).await.unwrap(), newer, "today's stay as they are");
}
