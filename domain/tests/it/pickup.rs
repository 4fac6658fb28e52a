//! Pickup days. Every world begins on Monday 23 November 2026, in week 48 of 53.

use domain::pickup::{PickupMove, PickupMoves};
use domain::testing::{Holding, Named, TestDatabase, World, moves};
use rstest::rstest;
use types::contract::{Service, Waste};
use types::id::FacilityId;
use types::pickup::{PickupRound, PickupWeeks, Weekday};

use TestDatabase::{Postgres, Sqlite};

/// Anna has a house whose waste is picked up on a day of the week, in odd weeks or even ones.
async fn house(database: TestDatabase, weekday: &str, weeks: &str) -> (World, Holding, FacilityId) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let home = world.add_address(&anna, "Storgatan 1").await;
    world.set_pickups(home, weekday, weeks).await;
    (world, anna, home)
}

#[rstest]
#[tokio::test]
async fn the_page_tells_how_waste_is_taken_care_of(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database, "torsdag", "odd").await;

    let place = world.place(&anna, home).await;

    let round = PickupRound { weekday: Weekday::Thursday, weeks: PickupWeeks::Odd };
    assert_eq!(place.waste, [Waste { colour_sorting: true, round: Some(round) }]);
    assert_eq!(place.facility.street, "Storgatan 1");
    assert!(place.pickups.iter().all(|pickup| pickup.weekday == Weekday::Thursday));
}

#[rstest]
#[tokio::test]
async fn weeks_53_and_1_are_both_odd(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database, "torsdag", "odd").await;

    let pickups = world.pickups(&anna, home).await;

    let expected = ["2026-12-03", "2026-12-17", "2026-12-31", "2027-01-07", "2027-01-21"];
    assert_eq!(pickups[..5], expected);
    assert_eq!(pickups.len(), 10);
}

#[rstest]
#[tokio::test]
async fn between_even_weeks_are_three_weeks_when_the_year_has_a_week_53(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna, home) = house(database, "torsdag", "even").await;

    let pickups = world.pickups(&anna, home).await;

    assert_eq!(pickups[..4], ["2026-11-26", "2026-12-10", "2026-12-24", "2027-01-14"]);
}

#[rstest]
#[case::the_first_of_january_in_week_53("fredag", "odd", 0, "2027-01-01")]
#[case::the_last_of_december_in_week_1("måndag", "odd", 1104, "2029-12-31")]
#[tokio::test]
async fn a_week_belongs_to_the_year_that_has_most_of_it(
    #[case] weekday: &str,
    #[case] weeks: &str,
    #[case] days_later: u32,
    #[case] expected: &str,
) {
    let (world, anna, home) = house(Sqlite, weekday, weeks).await;
    world.clock.advance(days_later * 24 * 3600);

    let pickups = world.pickups(&anna, home).await;

    assert_eq!(pickups[2], expected, "{pickups:?}");
}

#[rstest]
#[tokio::test]
async fn a_pickup_of_today_is_still_to_come_until_midnight(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database, "måndag", "even").await;
    world.clock.advance(14 * 3600 - 1);

    assert_eq!(world.pickups(&anna, home).await[0], "2026-11-23");
    world.clock.advance(1);
    assert_eq!(world.pickups(&anna, home).await[0], "2026-12-07");
}

#[rstest]
#[tokio::test]
async fn a_pickup_on_a_holiday_is_on_the_day_that_the_company_says(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (mut world, anna, home) = house(database, "torsdag", "even").await;
    world.change_settings(|settings| settings.pickups.moves = moves(&[("2026-12-24", "2026-12-23")]));

    let place = world.place(&anna, home).await;
    let pickups = world.pickups(&anna, home).await;

    assert_eq!(pickups[1..4], ["2026-12-10", "2026-12-23 for 2026-12-24", "2027-01-14"]);
    assert_eq!(place.pickups[2].weekday, Weekday::Wednesday);
}

