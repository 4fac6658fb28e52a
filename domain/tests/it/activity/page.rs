//! Paging.

use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::Timestamp;
use types::activity::{ActivityFilter, ActivityKind, ActivityList, ActivityMark, ActivityPlace, EventKind};

use super::{correct, events};
use TestDatabase::{Postgres, Sqlite};

async fn look(world: &World, of: &Holding, place: ActivityPlace) -> ActivityList {
    let filter = ActivityFilter { place, ..Default::default() };
    world.domain.activity(&of.caller, &of.account, filter).await.unwrap()
}

/// Thirty rows of the account and thirty-one of the person, all at the same instant.
async fn busy_instant(database: TestDatabase) -> (World, Holding) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    correct(&world, &anna, id, 29).await;
    for _ in 0..31 {
        world.domain.change_mobile(&anna.caller, "0701740605").await.unwrap();
    }
    (world, anna)
}

#[rstest]
#[tokio::test]
async fn every_row_is_on_one_page_though_all_are_of_one_instant(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = busy_instant(database).await;
    let mut pages = vec![look(&world, &anna, ActivityPlace::Newest).await];

    while let Some(older) = pages.last().unwrap().older {
        pages.push(look(&world, &anna, ActivityPlace::OlderThan(older)).await);
    }

    let sizes: Vec<_> = pages.iter().map(|page| page.entries.len()).collect();
    assert_eq!(sizes, [25, 25, 11]);
    let all: Vec<_> = pages.iter().flat_map(events).collect();
    let count = |event| all.iter().filter(|other| **other == event).count();
    let counts = [EventKind::AccessShared, EventKind::AccessCorrected, EventKind::MobileChanged].map(count);
    assert_eq!(counts, [1, 29, 31]);
}

#[rstest]
#[tokio::test]
async fn the_way_back_leads_over_the_same_pages(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = busy_instant(database).await;
    let first = look(&world, &anna, ActivityPlace::Newest).await;
    let second = look(&world, &anna, ActivityPlace::OlderThan(first.older.unwrap())).await;
    let third = look(&world, &anna, ActivityPlace::OlderThan(second.older.unwrap())).await;

    let second_again = look(&world, &anna, ActivityPlace::NewerThan(third.newer.unwrap())).await;
    let first_again = look(&world, &anna, ActivityPlace::NewerThan(second_again.newer.unwrap())).await;

    assert_eq!(second_again, second);
    assert_eq!(first_again.entries, first.entries);
    assert_eq!((first.newer, first_again.newer), (None, None));
    assert_eq!(third.older, None);
}

#[rstest]
#[tokio::test]
async fn what_happens_meanwhile_moves_no_page(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = busy_instant(database).await;
    let older = look(&world, &anna, ActivityPlace::Newest).await.older.unwrap();
    let before = look(&world, &anna, ActivityPlace::OlderThan(older)).await;

    world.clock.advance(60);
    world.domain.change_mobile(&anna.caller, "").await.unwrap();

    assert_eq!(look(&world, &anna, ActivityPlace::OlderThan(older)).await, before);
}

#[rstest]
#[tokio::test]
async fn a_place_with_nothing_shows_the_newest(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = busy_instant(database).await;
    let (first, last) = (Timestamp(0), Timestamp(i64::MAX));
    let mark = |at| ActivityMark { at, id: uuid::Uuid::nil() };
    let newest = look(&world, &anna, ActivityPlace::Newest).await;

    for place in [ActivityPlace::OlderThan(mark(first)), ActivityPlace::NewerThan(mark(last))] {
        assert_eq!(look(&world, &anna, place).await, newest);
    }
}

#[rstest]
#[tokio::test]
async fn a_full_page_of_one_kind_is_followed_by_its_rest(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = busy_instant(database).await;
    let of_grants = |place| {
        let filter = ActivityFilter { kind: Some(ActivityKind::AccessGrants), place, ..Default::default() };
        world.domain.activity(&anna.caller, &anna.account, filter)
    };
    let first = of_grants(ActivityPlace::Newest).await.unwrap();

    let rest = of_grants(ActivityPlace::OlderThan(first.older.unwrap())).await.unwrap();

    assert_eq!((first.entries.len(), rest.entries.len(), rest.older), (25, 5, None));
    assert_eq!(events(&rest)[4], EventKind::AccessShared);
}
