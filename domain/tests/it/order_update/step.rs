//! Status changes of an order.

use domain::import::{Fault, ImportMode};
use domain::job::JobKind;
use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::activity::EventKind;
use types::bag_order::BagOrderStatus::{self, Cancelled, Delayed, Delivered, Packed, Received, Sent};

use super::desk::Desk;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_sent_order_is_recorded_and_sends_a_letter(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;
    desk.world.domain.send_due_letters(9).await.unwrap();
    desk.world.clock.advance(60);

    let is_new = desk.tell(&number, "sent").await;

    let (row, now) = (desk.world.order_row(id).await, desk.world.clock.now());
    assert!(is_new);
    assert_eq!((row.status, row.status_at, row.sent_at), (Sent, now, Some(now)));
    assert_eq!(desk.recorded(EventKind::BagOrderSent).await, 1);
    desk.world.domain.send_due_letters(9).await.unwrap();
    let letters = desk.world.letters_to(&Named::Anna.email());
    assert!(letters[0].text.contains(&number), "{}", letters[0].text);
    assert_eq!(letters.len(), 2);
}

#[rstest]
#[tokio::test]
async fn what_is_known_changes_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;
    let steps = ["packed", "delayed", "sent", "delivered"];
    let mut news = Vec::new();
    for status in steps {
        news.push(desk.tell(&number, status).await);
        desk.world.clock.advance(60);
    }
    let before = desk.world.order_row(id).await;

    // The old files are sent again, in any order.
    for status in ["delivered", "sent", "delayed", "packed", "sent"] {
        assert!(!desk.tell(&number, status).await, "{status}");
    }

    assert_eq!(news, [false, true, true, true]);
    assert_eq!(desk.world.order_row(id).await, before);
    assert_eq!(before.status, Delivered);
    let sent = desk.world.letters_owed().await.into_iter().filter(|job| job.kind == JobKind::BagOrderSent);
    assert_eq!(sent.count(), 1);
}

#[rstest]
#[case(&["sent", "delivered"], Delivered)]
#[case(&["delivered"], Delivered)]
#[case(&["delivered", "sent"], Delivered)]
#[case(&["sent", "delayed"], Delayed)]
#[case(&["sent", "delayed", "sent"], Delayed)]
#[case(&["delayed", "delivered"], Delivered)]
#[case(&["sent", "cancelled"], Cancelled)]
#[case(&["sent", "cancelled", "sent", "cancelled"], Cancelled)]
#[tokio::test]
async fn an_order_goes_forward(
    #[case] statuses: &[&str],
    #[case] status: BagOrderStatus,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;

    for status in statuses {
        desk.tell(&number, status).await;
    }

    assert_eq!(desk.world.order_status(id).await, status);
}

#[rstest]
#[case(&["delivered"], "delayed")]
#[case(&["delivered"], "cancelled")]
#[case(&["cancelled"], "sent")]
#[case(&["cancelled"], "delivered")]
#[tokio::test]
async fn an_end_is_an_end(
    #[case] statuses: &[&str],
    #[case] status: &str,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;
    for status in statuses {
        desk.tell(&number, status).await;
    }
    let before = desk.world.order_row(id).await;

    let (_, bad) = desk.update(&format!("order_number,status\n{number},{status}")).await;

    assert_eq!(bad[0].flaw.fault, Fault::IsOver);
    assert_eq!(desk.world.order_row(id).await, before);
}

#[rstest]
#[tokio::test]
async fn only_exported_orders_progress_and_the_company_may_cancel(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.received().await;

    for status in ["packed", "sent", "delayed", "delivered"] {
        let (_, bad) = desk.update(&format!("order_number,status\n{number},{status}")).await;
        assert_eq!(bad[0].flaw.fault, Fault::NotTakenOut, "{status}");
    }
    assert_eq!(desk.world.order_status(id).await, Received);
    assert!(desk.tell(&number, "cancelled").await);

    assert_eq!(desk.world.order_status(id).await, Cancelled);
    assert_eq!(desk.recorded(EventKind::BagOrderCancelled).await, 1);
    desk.world.domain.send_due_letters(9).await.unwrap();
    let letters = desk.world.letters_to(&Named::Anna.email());
    let [letter] = letters.as_slice() else { panic!("one letter, not {}", letters.len()) };
    assert_eq!(letter.subject, "Din beställning är avbruten", "that it was received would not be true");
    assert!(letter.text.contains(&number), "{}", letter.text);
}

#[rstest]
#[tokio::test]
async fn a_day_that_is_told_is_the_day_of_the_step(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;
    desk.world.clock.advance(3 * 24 * 3600);

    let (counts, _) = desk.update(&format!("order_number,status,date\n{number},sent,2026-11-25\n")).await;

    let sent_at = desk.world.order_row(id).await.sent_at.unwrap();
    let midnight = "2026-11-24T23:00:00Z".parse::<jiff::Timestamp>().unwrap();
    assert_eq!(counts.changed, 1);
    assert_eq!(sent_at.0, midnight.as_microsecond());
}

#[rstest]
#[tokio::test]
async fn a_day_before_the_step_before_does_not_turn_the_steps_around(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.received().await;
    desk.world.clock.advance(2 * 24 * 3600);
    let folder = tempfile::tempdir().unwrap();
    let csv = domain::bag_order::PickListFormat::Csv;
    desk.world.domain.export_orders(folder.path(), csv, |_| {}).await.unwrap();

    desk.update(&format!("order_number,status,date\n{number},sent,2026-11-23\n")).await;

    let row = desk.world.order_row(id).await;
    assert_eq!(row.sent_at, row.packed_at);
}

#[rstest]
#[tokio::test]
async fn what_is_late_has_a_new_day_and_may_be_later_still(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;
    let late = |day: &str| format!("order_number;status;expected_on\n{number};delayed;{day}\n");

    desk.update(&late("2026-12-04")).await;
    desk.update(&late("2026-12-11")).await;
    let (again, _) = desk.update(&late("2026-12-04")).await;

    let row = desk.world.order_row(id).await;
    assert_eq!((row.status, row.expected_on.to_string().as_str(), again.changed), (Delayed, "2026-12-11", 0));
    assert_eq!(desk.recorded(EventKind::BagOrderDelayed).await, 2);
}

#[rstest]
#[tokio::test]
async fn an_old_word_of_a_delay_does_not_take_an_order_back(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;
    let line = |status: &str, day: &str| format!("order_number;status;expected_on\n{number};{status};{day}\n");

    desk.update(&line("delayed", "2026-12-10")).await;
    desk.update(&line("sent", "2026-12-05")).await;
    let (again, _) = desk.update(&line("delayed", "2026-12-10")).await;

    let row = desk.world.order_row(id).await;
    assert_eq!((row.status, row.expected_on.to_string().as_str(), again.changed), (Sent, "2026-12-05", 0));
}

#[rstest]
#[tokio::test]
async fn a_dry_run_tells_what_would_be_and_keeps_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;

    let file = format!("order_number,status\n{number},sent\n1,sent\n");
    let (counts, bad) = desk.update_in(ImportMode::DryRun, &file).await;

    assert_eq!((counts.changed, bad.len()), (1, 1));
    assert_eq!(desk.world.order_status(id).await, Packed);
    assert_eq!(desk.recorded(EventKind::BagOrderSent).await, 0);
}
