//! Activation: the letter's code, once, in time, and a good password.

use domain::job::JobKind;
use domain::testing::{Holding, Named, PASSWORD, TestDatabase, World};
use domain::{Error, Result};
use rstest::rstest;
use types::activity::EventKind;
use types::customer_number::ActivateRefusal;
use types::sign_in::SignInMethod;

use super::{A_DAY, refusals, stranger};
use TestDatabase::{Postgres, Sqlite};

async fn activate(world: &World, of: &Holding, code: &str, password: &str) -> Result<(), Error<ActivateRefusal>> {
    world.domain.activate_number(&stranger(), &of.number(), code, password).await
}

#[rstest]
#[tokio::test]
async fn the_code_of_the_letter_sets_the_password(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut world = World::new(database).await;
    world.hash_for_real();
    let anna = world.holder_at_home(Named::Anna).await;
    let code = world.code_for(&anna).await;

    activate(&world, &anna, &code.to_lowercase().replace('-', " "), PASSWORD).await.unwrap();

    assert!(world.password_hash(&anna).await.unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    let last = *world.record(&anna.account).await.last().unwrap();
    assert_eq!((last.event, last.method), (EventKind::NumberActivated, Some(SignInMethod::CustomerNumber)));
    assert_eq!(last.actor, Some(anna.caller.person_id()));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_code_is_used_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let code = world.code_for(&anna).await;
    activate(&world, &anna, &code, PASSWORD).await.unwrap();
    let before = world.password_hash(&anna).await;

    let again = activate(&world, &anna, &code, "en helt annan mening").await;

    assert_eq!(refusals(again), [ActivateRefusal::CodeWrong]);
    assert_eq!(world.password_hash(&anna).await, before);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_activate_at_once_one_does(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let code = world.code_for(&anna).await;
    let activate = |password: &'static str| {
        let (domain, number, code) = (world.domain.clone(), anna.number(), code.clone());
        tokio::spawn(async move { domain.activate_number(&stranger(), &number, &code, password).await })
    };

    let both = [activate(PASSWORD), activate("en helt annan mening")];

    let mut done = 0;
    for one in both {
        match one.await.unwrap() {
            Ok(()) => done += 1,
            refused => assert_eq!(refusals(refused), [ActivateRefusal::CodeWrong]),
        }
    }
    assert_eq!(done, 1);
    let events: Vec<_> = world.record(&anna.account).await.iter().map(|row| row.event).collect();
    assert_eq!(events, [EventKind::ActivationAsked, EventKind::NumberActivated]);
}

#[rstest]
#[tokio::test]
async fn a_code_is_good_for_thirty_days_and_until_midnight(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let code = world.code_for(&anna).await;

    // Requested at ten in the morning; fourteen hours are left of the last day.
    world.clock.advance(30 * A_DAY + 14 * 3600 - 1);
    world.domain.forget_attempts().await.unwrap();
    assert_eq!(refusals(activate(&world, &anna, "7KQ0-1MZX-A9B2", PASSWORD).await), [ActivateRefusal::CodeWrong]);
    world.clock.advance(1);

    assert_eq!(refusals(activate(&world, &anna, &code, PASSWORD).await), [ActivateRefusal::CodeWrong]);
    assert_eq!(world.domain.forget_attempts().await.unwrap(), 0, "it went when it was found too old");
}

#[rstest]
#[tokio::test]
async fn the_newest_code_is_the_only_one(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let older = world.code_for(&anna).await;
    world.clock.advance(A_DAY);
    let newer = world.code_for(&anna).await;

    assert_eq!(refusals(activate(&world, &anna, &older, PASSWORD).await), [ActivateRefusal::CodeWrong]);
    activate(&world, &anna, &newer, PASSWORD).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn everything_that_is_wrong_with_a_code_is_one_word(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, david) = (world.holder_at_home(Named::Anna).await, world.holder_at_home(Named::David).await);
    let code = world.code_for(&anna).await;

    let of_another = activate(&world, &david, &code, PASSWORD).await;
    let of_nobody = world.domain.activate_number(&stranger(), "987654", &code, PASSWORD).await;
    let no_code = activate(&world, &anna, "kod", PASSWORD).await;

    for answer in [of_another, of_nobody, no_code] {
        assert_eq!(refusals(answer), [ActivateRefusal::CodeWrong]);
    }
}

#[rstest]
#[case("", "", "", &[ActivateRefusal::NumberMissing, ActivateRefusal::CodeMissing, ActivateRefusal::PasswordMissing])]
#[case("1_2", "x", "kort", &[ActivateRefusal::NumberInvalid, ActivateRefusal::CodeWrong, ActivateRefusal::PasswordTooShort])]
#[case("100001", "7KQ0-1MZX-A9B2", "lösenord1234", &[ActivateRefusal::PasswordTooCommon])]
#[case("100001", "7KQ0-1MZX-A9B2", "hjälmare energi", &[ActivateRefusal::PasswordTooCommon])]
#[case("100001", "7KQ0-1MZX-A9B2", "100001100001", &[ActivateRefusal::PasswordIsNumber])]
#[tokio::test]
async fn every_field_says_what_is_wrong_with_it(
    #[case] number: &str,
    #[case] code: &str,
    #[case] password: &str,
    #[case] rules: &[ActivateRefusal],
) {
    let world = World::new(Sqlite).await;

    let answer = world.domain.activate_number(&stranger(), number, code, password).await;

    assert_eq!(refusals(answer), rules);
    assert_eq!(world.counter_count().await, 0, "what is not tried is not counted");
}

#[rstest]
#[tokio::test]
async fn an_activation_ends_the_sessions_by_the_number_and_no_others(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.sign_in_by_number(&stranger(), &anna).await.session;
    world.clock.advance(60);
    let sessions = world.session_count().await;
    world.clock.advance(A_DAY);
    world.activate(&anna).await;

    let caller = world.domain.caller(&by_number.secret, types::Channel::Web).await.unwrap();
    assert!(caller.is_none());
    assert_eq!((sessions, world.session_count().await), (2, 1));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_registered_addresses_are_notified(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.set_customer_email(&anna, Some("konto@example.com")).await;
    world.activate(&anna).await;
    world.domain.send_due_letters(9).await.unwrap();

    for address in [&*Named::Anna.email(), "konto@example.com"] {
        let letters = world.letters_to(address);
        assert_eq!(letters.len(), 1, "{address}");
        assert_eq!(letters[0].subject, "Lösenordet för ditt kundnummer är valt");
        assert!(letters[0].text.contains("Var det inte du?") && !letters[0].text.contains(&anna.number()));
    }
}

#[rstest]
#[tokio::test]
async fn an_address_registered_twice_is_notified_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world
        .set_customer_email(&anna, Some(&Named::Anna.email().to_uppercase().replace("EXAMPLE.COM", "example.com")))
        .await;

    world.activate(&anna).await;

    let letters = world.letters_owed().await.iter().filter(|way| way.kind == JobKind::PasswordSet).count();
    assert_eq!(letters, 1);
}

#[rstest]
#[tokio::test]
async fn who_is_a_holder_no_more_activates_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let code = world.code_for(&anna).await;
    world.protect(Named::Anna, true).await;
    let protected = activate(&world, &anna, &code, PASSWORD).await;
    world.protect(Named::Anna, false).await;
    world.remove_holder(&anna).await;

    let taken_off = activate(&world, &anna, &code, PASSWORD).await;

    for answer in [protected, taken_off] {
        assert_eq!(refusals(answer), [ActivateRefusal::CodeWrong]);
    }
}

#[rstest]
#[tokio::test]
async fn guessing_codes_slows_down_as_guessing_passwords_does(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let code = world.code_for(&anna).await;
    super::fail(&world, &stranger(), &anna, 2).await;
    for _ in 0..3 {
        assert_eq!(refusals(activate(&world, &anna, "7KQ0-1MZX-A9B2", PASSWORD).await), [ActivateRefusal::CodeWrong]);
    }

    let right_but_too_soon = activate(&world, &anna, &code, PASSWORD).await;
    world.clock.advance(30);
    activate(&world, &anna, &code, PASSWORD).await.unwrap();

    assert_eq!(refusals(right_but_too_soon), [ActivateRefusal::TooMany]);
}
