//! Changing the e-mail address.

use domain::job::JobState;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::profile::ProfileRefusal;

use super::{A_DAY, NEW, refusals};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn nobody_holds_back_the_letters_of_others(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[values(true, false)] letters_leave: bool,
) {
    let world = World::new(database).await;
    let (anna, ivar) = (world.holder(Named::Anna).await, world.person(Named::Ivar).await);
    for _ in 0..100 {
        let _ = world.domain.change_email(&ivar, &Named::Bjorn.email()).await;
        if letters_leave {
            world.domain.send_due_letters(9).await.unwrap();
        }
    }

    world.invite(&anna, Named::Bjorn).await.unwrap();

    world.clock.advance(A_DAY);
    world.domain.send_due_letters(9).await.unwrap();
    let letters = world.letters_to(&Named::Bjorn.email());
    assert!(letters.iter().any(|letter| letter.subject.starts_with("Anna Andersson ")), "{letters:?}");
}

#[rstest]
#[tokio::test]
async fn a_newer_request_takes_the_letter_of_the_older_back_at_once(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let ivar = world.person(Named::Ivar).await;
    world.domain.change_email(&ivar, "first@example.com").await.unwrap();

    world.domain.change_email(&ivar, "second@example.com").await.unwrap();

    let states: Vec<_> = world.letters_owed().await.iter().map(|job| job.state).collect();
    assert_eq!(states, [JobState::Dropped, JobState::Owed]);
}

#[rstest]
#[tokio::test]
async fn an_address_is_asked_for_five_times_a_day(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (ivar, hanna) = (world.person(Named::Ivar).await, world.person(Named::Hanna).await);
    for place in 0..5 {
        world.domain.change_email(&ivar, &format!("{place}@example.com")).await.unwrap();
        world.clock.advance(60);
    }

    let sixth = world.domain.change_email(&ivar, NEW).await;

    assert_eq!(refusals(sixth), [ProfileRefusal::TooManyToday]);
    world.domain.change_email(&hanna, NEW).await.unwrap();
    let waiting = world.domain.profile(&ivar).await.unwrap().unverified_email;
    assert_eq!(waiting.as_deref(), Some("4@example.com"));
    world.clock.advance(A_DAY - 5 * 60);
    world.domain.change_email(&ivar, NEW).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn the_address_that_is_valid_already_asks_for_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.caller;

    world.domain.change_email(&anna, &format!(" {} ", Named::Anna.email())).await.unwrap();

    assert!(world.letters_owed().await.is_empty());
    assert_eq!(world.domain.profile(&anna).await.unwrap().unverified_email, None);
}

#[rstest]
#[case::nothing("  ", ProfileRefusal::EmailMissing)]
#[case::no_address("anna", ProfileRefusal::EmailInvalid)]
#[case::a_header("anna@example.com\r\nBcc: x@example.com", ProfileRefusal::EmailHiddenSign)]
#[case::a_sign_in_the_host("anna@exam\u{200b}ple.com", ProfileRefusal::EmailHiddenSign)]
#[case::a_soft_hyphen("an\u{ad}na@example.com", ProfileRefusal::EmailHiddenSign)]
#[tokio::test]
async fn malformed_addresses_are_refused(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] typed: &str,
    #[case] rule: ProfileRefusal,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.caller;

    let answer = world.domain.change_email(&anna, typed).await;

    assert_eq!(refusals(answer), [rule]);
    assert!(world.letters_owed().await.is_empty());
}

#[rstest]
#[tokio::test]
async fn an_address_that_is_not_what_it_looks_like_is_shown_as_it_is_before_anything_is_sent(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.person(Named::Anna).await;

    world.domain.change_email(&anna, "anna@ex\u{430}mple.se").await.unwrap();

    assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 0);
    let asked = world.domain.profile(&anna).await.unwrap();
    assert_eq!((asked.unverified_email.as_deref(), asked.is_email_to_check), (Some("anna@xn--exmple-4nf.se"), true));

    world.domain.change_email(&anna, "anna@xn--exmple-4nf.se").await.unwrap();
    let owed = world.domain.profile(&anna).await.unwrap();
    assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 1);
    let sent = world.domain.profile(&anna).await.unwrap();
    assert!(!owed.is_email_to_check && !sent.is_email_to_check);
}
