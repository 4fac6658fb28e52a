//! docs/data-register.md names every column of every table, its class, and how long it is kept.

use std::collections::{BTreeMap, BTreeSet};

use domain::testing::{TestDatabase, World};
use rstest::rstest;

use TestDatabase::{Postgres, Sqlite};

const REGISTER: &str = include_str!("../../../docs/data-register.md");
const SETTINGS: &str = include_str!("../../../server/src/config.default.toml");
const CLASSES: [&str; 4] = ["P0", "P1", "P2", "P3"];

/// The register's cells for a column: class, form, and how long it is kept.
type Described = [&'static str; 3];

/// The columns of each table, as the register names them.
fn register() -> BTreeMap<&'static str, BTreeMap<&'static str, Described>> {
    let mut tables = BTreeMap::new();
    for section in REGISTER.split("\n### ").skip(1) {
        let mut lines = section.lines();
        let table = lines.next().expect("the section's name").trim_matches('`');
        let rows = lines.filter(|line| line.starts_with("| `")).flat_map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [columns, described @ ..] = &cells[..] else { panic!("{line}") };
            let described: Described =
                described.try_into().unwrap_or_else(|_| panic!("three cells after the columns: {line}"));
            columns.split(", ").map(move |column| (column.trim_matches('`'), described)).collect::<Vec<_>>()
        });
        assert!(tables.insert(table, rows.collect()).is_none(), "{table} is there twice");
    }
    tables
}

#[rstest]
#[tokio::test]
async fn the_register_names_every_column(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let named = |(table, columns): (&'static str, BTreeMap<&'static str, Described>)| {
        columns.into_keys().map(move |column| format!("{table}.{column}")).collect::<Vec<_>>()
    };

    let described: BTreeSet<_> = register().into_iter().flat_map(named).collect();

    let columns = world.columns().await.into_iter();
    let columns =
        columns.flat_map(|(table, columns)| columns.into_iter().map(move |column| format!("{table}.{column}")));
    let columns: BTreeSet<_> = columns.collect();
    let missing: Vec<_> = columns.difference(&described).collect();
    let removed: Vec<_> = described.difference(&columns).collect();
    assert!(missing.is_empty() && removed.is_empty(), "docs/data-register.md lacks {missing:?} and has {removed:?}");
}

#[test]
fn the_register_says_class_form_and_time_of_each() {
    for (table, columns) in register() {
        for (column, [class, form, time]) in columns {
            assert!(CLASSES.contains(&class), "{table}.{column}: {class}");
            assert!(!form.is_empty() && !time.is_empty(), "{table}.{column}");
            assert_eq!(column.ends_with("_sealed"), form == "sealed", "{table}.{column}: {form}");
        }
    }
}

#[test]
fn the_register_names_every_setting_of_retention_and_no_other() {
    let section = SETTINGS.split("[retention]").nth(1).expect("the section").split("\n[").next().expect("its lines");
    let settings: BTreeSet<_> =
        section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();

    let words = REGISTER.split('`').filter_map(|word| word.strip_prefix("retention."));
    let described: BTreeSet<_> = words.collect();

    assert_eq!(described, settings);
}
