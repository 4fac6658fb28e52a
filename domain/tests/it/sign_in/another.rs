//! Signing in in a browser where another person is signed in (rule S17).

use domain::testing::{ActivityRow, Named, TestDatabase};
use rstest::rstest;
use types::Channel;
use types::activity::EventKind;
use types::sign_in::{BankIdStart, SignInMethod};

use super::stage::{HOME, Stage, browser};
use TestDatabase::{Postgres, Sqlite};

/// How a person signs in.
#[derive(Clone, Copy, Debug)]
enum By {
    BankId,
    Number,
}

/// Björn or Anna signs in where Anna is signed in; returns Anna's activity, newest last, and her letters.
async fn signs_in(database: TestDatabase, who: Named, by: By) -> (Vec<ActivityRow>, Vec<String>) {
    let stage = Stage::new(database).await;
    let holding = stage.world.holder_at_home(who).await;
    let anna = if who == Named::Anna { holding.clone() } else { stage.world.holder(Named::Anna).await };
    stage.world.activate(&holding).await;
    stage.world.domain.send_due_letters(99).await.expect("an answer");
    let letters_before = stage.world.letters_to(&Named::Anna.email()).len();
    let session = stage.world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    let here = browser().with_session(&session.secret);
    let before = stage.world.record_of_person(anna.caller.person_id()).await.len();

    match by {
        By::Number => _ = stage.world.sign_in_by_number(&here, &holding).await,
        By::BankId => {
            let here = stage.start_from(here, BankIdStart::ThisDevice).await;
            stage.approve(&here, who, HOME, "low").await;
            stage.finish(&here).await.expect("who identifies is let in");
        }
    }

    assert!(
        stage.world.domain.caller(&session.secret, Channel::Web).await.expect("an answer").is_none(),
        "the session is over"
    );
    stage.world.domain.send_due_letters(99).await.expect("an answer");
    let mut letters = stage.world.letters_to(&Named::Anna.email());
    letters.truncate(letters.len() - letters_before);
    let recorded = stage.world.record_of_person(anna.caller.person_id()).await.split_off(before);
    stage.world.check_invariants().await;
    (recorded, letters.into_iter().map(|letter| format!("{}\n{}", letter.subject, letter.text)).collect())
}

#[rstest]
#[tokio::test]
async fn a_person_whose_session_another_ends_is_notified_in_activity_and_by_letter(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[values(By::BankId, By::Number)] by: By,
) {
    let (recorded, letters) = signs_in(database, Named::Bjorn, by).await;

    assert_eq!(
        recorded.iter().map(|row| (row.event, row.actor)).collect::<Vec<_>>(),
        [(EventKind::SessionEndedByAnother, None)]
    );
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].contains("loggade någon annan in") && !letters[0].contains("Björn"), "{letters:?}");
}

#[rstest]
#[tokio::test]
async fn identifying_again_notifies_nobody(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (recorded, letters) = signs_in(database, Named::Anna, By::BankId).await;

    assert_eq!(recorded.iter().map(|row| row.event).collect::<Vec<_>>(), [EventKind::SignedOut, EventKind::SignedIn]);
    assert!(letters.is_empty(), "{letters:?}");
}
