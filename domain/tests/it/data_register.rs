//! docs/data-register.md names every column of every table, its class, and how long it is kept.

use std::collections::{BTreeMap, BTreeSet};

use domain::testing::{TestDatabase, World};
use rstest::rstest;

use TestDatabase::{Postgres, Sqlite};

const REGISTER: &str = include_str!("../../../docs/data-register.md");
const SETTINGS: &str = include_str!("../../../server/src/config.default.toml");
const CLASSES: [&str; 4] = ["P0", "P1", "P2", "P3"];

/// The register's cells for a column: class, form, and how long it is kept.
type Said = [&'static str; 3];

/// The columns of each table, as the register names them.
fn register() -> BTreeMap<&'static str, BTreeMap<&'static str, Said>> {
    let mut tables = BTreeMap::new();
    for section in REGISTER.split("\n### ").skip(1) {
        let mut lines = section.lines();
        let table = lines.next().expect("the section's name").trim_matches('`');
        let rows = lines.filter(|line| line.starts_with("| `")).flat_map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [columns, said @ ..] = &cells[..] else { panic!("{line}") };
            let said: Said = said.try_into().unwrap_or_else(|_| panic!("three cells after the columns: {line}"));
            columns.split(", ").map(move |column| (column.trim_matches('`'), said)).collect::<Vec<_>>()
        });
        assert!(tables.insert(table, rows.collect()).is_none(), "{table} is there twice");
    }
    tables
}

#[rstest]
#[tokio::test]
async fn the_register_names_every_column(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let named = |(table, columns): (&'static str, BTreeMap<&'static str, Said>)| {
        columns.into_keys().map(move |column| format!("{table}.{column}")).collect::<Vec<_>>()
    };

    let said: BTreeSet<_> = register().into_iter().flat_map(named).collect();

    let there = world.columns().await.into_iter();
    let there = there.flat_map(|(table, columns)| columns.into_iter().map(move |column| format!("{table}.{column}")));
    let there: BTreeSet<_> = there.collect();
    let missing: Vec<_> = there.difference(&said).collect();
    let gone: Vec<_> = said.difference(&there).collect();
    assert!(missing.is_empty() && gone.is_empty(), "docs/data-register.md lacks {missing:?} and has {gone:?}");
}

#[test]
fn the_register_says_class_form_and_time_of_each() {
    for (table, columns) in register() {
        for (column, [class, form, kept]) in columns {
            assert!(CLASSES.contains(&class), "{table}.{column}: {class}");
            assert!(!form.is_empty() && !kept.is_empty(), "{table}.{column}");
            assert_eq!(column.ends_with("_sealed"), form == "sealed", "{table}.{column}: {form}");
        }
    }
}

#[test]
fn the_register_names_every_setting_of_retention_and_no_other() {
    let section = SETTINGS.split("[retention]").nth(1).expect("the section").split("\n[").next().expect("its lines");
    let there: BTreeSet<_> = section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();

    let words = REGISTER.split('`').filter_map(|word| word.strip_prefix("retention."));
    let said: BTreeSet<_> = words.collect();

    assert_eq!(said, there);
}
