//! What a copy of the database file reveals.

use domain::Domain;
use domain::bank::Bank;
use domain::clock::Clock;
use domain::db::{Db, connect_for_migrations};
use domain::import::ImportMode;
use domain::mail::{Mail, Paper};
use domain::settings::Settings;
use domain::testing::{Named, START_TIME};
use domain::vault::Vault;
use migrations::{Migrator, MigratorTrait as _};
use serde_json::{Value, json};

use super::file::customer;

const DEMO: &str = include_str!("../../../../server/demo/customers.ndjson");

#[tokio::test]
async fn no_personal_number_and_no_email_address_is_in_clear_in_the_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("portal.db");
    let url = format!("sqlite://{}", path.display());
    let connection = connect_for_migrations(&url).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();
    let db = Db::connect(&url, 2).await.unwrap();
    let clock = Clock::standing_at(START_TIME);
    let domain = Domain::new(
        db.clone(),
        Vault::ephemeral(),
        Bank::Absent,
        Mail::memory(),
        Paper::memory(),
        clock,
        Settings::for_tests(),
    );

    // A sole trader: the organisation number is the personal number.
    let mut trader = customer("200001", &[Named::Ivar]);
    trader["organisation_number"] = json!(Named::Ivar.personal_number()[2..]);
    let file = format!("{DEMO}{trader}\n");

    let counts = domain.import_customers(file.as_bytes(), ImportMode::Apply, |_| {}).await.unwrap();
    db.close().await.unwrap();

    assert_eq!(counts.created, 41);
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(directory.path()).unwrap() {
        bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    let is_there = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(is_there("Torshälla"), "what is not secret is found");
    assert!(!is_there("@example.com"));
    for line in file.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        for holder in line["holders"].as_array().unwrap() {
            let number = holder["personal_number"].as_str().unwrap();
            assert!(!is_there(number) && !is_there(&number[2..]), "{number}");
            assert!(!is_there(holder["phone"].as_str().unwrap()));
        }
    }
}
