//! One file per run, and each order in exactly one.

use domain::bag_order::{PickListFormat, PickListState};
use domain::testing::TestDatabase;
use rstest::rstest;
use types::activity::EventKind;
use types::bag_order::BagOrderStatus;

use super::shop::Shop;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn an_exported_order_is_packed_and_recorded(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Shop::new(database).await;
    let order = shop.orders(1).await[0];
    shop.world.clock.advance(60);

    let lists = shop.export().await;

    let row = shop.world.order_row(order).await;
    let now = shop.world.clock.now();
    assert_eq!((row.status, row.status_at, row.packed_at), (BagOrderStatus::Packed, now, Some(now)));
    assert_eq!(row.pick_list, Some(1));
    let record = shop.world.record(&shop.anna.account).await;
    let last = record.last().unwrap();
    assert_eq!((last.event, last.actor, last.channel), (EventKind::BagOrderPacked, None, None));
    assert_eq!((lists[0].number, lists[0].orders, lists[0].was_begun), (1, 1, false));
    assert_eq!(lists[0].file, shop.path("pick-list-000001.csv"));
    shop.check().await;
}

#[rstest]
#[tokio::test]
async fn a_run_takes_what_came_since_the_last_one(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Shop::new(database).await;
    shop.orders(3).await;
    shop.export().await;
    shop.orders(2).await;

    let second = shop.export().await;

    assert_eq!((second.len(), second[0].number, second[0].orders), (1, 2, 2));
    assert_eq!(shop.files(), ["pick-list-000001.csv", "pick-list-000002.csv"]);
    shop.check().await;
}

#[rstest]
#[tokio::test]
async fn a_run_without_orders_leaves_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Shop::new(database).await;
    shop.orders(1).await;
    shop.export().await;

    let lists = shop.export().await;

    assert_eq!(lists, []);
    assert_eq!(shop.files(), ["pick-list-000001.csv"]);
    assert_eq!(shop.world.pick_lists().await, [(1, PickListState::Written)]);
}

#[rstest]
#[tokio::test]
async fn what_was_cancelled_is_not_packed_and_what_is_packed_is_not_cancelled(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let shop = Shop::new(database).await;
    let orders = shop.orders(2).await;
    let (domain, anna) = (&shop.world.domain, &shop.anna);
    domain.cancel_bag_order(&anna.caller, &anna.account, orders[0]).await.unwrap();

    shop.export().await;
    let too_late = domain.cancel_bag_order(&anna.caller, &anna.account, orders[1]).await;

    assert!(too_late.is_err());
    assert_eq!(shop.world.order_status(orders[0]).await, BagOrderStatus::Cancelled);
    assert_eq!(shop.world.order_status(orders[1]).await, BagOrderStatus::Packed);
    assert_eq!(shop.listed(), [shop.world.order_row(orders[1]).await.number]);
    shop.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn many_orders_of_one_account_are_one_chain(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Shop::new(database).await;
    shop.orders(12).await;

    shop.export().await;

    let record = shop.world.record(&shop.anna.account).await;
    assert_eq!(record.iter().filter(|row| row.event == EventKind::BagOrderPacked).count(), 12);
    shop.check().await;
}

#[rstest]
#[tokio::test]
async fn nothing_is_exported_if_no_file_can_be_written() {
    let shop = Shop::new(Sqlite).await;
    let order = shop.orders(1).await[0];

    let run = shop.world.domain.export_orders(&shop.path("missing"), PickListFormat::Csv, |_| {}).await;

    assert!(run.unwrap_err().to_string().contains("no file can be written in"));
    assert_eq!(shop.world.order_status(order).await, BagOrderStatus::Received);
}
