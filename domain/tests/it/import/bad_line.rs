//! Skipped lines: reported by number and reason, without changing anything.

use domain::import::{BadLine, Fault, ImportMode};
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt as _;

use super::file::{customer, import, import_text, signed_in, text};
use TestDatabase::{Postgres, Sqlite};

const ANNA: &str = Named::Anna.personal_number();
const BJORN: &str = Named::Bjorn.personal_number();

/// Anna's line, which the cases below spoil.
fn line() -> Value {
    customer("100002", &[Named::Anna])
}

/// Puts a value at a JSON pointer, whether or not it exists.
fn put(line: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    match line.pointer_mut(parent).expect("a place in the form") {
        Value::Array(list) if key.parse() == Ok(list.len()) => list.push(value),
        Value::Array(list) => list[key.parse::<usize>().expect("a place in the list")] = value,
        object => object[key] = value,
    }
}

#[rstest]
#[case("/customer_number", json!("1_2"), "customer_number", Fault::NotCustomerNumber)]
#[case("/kind", json!("municipal"), "kind", Fault::UnknownWord)]
#[case("/name", json!(" "), "name", Fault::Empty)]
#[case("/name", json!("An\u{7}na"), "name", Fault::NotText)]
#[case("/organisation_number", json!("559299-00011"), "organisation_number", Fault::NotOrganisationNumber)]
#[case("/email", json!("anna@localhost"), "email", Fault::NotEmail)]
#[case("/phone", json!("070"), "phone", Fault::NotPhone)]
#[case("/holders", json!([]), "holders", Fault::NoHolder)]
#[case("/holders/0/personal_number", json!("198502142387"), "holders[0].personal_number", Fault::NotPersonalNumber)]
#[case("/holders/0/given_name", json!("An\nna"), "holders[0].given_name", Fault::NotName)]
#[case("/holders/0/email", json!("a@b@c.se"), "holders[0].email", Fault::NotEmail)]
#[case("/holders/0/email", json!("anna@exam\u{ad}ple.com"), "holders[0].email", Fault::HiddenSign)]
#[case("/holders/0/phone", json!("x"), "holders[0].phone", Fault::NotPhone)]
#[case("/holders/0/language", json!("fi"), "holders[0].language", Fault::UnknownWord)]
#[case("/holders/1", line()["holders"][0].clone(), "holders[1].personal_number", Fault::Repeated)]
#[case("/facilities/0/facility_number", json!(""), "facilities[0].facility_number", Fault::NotNumber)]
#[case("/facilities/0/street", json!(""), "facilities[0].street", Fault::Empty)]
#[case("/facilities/0/street", json!("a".repeat(201)), "facilities[0].street", Fault::NotText)]
#[case("/facilities/0/postal_code", json!("632 1O"), "facilities[0].postal_code", Fault::NotPostalCode)]
#[case("/facilities/0/city", json!("a\0"), "facilities[0].city", Fault::NotText)]
#[case("/facilities/0/dwelling", json!("boat"), "facilities[0].dwelling", Fault::UnknownWord)]
#[case("/facilities/1", line()["facilities"][0].clone(), "facilities[1].facility_number", Fault::Repeated)]
#[case("/contracts/0/contract_number", json!("Å1"), "contracts[0].contract_number", Fault::NotNumber)]
#[case("/contracts/2", line()["contracts"][0].clone(), "contracts[2].contract_number", Fault::Repeated)]
#[case("/contracts/0/service", json!("gas"), "contracts[0].service", Fault::UnknownWord)]
#[case("/contracts/0/facility_number", json!("8"), "contracts[0].facility_number", Fault::UnknownFacility)]
#[case("/contracts/0/holder", json!("Anna"), "contracts[0].holder", Fault::NotPersonalNumber)]
#[case("/contracts/0/holder", json!(BJORN), "contracts[0].holder", Fault::UnknownHolder)]
#[case("/contracts/0/from", json!("2026-02-29"), "contracts[0].from", Fault::NotDate)]
#[case("/contracts/0/from", json!("20200101"), "contracts[0].from", Fault::NotDate)]
#[case("/contracts/0/to", json!("soon"), "contracts[0].to", Fault::NotDate)]
#[case("/contracts/0/to", json!("2019-12-31"), "contracts[0].to", Fault::EndsBeforeItBegins)]
#[case("/contracts/1/collection/weekday", json!("Thursday"), "contracts[1].collection.weekday", Fault::UnknownWord)]
#[case("/contracts/1/collection/weeks", json!("all"), "contracts[1].collection.weeks", Fault::UnknownWord)]
#[case("/contracts/0/colour_sorting", json!(true), "contracts[0].colour_sorting", Fault::NotWaste)]
#[case("/contracts/0/collection", line()["contracts"][1]["collection"].clone(), "contracts[0].collection", Fault::NotWaste)]
#[case("/198502142386", json!(1), "column", Fault::UnknownField)]
#[case("/holders/0/deceased", json!(true), "column", Fault::UnknownField)]
#[case("/holders/0/protected_identity", json!(ANNA), "column", Fault::WrongKind)]
#[case("/contracts", json!({}), "column", Fault::WrongKind)]
#[case("/holders/0", json!(ANNA), "column", Fault::WrongKind)]
#[tokio::test]
async fn a_line_that_says_something_wrong_is_left_out(
    #[case] pointer: &str,
    #[case] value: Value,
    #[case] place: &str,
    #[case] fault: Fault,
) {
    let mut line = line();
    put(&mut line, pointer, value);

    let bad = only_bad_one(line).await;

    assert_eq!(bad.flaw.fault, fault, "{bad}");
    assert!(bad.flaw.place.starts_with(place), "{bad}");
}

