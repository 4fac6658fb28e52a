//! A start that is killed at a random moment leaves nothing that prevents the next one. `START_ROUNDS=200` runs more
//! rounds than the daily few.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait as _, Database, Statement};

use crate::support::empty::Empty;
use crate::support::process::Process;

const ROUNDS: u64 = 8;
/// Each of these takes some seconds.
const ROUNDS_OF_SERVE: u64 = 4;

const SHAPE_OF_SQLITE: &str = "SELECT name || ' ' || sql FROM sqlite_master WHERE sql IS NOT NULL";
const SHAPE_OF_POSTGRES: &str = "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable \
     FROM information_schema.columns WHERE table_schema = 'public' UNION ALL SELECT indexdef FROM pg_indexes WHERE \
     schemaname = 'public'";

fn rounds(usual: u64) -> u64 {
    std::env::var("START_ROUNDS").map_or(usual, |rounds| rounds.parse().expect("a number"))
}

/// A random part of a duration.
fn part_of(time: Duration) -> Duration {
    let micros = u64::try_from(time.as_micros()).expect("a short time");
    Duration::from_micros(RandomState::new().hash_one(0) % micros.max(1))
}

fn migrate(folder: &Path, url: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.arg("migrate").env_clear().env("APP_ENV", "demo").env("APP_LOG", "error");
    command.env("APP_DATA_DIR", folder).env("APP_DATABASE_URL", url).stdout(Stdio::null());
    command
}

/// Migrates completely; returns how long it took.
fn run(folder: &Path, url: &str) -> Duration {
    let begun = Instant::now();
    let status = migrate(folder, url).status().expect("the command starts");
    assert!(status.success(), "a start after one that was cut short fails: {status}");
    begun.elapsed()
}

fn run_killed(folder: &Path, url: &str, after: Duration) {
    let mut child = migrate(folder, url).spawn().expect("the command starts");
    std::thread::sleep(after);
    child.kill().expect("a child of ours");
    child.wait().expect("a child of ours");
}

/// The schema of the database.
async fn shape(url: &str) -> BTreeSet<String> {
    let db = Database::connect(url).await.expect("the database answers");
    let question = if url.starts_with("sqlite:") { SHAPE_OF_SQLITE } else { SHAPE_OF_POSTGRES };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), question)).await.expect("rows");
    db.close().await.expect("the connection closes");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

fn file_in(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("portal.db").display())
}

#[tokio::test]
async fn an_interrupted_sqlite_migration_is_repeated_at_the_next_start() {
    let whole = tempfile::tempdir().expect("a folder");
    let time = run(whole.path(), &file_in(whole.path()));
    let expected = shape(&file_in(whole.path())).await;

    for _ in 0..rounds(ROUNDS) {
        let folder = tempfile::tempdir().expect("a folder");
        run_killed(folder.path(), &file_in(folder.path()), part_of(time));
        run_killed(folder.path(), &file_in(folder.path()), part_of(time));

        run(folder.path(), &file_in(folder.path()));

        assert_eq!(shape(&file_in(folder.path())).await, expected);
    }
}

#[tokio::test]
async fn an_interrupted_postgres_migration_is_repeated_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = Empty::new("whole").await;
    let time = run(folder.path(), &whole.url);
    let expected = shape(&whole.url).await;
    whole.drop().await;

    for round in 0..rounds(ROUNDS) {
        let empty = Empty::new(&format!("cut_{round}")).await;
        run_killed(folder.path(), &empty.url, part_of(time));

        run(folder.path(), &empty.url);

        let found = shape(&empty.url).await;
        empty.drop().await;
        assert_eq!(found, expected);
    }
}

#[test]
fn a_first_start_of_the_demo_that_is_cut_short_goes_on_at_the_next() {
    let begun = Instant::now();
    Process::start(&[]).kill();
    let time = begun.elapsed();

    for _ in 0..rounds(ROUNDS_OF_SERVE) {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = [("APP_DATA_DIR", folder.path().to_str().expect("a plain path"))];
        Process::start_killed(&settings, part_of(time));

        let process = Process::start(&settings);

        assert_eq!(process.status("/health/ready"), "204");
    }
}
