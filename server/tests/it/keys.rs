//! No command does anything on a database with keys that do not belong to it.

use std::fs;
use std::path::Path;

use domain::testing::{Named, TestDatabase, World};
use domain::vault::Vault;
use rstest::rstest;

use crate::support::process;

/// Runs a command in a folder; returns whether it succeeded, and its output.
fn run(folder: &Path, world: &World, command: &[&str]) -> (bool, String) {
    let run = process::command_in_time()
        .args(command)
        .current_dir(folder)
        .env_clear()
        .envs(process::site_in(folder))
        .env("APP_ENV", "demo")
        .env("APP_LOG", "error")
        .env("APP_PORT", "0")
        .env("APP_BANKID_APP_PORT", "0")
        .env("APP_BANKID_RP_PORT", "0")
        .env("APP_DATA_DIR", folder)
        .env("APP_DATABASE_URL", world.database_url())
        .output()
        .expect("the command runs");
    (run.status.success(), String::from_utf8([run.stdout, run.stderr].concat()).expect("text"))
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_command_begins_with_keys_that_are_not_the_databases(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
    #[values(true, false)] knows_its_keys: bool,
) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let mut world = World::new(database).await;
    Vault::create_file(&path("keys.json")).unwrap();
    world.take_keys(&path("keys.json"));
    let anna = world.holder_at_home(Named::Anna).await;
    fs::create_dir(path("lists")).unwrap();
    fs::write(path("customers.ndjson"), include_str!("../../demo/customers.ndjson")).unwrap();
    fs::write(path("statuses.csv"), "order_number,status\n").unwrap();
    if knows_its_keys {
        // The first command of this version with the right keys.
        assert_eq!(run(folder.path(), &world, &["orders", "export", "lists"]), (true, "no order waits\n".to_owned()));
    }
    fs::rename(path("keys.json"), path("right.json")).unwrap();
    Vault::create_file(&path("keys.json")).unwrap();
    let before = world.tables().await;

    let number = anna.number();
    let commands: [&[&str]; 9] = [
        &["serve"],
        &["work"],
        &["import", "customers.ndjson"],
        &["import", "--dry-run", "customers.ndjson"],
        &["orders", "export", "lists"],
        &["orders", "update", "statuses.csv"],
        &["allow-sharing", &number],
        &["letters", "send"],
        &["check-config", "--online"],
    ];
    for command in commands {
        let (is_done, said) = run(folder.path(), &world, command);
        assert!(!is_done && said.contains("key_file holds other keys"), "{command:?}: {said}");
    }

    assert_eq!(world.tables().await, before);
    fs::rename(path("right.json"), path("keys.json")).unwrap();
    assert!(run(folder.path(), &world, &["orders", "export", "lists"]).0, "the right keys are taken");
}
