//! Filtering by category and by period.

use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::activity::{ActivityFilter, ActivityKind, ActivityPeriod, EventKind};

use super::events;
use TestDatabase::{Postgres, Sqlite};

const DAY: u32 = 24 * 3600;

#[rstest]
#[case::everything(None, &[EventKind::SignedIn, EventKind::MobileChanged, EventKind::BagsOrdered, EventKind::AccessShared])]
#[case::sign_ins(Some(ActivityKind::SignIns), &[EventKind::SignedIn])]
#[case::grants(Some(ActivityKind::AccessGrants), &[EventKind::AccessShared])]
#[case::orders(Some(ActivityKind::BagOrders), &[EventKind::BagsOrdered])]
#[case::details(Some(ActivityKind::Details), &[EventKind::MobileChanged])]
#[tokio::test]
async fn one_kind_is_looked_for(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] kind: Option<ActivityKind>,
    #[case] expected: &[EventKind],
) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    world.clock.advance(31 * DAY);
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(60);
    world.order_numbered(&anna.caller, &anna, "F-1").await;
    world.clock.advance(60);
    world.domain.change_mobile(&anna.caller, "0701740605").await.unwrap();
    world.clock.advance(60);
    world.by_number(&anna).await;
    let filter = ActivityFilter { kind, period: Some(ActivityPeriod::Month), ..Default::default() };

    let list = world.domain.activity(&anna.caller, &anna.account, filter).await.unwrap();

    assert_eq!(events(&list), expected);
    assert_eq!((list.older, list.newer), (None, None));
}

#[rstest]
#[tokio::test]
async fn a_period_reaches_so_far_back(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    for (number, days_until_the_next) in [("long ago", 1), ("a year ago", 335), ("a month ago", 30)] {
        world.order_numbered(&anna.caller, &anna, number).await;
        world.clock.advance(days_until_the_next * DAY);
    }
    let mut seen = Vec::new();

    for period in [Some(ActivityPeriod::Month), Some(ActivityPeriod::Year), None] {
        let filter = ActivityFilter { period, ..Default::default() };
        let list = world.domain.activity(&anna.caller, &anna.account, filter).await.unwrap();
        seen.push(list.entries.len());
    }

    assert_eq!(seen, [1, 2, 3]);
}
