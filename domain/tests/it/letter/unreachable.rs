//! A mail server that was unreachable and has returned.

use domain::LetterCounts;
use domain::job::JobState;
use domain::mail::{Mail, Paper, Security};
use domain::testing::{Manner, Named, SmtpServer, TestDatabase, World, smtp_settings};
use rstest::rstest;
use tokio::net::TcpListener;

/// A mail server's address without a listener.
async fn nobody() -> Mail {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    Mail::smtp(&smtp_settings("127.0.0.1", port, Security::None)).unwrap()
}

#[rstest]
#[tokio::test]
async fn a_letter_leaves_within_five_minutes_of_the_mail_servers_return(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let mut world = World::new(database).await;
    world.send_by(nobody().await);
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    // Unreachable for an hour, and tried every minute.
    for _ in 0..60 {
        world.domain.send_due_letters(9).await.unwrap();
        let due_at = world.letters_owed().await[0].due_at;
        assert!(due_at.seconds_since(world.clock.now()) < 300);
        world.clock.advance(60);
    }

    world.send_by(Mail::memory());
    for _ in 0..4 {
        world.domain.send_due_letters(9).await.unwrap();
        world.clock.advance(60);
    }

    assert_eq!(world.letters_to(&Named::Bjorn.email()).len(), 1);
}

#[tokio::test]
async fn a_mail_server_that_is_about_to_stop_counts_as_away() {
    let mut world = World::new(TestDatabase::Sqlite).await;
    world.send_by(SmtpServer::start(Manner::Answers("421 4.3.2 shutting down")).await.mail());
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();

    let mut pauses = Vec::new();
    for _ in 0..4 {
        world.domain.send_due_letters(9).await.unwrap();
        let pause = world.letters_owed().await[0].due_at.seconds_since(world.clock.now());
        pauses.push(pause);
        world.clock.advance(u32::try_from(pause).unwrap());
    }

    assert_eq!(pauses, [60, 240, 240, 240]);
}

#[rstest]
#[tokio::test]
async fn letters_that_wait_for_another_try_are_tried_when_somebody_asks(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let mut world = World::new(database).await;
    let refusing = SmtpServer::start(Manner::Answers("451 4.3.0 try later")).await;
    world.send_by(refusing.mail());
    let anna = world.holder(Named::Anna).await;
    for name in [Named::Bjorn, Named::Hanna] {
        world.invite(&anna, name).await.unwrap();
    }
    for _ in 0..4 {
        world.domain.send_due_letters(9).await.unwrap();
        world.clock.advance(15 * 60);
    }
    let tried: i32 = world.letters_owed().await.iter().map(|job| job.attempts).sum();

    let refused = world.domain.send_waiting_letters().await.unwrap();
    world.send_by(Mail::memory());
    let taken = world.domain.send_waiting_letters().await.unwrap();
    let none = world.domain.send_waiting_letters().await.unwrap();

    assert_eq!(refused, LetterCounts { failed: 2, ..LetterCounts::default() });
    assert_eq!(taken, LetterCounts { sent: 2, ..LetterCounts::default() });
    assert_eq!(none, LetterCounts::default());
    let owed = world.letters_owed().await;
    assert_eq!(owed.iter().map(|job| job.attempts).sum::<i32>(), tried + 4, "each once each time");
    assert!(owed.iter().all(|job| job.state == JobState::Done));
}

#[rstest]
#[tokio::test]
async fn a_letter_delayed_by_a_quota_stays_delayed(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    for name in [Named::Anna, Named::Cecilia, Named::David, Named::Hanna] {
        let owner = world.holder(name).await;
        world.invite(&owner, Named::Bjorn).await.unwrap();
    }

    let counts = world.domain.send_waiting_letters().await.unwrap();

    assert_eq!(counts, LetterCounts { sent: 3, ..LetterCounts::default() });
    assert_eq!(world.letters_to(&Named::Bjorn.email()).len(), 3);
}

#[rstest]
#[tokio::test]
async fn a_mail_server_that_is_still_away_is_asked_once(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let mut world = World::new(database).await;
    world.send_by(nobody().await);
    let anna = world.holder(Named::Anna).await;
    for name in [Named::Bjorn, Named::Hanna, Named::Ivar] {
        world.invite(&anna, name).await.unwrap();
    }

    let counts = world.domain.send_waiting_letters().await.unwrap();

    assert_eq!(counts, LetterCounts { failed: 1, is_cut_short: true, ..LetterCounts::default() });
    assert_eq!(world.letters_owed().await.iter().filter(|job| job.attempts > 0).count(), 1);
}

#[rstest]
#[tokio::test]
async fn a_letter_on_paper_leaves_within_five_minutes_of_its_folders_return(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters");
    // A file in place of the folder.
    std::fs::write(&path, "").unwrap();
    let mut world = World::new(database).await;
    world.print_by(Paper::folder(path.clone()));
    let anna = world.holder_at_home(Named::Anna).await;
    world.ask_for_code(&anna.number()).await;
    for _ in 0..5 {
        world.domain.send_due_letters(9).await.unwrap();
        let pause = world.letters_owed().await[0].due_at.seconds_since(world.clock.now());
        assert!(pause < 300, "{pause}");
        world.clock.advance(u32::try_from(pause).unwrap());
    }

    std::fs::remove_file(&path).unwrap();
    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(world.domain.paper().waiting().len(), 1);
}
