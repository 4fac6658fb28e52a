//! Migrating the database, by several processes at once.

use std::time::Duration;

use domain::db::connect_for_migrations;
use sea_orm::{ConnectionTrait as _, Database, DbBackend, Statement};
use server::command;
use server::config::ServerConfig;

use crate::support::empty::Empty;

fn config(empty: &Empty) -> ServerConfig {
    ServerConfig { database_url: empty.url.clone().into(), ..ServerConfig::defaults().expect("defaults") }
}

fn question(text: &str) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, text, [])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_processes_may_start_at_once() {
    let empty = Empty::new("together").await;
    let mut starting = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let config = config(&empty);
        starting.spawn(async move { command::migrate(&config).await });
    }

    let results = starting.join_all().await;

    empty.drop().await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
}

#[tokio::test]
async fn a_process_waits_for_another_that_migrates_for_long() {
    let empty = Empty::new("patient").await;
    let other = connect_for_migrations(&empty.url).await.unwrap();
    let config = config(&empty);
    let mut starting = tokio::spawn(async move { command::migrate(&config).await });

    // Longer than any statement of the portal may wait for a lock.
    let early = tokio::time::timeout(Duration::from_secs(3), &mut starting).await;
    other.close().await.unwrap();
    let result = starting.await.unwrap();

    empty.drop().await;
    assert!(early.is_err(), "it waits");
    result.unwrap();
}

#[tokio::test]
async fn a_process_starts_on_the_shape_of_a_newer_version() {
    let empty = Empty::new("newer").await;
    command::migrate(&config(&empty)).await.unwrap();
    let db = Database::connect(&empty.url).await.unwrap();
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_newer', 0)";
    db.execute_unprepared(newer).await.unwrap();
    db.close().await.unwrap();

    let result = command::migrate(&config(&empty)).await;

    empty.drop().await;
    result.unwrap();
}

#[tokio::test]
async fn no_statement_of_a_migration_is_cut_short() {
    let empty = Empty::new("long").await;
    let connection = connect_for_migrations(&empty.url).await.unwrap();

    let limit = connection.query_one_raw(question("SHOW statement_timeout")).await.unwrap().unwrap();
    let held = "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()";
    let held = connection.query_all_raw(question(held)).await.unwrap();

    connection.close().await.unwrap();
    empty.drop().await;
    assert_eq!(limit.try_get_by_index::<String>(0).unwrap(), "0");
    assert_eq!(held.len(), 1);
}
