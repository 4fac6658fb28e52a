//! A letter is owed if and only if its event has happened, and is sent once by any number of workers.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use domain::job::{JobKind, JobState};
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use tokio::sync::Barrier;
use types::access_grant::LetterState;

const A_DAY: u32 = 24 * 3600;

#[rstest]
#[tokio::test]
async fn a_letter_is_owed_if_and_only_if_the_grant_exists(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    // Requests interrupted anywhere: a browser closed, a process killed.
    for (place, name) in [Named::Bjorn, Named::Hanna, Named::Ivar, Named::Cecilia, Named::David].into_iter().enumerate()
    {
        let patience = Duration::from_micros(400 * u64::try_from(place).unwrap());
        let _ = tokio::time::timeout(patience, world.invite(&anna, name)).await;
    }
    assert!(world.invite(&anna, Named::Anna).await.is_err(), "one's own number");
    let _ = world.invite(&anna, Named::Eva).await;

    let list = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap();
    let granted: BTreeSet<_> = list.grants.iter().map(|grant| grant.id.0).collect();
    let owed: BTreeSet<_> = world.letters_owed().await.iter().map(|job| job.subject).collect();
    assert!(!granted.is_empty());
    assert_eq!(owed, granted);
}

#[rstest]
#[tokio::test]
async fn a_letter_leaves_once_and_the_owner_sees_it(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let shown = async || world.domain.access_grant(&anna.caller, &anna.account, id).await.unwrap().letter;
    assert_eq!(shown().await, LetterState::OnItsWay);

    let tried = [world.domain.send_due_letters(9).await.unwrap(), world.domain.send_due_letters(9).await.unwrap()];

    assert_eq!(tried, [1, 0]);
    assert_eq!(shown().await, LetterState::Sent);
    let [job] = &world.letters_owed().await[..] else { panic!("one letter") };
    assert_eq!((job.kind, job.state, job.attempts), (JobKind::Invitation, JobState::Done, 1));
    assert_eq!(world.letters_to(&Named::Bjorn.email())[0].id, job.id.to_string());
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn workers_side_by_side_send_each_letter_once(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let (anna, cecilia) = (world.holder(Named::Anna).await, world.holder(Named::Cecilia).await);
    for name in [Named::David, Named::Eva, Named::Bjorn, Named::Hanna, Named::Ivar] {
        world.invite(&anna, name).await.unwrap();
        world.invite(&cecilia, name).await.unwrap();
    }

    let worker = || {
        let domain = world.domain.clone();
        tokio::spawn(async move { domain.send_due_letters(100).await.unwrap() })
    };
    let mut tried = 0;
    for worker in [worker(), worker(), worker(), worker()] {
        tried += worker.await.unwrap();
    }
    // A worker that skipped rows finds the rest in its next round.
    tried += world.domain.send_due_letters(100).await.unwrap();

    assert_eq!(tried, 10);
    let owed = world.letters_owed().await;
    assert!(owed.iter().all(|job| job.state == JobState::Done && job.attempts == 1), "{owed:?}");
    for name in [Named::David, Named::Eva, Named::Bjorn, Named::Hanna, Named::Ivar] {
        assert_eq!(world.letters_to(&name.email()).len(), 2);
    }
}

#[rstest]
#[tokio::test]
async fn the_letter_of_a_worker_that_died_is_taken_over(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.lose_worker().await;

    let at_once = world.domain.send_due_letters(9).await.unwrap();
    world.clock.advance(61);
    let later = world.domain.send_due_letters(9).await.unwrap();

    assert_eq!((at_once, later), (0, 1));
    assert_eq!(world.letters_to(&Named::Bjorn.email()).len(), 1);
    assert_eq!(world.letters_owed().await[0].attempts, 2);
}

#[rstest]
#[tokio::test]
async fn nobody_gets_more_than_three_letters_in_any_24_hours(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let mut owners = Vec::new();
    for name in [Named::Anna, Named::Cecilia, Named::David, Named::Hanna] {
        let owner = world.holder(name).await;
        let id = world.invite(&owner, Named::Bjorn).await.unwrap();
        owners.push((owner, id));
    }

    let at_once = world.domain.send_due_letters(9).await.unwrap();
    world.clock.advance(A_DAY - 60);
    let before_a_day = world.domain.send_due_letters(9).await.unwrap();
    world.clock.advance(60);
    let after_a_day = world.domain.send_due_letters(9).await.unwrap();
    for (owner, id) in &owners[..3] {
        world.domain.repeat_invitation(&owner.caller, &owner.account, *id).await.unwrap();
    }
    let the_next_day = world.domain.send_due_letters(9).await.unwrap();
    world.clock.advance(A_DAY);
    let the_day_after = world.domain.send_due_letters(9).await.unwrap();

    assert_eq!([at_once, before_a_day, after_a_day], [3, 0, 1]);
    assert_eq!([the_next_day, the_day_after], [2, 1], "the one that waited counts on the day it left");
    assert_eq!(world.letters_to(&Named::Bjorn.email()).len(), 7);
}

#[rstest]
#[tokio::test]
async fn invitations_that_were_taken_back_or_replaced_hold_no_place_in_the_line(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let (anna, cecilia) = (world.holder(Named::Anna).await, world.holder(Named::Cecilia).await);
    for _ in 0..4 {
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        world.clock.advance(600);
        world.domain.repeat_invitation(&anna.caller, &anna.account, id).await.unwrap();
        world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();
    }

    world.invite(&cecilia, Named::Bjorn).await.unwrap();

    assert_eq!(world.domain.send_due_letters(99).await.unwrap(), 1);
    assert_eq!(world.letters_to(&Named::Bjorn.email()).len(), 1);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn owners_who_write_to_one_person_at_the_same_time_count_one_after_the_other(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = Arc::new(World::new(database).await);
    let owners = [Named::Anna, Named::Cecilia, Named::David, Named::Eva, Named::Hanna, Named::Ivar];
    let together = Arc::new(Barrier::new(owners.len()));
    let mut inviting = Vec::new();
    for name in owners {
        let (owner, world, together) = (world.holder(name).await, world.clone(), together.clone());
        inviting.push(tokio::spawn(async move {
            // A first query, so that each has its connection and none is ahead of the others.
            together.wait().await;
            world.domain.access_grants(&owner.caller, &owner.account).await.unwrap();
            together.wait().await;
            world.invite(&owner, Named::Bjorn).await.unwrap();
        }));
    }

    for invited in inviting {
        invited.await.unwrap();
    }

    assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 3);
}

#[rstest]
#[tokio::test]
async fn what_is_left_of_old_letters_is_deleted(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.invite(&anna, Named::Hanna).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    world.clock.advance(29 * A_DAY);
    assert_eq!(world.domain.forget_letters().await.unwrap(), 0);
    world.invite(&anna, Named::Ivar).await.unwrap();
    world.clock.advance(2 * A_DAY);

    let gone = world.domain.forget_letters().await.unwrap();

    assert_eq!(gone, 2);
    assert!(world.letters_owed().await.iter().all(|job| job.state == JobState::Owed));
}
