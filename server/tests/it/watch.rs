//! What a process logs about its clock, and about deadlines and deletion that no worker handles.

use domain::testing::{Named, TestDatabase, World};
use domain::vault::Vault;
use rstest::rstest;
use sea_orm::{ConnectionTrait as _, Database};
use tempfile::TempDir;

use crate::support::process::Process;

/// A world whose keys are in a folder.
async fn world(database: TestDatabase) -> (World, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = World::new(database).await;
    Vault::create_file(&folder.path().join("keys.json")).expect("keys");
    world.take_keys(&folder.path().join("keys.json"));
    world.holder(Named::Anna).await;
    (world, folder)
}

fn serve(world: &World, folder: &TempDir, works: &str) -> Process {
    Process::start(&[
        ("APP_DATA_DIR", folder.path().to_str().expect("a plain path")),
        ("APP_DATABASE_URL", world.database_url()),
        ("APP_WORKS", works),
    ])
}

/// Sets the clock that PostgreSQL tells on a database: before its own function of that name comes one of ours.
async fn set_clock(world: &World, seconds: i64) {
    let db = Database::connect(world.database_url()).await.expect("PostgreSQL answers");
    let (_, name) = world.database_url().rsplit_once('/').expect("the address ends with a database");
    let function = format!(
        "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS \
         $$ SELECT pg_catalog.clock_timestamp() + interval '{seconds} seconds' $$"
    );
    db.execute_unprepared(&function).await.expect("a function");
    let path = format!("ALTER DATABASE {name} SET search_path = public, pg_catalog");
    db.execute_unprepared(&path).await.expect("a setting");
    db.close().await.expect("the connection closes");
}

#[rstest]
#[case::ahead(180, "503")]
#[case::behind(-180, "503")]
#[case::a_little(60, "204")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_whose_clock_is_not_the_databases_is_not_ready(#[case] seconds: i64, #[case] expected: &str) {
    let (world, folder) = world(TestDatabase::Postgres).await;
    set_clock(&world, seconds).await;

    let process = serve(&world, &folder, "true");

    assert_eq!((process.status("/health/ready").as_str(), process.status("/health/live").as_str()), (expected, "204"));
    assert_eq!(process.log().contains("clock and the database's differ"), expected == "503", "{}", process.log());
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_worker_is_reported_after_an_hour(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let (world, folder) = world(database).await;
    world.set_seconds_since_heartbeat(3700).await;

    let process = serve(&world, &folder, "false");

    assert_eq!((process.status("/health/work").as_str(), process.status("/health/ready").as_str()), ("503", "204"));
    process.wait_for_log("no process has worked off deadlines and forgetting");
    process.kill();
    world.set_seconds_since_heartbeat(3500).await;
    assert_eq!(serve(&world, &folder, "false").status("/health/work"), "204");
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_process_that_works_is_seen_by_all(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let (world, folder) = world(database).await;
    world.set_seconds_since_heartbeat(7200).await;

    let process = serve(&world, &folder, "true");

    let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while process.status("/health/work") != "204" {
        assert!(std::time::Instant::now() < deadline, "the worker leaves no trace: {}", process.log());
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}
