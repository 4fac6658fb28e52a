//! A database for one test, deleted when the test ends.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::db;

/// Which database a test runs on. Rules are tested on both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestDatabase {
    /// The embedded one.
    Sqlite,
    /// The one of production: a real server, named by `TEST_POSTGRES_URL`.
    Postgres,
}

/// The name of a migrated PostgreSQL database that others are copied from; created once per server and set of
/// migrations, so that one server can serve different working trees.
fn template() -> String {
    let mut hash = DefaultHasher::new();
    for migration in Migrator::migrations() {
        migration.name().hash(&mut hash);
    }
    format!("portal_template_{:016x}", hash.finish())
}

pub(super) enum Temporary {
    /// In a temporary folder, or in one that the test provides.
    Sqlite {
        url: String,
        _directory: Option<tempfile::TempDir>,
    },
    Postgres {
        url: String,
        name: String,
    },
}

impl Temporary {
    pub(super) async fn new(kind: TestDatabase) -> Self {
        match kind {
            TestDatabase::Sqlite => {
                let directory = tempfile::tempdir().expect("a temporary directory");
                Self::Sqlite { url: copy_template(directory.path()).await, _directory: Some(directory) }
            }
            TestDatabase::Postgres => {
                let name = format!("world_{}", Uuid::now_v7().simple());
                let server = connect(&server_url()).await;
                make_template(&server).await;
                run(&server, &format!("CREATE DATABASE {name} TEMPLATE {}", template())).await;
                server.close().await.expect("the connection closes");
                Self::Postgres { url: url_of(&name), name }
            }
        }
    }

    pub(super) async fn in_folder(folder: &Path) -> Self {
        Self::Sqlite { url: copy_template(folder).await, _directory: None }
    }

    pub(super) fn kind(&self) -> TestDatabase {
        match self {
            Self::Sqlite { .. } => TestDatabase::Sqlite,
            Self::Postgres { .. } => TestDatabase::Postgres,
        }
    }

    pub(super) fn url(&self) -> &str {
        match self {
            Self::Sqlite { url, .. } | Self::Postgres { url, .. } => url,
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let Self::Postgres { name, .. } = self else { return };
        let statement = format!("DROP DATABASE {name} WITH (FORCE)");
        // Dropping cannot block in the test's own runtime.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async { run(&connect(&server_url()).await, &statement).await });
        });
        // A test that has failed already shows its own failure, not this one.
        let _ = dropped.join();
    }
}

/// Deletes the rows of all tables of PostgreSQL, whatever refers to them.
pub(super) async fn delete_rows(connection: &impl ConnectionTrait) {
    const STATEMENT: &str = "DO $$ DECLARE name text; BEGIN
        SET LOCAL session_replication_role = replica;
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'seaql_migrations' LOOP
            EXECUTE format('DELETE FROM %I', name);
        END LOOP;
    END $$";
    connection.execute_unprepared(STATEMENT).await.expect("the rows are deleted");
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("test.db")
}

fn url_in(folder: &Path) -> String {
    format!("sqlite://{}", file_in(folder).display())
}

/// Puts a migrated file of SQLite into a folder; gives its address.
async fn copy_template(folder: &Path) -> String {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let template = TEMPLATE.get_or_init(migrated_file).await;
    std::fs::write(file_in(folder), template).expect("a file");
    url_in(folder)
}

/// The bytes of a migrated file of SQLite, which each test program makes once.
async fn migrated_file() -> Vec<u8> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let connection = db::connect_for_migrations(&url_in(directory.path())).await.expect("the test database answers");
    Migrator::up(&connection, None).await.expect("the migrations run");
    connection.close().await.expect("the connection closes");
    let file = file_in(directory.path());
    assert!(!file.with_extension("db-wal").exists(), "the file holds everything");
    std::fs::read(file).expect("a file")
}

fn server_url() -> String {
    std::env::var("TEST_POSTGRES_URL").expect("TEST_POSTGRES_URL names a PostgreSQL server; ./test starts one")
}

fn url_of(database: &str) -> String {
    let server = server_url();
    let (server, _) = server.rsplit_once('/').expect("the address of a server ends with a database");
    format!("{server}/{database}")
}

async fn make_template(server: &DatabaseConnection) {
    // One process at a time, however many test programs run; the lock ends with the connection.
    run(server, "SELECT pg_advisory_lock(20261123)").await;
    let name = template();
    let exists = format!("SELECT 1 FROM pg_database WHERE datname = '{name}' AND datistemplate");
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, exists);
    if server.query_one_raw(statement).await.expect("a question").is_none() {
        run(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
        run(server, &format!("CREATE DATABASE {name}")).await;
        let template = connect(&url_of(&name)).await;
        Migrator::up(&template, None).await.expect("the migrations run");
        template.close().await.expect("the connection closes");
        run(server, &format!("ALTER DATABASE {name} IS_TEMPLATE true")).await;
    }
    run(server, "SELECT pg_advisory_unlock(20261123)").await;
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("PostgreSQL answers")
}

async fn run(connection: &DatabaseConnection, statement: &str) {
    connection.execute_unprepared(statement).await.expect("the statement runs");
}
