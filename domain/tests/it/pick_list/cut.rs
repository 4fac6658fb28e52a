//! A run may be interrupted anywhere; the next one completes it.

use std::fs;
use std::path::Path;

use domain::bag_order::{PickListFormat, PickListState, PickListStep};
use domain::testing::{TestDatabase, cut_after};
use rstest::rstest;
use types::bag_order::BagOrderStatus;

use super::shop::Shop;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_run_that_is_cut_short_anywhere_loses_and_doubles_nothing(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let shop = Shop::new(database).await;
    for waits in 0.. {
        shop.orders(2).await;
        let run = shop.world.domain.export_orders(shop.folder.path(), PickListFormat::Csv, |_| {});

        let is_done = cut_after(waits, run).await.is_some();
        if waits % 3 == 0 {
            shop.export().await;
            shop.check().await;
        }

        if is_done {
            break;
        }
    }
    shop.export().await;
    shop.check().await;
}

#[rstest]
#[case::begun(1, PickListState::Taking)]
#[case::closed(2, PickListState::Taken)]
#[tokio::test]
async fn the_next_run_ends_one_that_was_cut_short_and_makes_its_own(
    #[case] steps: usize,
    #[case] state: PickListState,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let shop = Shop::new(database).await;
    shop.orders(2).await;
    for _ in 0..steps {
        shop.world.domain.export_step(shop.folder.path(), PickListFormat::Csv).await.unwrap();
    }
    assert_eq!(shop.world.pick_lists().await, [(1, state)]);
    shop.orders(1).await;

    let lists = shop.export_as(PickListFormat::Json).await.unwrap();

    // In its original format; later orders are on it if it was not closed yet.
    let reported: Vec<_> = lists.iter().map(|list| (list.number, list.orders, list.was_begun)).collect();
    if state == PickListState::Taking {
        assert_eq!(reported, [(1, 3, true)]);
    } else {
        assert_eq!(reported, [(1, 2, true), (2, 1, false)]);
        assert_eq!(shop.files(), ["pick-list-000001.csv", "pick-list-000002.json"]);
    }
    shop.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_incomplete_file_is_rewritten(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Shop::new(database).await;
    shop.orders(2).await;
    while shop.world.pick_lists().await != [(1, PickListState::Taken)] {
        shop.world.domain.export_step(shop.folder.path(), PickListFormat::Csv).await.unwrap();
    }
    fs::write(shop.path("pick-list-000001.csv.unfinished"), "order_number,ord").unwrap();

    shop.export().await;

    shop.check().await;
}

#[rstest]
#[tokio::test]
async fn a_file_that_is_whole_already_stays(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Shop::new(database).await;
    shop.orders(2).await;
    shop.export().await;
    shop.world.unset_written(1).await;

    let lists = shop.export().await;

    assert_eq!((lists[0].number, lists[0].orders, lists[0].was_begun), (1, 2, true));
    shop.check().await;
}

#[tokio::test]
async fn a_file_that_says_something_else_is_not_written_over() {
    let shop = Shop::new(Sqlite).await;
    let order = shop.orders(1).await[0];
    fs::write(shop.path("pick-list-000001.csv"), "of another portal").unwrap();

    let refused = shop.export_as(PickListFormat::Csv).await.unwrap_err().to_string();
    let is_unchanged = shop.read("pick-list-000001.csv") == "of another portal";
    fs::remove_file(shop.path("pick-list-000001.csv")).unwrap();
    shop.export().await;

    assert!(refused.contains("move it away and run again"), "{refused}");
    assert!(is_unchanged);
    assert_eq!(shop.world.order_status(order).await, BagOrderStatus::Packed);
    shop.check().await;
}

#[tokio::test]
async fn a_run_tells_each_of_its_steps() {
    let shop = Shop::new(Sqlite).await;
    shop.orders(2).await;
    let step = async |folder: &Path| shop.world.domain.export_step(folder, PickListFormat::Csv).await.unwrap();

    assert_eq!(step(shop.folder.path()).await, PickListStep::Taken(2));
    assert_eq!(step(shop.folder.path()).await, PickListStep::Closed);
    assert!(matches!(step(shop.folder.path()).await, PickListStep::Written(list) if list.orders == 2));
    assert_eq!(step(shop.folder.path()).await, PickListStep::Nothing);
}
