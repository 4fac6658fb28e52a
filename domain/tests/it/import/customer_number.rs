//! One format of customer numbers for the import, for signing in and for customer service.

use domain::Browser;
use domain::import::{Fault, ImportMode};
use domain::testing::{Named, PASSWORD, TestDatabase, World};
use rstest::rstest;
use types::page::Destination;
use types::{Channel, CustomerNumber, CustomerNumberForm};

use super::file::{customer, import, import_text, signed_in, text};
use TestDatabase::{Postgres, Sqlite};

const ANY: CustomerNumberForm = CustomerNumberForm { letters: true, shortest: 1, longest: 32 };

/// Activates a number by its letter, and signs in, both as typed. Returns who is signed in.
async fn sign_in(world: &World, typed: &str) -> Option<types::PersonId> {
    let (browser, before) = (Browser::at("198.51.100.7"), world.paper_letters().len());
    world.ask_for_code(typed).await;
    let letters = world.paper_letters();
    if letters.len() == before {
        return None;
    }
    world.domain.activate_number(&browser, typed, &letters[0].code, PASSWORD).await.expect("an activation");
    let signed_in = world.domain.sign_in_by_number(&browser, typed, PASSWORD, Destination::default()).await;
    let secret = signed_in.unwrap_or_else(|error| panic!("not signed in: {error:?}")).session.secret;
    let caller = world.domain.caller(&secret, Channel::Web).await.expect("an answer").expect("a session");
    Some(caller.person_id())
}

#[rstest]
#[case("100-777", "100777")]
#[case("K100777", "k 100 777")]
#[case("12", "12")]
#[case("12345678901", "12345-678901")]
#[case("EL-2024-00017", "el\u{2011}2024\u{2011}00017")]
#[case("EL-2024-00017", "\u{202a}EL202400017\u{202c}")]
#[case("007700777", "007 700 777")]
#[case("k-1", "K1")]
#[tokio::test]
async fn an_imported_number_signs_in_and_is_found_by_customer_service(
    #[case] number: &str,
    #[case] typed: &str,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    import(&world, &[customer(number, &[Named::Anna]), customer("555555", &[Named::David])]).await;
    let anna = signed_in(&world, Named::Anna).await;

    let by_number = sign_in(&world, typed).await;

    assert_eq!(by_number, Some(anna.caller.person_id()));
    assert_eq!(world.paper_letters()[0].customer_number, number, "the letter has it as the invoice does");
    let helped = world.domain.allow_sharing(&CustomerNumber::parse(typed, ANY).unwrap()).await;
    assert!(!helped.unwrap(), "found, and not blocked");
}

#[rstest]
#[tokio::test]
async fn two_customers_whose_numbers_differ_in_a_hyphen_are_two(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let mut other = customer("100777", &[Named::David]);
    for (place, contract) in other["contracts"].as_array_mut().unwrap().iter_mut().enumerate() {
        contract["contract_number"] = format!("B{place}").into();
    }
    import(&world, &[customer("100-777", &[Named::Anna]), other]).await;
    let (anna, david) = (signed_in(&world, Named::Anna).await, signed_in(&world, Named::David).await);

    let mut who = Vec::new();
    for typed in ["100-777", "100 777", "10-07-77"] {
        who.push(sign_in(&world, typed).await);
        // Letters to equivalent numbers are counted together.
        world.clock.advance(24 * 3600);
    }

    assert_eq!(who, [Some(anna.caller.person_id()), Some(david.caller.person_id()), None]);
}

#[rstest]
#[tokio::test]
async fn the_company_says_what_a_number_is(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let form = CustomerNumberForm { letters: false, shortest: 5, longest: 8 };
    let world = World::with(database, |settings| settings.customer_number.form = form).await;
    let lines = ["K100777", "1234", "123456789", "100-777"].map(|number| customer(number, &[Named::Anna]));

    let (counts, bad) = import_text(&world, &text(&lines), ImportMode::Apply).await;

    assert_eq!(counts.created, 1);
    let flaws: Vec<_> = bad.iter().map(|bad| (bad.line, bad.flaw.fault)).collect();
    assert_eq!(flaws, [1, 2, 3].map(|line| (line, Fault::NotCustomerNumber)));
    for typed in ["K100777", "1234", "123456789"] {
        assert!(world.domain.ask_for_code(&Browser::at("198.51.100.7"), typed).await.is_err(), "{typed}");
    }
}

#[rstest]
#[tokio::test]
async fn who_was_imported_under_another_form_stays_a_customer(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut world = World::new(database).await;
    import(&world, &[customer("K-100", &[Named::Anna])]).await;
    assert!(sign_in(&world, "K100").await.is_some());
    let browser = Browser::at("198.51.100.7");
    let signed_in = world.domain.sign_in_by_number(&browser, "K100", PASSWORD, Destination::default()).await;
    let secret = signed_in.unwrap_or_else(|error| panic!("not signed in: {error:?}")).session.secret;
    world.change_settings(|settings| settings.customer_number.form.letters = false);

    let caller = world.domain.caller(&secret, Channel::Web).await.unwrap().unwrap();

    world.domain.change_password(&caller, PASSWORD, "en helt annan mening").await.unwrap();
}
