//! Concurrency: runs with each other, and with ordering and cancelling.

use std::fs::File;
use std::sync::Arc;
use std::time::Duration;

use domain::bag_order::{PickListFormat, PickListState, PickListStep};
use domain::testing::TestDatabase;
use rstest::rstest;
use tokio::task::JoinSet;
use types::bag_order::BagOrderStatus;

use super::shop::Shop;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn runs_at_once_are_one_run(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Arc::new(Shop::new(database).await);
    for _ in 0..4 {
        shop.orders(5).await;
        let mut runs = JoinSet::new();
        for _ in 0..3 {
            let shop = shop.clone();
            runs.spawn(async move { shop.export().await });
        }

        runs.join_all().await;

        shop.check().await;
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_several_runs_writes_the_file(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Arc::new(Shop::new(database).await);
    shop.orders(2).await;
    while shop.world.pick_lists().await != [(1, PickListState::Taken)] {
        shop.step().await;
    }
    // All have seen that the file is to be written before the first can write it.
    let lock = File::open(shop.folder.path()).unwrap();
    lock.lock().unwrap();
    let mut runs = JoinSet::new();
    for _ in 0..3 {
        let shop = shop.clone();
        runs.spawn(async move { shop.step().await });
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    drop(lock);

    let steps = runs.join_all().await;

    assert_eq!(steps.iter().filter(|step| matches!(step, PickListStep::Written(_))).count(), 1, "{steps:?}");
    shop.check().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_order_is_cancelled_or_packed_and_never_both(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Arc::new(Shop::new(database).await);
    for _ in 0..8 {
        let orders = shop.orders(4).await;
        let run = {
            let shop = shop.clone();
            tokio::spawn(async move { shop.export_as(PickListFormat::Csv).await.unwrap() })
        };
        for order in &orders {
            let (caller, account) = (&shop.anna.caller, &shop.anna.account);
            let answer = shop.world.domain.cancel_bag_order(caller, account, *order).await;
            let status = shop.world.order_status(*order).await;
            let expected = if answer.is_ok() { BagOrderStatus::Cancelled } else { BagOrderStatus::Packed };
            assert_eq!(status, expected);
        }
        run.await.unwrap();

        let packed = shop.world.order_rows().await.into_iter().filter(|row| row.status == BagOrderStatus::Packed);
        assert_eq!(shop.listed(), packed.map(|row| row.number).collect::<Vec<_>>());
        shop.world.check_invariants().await;
    }
}