#[rstest]
#[case("", "kind")]
#[case("", "organisation_number")]
#[case("/holders/0", "email")]
#[case("/facilities/0", "mailbox")]
#[case("/contracts/0", "to")]
#[case("/contracts/1/collection", "weeks")]
#[tokio::test]
async fn a_line_without_a_field_is_left_out(#[case] pointer: &str, #[case] field: &str) {
    let mut line = line();
    line.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(field);

    let bad = only_bad_one(line).await;

    assert_eq!(bad.flaw.fault, Fault::MissingField, "{bad}");
    assert!(bad.flaw.place.starts_with(field), "{bad}");
}

/// Imports a bad line between two good ones; the report contains no personal data.
async fn only_bad_one(line: Value) -> BadLine {
    let world = World::new(Sqlite).await;
    let lines = [customer("100001", &[Named::David]), line, customer("100003", &[Named::Cecilia])];

    let (counts, mut bad) = import_text(&world, &text(&lines), ImportMode::Apply).await;

    assert_eq!((counts.created, counts.bad, bad.len()), (2, 1, 1));
    let bad = bad.remove(0);
    assert_eq!(bad.line, 2);
    for value in [ANNA, BJORN, "@", "Anna", "deceased", "Thursday"] {
        assert!(!bad.to_string().contains(value), "{bad}");
    }
    bad
}

#[rstest]
#[tokio::test]
async fn lines_that_are_no_text_are_left_out(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let good = |number, name| customer(number, &[name]).to_string().into_bytes();
    let lines: [&[u8]; 7] = [
        &[b"\xef\xbb\xbf", &good("100001", Named::Anna)[..], b"\r"].concat(),
        b" \t\r",
        b"{\"name\": \"\xff\"}",
        b"{\"customer_number\": ",
        b"",
        &good("100002", Named::David)[..40],
        // The last line has no line feed.
        &good("100003", Named::Cecilia),
    ];

    let (counts, bad) = import_text(&world, &lines.join(&b'\n'), ImportMode::Apply).await;

    let flaws: Vec<_> = bad.iter().map(|bad| (bad.line, bad.flaw.fault)).collect();
    assert_eq!(flaws, [(3, Fault::NotUtf8), (4, Fault::NotJson), (6, Fault::NotJson)]);
    assert_eq!((counts.lines, counts.created, counts.bad), (5, 2, 3));
}

#[rstest]
#[tokio::test]
async fn a_line_without_end_is_read_past(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let long = tokio::io::repeat(b' ').take(64 << 20);
    let (before, after) = (customer("100001", &[Named::Anna]), customer("100002", &[Named::David]));
    let (before, after) = (format!("{before}\n"), format!("\n{after}"));
    let file = tokio::io::BufReader::new(before.as_bytes().chain(long).chain(after.as_bytes()));
    let mut bad = Vec::new();

    let counts = world.domain.import_customers(file, ImportMode::Apply, |news| bad.push(format!("{news:?}"))).await;

    assert_eq!(counts.unwrap().created, 2);
    assert!(bad[0].contains("TooLong") && bad[0].contains("line: 2"), "{}", bad[0]);
}

#[rstest]
#[tokio::test]
async fn a_bad_line_changes_nothing_of_a_customer(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let mut line = customer("100001", &[Named::Anna]);
    import(&world, std::slice::from_ref(&line)).await;
    let anna = signed_in(&world, Named::Anna).await;
    let before = world.domain.overview(&anna.caller, &anna.account).await.unwrap();

    line["facilities"][0]["street"] = json!("Nygatan 2");
    line["holders"][0]["surname"] = json!("Ek");
    line["contracts"][1]["from"] = json!("2020-13-01");
    let (counts, _) = import_text(&world, &text(&[line]), ImportMode::Apply).await;

    assert_eq!((counts.bad, counts.lines), (1, 1));
    assert_eq!(world.domain.overview(&anna.caller, &anna.account).await.unwrap(), before);
}
