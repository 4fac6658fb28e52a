//! The register's data is accepted as it is: we do not validate who people are.

use domain::import::{Fault, ImportMode};
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use serde_json::{Value, json};

use super::file::{customer, import, import_text, signed_in, text};
use TestDatabase::{Postgres, Sqlite};

fn with_number(number: &str) -> Value {
    let mut line = customer("100001", &[Named::Anna]);
    line["holders"][0]["personal_number"] = json!(number);
    for contract in line["contracts"].as_array_mut().expect("contracts") {
        contract["holder"] = json!(number);
    }
    line
}

#[rstest]
#[case::without_a_month("191500722390")]
#[case::without_month_and_day("198500602381")]
#[case::without_a_day("198507602384")]
#[case::over_a_hundred_and_twenty_five("189001019802")]
#[case::pasted("\u{202a}19850214\u{2011}2386\u{202c}")]
#[tokio::test]
async fn a_holder_is_accepted_with_any_number(
    #[case] number: &str,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let line = with_number(number);

    let first = import(&world, std::slice::from_ref(&line)).await;
    let again = import(&world, &[line]).await;

    assert_eq!((first.created, again.unchanged), (1, 1));
}

#[rstest]
#[case("Karl 2", "X Æ A-12", "Karl 2", "X Æ A-12")]
#[case("Ali/Aisha", "Åsa (Ek)", "Ali/Aisha", "Åsa (Ek)")]
#[case("-", "?", "-", "?")]
#[case("Gal·la", "O´Neill", "Gal·la", "O'Neill")]
#[case("An\u{ad}na\u{2011}Karin", "\u{2067}Ek\u{2069}\t", "Anna-Karin", "Ek")]
#[case("An\u{202e}na", "نیک\u{200c}روز", "Anna", "نیکروز")]
#[case::no_given_name("", "Andersson", "", "Andersson")]
#[case::no_surname("Anna", " ", "Anna", "")]
#[tokio::test]
async fn a_household_is_accepted_with_any_names(
    #[case] given_name: &str,
    #[case] surname: &str,
    #[case] kept_given_name: &str,
    #[case] kept_surname: &str,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let mut line = customer("100001", &[Named::Anna]);
    line["holders"][0]["given_name"] = json!(given_name);
    line["holders"][0]["surname"] = json!(surname);
    line["name"] = json!(format!("{given_name} {surname}"));

    import(&world, &[line]).await;

    let anna = signed_in(&world, Named::Anna).await;
    let profile = world.domain.profile(&anna.caller).await.unwrap();
    assert_eq!((&*profile.given_name, &*profile.surname), (kept_given_name, kept_surname));
    let frame = world.domain.account_context(&anna.caller, &anna.account).await.unwrap();
    assert_eq!(frame.person, format!("{kept_given_name} {kept_surname}").trim());
    assert!(!frame.given_name.is_empty(), "there is something to greet by");
}

#[rstest]
#[case("Anna\nBcc: x", "Ek", "holders[0].given_name", Fault::NotName)]
#[case("Anna", "E\u{0}k", "holders[0].surname", Fault::NotName)]
#[case("", "\u{a0}", "holders[0].given_name", Fault::Empty)]
#[tokio::test]
async fn only_a_control_character_or_a_missing_name_is_refused(
    #[case] given_name: &str,
    #[case] surname: &str,
    #[case] place: &str,
    #[case] fault: Fault,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let mut line = customer("100001", &[Named::Anna]);
    line["holders"][0]["given_name"] = json!(given_name);
    line["holders"][0]["surname"] = json!(surname);

    let (_, bad) = import_text(&world, &text(&[line]), ImportMode::Apply).await;

    assert_eq!(bad.iter().map(|bad| (&*bad.flaw.place, bad.flaw.fault)).collect::<Vec<_>>(), [(place, fault)]);
}

/// Surrounds every text of a line with characters, except its keys.
fn surround(value: &mut Value) {
    match value {
        Value::String(text) => *text = format!("\u{feff}\u{202a}\u{a0}{text}\t\u{202c}"),
        Value::Array(list) => list.iter_mut().for_each(surround),
        Value::Object(object) => object.values_mut().for_each(surround),
        _ => {}
    }
}

#[rstest]
#[tokio::test]
async fn surrounding_characters_are_not_part_of_a_value(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (plain, pasted) = (World::new(database).await, World::new(database).await);
    let line = customer("100001", &[Named::Anna]);
    let mut surrounded = line.clone();
    surround(&mut surrounded);

    import(&plain, &[line]).await;
    import(&pasted, &[surrounded]).await;

    assert_eq!(plain.register().await, pasted.register().await);
}
