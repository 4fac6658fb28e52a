//! A database has its keys: others are refused before anything is done with them.

use std::fs;
use std::path::PathBuf;

use domain::db::Db;
use domain::key_fingerprint::check;
use domain::testing::{Named, TestDatabase, World};
use domain::vault::Vault;
use rstest::rstest;
use tempfile::TempDir;

use TestDatabase::{Postgres, Sqlite};

/// A folder with key files.
struct Keys(TempDir);

impl Keys {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A file of new keys.
    fn file(&self, name: &str) -> PathBuf {
        let path = self.0.path().join(name);
        Vault::create_file(&path).expect("keys");
        path
    }

    /// The keys of a file, changed.
    fn changed(&self, file: &PathBuf, name: &str, change: impl FnOnce(&mut serde_json::Value)) -> PathBuf {
        let mut keys = serde_json::from_slice(&fs::read(file).expect("a file")).expect("JSON");
        change(&mut keys);
        let path = self.0.path().join(name);
        fs::write(&path, keys.to_string()).expect("a file");
        path
    }
}

/// A world whose database has registered the keys of the returned file.
async fn claimed(database: TestDatabase) -> (World, Keys, PathBuf) {
    let (mut world, keys) = (World::new(database).await, Keys::new());
    let own = keys.file("own.json");
    world.take_keys(&own);
    world.domain.claim_keys().await.expect("a new database takes its keys");
    (world, keys, own)
}

#[rstest]
#[tokio::test]
async fn a_database_keeps_to_the_keys_that_it_began_with(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (mut world, keys, own) = claimed(database).await;
    let before = world.tables().await;

    world.take_keys(&keys.file("other.json"));
    let refused = world.domain.claim_keys().await.unwrap_err().to_string();

    assert!(refused.contains("key_file holds other keys"), "{refused}");
    assert_eq!(world.tables().await, before);
    world.take_keys(&own);
    world.domain.claim_keys().await.unwrap();
    assert_eq!(world.tables().await, before, "nothing is written twice");
}

#[rstest]
#[case::number_index("number_index")]
#[case::email_index("email_index")]
#[tokio::test]
async fn the_key_of_an_index_never_changes(#[values(Sqlite, Postgres)] database: TestDatabase, #[case] index: &str) {
    let (mut world, keys, own) = claimed(database).await;
    let other = keys.file("other.json");
    let other: serde_json::Value = serde_json::from_slice(&fs::read(other).unwrap()).unwrap();

    world.take_keys(&keys.changed(&own, "changed.json", |keys| keys[index] = other[index].clone()));

    assert!(world.domain.claim_keys().await.is_err());
}

#[rstest]
#[tokio::test]
async fn a_sealing_key_may_be_added_and_none_taken_away(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (mut world, keys, own) = claimed(database).await;
    let other: serde_json::Value = serde_json::from_slice(&fs::read(keys.file("other.json")).unwrap()).unwrap();
    let second = other["sealing"]["1"].clone();

    world.take_keys(&keys.changed(&own, "both.json", |keys| keys["sealing"]["2"] = second.clone()));
    world.domain.claim_keys().await.unwrap();

    world.take_keys(&own);
    let without = world.domain.claim_keys().await.unwrap_err().to_string();
    assert!(without.contains("lacks the key sealing:2"), "{without}");
    world.take_keys(&keys.changed(&own, "swapped.json", |keys| keys["sealing"]["1"] = second.clone()));
    assert!(world.domain.claim_keys().await.unwrap_err().to_string().contains("holds other keys"));
}

#[rstest]
#[tokio::test]
async fn a_database_of_an_earlier_version_takes_only_keys_that_open_its_rows(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (mut world, keys) = (World::new(database).await, Keys::new());
    let own = keys.file("own.json");
    world.take_keys(&own);
    world.holder(Named::Anna).await;

    world.take_keys(&keys.file("other.json"));
    assert!(world.domain.claim_keys().await.unwrap_err().to_string().contains("holds other keys"));
    assert!(world.tables().await["key_fingerprint"].is_empty());

    world.take_keys(&own);
    world.domain.claim_keys().await.unwrap();
    assert_eq!(world.tables().await["key_fingerprint"].len(), 3);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_that_start_with_different_keys_one_is_refused(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (mut world, keys) = (World::new(database).await, Keys::new());
    let mut starting = tokio::task::JoinSet::new();
    for name in ["one.json", "other.json"] {
        world.take_keys(&keys.file(name));
        let domain = world.domain.clone();
        starting.spawn(async move { domain.claim_keys().await });
    }

    let results = starting.join_all().await;

    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    assert_eq!(world.tables().await["key_fingerprint"].len(), 3);
}

#[rstest]
#[tokio::test]
async fn looking_whether_keys_fit_changes_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (mut world, keys) = (World::new(database).await, Keys::new());
    let (own, other) = (keys.file("own.json"), keys.file("other.json"));
    let db = Db::connect(world.database_url(), 2).await.unwrap();
    let look = async |file: &PathBuf| check(&db, &Vault::open_file(file).unwrap()).await.is_ok();

    assert!(look(&own).await && look(&other).await, "a new database knows none");
    assert!(world.tables().await["key_fingerprint"].is_empty());
    world.take_keys(&own);
    world.domain.claim_keys().await.unwrap();

    assert_eq!((look(&own).await, look(&other).await), (true, false));
    db.close().await.unwrap();
}
