//! Sessions: how long they last, and how they end (V7.3.1).

use domain::testing::{Named, TestDatabase, World};
use domain::{Browser, OpenedSession};
use rstest::rstest;
use types::session::SessionTime;
use types::sign_in::SignInMethod;
use types::{Channel, SessionId};
use uuid::Uuid;

use TestDatabase::{Postgres, Sqlite};

const IDLE: u32 = 30 * 60;
const ABSOLUTE: u32 = 12 * 3600;

async fn open(world: &World, name: Named) -> OpenedSession {
    world.open_session(name, Channel::Web, SignInMethod::BankId).await
}

/// Uses a session; returns whether it is live.
async fn uses(world: &World, session: &OpenedSession) -> bool {
    world.domain.caller(&session.secret, Channel::Web).await.expect("an answer").is_some()
}

/// Whether a session is live, without using it.
async fn is_alive(world: &World, session: &OpenedSession) -> bool {
    world.domain.session_time(&session.secret, Channel::Web).await.expect("an answer").is_some()
}

#[rstest]
#[case(0)]
#[case(1)]
#[case(19)]
#[case(1799)]
#[tokio::test]
async fn a_session_ends_half_an_hour_after_it_was_last_used(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] used_after: u32,
) {
    let world = World::new(database).await;
    let session = open(&world, Named::Anna).await;
    world.clock.advance(used_after);
    assert!(uses(&world, &session).await);

    world.clock.advance(IDLE - 1);
    let just_before = is_alive(&world, &session).await;
    world.clock.advance(1);
    let at_the_limit = uses(&world, &session).await;

    assert_eq!((just_before, at_the_limit), (true, false));
    assert!(!uses(&world, &session).await, "being asked does not bring it back");
}

#[rstest]
#[tokio::test]
async fn a_session_ends_after_half_a_day_whatever_is_done(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let session = open(&world, Named::Anna).await;
    for _ in 0..24 {
        world.clock.advance(IDLE - 1);
        assert!(uses(&world, &session).await);
    }

    world.clock.advance(ABSOLUTE - 24 * (IDLE - 1) - 1);
    let just_before = uses(&world, &session).await;
    world.clock.advance(1);
    let at_the_limit = uses(&world, &session).await;

    assert_eq!((just_before, at_the_limit), (true, false));
}

#[rstest]
#[tokio::test]
async fn asking_how_long_a_session_lasts_does_not_keep_it_alive(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let session = open(&world, Named::Anna).await;
    let ask = || async { world.domain.session_time(&session.secret, Channel::Web).await.unwrap() };

    world.clock.advance(1000);
    let first = ask().await;
    world.clock.advance(100);
    let second = ask().await;
    world.clock.advance(IDLE - 1100);

    assert_eq!(first, Some(SessionTime { idle_seconds: 800, absolute_seconds: 42_200 }));
    assert_eq!(second, Some(SessionTime { idle_seconds: 700, absolute_seconds: 42_100 }));
    assert_eq!(ask().await, None);
}

#[rstest]
#[tokio::test]
async fn a_session_keeps_the_channel_it_began_in(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[values(Channel::Web, Channel::App)] own: Channel,
) {
    let world = World::new(database).await;
    let other = if own == Channel::Web { Channel::App } else { Channel::Web };
    let session = world.open_session(Named::Anna, own, SignInMethod::BankId).await;
    world.clock.advance(IDLE - 1);

    assert!(world.domain.caller(&session.secret, other).await.unwrap().is_none());
    assert!(world.domain.session_time(&session.secret, other).await.unwrap().is_none());

    let time = world.domain.session_time(&session.secret, own).await.unwrap().expect("a live session");
    assert_eq!(time.idle_seconds, 1, "the other channel has not used it");
}

#[rstest]
#[tokio::test]
async fn a_person_ends_another_of_their_sessions(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (here, there) = (open(&world, Named::Anna).await, open(&world, Named::Anna).await);
    let anna = world.domain.caller(&here.secret, Channel::Web).await.unwrap().unwrap();

    world.domain.end_session(&anna, there.id).await.unwrap();

    assert_eq!((uses(&world, &here).await, uses(&world, &there).await), (true, false));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn somebody_elses_session_is_not_there_to_end(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let of_anna = open(&world, Named::Anna).await;
    let bjorn = world.person(Named::Bjorn).await;

    let real = world.domain.end_session(&bjorn, of_anna.id).await;
    let unknown = world.domain.end_session(&bjorn, SessionId(Uuid::now_v7())).await;

    assert_eq!(format!("{real:?}"), format!("{unknown:?}"));
    assert!(uses(&world, &of_anna).await);
    assert_eq!(world.session_count().await, 2);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn requests_under_way_do_not_bring_a_session_back(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let session = open(&world, Named::Anna).await;
    world.clock.advance(60);
    let use_it = |_| {
        let (domain, secret) = (world.domain.clone(), session.secret.clone());
        tokio::spawn(async move { domain.caller(&secret, Channel::Web).await })
    };
    let under_way: Vec<_> = (0..50).map(use_it).collect();

    world.domain.sign_out(&Browser::at("203.0.113.24").with_session(&session.secret)).await.unwrap();
    let after = uses(&world, &session).await;
    let later: Vec<_> = (0..50).map(use_it).collect();

    for request in under_way {
        request.await.unwrap().unwrap();
    }
    for request in later {
        assert!(request.await.unwrap().unwrap().is_none());
    }
    assert_eq!((after, world.session_count().await), (false, 0));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn signing_out_twice_is_signing_out_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (session, other) = (open(&world, Named::Anna).await, open(&world, Named::Anna).await);
    let browser = Browser::at("203.0.113.24").with_session(&session.secret);

    world.domain.sign_out(&browser).await.unwrap();
    world.domain.sign_out(&browser).await.unwrap();

    assert_eq!((uses(&world, &session).await, uses(&world, &other).await), (false, true));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn sessions_that_are_over_are_forgotten_and_no_others(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let used = open(&world, Named::Anna).await;
    open(&world, Named::Anna).await;
    world.clock.advance(IDLE - 1);
    assert!(uses(&world, &used).await);
    let before = world.domain.forget_sessions().await.unwrap();

    world.clock.advance(1);
    let idle = world.domain.forget_sessions().await.unwrap();

    assert_eq!((before, idle, world.session_count().await), (0, 1, 1));
    for _ in 0..23 {
        uses(&world, &used).await;
        world.clock.advance(IDLE - 60);
    }
    world.clock.advance(ABSOLUTE - IDLE - 23 * (IDLE - 60));
    assert_eq!(world.domain.forget_sessions().await.unwrap(), 1);
}
