//! Lines of one batch about the same rows.

use domain::import::{BadLine, Fault, Flaw, ImportMode};
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use serde_json::{Value, json};
use types::sign_in::SignInMethod;
use types::{Channel, Language};

use super::file::{customer, import, import_text, signed_in, text};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_customer_that_is_new_twice_is_created_and_changed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let first = customer("100001", &[Named::Anna, Named::David]);
    let mut second = customer("100001", &[Named::Anna, Named::Cecilia]);
    second["facilities"][0]["street"] = json!("Nygatan 2");
    let between = customer("100002", &[Named::Cecilia]);

    let counts = import(&world, &[first, between, second]).await;

    let anna = signed_in(&world, Named::Anna).await;
    let overview = world.domain.overview(&anna.caller, &anna.account).await.unwrap();
    assert_eq!((counts.created, counts.changed), (2, 1));
    assert_eq!(overview.facilities[0].street, "Nygatan 2");
    assert_eq!(world.record(&anna.account).await.len(), 2);
    let david = world.person(Named::David).await;
    assert_eq!(world.domain.account_choice(&david).await.unwrap().accounts, []);
}

#[rstest]
#[tokio::test]
async fn somebody_new_on_two_lines_is_named_by_the_last(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let mut first = customer("100001", &[Named::Anna]);
    first["holders"][0]["email"] = Value::Null;
    first["holders"][0]["language"] = json!("en");
    let mut second = customer("100002", &[Named::Anna]);
    second["holders"][0]["surname"] = json!("Ek");
    second["holders"][0]["phone"] = json!("+46701740606");

    import(&world, &[first, second]).await;

    let anna = world.person(Named::Anna).await;
    let profile = world.domain.profile(&anna).await.unwrap();
    assert_eq!((&profile.surname[..], profile.language), ("Ek", Language::English));
    assert_eq!((&profile.email[..], &profile.mobile[..]), (&Named::Anna.email()[..], "+46701740605"));
}

#[rstest]
#[tokio::test]
async fn a_contract_number_that_is_given_up_may_be_taken(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let with = |number, name, contract: &str| {
        let mut line = customer(number, &[name]);
        line["contracts"][0]["contract_number"] = json!(contract);
        line
    };
    import(&world, &[with("100001", Named::Anna, "K")]).await;
    let lines = [
        with("100002", Named::David, "K"),
        with("100001", Named::Anna, "L"),
        with("100003", Named::Cecilia, "K"),
        with("100001", Named::Anna, "K"),
        with("100003", Named::Cecilia, "M"),
        with("100002", Named::David, "K"),
    ];

    let (counts, bad) = import_text(&world, &text(&lines), ImportMode::Apply).await;

    let flaw = Flaw { place: "contracts[0].contract_number".to_owned(), fault: Fault::ContractOfAnother };
    assert_eq!((counts.created, counts.changed, counts.bad), (2, 2, 2));
    assert_eq!(bad, [1, 4].map(|line| BadLine { line, flaw: flaw.clone() }));
    let david = signed_in(&world, Named::David).await;
    let overview = world.domain.overview(&david.caller, &david.account).await.unwrap();
    assert!(overview.facilities[0].contracts.iter().any(|contract| contract.number == "K"));
}

#[rstest]
#[tokio::test]
async fn a_dry_run_tries_new_lines_together_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let lines = [customer("100001", &[Named::Anna]), customer("100002", &[Named::David, Named::Anna])];

    let tried = import_text(&world, &text(&lines), ImportMode::DryRun).await;

    assert_eq!(world.register().await, Vec::<String>::new());
    assert_eq!(tried, import_text(&world, &text(&lines), ImportMode::Apply).await);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn somebody_who_first_signs_in_during_an_import_is_one_person(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    for _ in 0..5 {
        let world = World::new(database).await;
        let line = |(place, name)| customer(&format!("10000{place}"), &[name]);
        let file = text(&Named::ALL.into_iter().enumerate().map(line).collect::<Vec<_>>());
        let sign_ins = async {
            for name in Named::ALL {
                world.open_session(name, Channel::Web, SignInMethod::BankId).await;
            }
        };

        let import = world.domain.import_customers(&file[..], ImportMode::Apply, |_| {});
        let (counts, ()) = tokio::join!(import, sign_ins);

        assert_eq!(counts.unwrap().created, 10);
        for name in Named::ALL {
            signed_in(&world, name).await;
        }
        world.check_invariants().await;
    }
}
