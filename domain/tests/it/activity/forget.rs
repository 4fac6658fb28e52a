//! Deleting after thirty-six months, without breaking the chain.

use std::sync::Arc;

use domain::bag_order::PickListFormat;
use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use tokio::sync::Barrier;
use types::activity::EventKind;

use super::events;
use TestDatabase::{Postgres, Sqlite};

const DAY: u32 = 24 * 3600;
const THREE_YEARS: u32 = 1096 * DAY;

/// Two old rows, and a new one.
async fn old_account(database: TestDatabase) -> (World, Holding) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    for number in ["F-1", "F-2"] {
        world.order_numbered(&anna.caller, &anna, number).await;
        world.clock.advance(DAY);
    }
    world.check_invariants().await;
    world.clock.advance(THREE_YEARS);
    (world, anna)
}

async fn holds(world: World) -> bool {
    tokio::spawn(async move { world.check_invariants().await }).await.is_ok()
}

#[rstest]
#[tokio::test]
async fn what_is_too_old_is_forgotten_and_the_rest_stays(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = old_account(database).await;
    world.order_numbered(&anna.caller, &anna, "F-3").await;

    let forgotten = world.domain.forget_activity(20).await.unwrap();

    assert_eq!(forgotten, 2);
    assert_eq!(world.record(&anna.account).await.len(), 1);
    assert_eq!(world.domain.forget_activity(20).await.unwrap(), 0);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn what_is_young_enough_stays(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.order_numbered(&anna.caller, &anna, "F-1").await;
    world.clock.advance(1095 * DAY);
    world.order_numbered(&anna.caller, &anna, "F-2").await;

    assert_eq!(world.domain.forget_activity(20).await.unwrap(), 0);

    assert_eq!(world.record(&anna.account).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn the_newest_row_stays_and_the_next_follows_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = old_account(database).await;

    assert_eq!(world.domain.forget_activity(20).await.unwrap(), 1);
    world.check_invariants().await;
    assert_eq!(world.record(&anna.account).await.len(), 1);
    world.order_numbered(&anna.caller, &anna, "F-3").await;
    world.check_invariants().await;

    assert_eq!(world.domain.forget_activity(20).await.unwrap(), 1);
    world.check_invariants().await;
    assert_eq!(world.record(&anna.account).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn what_is_too_old_is_shown_to_nobody_whether_or_not_it_is_forgotten(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna) = old_account(database).await;
    world.domain.change_mobile(&anna.caller, "0701740605").await.unwrap();

    let list = world.activity(&anna.caller, &anna).await;

    assert_eq!(events(&list), [EventKind::MobileChanged]);
}

#[rstest]
#[tokio::test]
async fn it_is_forgotten_a_few_streams_at_a_time(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for name in [Named::Anna, Named::David, Named::Cecilia] {
        let holding = world.holder(name).await;
        for number in ["1", "2"] {
            world.order_numbered(&holding.caller, &holding, &format!("{name:?}-{number}")).await;
        }
    }
    world.clock.advance(THREE_YEARS + 1);
    let mut forgotten = Vec::new();

    for _ in 0..3 {
        forgotten.push(world.domain.forget_activity(2).await.unwrap());
    }

    assert_eq!(forgotten, [2, 1, 0]);
}

#[rstest]
#[case::a_row_in_between(1)]
#[case::the_newest(0)]
#[tokio::test]
async fn a_change_in_what_is_left_is_found(#[values(Sqlite, Postgres)] database: TestDatabase, #[case] row: usize) {
    let (world, anna) = old_account(database).await;
    for number in ["F-3", "F-4", "F-5"] {
        world.order_numbered(&anna.caller, &anna, number).await;
    }
    world.domain.forget_activity(20).await.unwrap();
    world.check_invariants().await;

    world.tamper(&anna, row).await;

    assert!(!holds(world).await);
}

#[rstest]
#[case::in_between(1)]
#[case::the_newest(0)]
#[tokio::test]
async fn a_removed_row_is_detected(#[values(Sqlite, Postgres)] database: TestDatabase, #[case] row: usize) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    for number in ["F-1", "F-2", "F-3"] {
        world.order_numbered(&anna.caller, &anna, number).await;
    }
    world.check_invariants().await;

    world.take_out(&anna, row).await;

    assert!(!holds(world).await);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn forgetting_while_something_happens_leaves_an_unbroken_chain(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna) = old_account(database).await;
    let (world, barrier) = (Arc::new(world), Arc::new(Barrier::new(4)));
    let mut running = tokio::task::JoinSet::new();
    for number in 0..4 {
        let (world, anna, barrier) = (world.clone(), anna.clone(), barrier.clone());
        running.spawn(async move {
            barrier.wait().await;
            if number < 2 {
                world.domain.change_mobile(&anna.caller, "0701740605").await.unwrap();
                world.order_numbered(&anna.caller, &anna, &format!("F-{}", number + 3)).await;
            } else {
                world.domain.forget_activity(20).await.unwrap();
            }
        });
    }

    running.join_all().await;

    world.domain.forget_activity(20).await.unwrap();
    world.check_invariants().await;
    assert_eq!(world.record(&anna.account).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn a_row_that_nobody_noted_to_be_followed_does_not_stop_forgetting(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.order_numbered(&anna.caller, &anna, "F-1").await;
    world.follow_unnoted(&anna.caller, &anna, "F-2").await;
    world.order_numbered(&anna.caller, &anna, "F-3").await;
    world.check_invariants().await;
    world.clock.advance(THREE_YEARS + DAY);

    assert_eq!(world.domain.forget_activity(20).await.unwrap(), 2);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_row_written_together_with_others_heals_it_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.order_numbered(&anna.caller, &anna, "F-1").await;
    world.follow_unnoted(&anna.caller, &anna, "F-2").await;

    let folder = tempfile::tempdir().unwrap();
    world.domain.export_orders(folder.path(), PickListFormat::Csv, |_| {}).await.unwrap();

    world.check_invariants().await;
}
