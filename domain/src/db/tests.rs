use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::sqlite::{File, FileCheck};
use super::{Db, Failure};
use crate::testing::{TestDatabase, World};

const FILL_DISK: &str = "INSERT INTO kept VALUES (zeroblob(1000000))";

/// A SQLite file with a table, in a temporary folder.
struct TestFile {
    db: Db,
    url: String,
    _folder: tempfile::TempDir,
}

impl TestFile {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("file.db").display());
        let db = Db::connect(&url, 2).await.unwrap();
        let txn = db.begin_write().await.unwrap();
        txn.execute_unprepared("CREATE TABLE kept (value)").await.unwrap();
        txn.commit().await.unwrap();
        Self { db, url, _folder: folder }
    }

    /// Leaves the writing connection room for a few more pages, as a full disk does.
    async fn take_room(&self) {
        self.db.write.execute_unprepared("PRAGMA max_page_count = 20").await.unwrap();
    }

    /// What another connection reads.
    async fn rows(&self) -> i64 {
        let question = Statement::from_sql_and_values(DbBackend::Sqlite, "SELECT count(*) FROM kept", []);
        let row = self.db.read.query_one_raw(question).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    async fn write(&self, statement: &str) -> Result<(), sea_orm::DbErr> {
        let txn = self.db.begin_write().await?;
        txn.execute_unprepared(statement).await?;
        txn.commit().await
    }
}

#[tokio::test]
async fn what_is_written_after_the_disk_was_full_is_stored() {
    let file = TestFile::new().await;
    file.take_room().await;

    let full = file.write(FILL_DISK).await.unwrap_err();
    // Refused by a rule: a dropped transaction, as every refused form leaves it.
    drop(file.db.begin_write().await.unwrap());
    let mut acknowledged = 0;
    for _ in 0..5 {
        acknowledged += i64::from(file.write("INSERT INTO kept VALUES (1)").await.is_ok());
    }

    assert_eq!(Failure::of(&full), Failure::Unwritable, "{full}");
    assert_eq!(acknowledged, 5);
    assert_eq!(file.rows().await, 5);
}

#[tokio::test]
async fn nothing_is_stored_of_a_transaction_that_sqlite_has_rolled_back() {
    let file = TestFile::new().await;
    file.take_room().await;
    let txn = file.db.begin_write().await.unwrap();
    txn.execute_unprepared("INSERT INTO kept VALUES (1)").await.unwrap();
    txn.execute_unprepared(FILL_DISK).await.unwrap_err();

    let later = txn.execute_unprepared("INSERT INTO kept VALUES (2)").await;
    let committed = txn.commit().await;

    assert!(later.is_err() && committed.is_err(), "{later:?} {committed:?}");
    assert_eq!(file.rows().await, 0);
}

#[tokio::test]
async fn a_database_that_was_not_written_is_ready_once_it_can_be() {
    let file = TestFile::new().await;
    file.take_room().await;

    file.write(FILL_DISK).await.unwrap_err();
    let is_unwritable = file.db.storage.is_unwritable();
    let is_ready = file.db.is_ready().await;

    assert!(is_unwritable && is_ready && !file.db.storage.is_unwritable());
}

#[rstest::rstest]
#[tokio::test]
async fn a_transaction_in_which_a_statement_failed_is_not_committed(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let txn = world.domain.db.begin_write().await.unwrap();
    txn.execute_unprepared("DELETE FROM person").await.unwrap();
    txn.execute_unprepared("INSERT INTO nowhere VALUES (1)").await.unwrap_err();

    let committed = txn.commit().await;

    assert!(committed.is_err());
}

/// Writes over the head of a page in the middle of the file.
fn damage(url: &str) {
    let path = url.strip_prefix("sqlite://").unwrap();
    let mut bytes = std::fs::read(path).unwrap();
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 100].fill(0xff);
    std::fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn damage_that_comes_later_is_found_by_a_later_check() {
    let file = TestFile::new().await;
    for _ in 0..50 {
        file.write("INSERT INTO kept VALUES (zeroblob(2000))").await.unwrap();
    }
    file.db.close().await.unwrap();
    let db = Db::connect(&file.url, 2).await.unwrap();
    let before = db.is_damaged();

    damage(&file.url);
    db.check_file(std::time::Duration::from_mins(1)).await.unwrap();

    assert!(!before && db.is_damaged() && !db.is_ready().await);
}

#[tokio::test]
async fn a_damaged_file_is_found_and_not_written() {
    let file = TestFile::new().await;
    for _ in 0..50 {
        file.write("INSERT INTO kept VALUES (zeroblob(2000))").await.unwrap();
    }
    file.db.close().await.unwrap();
    damage(&file.url);

    let db = Db::connect(&file.url, 2).await.unwrap();

    assert!(db.is_damaged() && !db.is_ready().await);
    assert!(db.begin_write().await.is_err());
}

#[tokio::test]
async fn a_check_ends_at_its_time_limit() {
    let file = TestFile::new().await;
    let filled = "INSERT INTO kept WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) \
                  SELECT i FROM n";
    file.write(filled).await.unwrap();
    file.write("CREATE INDEX by_value ON kept (value)").await.unwrap();
    let file = File::of_url(&file.url).unwrap();

    assert_eq!(file.check(std::time::Duration::ZERO).await.unwrap(), FileCheck::CutShort);
    assert_eq!(file.check(std::time::Duration::from_mins(10)).await.unwrap(), FileCheck::Sound);
}
