//! Creating and removing a link.

use domain::secret::Secret;
use domain::testing::{Named, TestDatabase};
use domain::{Error, Failed};
use rstest::rstest;
use types::activity::EventKind;
use types::contract::Calendar;

use super::{house, is_gone};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn one_press_makes_a_link_and_another_no_second_one(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    assert_eq!(world.place(&anna, home).await.calendar, Some(Calendar::Absent));

    let first = world.calendar_secret(&anna, home).await;
    let second = world.calendar_secret(&anna, home).await;

    assert_eq!(first.expose(), second.expose());
    assert_eq!(world.calendar_link_count().await, 1);
    let link = format!("http://localhost:3000/kalender/{}.ics", first.expose());
    assert_eq!(world.place(&anna, home).await.calendar, Some(Calendar::Link(link)));
    let events: Vec<_> = world.record(&anna.account).await.into_iter().map(|row| row.event).collect();
    assert_eq!(events, [EventKind::CalendarLinkMade]);
}

#[rstest]
#[tokio::test]
async fn a_link_that_is_taken_away_ends_at_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let old = world.calendar_secret(&anna, home).await;

    for _ in 0..2 {
        world.domain.remove_calendar_link(&anna.caller, &anna.account, home).await.unwrap();
    }

    assert!(is_gone(&world, &old).await);
    assert_eq!(world.calendar_link_count().await, 0);
    let events: Vec<_> = world.record(&anna.account).await.into_iter().map(|row| row.event).collect();
    assert_eq!(events, [EventKind::CalendarLinkMade, EventKind::CalendarLinkRemoved]);
    let new = world.calendar_secret(&anna, home).await;
    assert_ne!(old.expose(), new.expose());
}

#[rstest]
#[tokio::test]
async fn two_presses_at_once_make_one_link(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let create = || world.domain.make_calendar_link(&anna.caller, &anna.account, home);

    let (first, second) = tokio::join!(create(), create());

    first.and(second).unwrap();
    assert_eq!(world.calendar_link_count().await, 1);
}

#[rstest]
#[tokio::test]
async fn an_address_without_pickups_has_no_calendar(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, _) = house(database).await;
    let cottage = world.add_address(&anna, "Strandgatan 2").await;

    let made = world.domain.make_calendar_link(&anna.caller, &anna.account, cottage).await;

    assert!(matches!(made, Err(Error::Failed(Failed::NotFound))), "{made:?}");
}

#[rstest]
#[tokio::test]
async fn a_made_up_secret_leads_to_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let secret = world.calendar_secret(&anna, home).await;

    for made_up in ["", "kalender", &secret.expose()[1..], &secret.expose().to_uppercase()] {
        assert!(is_gone(&world, &Secret::returned(made_up)).await, "{made_up}");
    }
}

#[tokio::test]
async fn the_file_of_sqlite_does_not_hold_the_secret() {
    let (world, anna, home) = house(Sqlite).await;
    let secret = world.calendar_secret(&anna, home).await;

    let file = world.file();

    let holds = |word: &str| file.windows(word.len()).any(|part| part == word.as_bytes());
    assert!(holds("Storgatan 1") && holds(Named::Anna.surname()));
    assert!(!holds(secret.expose()));
}

#[tokio::test]
async fn a_dump_of_postgresql_does_not_hold_the_secret() {
    let (world, anna, home) = house(Postgres).await;
    let secret = world.calendar_secret(&anna, home).await;

    let dump = world.dump().await;

    assert!(dump.contains("calendar_link ") && dump.contains(Named::Anna.surname()));
    assert!(!dump.contains(secret.expose()));
    assert!(!dump.contains(&data_encoding::HEXLOWER.encode(secret.expose().as_bytes())));
}