#[rstest]
#[tokio::test]
async fn a_whole_week_may_go_a_day_later(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (mut world, anna, home) = house(database, "torsdag", "even").await;
    let week = [("2026-12-24", "2026-12-25"), ("2026-12-25", "2026-12-26")];
    world.change_settings(|settings| settings.pickups.moves = moves(&week));

    assert_eq!(world.pickups(&anna, home).await[2], "2026-12-25 for 2026-12-24");
}

#[rstest]
#[tokio::test]
async fn what_is_moved_counts_on_its_new_day(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (mut world, anna, home) = house(database, "måndag", "even").await;
    world.change_settings(|settings| settings.pickups.moves = moves(&[("2026-11-23", "2026-11-24")]));
    world.clock.advance(24 * 3600);
    let moved_on = world.pickups(&anna, home).await;
    world.change_settings(|settings| settings.pickups.moves = moves(&[("2026-12-07", "2026-11-23")]));

    let moved_away = world.pickups(&anna, home).await;

    assert_eq!(moved_on[0], "2026-11-24 for 2026-11-23");
    assert_eq!(moved_away[0], "2026-12-21");
}

#[rstest]
#[tokio::test]
async fn there_are_no_pickups_before_a_contract_begins_nor_after_its_last_day(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna, home) = house(database, "onsdag", "every").await;
    world.end_contracts(home, "2026-12-09").await;

    assert_eq!(world.pickups(&anna, home).await, ["2026-11-25", "2026-12-02", "2026-12-09"]);
    world.add_contract_of(&anna, home, "2026-12-16", None).await;
    world.set_pickups(home, "onsdag", "even").await;
    assert_eq!(world.pickups(&anna, home).await[2..4], ["2026-12-09", "2026-12-23"]);
}

#[rstest]
#[tokio::test]
async fn two_contracts_have_one_pickup_on_a_day(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database, "torsdag", "even").await;
    world.add_contract(&anna, home).await;
    world.set_pickups(home, "torsdag", "every").await;

    let pickups = world.pickups(&anna, home).await;

    assert_eq!(pickups[..3], ["2026-11-26", "2026-12-03", "2026-12-10"]);
    assert_eq!(world.place(&anna, home).await.waste.len(), 2);
}

#[rstest]
#[tokio::test]
async fn an_address_without_waste_has_no_pickups(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database, "torsdag", "odd").await;
    world.set_waste(home, Service::Water, false).await;

    let place = world.place(&anna, home).await;

    assert!(place.waste.is_empty() && place.pickups.is_empty() && place.calendar.is_none());
}

#[rstest]
#[tokio::test]
async fn where_the_register_does_not_say_when_nothing_is_made_up(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let home = world.add_address(&anna, "Storgatan 1").await;

    let place = world.place(&anna, home).await;

    assert_eq!(place.waste, [Waste { colour_sorting: true, round: None }]);
    assert!(place.pickups.is_empty() && place.calendar.is_none());
}

#[rstest]
#[case::no_date("2026-12-24", "tomorrow", "is no date")]
#[case::a_day_that_is_not_there("2026-02-30", "2026-03-01", "is no date")]
#[case::nowhere("2026-12-24", "2026-12-24", "the same day")]
#[case::another_year("2026-12-24", "2027-12-23", "longer than 14 days")]
fn a_move_that_makes_no_sense_is_refused(#[case] from: &str, #[case] to: &str, #[case] complaint: &str) {
    let list = vec![PickupMove { from: from.to_owned(), to: to.to_owned() }];

    let refusal = PickupMoves::try_from(list).unwrap_err();

    assert!(refusal.contains(complaint), "{refusal}");
}

#[test]
fn a_day_is_not_moved_twice() {
    let to = |to: &str| PickupMove { from: "2026-12-24".to_owned(), to: to.to_owned() };

    let refusal = PickupMoves::try_from(vec![to("2026-12-23"), to("2026-12-28")]).unwrap_err();

    assert!(refusal.contains("2026-12-24 is moved twice"), "{refusal}");
}
