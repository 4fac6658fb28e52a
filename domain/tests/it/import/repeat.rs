//! Importing good lines, the first time and again.

use domain::import::{ImportCounts, ImportMode};
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use serde_json::{Value, json};
use types::Language;
use types::activity::EventKind;

use super::file::{customer, import, import_text, signed_in, text};
use TestDatabase::{Postgres, Sqlite};

const DEMO: &[u8] = include_bytes!("../../../../server/demo/customers.ndjson");

#[rstest]
#[tokio::test]
async fn the_same_file_again_changes_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;

    let (first, bad) = import_text(&world, DEMO, ImportMode::Apply).await;
    let (second, _) = import_text(&world, DEMO, ImportMode::Apply).await;

    assert_eq!(bad, []);
    assert_eq!(first, ImportCounts { lines: 40, created: 40, ..ImportCounts::default() });
    assert_eq!(second, ImportCounts { lines: 40, unchanged: 40, ..ImportCounts::default() });
}

#[rstest]
#[tokio::test]
async fn the_order_within_a_line_says_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let mut line = customer("100001", &[Named::Anna, Named::David]);
    import(&world, std::slice::from_ref(&line)).await;

    line["holders"].as_array_mut().unwrap().reverse();
    line["contracts"].as_array_mut().unwrap().reverse();
    let backwards: serde_json::Map<String, Value> = line.as_object().unwrap().clone().into_iter().rev().collect();
    let counts = import(&world, &[Value::Object(backwards)]).await;

    assert_eq!(counts.unchanged, 1);
}

#[rstest]
#[tokio::test]
async fn a_changed_line_changes_the_customer_and_keeps_its_account(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let mut line = customer("100001", &[Named::Anna, Named::David]);
    import(&world, std::slice::from_ref(&line)).await;
    let anna = signed_in(&world, Named::Anna).await;
    let david = signed_in(&world, Named::David).await;
    assert_eq!(anna.account, david.account);

    line["facilities"][0]["street"] = json!("Nygatan 2");
    line["facilities"][0]["facility_number"] = json!("7");
    line["contracts"] = json!([{
        "contract_number": "B1", "service": "water", "facility_number": "7",
        "holder": Named::David.personal_number(), "from": "2026-01-01", "to": "2027-12-31",
    }]);
    line["holders"][1]["surname"] = json!("Dahlgren");
    let counts = import(&world, &[line]).await;

    let overview = world.domain.overview(&anna.caller, &anna.account).await.unwrap();
    assert_eq!(counts, ImportCounts { lines: 1, changed: 1, ..ImportCounts::default() });
    assert_eq!(overview.facilities.len(), 1);
    assert_eq!(overview.facilities[0].street, "Nygatan 2");
    assert_eq!(overview.facilities[0].contracts.len(), 1);
    assert_eq!(overview.facilities[0].contracts[0].number, "B1");
    assert_eq!(overview.facilities[0].contracts[0].holder.as_deref(), Some("David Dahlgren"));
    let record = world.record(&anna.account).await;
    assert_eq!(record.iter().map(|row| row.event).collect::<Vec<_>>(), [EventKind::CustomerImported; 2]);
}

#[rstest]
#[tokio::test]
async fn the_last_of_two_lines_about_a_customer_counts(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let first = customer("100001", &[Named::Anna]);
    let mut second = first.clone();
    second["facilities"][0]["street"] = json!("Nygatan 2");
    import(&world, std::slice::from_ref(&second)).await;

    let counts = import(&world, &[first, second]).await;

    let anna = signed_in(&world, Named::Anna).await;
    let overview = world.domain.overview(&anna.caller, &anna.account).await.unwrap();
    assert_eq!(counts.changed, 2);
    assert_eq!(overview.facilities[0].street, "Nygatan 2");
}

#[rstest]
#[tokio::test]
async fn somebody_on_two_customers_is_one_person(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;

    import(&world, &[customer("100001", &[Named::Anna]), customer("100002", &[Named::David, Named::Anna])]).await;

    let anna = world.person(Named::Anna).await;
    assert_eq!(world.domain.account_choice(&anna).await.unwrap().accounts.len(), 2);
}

#[rstest]
#[tokio::test]
async fn a_contract_does_not_go_to_another_customer(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let mut other = customer("100002", &[Named::David]);
    other["contracts"][1]["contract_number"] = json!("A1000011");
    let lines = [customer("100001", &[Named::Anna]), other, customer("100003", &[Named::Cecilia])];

    let (counts, bad) = import_text(&world, &text(&lines), ImportMode::Apply).await;

    let david = world.person(Named::David).await;
    assert_eq!((counts.created, counts.bad), (2, 1));
    assert_eq!(bad[0].to_string(), "line 2: contracts[1].contract_number is a contract of another customer");
    assert_eq!(world.domain.account_choice(&david).await.unwrap().accounts, []);
}

#[rstest]
#[tokio::test]
async fn a_dry_run_counts_and_keeps_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let lines = text(&[customer("100001", &[Named::Anna]), json!({}), customer("100002", &[Named::David])]);

    let tried = import_text(&world, &lines, ImportMode::DryRun).await;
    let anna = world.person(Named::Anna).await;
    let accounts = world.domain.account_choice(&anna).await.unwrap().accounts;
    let applied = import_text(&world, &lines, ImportMode::Apply).await;

    assert_eq!(tried, applied);
    assert_eq!((tried.0.created, tried.0.bad, accounts.len()), (2, 1, 0));
}

#[rstest]
#[tokio::test]
async fn what_a_person_has_chosen_in_the_portal_stays(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let mut line = customer("100001", &[Named::Anna]);
    import(&world, std::slice::from_ref(&line)).await;
    let anna = signed_in(&world, Named::Anna).await.caller;
    let before = world.domain.profile(&anna).await.unwrap();
    world.domain.change_language(&anna, Language::English).await.unwrap();
    world.domain.change_mobile(&anna, "").await.unwrap();

    line["holders"][0]["email"] = json!("annan@example.com");
    line["holders"][0]["surname"] = json!("Ek");
    import(&world, &[line]).await;

    let after = world.domain.profile(&anna).await.unwrap();
    assert_eq!((before.email.as_str(), before.mobile.as_str()), ("anna.andersson@example.com", "+46701740605"));
    assert_eq!((after.email.as_str(), after.mobile.as_str()), ("anna.andersson@example.com", ""));
    assert_eq!((after.surname.as_str(), after.language), ("Ek", Language::English));
}

#[rstest]
#[tokio::test]
async fn somebody_known_from_bankid_gets_the_registers_details(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.person(Named::Anna).await;

    let mut line = customer("100001", &[Named::Anna]);
    line["holders"][0]["given_name"] = json!("Anna Maria");
    import(&world, &[line]).await;

    let profile = world.domain.profile(&anna).await.unwrap();
    assert_eq!(profile.given_name, "Anna Maria");
    assert_eq!((profile.email.as_str(), profile.mobile.as_str()), ("anna.andersson@example.com", "+46701740605"));
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_imports_at_once_lose_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;

    let import = || world.domain.import_customers(DEMO, ImportMode::Apply, |_| {});
    let (one, other) = tokio::try_join!(import(), import()).unwrap();

    let (third, _) = import_text(&world, DEMO, ImportMode::Apply).await;
    assert_eq!((one.created + other.created, one.bad + other.bad), (40, 0));
    assert_eq!(third.unchanged, 40);
}
