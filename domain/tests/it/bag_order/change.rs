//! Cancelling, reporting missing, and assumed delivery (rule B5).

use domain::job::JobKind;
use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::activity::EventKind;
use types::bag_order::{BagOrderChangeRefusal, BagOrderStatus};
use types::id::BagOrderId;

use super::{Scene, november, refusals};
use BagOrderChangeRefusal::{TooEarly, TooLate};
use BagOrderStatus::{Cancelled, Delayed, Delivered, Packed, Received, Sent};
use TestDatabase::{Postgres, Sqlite};

const A_DAY: u32 = 24 * 3600;

impl Scene {
    async fn cancel(&self, id: BagOrderId) -> domain::Result<(), domain::Error<BagOrderChangeRefusal>> {
        self.world.domain.cancel_bag_order(&self.anna.caller, &self.anna.account, id).await
    }

    async fn miss(&self, id: BagOrderId) -> domain::Result<(), domain::Error<BagOrderChangeRefusal>> {
        self.world.domain.report_missing(&self.anna.caller, &self.anna.account, id).await
    }

    async fn events(&self, event: EventKind) -> usize {
        self.world.record(&self.anna.account).await.iter().filter(|row| row.event == event).count()
    }

    async fn owed(&self, kind: JobKind) -> usize {
        self.world.letters_owed().await.iter().filter(|letter| letter.kind == kind).count()
    }
}

#[rstest]
#[case(Received, true)]
#[case(Packed, false)]
#[case(Sent, false)]
#[case(Delayed, false)]
#[case(Delivered, false)]
#[tokio::test]
async fn an_order_is_cancelled_while_nobody_has_packed_it(
    #[case] status: BagOrderStatus,
    #[case] may: bool,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.set_order_status(id, status).await;
    assert_eq!(scene.seen(id).await.may_cancel, may);

    let answer = scene.cancel(id).await;

    if may {
        answer.unwrap();
        assert_eq!(scene.world.order_status(id).await, Cancelled);
    } else {
        assert_eq!(refusals(answer), [TooLate]);
        assert_eq!(scene.world.order_status(id).await, status);
    }
    assert_eq!(scene.events(EventKind::BagOrderCancelled).await, usize::from(may));
    scene.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn cancelling_twice_is_cancelling_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;

    scene.cancel(id).await.unwrap();
    scene.cancel(id).await.unwrap();

    assert_eq!(scene.events(EventKind::BagOrderCancelled).await, 1);
}

#[rstest]
#[tokio::test]
async fn anybody_with_access_cancels(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.anna = scene.let_in(Named::Bjorn).await;

    scene.cancel(id).await.unwrap();

    assert_eq!(scene.world.order_status(id).await, Cancelled);
}

#[rstest]
#[tokio::test]
async fn an_order_of_another_account_is_not_found(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.anna = scene.world.holder(Named::David).await;

    assert!(matches!(scene.cancel(id).await, Err(domain::Error::Failed(domain::Failed::NotFound))));
    assert!(matches!(scene.miss(id).await, Err(domain::Error::Failed(domain::Failed::NotFound))));
    assert_eq!(scene.world.order_status(id).await, Received);
}

#[rstest]
#[tokio::test]
async fn bags_are_missed_from_the_day_they_are_expected(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.clock.advance(6 * A_DAY);
    assert!(!scene.seen(id).await.can_report_missing);
    assert_eq!(refusals(scene.miss(id).await), [TooEarly]);

    scene.world.clock.advance(A_DAY);
    assert!(scene.seen(id).await.can_report_missing);
    scene.miss(id).await.unwrap();

    let seen = scene.seen(id).await;
    assert_eq!((seen.can_report_missing, seen.missed_on), (false, Some(november(30))));
}

#[rstest]
#[tokio::test]
async fn the_company_is_notified_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.clock.advance(8 * A_DAY);

    scene.miss(id).await.unwrap();
    scene.world.clock.advance(A_DAY);
    scene.miss(id).await.unwrap();

    assert_eq!((scene.events(EventKind::BagOrderMissed).await, scene.owed(JobKind::BagsMissed).await), (1, 1));
    scene.world.check_invariants().await;
}

#[rstest]
#[case::still_to_come(Packed, 8, true)]
#[case::late(Delayed, 100, true)]
#[case::said_to_be_delivered(Delivered, 30, true)]
#[case::delivered_long_ago(Delivered, 31, false)]
#[case::cancelled(Cancelled, 8, false)]
#[tokio::test]
async fn bags_are_missed_while_somebody_waits_for_them(
    #[case] status: BagOrderStatus,
    #[case] days: u32,
    #[case] may: bool,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.set_order_status(id, status).await;
    scene.world.clock.advance(days * A_DAY);
    assert_eq!(scene.seen(id).await.can_report_missing, may);

    let answer = scene.miss(id).await;

    if may { answer.unwrap() } else { assert_eq!(refusals(answer), [TooLate]) }
}

#[rstest]
#[tokio::test]
async fn what_is_on_its_way_is_taken_to_be_delivered_ten_days_after_its_day(
    #[values(Packed, Sent, Delayed)] status: BagOrderStatus,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.set_order_status(id, status).await;
    scene.world.clock.advance(17 * A_DAY);
    assert_eq!(scene.world.domain.assume_delivered(9).await.unwrap(), 0);

    scene.world.clock.advance(A_DAY);
    assert_eq!(scene.world.domain.assume_delivered(9).await.unwrap(), 1);
    assert_eq!(scene.world.domain.assume_delivered(9).await.unwrap(), 0);

    assert_eq!(scene.world.order_status(id).await, Delivered);
    assert_eq!(scene.events(EventKind::BagOrderDelivered).await, 1);
    scene.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_late_status_counts_ten_days_from_then(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.clock.advance(20 * A_DAY);
    scene.world.set_order_status(id, Sent).await;
    scene.world.clock.advance(10 * A_DAY);
    assert_eq!(scene.world.domain.assume_delivered(9).await.unwrap(), 0);

    scene.world.clock.advance(1);
    assert_eq!(scene.world.domain.assume_delivered(9).await.unwrap(), 1);
}

#[rstest]
#[tokio::test]
async fn what_somebody_misses_waits_thirty_days_for_the_companys_answer(
    #[values(Packed, Sent, Delayed)] status: BagOrderStatus,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.set_order_status(id, status).await;
    scene.world.clock.advance(8 * A_DAY);
    scene.miss(id).await.unwrap();
    scene.world.clock.advance(30 * A_DAY);
    assert_eq!(scene.world.domain.assume_delivered(9).await.unwrap(), 0);
    assert_eq!(scene.world.order_status(id).await, status);

    // It ends then; otherwise nobody could order for that address again.
    scene.world.clock.advance(1);
    assert_eq!(scene.world.domain.assume_delivered(9).await.unwrap(), 1);
    assert_eq!(scene.world.order_status(id).await, Delivered);
    scene.world.order(&scene.anna, scene.home).await.unwrap();
    scene.world.check_invariants().await;
}
