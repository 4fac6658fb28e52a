//! The database as seen by somebody with a copy of it.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::World;

const COLUMNS_OF_SQLITE: &str = "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c \
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";
const COLUMNS_OF_POSTGRES: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns \
     WHERE table_schema = 'public'";
/// The table of migrations, which is not ours.
const MIGRATIONS: &str = "seaql_migrations";

impl World {
    /// The names of all tables with their columns.
    pub async fn columns(&self) -> BTreeMap<String, Vec<String>> {
        let question = match self.domain.db.read.unwatched().get_database_backend() {
            DbBackend::Sqlite => COLUMNS_OF_SQLITE,
            _ => COLUMNS_OF_POSTGRES,
        };
        let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for [table, column] in self.texts(question).await {
            tables.entry(table).or_default().push(column);
        }
        tables.remove(MIGRATIONS);
        tables
    }

    /// Every row of every table as text, by the table's name: bytes as hexadecimal digits.
    pub async fn tables(&self) -> BTreeMap<String, BTreeSet<String>> {
        let is_sqlite = self.domain.db.read.unwatched().get_database_backend() == DbBackend::Sqlite;
        let mut tables = BTreeMap::new();
        for (table, columns) in self.columns().await {
            let quoted: Vec<_> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
            let row = if is_sqlite { quoted.join(" || ',' || ") } else { "t::text".to_owned() };
            let rows = self.texts(&format!("SELECT {row} FROM \"{table}\" t")).await;
            tables.insert(table, rows.into_iter().map(|[row]| row).collect());
        }
        tables
    }

    /// The same as one text, each row after the table's name, like a database dump.
    pub async fn dump(&self) -> String {
        let tables = self.tables().await;
        let rows = tables.iter().flat_map(|(table, rows)| rows.iter().map(move |row| format!("{table} {row}\n")));
        rows.collect()
    }

    /// The bytes of the SQLite file and of its log.
    pub fn file(&self) -> Vec<u8> {
        let path = self.database.url().trim_start_matches("sqlite://").to_owned();
        let log = std::fs::read(format!("{path}-wal")).unwrap_or_default();
        [std::fs::read(path).expect("the database file"), log].concat()
    }

    async fn texts<const N: usize>(&self, question: &str) -> Vec<[String; N]> {
        let db = &self.domain.db.read;
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), question)).await;
        let text = |row: &sea_orm::QueryResult, place| row.try_get_by_index(place).expect("a text");
        rows.expect("rows").iter().map(|row| std::array::from_fn(|place| text(row, place))).collect()
    }
}
