//! Mail servers that refuse, fail, or are slow.

use std::sync::Arc;

use domain::job::JobState;
use domain::mail::{Mail, Security};
use domain::testing::{LetterWay, Manner, Named, SmtpServer, TestDatabase, World, smtp_settings};
use rstest::rstest;
use tokio::sync::Notify;
use types::access_grant::LetterState;

async fn only(world: &World) -> LetterWay {
    let [job] = world.letters_owed().await[..] else { panic!("one letter") };
    job
}

#[rstest]
#[case::try_later("451 4.3.0 try later <bjorn.berg@example.com>", [1, 5, 15, 60, 60, 60])]
#[case::our_password_is_wrong("530 5.7.0 authentication required", [1, 4, 4, 4, 4, 4])]
#[tokio::test]
async fn a_letter_is_tried_again_for_a_day_and_then_given_up(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
    #[case] answer: &'static str,
    #[case] first_pauses: [i64; 6],
) {
    let mut world = World::new(database).await;
    let server = SmtpServer::start(Manner::Answers(answer)).await;
    world.send_by(server.mail());
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let begin = world.clock.now();

    let mut pauses = Vec::new();
    loop {
        assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 1);
        let job = only(&world).await;
        if job.state == JobState::Dead {
            break;
        }
        let pause = job.due_at.seconds_since(world.clock.now());
        pauses.push(pause / 60);
        world.clock.advance(u32::try_from(pause - 1).unwrap());
        assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 0, "not before its time");
        world.clock.advance(1);
    }

    assert_eq!(pauses[..6], first_pauses);
    assert!((24..26).contains(&(world.clock.now().seconds_since(begin) / 3600)), "{pauses:?}");
    assert_eq!(server.received().count("RCPT"), pauses.len() + 1);
    let shown = world.domain.access_grant(&anna.caller, &anna.account, id).await.unwrap();
    assert_eq!(shown.letter, LetterState::Failed);
}

#[rstest]
#[tokio::test]
async fn an_address_that_does_not_exist_is_given_up_at_once_and_may_be_corrected(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let mut world = World::new(database).await;
    let server = SmtpServer::start(Manner::Answers("550 5.1.1 no such user")).await;
    world.send_by(server.mail());
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let shown = async |world: &World| world.domain.access_grant(&anna.caller, &anna.account, id).await.unwrap().letter;

    world.domain.send_due_letters(9).await.unwrap();
    let refused = (only(&world).await, shown(&world).await);
    world.send_by(SmtpServer::start(Manner::Takes).await.mail());
    world.clock.advance(600);
    world.domain.repeat_invitation(&anna.caller, &anna.account, id).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!((refused.0.state, refused.0.attempts, refused.1), (JobState::Dead, 1, LetterState::Failed));
    assert_eq!(shown(&world).await, LetterState::Sent);
}

#[rstest]
#[tokio::test]
async fn a_mail_server_that_is_away_costs_no_letter(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let mut world = World::new(database).await;
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    world.send_by(Mail::smtp(&smtp_settings("127.0.0.1", nobody, Security::None)).unwrap());
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    // No worker for two days; the letter gets all its attempts.
    world.clock.advance(2 * 24 * 3600);

    world.domain.send_due_letters(9).await.unwrap();
    world.send_by(Mail::memory());
    world.clock.advance(60);
    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(only(&world).await.state, JobState::Done);
    assert_eq!(world.letters_to(&Named::Bjorn.email()).len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_worker_that_took_too_long_changes_nothing_any_more(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let mut world = World::new(database).await;
    let (named, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let manner = Manner::Waits { named: named.clone(), go_on: go_on.clone(), answer: "550 no" };
    let server = SmtpServer::start(manner).await;
    world.send_by(server.mail());
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let slow = world.domain.clone();
    let slow = tokio::spawn(async move { slow.send_due_letters(1).await });
    named.notified().await;
    world.clock.advance(61);
    world.send_by(Mail::memory());
    world.domain.send_due_letters(1).await.unwrap();

    go_on.notify_one();
    slow.await.unwrap().unwrap();

    assert_eq!((only(&world).await.state, only(&world).await.attempts), (JobState::Done, 2));
    let shown = world.domain.access_grant(&anna.caller, &anna.account, id).await.unwrap();
    assert_eq!(shown.letter, LetterState::Sent);
}
