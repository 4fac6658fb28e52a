//! The file of a link, as parsed by a calendar program.

use std::collections::BTreeSet;

use domain::testing::{Named, TestDatabase, World, moves};
use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime, Event};
use rstest::rstest;
use types::Language;

use super::house;
use TestDatabase::{Postgres, Sqlite};

/// Checks that every line is ended and folded as the standard requires, and parses without errors.
fn read(file: &str) -> Calendar {
    assert!(file.ends_with("END:VCALENDAR\r\n"), "{file}");
    assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
    file.parse().unwrap_or_else(|fault| panic!("{fault}: {file}"))
}

fn events(calendar: &Calendar) -> Vec<&Event> {
    assert!(calendar.components.iter().all(|part| matches!(part, CalendarComponent::Event(_))));
    calendar.events().collect()
}

/// First day and the day after the last, of a whole-day event.
fn days(event: &Event) -> (String, String) {
    let day = |at| match at {
        Some(DatePerhapsTime::Date(day)) => day.to_string(),
        other => panic!("no whole day: {other:?}"),
    };
    (day(event.get_start()), day(event.get_end()))
}

#[rstest]
#[tokio::test]
async fn the_calendar_has_the_pickups_of_a_year(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let secret = world.calendar_secret(&anna, home).await;

    let calendar = read(&world.domain.calendar(&secret).await.unwrap());

    let events = events(&calendar);
    let pair = |first: &str, after: &str| (first.to_owned(), after.to_owned());
    assert_eq!(days(events[0]), pair("2026-11-26", "2026-11-27"));
    assert_eq!(days(events[2]), pair("2026-12-24", "2026-12-25"));
    assert_eq!(days(events[3]), pair("2027-01-14", "2027-01-15"));
    assert_eq!(days(events.last().unwrap()), pair("2027-11-18", "2027-11-19"));
    assert_eq!(events.len(), 26);
    let on_the_page = world.pickups(&anna, home).await;
    assert!(events.iter().zip(on_the_page).all(|(event, day)| days(event).0 == day));
}

#[rstest]
#[tokio::test]
async fn the_calendar_says_what_it_is(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let secret = world.calendar_secret(&anna, home).await;

    let calendar = read(&world.domain.calendar(&secret).await.unwrap());

    assert_eq!(calendar.get_name(), Some("Hämtning av avfall Storgatan 1"));
    assert_eq!(calendar.property_value("VERSION"), Some("2.0"));
    assert_eq!(calendar.property_value("PRODID"), Some("-//Hjälmare Energi & Miljö//Mina Sidor//SV"));
    for event in events(&calendar) {
        assert_eq!(event.get_summary(), Some("Hämtning av avfall"));
        assert_eq!(event.get_timestamp().unwrap().to_rfc3339(), "2026-11-23T09:00:00+00:00");
    }
}

#[rstest]
#[tokio::test]
async fn the_calendar_is_in_the_language_of_the_links_creator(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let secret = world.calendar_secret(&anna, home).await;
    world.domain.change_language(&anna.caller, Language::English).await.unwrap();

    let calendar = read(&world.domain.calendar(&secret).await.unwrap());

    assert_eq!(calendar.get_name(), Some("Waste collection Storgatan 1"));
    assert!(events(&calendar).iter().all(|event| event.get_summary() == Some("Waste collection")));
}

#[rstest]
#[tokio::test]
async fn a_pickup_that_is_moved_stays_the_same_event(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (mut world, anna, home) = house(database).await;
    let secret = world.calendar_secret(&anna, home).await;
    let before = read(&world.domain.calendar(&secret).await.unwrap());
    world.change_settings(|settings| settings.pickups.moves = moves(&[("2026-12-24", "2026-12-23")]));

    let after = read(&world.domain.calendar(&secret).await.unwrap());

    let uids = |calendar: &Calendar| {
        events(calendar).iter().map(|event| event.get_uid().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(uids(&before), uids(&after));
    assert_eq!(uids(&before).into_iter().collect::<BTreeSet<_>>().len(), 26);
    let moved = events(&after)[2];
    assert_eq!((days(moved).0.as_str(), moved.get_summary()), ("2026-12-23", Some("Hämtning av avfall, ändrad dag")));
}

#[rstest]
#[tokio::test]
async fn what_the_register_holds_ends_no_line(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let street = "Åsa, Öster; \\1\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR ett långt namn på en gata i en liten stad";
    let home = world.add_address(&anna, street).await;
    world.set_pickups(home, "torsdag", "even").await;
    let secret = world.calendar_secret(&anna, home).await;

    let file = world.domain.calendar(&secret).await.unwrap();

    assert_eq!(file.matches("\r\nEND:VCALENDAR").count(), 1, "{file}");
    assert_eq!(events(&read(&file)).len(), 26);
}

#[rstest]
#[tokio::test]
async fn the_calendar_names_nobody(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let secret = world.calendar_secret(&anna, home).await;

    let file = world.domain.calendar(&secret).await.unwrap();

    let number = anna.number();
    for word in ["Anna", "Andersson", anna.account.as_str(), number.as_str(), secret.expose()] {
        assert!(!file.contains(word), "{word} stands in {file}");
    }
}

#[rstest]
#[tokio::test]
async fn the_calendar_of_somebody_protected_does_not_tell_where(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    world.protect(Named::Anna, true).await;
    let secret = world.calendar_secret(&anna, home).await;

    let file = world.domain.calendar(&secret).await.unwrap();

    assert_eq!(read(&file).get_name(), Some("Hämtning av avfall"));
    assert!(!file.contains("Storgatan"), "{file}");
}
