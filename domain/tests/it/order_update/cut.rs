//! An update may be interrupted anywhere and repeated.

use std::time::Duration;

use domain::import::ImportMode;
use domain::testing::{TestDatabase, cut_after};
use rstest::rstest;
use types::bag_order::BagOrderStatus;

use super::desk::Desk;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn an_update_that_is_cut_short_anywhere_is_done_by_the_next_one(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let desk = Desk::new(database).await;
    for waits in 0.. {
        let ((first, one), (second, two)) = (desk.packed().await, desk.packed().await);
        let file = format!("order_number,status\n{one},sent\n{two},delayed\n{one},delivered\n{two},cancelled\n");
        let update = desk.world.domain.update_orders(file.as_bytes(), ImportMode::Apply, |_| {});

        let is_done = cut_after(waits, update).await.is_some();
        let (_, bad) = desk.update(&file).await;

        assert_eq!(bad, []);
        assert_eq!(desk.world.order_status(first).await, BagOrderStatus::Delivered);
        assert_eq!(desk.world.order_status(second).await, BagOrderStatus::Cancelled);
        if is_done {
            break;
        }
    }
}

#[rstest]
#[tokio::test]
async fn an_update_that_ended_after_any_line_is_done_by_the_next_one(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let desk = Desk::new(database).await;
    for lines in 0..=3 {
        let ((first, one), (second, two)) = (desk.packed().await, desk.packed().await);
        let file = format!("order_number,status\n{one},sent\n{two},sent\n{one},delivered\n");
        let begun: Vec<_> = file.lines().take(lines + 1).collect();
        desk.update(&begun.join("\n")).await;

        let (counts, bad) = desk.update(&file).await;

        assert_eq!((counts.unchanged, bad), (lines as u64, vec![]));
        assert_eq!(desk.world.order_status(first).await, BagOrderStatus::Delivered);
        assert_eq!(desk.world.order_status(second).await, BagOrderStatus::Sent);
    }
}

#[rstest]
#[tokio::test]
async fn an_account_that_is_held_for_a_while_does_not_end_the_file(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;
    let update = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        desk.tell(&number, "sent").await
    };

    // Longer than PostgreSQL waits for a lock.
    let ((), is_new) = tokio::join!(desk.world.hold_account(&desk.anna, Duration::from_secs(3)), update);

    assert!(is_new);
    assert_eq!(desk.world.order_status(id).await, BagOrderStatus::Sent);
}
